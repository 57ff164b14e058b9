"""What cases should cover: each rule, both sides of each threshold and the place itself, outcomes.

A goal is one thing that some case should show. A case covers a goal by its effects: what its
profile and its decision were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from leadoff.engine.assess import walk_of
from leadoff.engine.cells import bits
from leadoff.engine.judge import Deciding
from leadoff.engine.walk import OverBudgetError
from leadoff.ruleset.condition import tests_in

if TYPE_CHECKING:
    from decimal import Decimal

    from leadoff.cases.run import CaseResult
    from leadoff.engine.assess import Assessment, Machine
    from leadoff.engine.policy import Result
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import Rule, RuleFile
    from leadoff.source.values import Value

Level: TypeAlias = Literal["matched", "fired", "decisive"]
Side: TypeAlias = Literal["below", "at", "above"]
LEVELS: Final[tuple[Level, ...]] = ("matched", "fired", "decisive")
SIDES: Final[tuple[Side, ...]] = ("below", "at", "above")
_ORDER: Final = ("at_least", "at_most", "above", "below")


class Effects(NamedTuple):
    """What a case shows: its answers, the rules it was decided by, and what they did in it."""

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
        shown = {
            "matched": effects.matched,
            "fired": effects.fired,
            "decisive": effects.decisive,
        }
        return self.rule.id in shown[self.level]


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
    """What a case shows."""
    rule_set, found = result.rules, result.found
    ids = [rule.id for rule in rule_set.rules]
    decisive = (
        place for place in bits(found.fired) if _is_decisive(rule_set.machine, found, place)
    )
    return Effects(
        dict(result.case.profile.answers),
        frozenset(ids),
        frozenset(ids[place] for place in bits(found.true)),
        frozenset(ids[place] for place in bits(found.fired)),
        frozenset(ids[place] for place in decisive),
        result.decision.outcomes,
    )


def _is_decisive(machine: Machine, found: Assessment, place: int) -> bool:
    """Whether the result shown would be another one without a rule; False where not proved."""
    if not found.proved:
        return False
    try:
        return _result_without(machine, found, place) != found.result
    except OverBudgetError:
        return False


def _result_without(machine: Machine, found: Assessment, place: int) -> Result:
    """The result shown for the same answers, were a rule not there.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    others = ((1 << machine.compiled.rules) - 1) & ~(1 << place)
    shown = machine.policy.verdict(machine.overrides.fired(found.true & others)).result
    if found.open:
        judge = Deciding(machine.policy, machine.overrides)
        ways = walk_of(machine, found.situation, judge, rules=others).survey().ways
        if len(ways) == 1:
            (shown,) = ways
    return shown
