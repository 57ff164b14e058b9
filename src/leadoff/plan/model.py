"""A playbook as frozen values: activities and practices, and their order for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from decimal import Decimal

    from leadoff.diagnostic.text import SourceText, Span
    from leadoff.engine.policy import ResultKind
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import Origin

Owner = Literal["marketing", "sales", "both"]
OWNERS: Final[tuple[Owner, ...]] = get_args(Owner)
ItemKind = Literal["activity", "practice"]
ITEM_KINDS: Final[tuple[ItemKind, ...]] = get_args(ItemKind)
Place = Literal[
    "in-every-plan",
    "in-first-phase",
    "by-handoff-to-sales",
    "by-handoff-to-marketing",
    "in-repeating-phase",
]
PLACES: Final[tuple[Place, ...]] = get_args(Place)


class Saying(NamedTuple):
    """A sentence for the reader, and the condition under which it is said (None: always)."""

    text: str
    when: Condition | None


class Item(NamedTuple):
    """An activity or a practice. `serves` are the rules whose guideline it carries out."""

    id: str
    kind: ItemKind
    title: str
    owner: Owner
    origin: Origin
    quote: str
    source: str
    how: tuple[Saying, ...]
    serves: tuple[str, ...]
    span: Span


class Step(NamedTuple):
    """An item at its place in a phase; `how` replaces the item's own where it is given."""

    item: Item
    how: tuple[Saying, ...]
    when: Condition | None
    span: Span


class Length(NamedTuple):
    """How many weeks a phase takes: between two limits, or so many times a fact within them."""

    at_least: int
    at_most: int
    times: Decimal | None = None
    fact: Fact | None = None


class Handoff(NamedTuple):
    """What one side hands to the other at the end of a phase."""

    to: Owner
    what: str


class Phase(NamedTuple):
    """A stretch of time with one owner. `repeats` is the id of the phase to begin again with."""

    id: str
    title: str
    owner: Owner
    length: Length
    entry: str
    exit: str
    measure: str
    handoff: Handoff | None
    repeats: str
    when: Condition | None
    steps: tuple[Step, ...]
    span: Span


class Outline(NamedTuple):
    """The phases for one answer, in stages: the phases of one stage run side by side.

    `answer` is the id of an outcome, or `none` or `neither`.
    """

    answer: str
    monday: tuple[Saying, ...]
    stages: tuple[tuple[Phase, ...], ...]
    span: Span


class Order(NamedTuple):
    """A promise: in every plan each of the items begins before the next one does."""

    items: tuple[str, ...]
    because: str
    span: Span


class Standing(NamedTuple):
    """A promise: in every plan each of the items stands at a place."""

    items: tuple[str, ...]
    place: Place
    because: str
    span: Span


class Playbook(NamedTuple):
    """A whole playbook, read for one rule file."""

    source: SourceText
    title: str
    items: tuple[Item, ...]
    outlines: tuple[Outline, ...]
    orders: tuple[Order, ...]
    standings: tuple[Standing, ...]
    plans_span: Span

    def outline(self, answer: str) -> Outline | None:
        """The phases for an answer, None where the playbook has none."""
        return next((each for each in self.outlines if each.answer == answer), None)


def answer_to(result: ResultKind, outcome: str | None) -> str | None:
    """The key of `plans` for a result; None for a conflict and for several outcomes."""
    return {"outcome": outcome, "tie": "neither", "none": "none"}.get(result)
