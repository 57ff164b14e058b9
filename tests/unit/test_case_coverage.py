"""Coverage: what cases show, what none can show, and the cases to add; by brute force too."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.cases.coverage import coverage_of, named
from leadoff.cases.goals import OutcomeGoal, RuleGoal, SideGoal
from leadoff.cases.model import CaseFile
from leadoff.cases.parse import Draft
from leadoff.cases.report import FileResults, Report
from leadoff.cases.run import run_case
from leadoff.cases.written import written_case
from tests.reference import evaluator
from tests.reference.generate import generate, to_yaml

from .examples import rules, source

if TYPE_CHECKING:
    from leadoff.cases.coverage import Coverage
    from leadoff.cases.goals import Goal
    from leadoff.engine.rule_set import RuleSet

POLICIES = ("votes", "first", "unique", "any", "priority", "collect")
RULE_SETS = 120


def _covered(rule_set: RuleSet, cases: str = "") -> Coverage:
    """The coverage of the cases in a text, all of which pass; of no case without one."""
    file = CaseFile(source(""), rule_set, (), ())
    if cases:
        file = Draft(source(f"cases:\n{cases}")).read(rule_set)
    results = tuple(run_case(case, rule_set) for case in file.cases)
    assert [result.mismatches for result in results if not result.passed] == []
    (coverage,) = coverage_of(Report((FileResults(file, results),), (), 0, 0))
    return coverage


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_called_impossible_is_and_the_rest_has_a_case(policy: str) -> None:
    """For random rule files without cases: every goal is impossible by brute force, or some of the
    suggested cases, pasted as they are written, cover it; and all of them pass."""
    for seed in range(RULE_SETS // len(POLICIES)):
        data = generate(random.Random(seed), policy=policy).rules
        rule_set = rules(to_yaml(data), ())

        first = _covered(rule_set)

        oracle = _Oracle.of(data)
        for mark in first.marks:
            possible = oracle.can_be_shown(mark.goal)
            assert (mark.state == "impossible") is not possible, (seed, named(mark.goal))
        if first.suggestions:
            pasted = _covered(rule_set, "".join(map(written_case, first.suggestions)))
            assert (pasted.covered, pasted.suggestions) == (pasted.coverable, ()), seed


@dataclass(frozen=True)
class _Oracle:
    """All ways of answering a rule file, with its refinements and without."""

    parts: list[dict[str, Any]]

    @classmethod
    def of(cls, data: dict[str, Any]) -> _Oracle:
        kept = [rule for rule in data["rules"] if rule.get("origin") != "refinement"]
        some = 0 < len(kept) < len(data["rules"])
        return cls([data, {**data, "rules": kept}] if some else [data])

    def can_be_shown(self, goal: Goal) -> bool:
        return any(self._in(part, goal) for part in self.parts)

    def _in(self, data: dict[str, Any], goal: Goal) -> bool:
        ways, dropped = evaluator.ways_of(data, data["facts"], {})
        if isinstance(goal, OutcomeGoal):
            return any(goal.outcome in _outcomes(way.result) for way in ways)
        if isinstance(goal, RuleGoal):
            rule = next((each for each in data["rules"] if each["id"] == goal.rule.id), None)
            if rule is None:
                return False
            if goal.level == "matched":
                return any(rule["id"] in way.holding for way in ways)
            if goal.level == "fired":
                return any(rule in evaluator.firing(data, way.holding) for way in ways)
            return evaluator.could_change(data, rule, ways)
        return any(
            goal.holds(value)
            and evaluator.ways_of(data, data["facts"], {goal.threshold.fact.name: value})[1]
            == dropped
            for value in self._values(data, goal)
        )

    def _values(self, data: dict[str, Any], goal: SideGoal) -> list[Any]:
        name = goal.threshold.fact.name
        conditions = [each["when"] for each in (*data["rules"], *data.get("laws", ()))]
        conditions += [each["that"] for each in data.get("assume", ())]
        tests = [
            test for when in conditions for fact, test in evaluator.tests_in(when) if fact == name
        ]
        literals = [literal for test in tests for literal in evaluator.literals_in(test)]
        return evaluator.values_to_try(data["facts"][name], [*literals, goal.threshold.literal])


def _outcomes(result: evaluator.Result) -> tuple[str, ...]:
    kind, *found = result
    return tuple(found[0]) if kind == "outcomes" else tuple(found)
