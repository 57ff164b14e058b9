"""What cases should cover: each rule, both sides of each threshold and the place itself, outcomes.

A goal is one thing that some case should show. A case covers a goal by its effects: what its
profile and its decision were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from leadoff.engine.assess import walk_of
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.judge import Contrasting, Fires
from leadoff.engine.masks import bits
from leadoff.ruleset.condition import tests_in

if TYPE_CHECKING:
    from decimal import Decimal

    from leadoff.cases.run import CaseResult
    from leadoff.engine.assess import Assessment, Machine
    from leadoff.engine.judge import Judge
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import Rule, RuleFile
    from leadoff.source.values import Value

Level: TypeAlias = Literal["matched", "fired", "decisive"]
Side: TypeAlias = Literal["below", "at", "above"]
LEVELS: Final[tuple[Level, ...]] = ("matched", "fired", "decisive")
SIDES: Final[tuple[Side, ...]] = ("below", "at", "above")
_ORDER: Final = ("at_least", "at_most", "above", "below")


class Effects(NamedTuple):
    """What a case shows: its answers, the rules it was decided by, and what they do in it."""

    answers: dict[str, Value]
    rules: frozenset[str]
    matched: frozenset[str]
    fired: frozenset[str]
    decisive: frozenset[str]
    outcomes: tuple[str, ...]


class RuleGoal(NamedTuple):
    """A rule's condition is true in some case; the rule fires; without it the result is another."""

    rule: Rule
    level: Level

    def is_covered(self, effects: Effects) -> bool:
        """Whether a case with these effects shows it."""
        if self.level == "decisive":
            return self.rule.id in effects.decisive
        return self.rule.id in (effects.fired if self.level == "fired" else effects.matched)


class Threshold(NamedTuple):
    """A number to which some rules compare a fact."""

    fact: Fact
    literal: int | Decimal
    rules: tuple[Rule, ...]


class SideGoal(NamedTuple):
    """Some case answers a fact with a value below a threshold, with the threshold, or above it."""

    threshold: Threshold
    side: Side

    def is_covered(self, effects: Effects) -> bool:
        """Whether a case with these effects shows it."""
        if effects.rules.isdisjoint(rule.id for rule in self.threshold.rules):
            return False
        value = effects.answers.get(self.threshold.fact.name)
        return value is not None and self.holds(value)

    def holds(self, value: Value) -> bool:
        """Whether a value lies on this side."""
        literal = self.threshold.literal
        if isinstance(value, str):
            return False
        if self.side == "at":
            return value == literal
        return value < literal if self.side == "below" else value > literal


class OutcomeGoal(NamedTuple):
    """Some case has this outcome."""

    outcome: str

    def is_covered(self, effects: Effects) -> bool:
        """Whether a case with these effects shows it."""
        return self.outcome in effects.outcomes


Goal: TypeAlias = RuleGoal | SideGoal | OutcomeGoal


def goals_of(file: RuleFile) -> tuple[Goal, ...]:
    """Everything that the cases of a rule file should show, in the order of the file."""
    return (
        *(RuleGoal(rule, level) for rule in file.rules for level in LEVELS),
        *(SideGoal(each, side) for each in thresholds_of(file) for side in SIDES),
        *(OutcomeGoal(outcome.id) for outcome in file.outcomes),
    )


def thresholds_of(file: RuleFile) -> tuple[Threshold, ...]:
    """The numbers to which rules compare facts, by fact, then by size."""
    found: dict[tuple[str, Value], dict[str, Rule]] = {}
    for rule in file.rules:
        for test in tests_in(rule.when):
            if test.operator in _ORDER:
                found.setdefault((test.fact.name, test.values[0]), {})[rule.id] = rule
    return tuple(
        Threshold(fact, literal, tuple(rules.values()))
        for fact in file.facts
        for literal, rules in sorted(
            (value, rules)
            for (name, value), rules in found.items()
            if name == fact.name and not isinstance(value, str)
        )
    )


def effects_of(result: CaseResult) -> Effects:
    """What a case shows: only what holds however its open facts are answered."""
    rule_set, found = result.rules, result.found
    machine = rule_set.machine
    ids = [rule.id for rule in rule_set.rules]
    fired = [place for place in bits(found.true) if _always_fires(machine, found, place)]
    decisive = [place for place in fired if _is_always_decisive(machine, found, place)]
    return Effects(
        dict(result.case.profile.answers),
        frozenset(ids),
        frozenset(ids[place] for place in bits(found.true)),
        frozenset(ids[place] for place in fired),
        frozenset(ids[place] for place in decisive),
        () if found.provisional else result.decision.outcomes,
    )


def _always_fires(machine: Machine, found: Assessment, place: int) -> bool:
    if not found.open:
        return bool(found.fired >> place & 1)
    return _in_every_way(machine, found, Fires(machine.overrides, 1 << place))


def _is_always_decisive(machine: Machine, found: Assessment, place: int) -> bool:
    """Whether the result would be another one without a rule."""
    if found.open:
        judge = Contrasting(machine.policy, machine.overrides, place)
        return _in_every_way(machine, found, judge)
    without = machine.overrides.fired(found.true & ~(1 << place))
    return machine.policy.verdict(without).result != found.result


def _in_every_way(machine: Machine, found: Assessment, judge: Judge[bool]) -> bool:
    """Whether no way of answering the open facts is judged false; False where not proved."""
    try:
        return not walk_of(machine, found.situation, judge).finds(False)
    except OverBudgetError:
        return False
