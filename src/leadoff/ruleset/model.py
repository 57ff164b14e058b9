"""A rule file as frozen values: what it says, with the places where it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from leadoff.diagnostic.text import Span

if TYPE_CHECKING:
    from leadoff.diagnostic.text import SourceText
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.condition import Condition

Origin = Literal["post", "refinement"]
ORIGINS: Final[tuple[Origin, ...]] = get_args(Origin)
PolicyName = Literal["votes", "first", "unique", "any", "priority", "collect"]
POLICIES: Final[tuple[PolicyName, ...]] = get_args(PolicyName)
Effect = Literal["votes", "settles", "gives"]
EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)

START = Span(0, 0)
"""Where something stands that no text says: at the start of the file."""


class Outcome(NamedTuple):
    """Something the rules can recommend; `span` is its key."""

    id: str
    label: str
    headline: str
    span: Span = START


class Strength(NamedTuple):
    """A named number of points."""

    name: str
    points: int


class Rule(NamedTuple):
    """A condition, and what it does where it holds; the guideline in words beside it.

    `points` are the strength's points under `votes`, else 0. `span` is the rule's `id`, `when_span`
    its key `when`.
    """

    id: str
    when: Condition
    effect: Effect
    outcome: str
    strength: Strength | None
    span: Span
    when_span: Span
    title: str = ""
    origin: Origin | None = None
    overrides: tuple[str, ...] = ()
    quote: str = ""
    because: str = ""
    source: str = ""
    note: str = ""
    advises: str = ""

    @property
    def points(self) -> int:
        """What the rule adds to the total of its outcome where it fires."""
        return self.strength.points if self.effect == "votes" and self.strength else 0


class Assumption(NamedTuple):
    """A condition that holds for every profile there is; `span` is its key `that`."""

    that: Condition
    because: str
    span: Span


class Law(NamedTuple):
    """A promise about all profiles: where `when` holds, the result is `always` or `never` one."""

    id: str
    when: Condition
    kind: Literal["never", "always"]
    outcome: str
    because: str
    span: Span
    when_span: Span


class Decide(NamedTuple):
    """How firing rules become a result; the percents and points apply to `votes` only.

    `among` is empty under other policies. `otherwise` is the outcome where nothing fires, if any.
    `span` is the key `decide`.
    """

    by: PolicyName
    among: tuple[str, ...]
    clear: int
    close: int
    enough: int
    otherwise: str | None
    no_answer: str
    says_tie: bool
    says_none: bool
    span: Span = START


class RuleFile(NamedTuple):
    """A whole rule file. `facts` are all facts its rules may test, in their order.

    `own_facts` are the names of those it defines itself, each with the place of its key.
    `playbook` is the path of its playbook as written, empty if it names none.
    """

    source: SourceText
    title: str
    facts: tuple[Fact, ...]
    outcomes: tuple[Outcome, ...]
    strengths: tuple[Strength, ...]
    decide: Decide
    assumptions: tuple[Assumption, ...]
    rules: tuple[Rule, ...]
    laws: tuple[Law, ...]
    playbook: str
    own_facts: tuple[tuple[str, Span], ...] = ()
    playbook_span: Span = START

    def conditions(self, *, laws: bool) -> tuple[Condition, ...]:
        """All its conditions, in their order, with those of its laws or without."""
        rules = tuple(rule.when for rule in self.rules)
        assumptions = tuple(assumption.that for assumption in self.assumptions)
        return (*rules, *assumptions, *(law.when for law in self.laws if laws))

    def outcome(self, id: str) -> Outcome:
        """The outcome with this id."""
        return next(outcome for outcome in self.outcomes if outcome.id == id)

    @property
    def has_refinements(self) -> bool:
        """Whether some rules, but not all, go beyond the post."""
        refinements = sum(rule.origin == "refinement" for rule in self.rules)
        return 0 < refinements < len(self.rules)
