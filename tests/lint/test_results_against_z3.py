"""Proofs about rule sets too large for brute force, against an SMT solver.

The rules are those of the benchmarks: conjunctions over 10 facts, by votes. They are handed to z3
as plain comparisons of unknowns, without cells or terms.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import z3

from leadoff.analysis.regions.firing import FiringRegions
from leadoff.analysis.results.margins import GreatestMargins
from leadoff.analysis.results.results import Results
from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.ruleset.parse import parse_rule_file
from tests.benchmarks.lint import by_policy
from tests.benchmarks.workload import FACTS, OUTCOMES, make_rules, rule_file

if TYPE_CHECKING:
    from tests.benchmarks.workload import Condition, Rule

SIZE = 50


class Solver:
    """The rules as z3 sees them: an unknown for each fact, a sum for each outcome."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.solver = z3.Solver()
        self.unknowns: dict[str, Any] = {}
        for fact in FACTS:
            if fact.kind == "flag":
                self.unknowns[fact.name] = z3.Bool(fact.name)
                continue
            unknown = z3.Real(fact.name) if fact.kind == "number" else z3.Int(fact.name)
            self.unknowns[fact.name] = unknown
            low, high = (0, len(fact.values) - 1) if fact.values else (fact.low, fact.high)
            self.solver.add(unknown >= low, unknown <= high)
        self.fires = [z3.And([self.holds(each) for each in rule.conditions]) for rule in rules]
        self.rules = rules
        self.totals = self.totals_without(None)

    def totals_without(self, left_out: int | None) -> dict[str, Any]:
        return {
            outcome: z3.Sum(
                [z3.IntVal(0)]
                + [
                    z3.If(fires, rule.points, 0)
                    for place, (rule, fires) in enumerate(zip(self.rules, self.fires, strict=True))
                    if rule.outcome == outcome and place != left_out
                ]
            )
            for outcome in OUTCOMES
        }

    def holds(self, condition: Condition) -> Any:
        name, operator, literal = condition
        unknown = self.unknowns[name]
        fact = next(fact for fact in FACTS if fact.name == name)
        if fact.values:
            values = literal if isinstance(literal, tuple) else (literal,)
            among = z3.Or([unknown == fact.values.index(str(value)) for value in values])
            return among if operator in ("is", "one_of") else z3.Not(among)
        match operator:
            case "at_least":
                return unknown >= literal
            case "at_most":
                return unknown <= literal
            case "above":
                return unknown > literal
            case "below":
                return unknown < literal
        return unknown == literal

    def can(self, *wanted: Any) -> bool:
        """Whether some profile does what is wanted."""
        self.solver.push()
        self.solver.add(*wanted)
        found = self.solver.check()
        self.solver.pop()
        assert found != z3.unknown
        return bool(found == z3.sat)

    def wins(self, outcome: str, totals: dict[str, Any] | None = None) -> Any:
        totals = totals or self.totals
        return z3.And([totals[outcome] > totals[o] for o in OUTCOMES if o != outcome])

    def ties(self, totals: dict[str, Any] | None = None) -> Any:
        totals = totals or self.totals
        somebody = z3.Or([total > 0 for total in totals.values()])
        return z3.And(somebody, z3.Not(z3.Or([self.wins(o, totals) for o in OUTCOMES])))

    def decides(self, rule: int) -> Any:
        """Whether the result differs without a rule."""
        rest = self.totals_without(rule)
        differ = [self.wins(o) != self.wins(o, rest) for o in OUTCOMES]
        return z3.Or(*differ, self.ties() != self.ties(rest))


