"""What is shown of a recommendation, in its order and its words, before it is laid out.

The terminal, Markdown and HTML show the same, so that nothing is worded twice.

Nothing here is escaped for a format; all of it is inert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from leadoff.plan.planning import Plan

DISCLAIMER = "Guidelines are rules of thumb with their reasons, not forecasts."


class Total(NamedTuple):
    """The points of one outcome; `share` is that of the largest total, from 0 to 1.

    `side` is the place of the outcome among those of the vote, for its colour.
    """

    label: str
    points: int
    share: float
    side: int
    leads: bool


class Entry(NamedTuple):
    """A rule as it is shown. `side` is the place of its outcome, for its colour.

    `does` is what it does where it fires: `for sales first`, `settles in tandem`.

    `facts` are the answers behind it, or what it needs after the words of `lead`; `said` is a
    sentence on it alone. `is_named` tells that `title` is not just the id.
    """

    title: str
    id: str
    is_named: bool
    points: int
    side: int
    does: str
    is_refinement: bool
    quote: str
    because: str
    facts: tuple[str, ...]
    advises: str
    source: str
    note: str
    said: str = ""
    lead: str = ""


GroupKind: TypeAlias = Literal["fired", "set-aside", "open", "unfired"]


class Group(NamedTuple):
    """Rules under one heading."""

    heading: str
    entries: tuple[Entry, ...]
    kind: GroupKind = "fired"

    @property
    def is_mixed(self) -> bool:
        """Whether firing rules of several outcomes stand here, so that each must say which."""
        return self.kind == "fired" and len({entry.does for entry in self.entries}) > 1


class Ask(NamedTuple):
    """The question to ask next, and what each stretch of answers would leave possible."""

    heading: str
    question: str
    help: str
    effects: tuple[tuple[str, str], ...]


class Changes(NamedTuple):
    """What would change the answer: what leads to each other one, and a word on it.

    `more` says how many changes are left out and which command shows them.
    """

    leading: tuple[tuple[str, tuple[str, ...]], ...]
    said: str
    more: str


class Given(NamedTuple):
    """An answer given to a question, as it is shown."""

    asked: str
    answer: str
    is_number: bool


class Contents(NamedTuple):
    """Everything a report shows, in order."""

    title: str
    name: str
    about: tuple[str, ...]
    label: str
    manner: str
    headline: str
    side: int
    totals: tuple[Total, ...]
    otherwise: str
    """Why there is an outcome although no rule fires; else empty."""
    groups: tuple[Group, ...]
    post_alone: str
    changes: Changes | None
    certainty: str
    ask: Ask | None
    plan: Plan | None
    is_provisional: bool
    unfired: Group
    answers: tuple[Given, ...]
    unanswered: tuple[str, ...]
    warnings: tuple[str, ...]


Reproduction: TypeAlias = tuple[tuple[str, str], ...]
"""Labels with texts: how to get a recommendation again."""