@pytest.mark.parametrize("seed", [3, 20])
def test_larger_rule_sets(seed: int) -> None:
    rules = make_rules(SIZE, seed)
    solver = Solver(rules)
    text = rule_file(rules)
    rule_set = RuleSet(parse_rule_file(SourceText("rules.yaml", text), ()))
    results = Results(FiringRegions(rule_set))
    results.__dict__["samples"] = {}

    assert (results.tie() is not None) == solver.can(solver.ties())
    for outcome in OUTCOMES:
        assert results.gives(outcome) == solver.can(solver.wins(outcome))
    for place in range(0, SIZE, 4):
        assert results.decides(place) == solver.can(solver.decides(place)), place
        wins = solver.wins(rules[place].outcome)
        loses = solver.can(solver.fires[place], z3.Not(wins))
        assert results.loses(place) == loses, place


def test_the_greatest_margin_of_a_larger_rule_set() -> None:
    rules = make_rules(30)
    solver = Solver(rules)
    rule_set = RuleSet(parse_rule_file(SourceText("rules.yaml", rule_file(rules)), ()))
    results = Results(FiringRegions(rule_set))

    for outcome in OUTCOMES:
        best = GreatestMargins(results).best(outcome)
        assert best is not None
        mine = solver.totals[outcome]
        others = [total for name, total in solver.totals.items() if name != outcome]
        ahead = [[mine - other >= best.points + more for other in others] for more in (0, 1)]
        assert solver.can(*ahead[0])
        assert not solver.can(*ahead[1])


@pytest.mark.parametrize("policy", ["first", "unique", "any", "priority", "collect"])
def test_rules_that_a_larger_table_can_do_without(policy: str) -> None:
    rules = make_rules(60)
    solver = Solver(rules)
    results = Results(FiringRegions(by_policy(60, policy)))
    results.__dict__["samples"] = {}
    given = {"collect": _listed, "unique": _alone, "any": _agreed}.get(policy, _given)

    for place in range(60):
        order = sorted(range(60), key=lambda each: _rank(rules[each], policy))
        pairs = zip(
            given(solver, order),
            given(solver, [each for each in order if each != place]),
            strict=True,
        )
        differs = z3.Or([with_it != without_it for with_it, without_it in pairs])
        assert results.decides(place) == solver.can(differs), place


def _rank(rule: Rule, policy: str) -> int:
    """What comes first under `priority`; elsewhere the order of the file holds."""
    return OUTCOMES.index(rule.outcome) if policy == "priority" else 0


def _given(solver: Solver, order: list[int]) -> list[Any]:
    """The outcome of the first rule that holds, as its place in the file; -1 for none."""
    given = z3.IntVal(-1)
    for place in reversed(order):
        outcome = OUTCOMES.index(solver.rules[place].outcome)
        given = z3.If(solver.fires[place], outcome, given)
    return [given]


def _listed(solver: Solver, order: list[int]) -> list[Any]:
    """Which outcomes are given, and for each two whether the one is given before the other."""
    never = 99
    first = dict.fromkeys(OUTCOMES, z3.IntVal(never))
    for place in reversed(order):
        outcome = solver.rules[place].outcome
        first[outcome] = z3.If(solver.fires[place], place, first[outcome])
    is_given = [each != never for each in first.values()]
    return [*is_given, *(one < other for one, other in combinations(first.values(), 2))]


def _alone(solver: Solver, order: list[int]) -> list[Any]:
    """How many rules hold, where that are no more than two, and the outcome of a single one."""
    holding = z3.Sum([z3.If(solver.fires[place], 1, 0) for place in order])
    few = z3.If(holding > 1, 2, holding)
    return [few, z3.If(holding == 1, _given(solver, order)[0], -1)]


def _agreed(solver: Solver, order: list[int]) -> list[Any]:
    """How many outcomes are given, where that are no more than two, and which one it is."""
    given = [
        z3.Or([solver.fires[place] for place in order if solver.rules[place].outcome == outcome])
        for outcome in OUTCOMES
    ]
    count = z3.Sum([z3.If(each, 1, 0) for each in given])
    return [z3.If(count > 1, 2, count), z3.If(count == 1, _given(solver, order)[0], -1)]
