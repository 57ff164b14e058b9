"""Coverage: what cases show, what none can show, and the cases to add; by brute force too."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from leadoff.cases.coverage import coverage_of, named
from leadoff.cases.goals import OutcomeGoal, RuleGoal, SideGoal
from leadoff.cases.model import CaseFile
from leadoff.cases.parse import Draft
from leadoff.cases.report import FileResults, Report
from leadoff.cases.run import run_case
from leadoff.cases.seek import Seeker
from leadoff.cases.written import is_writable, written_case
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.walk import Walk
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


FLAGS = (
    "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}, q: {kind: flag}}\n"
    "outcomes: {a: {}, b: {}}\ndecide: {by: first}\n"
)


def _told(coverage: Coverage) -> dict[str, str]:
    return {
        named(mark.goal): coverage.why_impossible(mark.goal)
        if mark.state == "impossible"
        else f"{mark.state}: {mark.cases}"
        for mark in coverage.marks
    }


def test_an_impossible_rule_has_one_reason_the_strongest() -> None:
    rule_set = rules(
        f"{FLAGS}rules:\n"
        "  - {id: never, when: {p: true, all: [{p: false}]}, gives: a}\n"
        "  - {id: over, when: {p: true}, gives: b, overrides: [under]}\n"
        "  - {id: under, when: {p: true, q: true}, gives: a}\n"
        "  - {id: again, when: {p: true, q: true}, gives: b}\n"
    )

    told = _told(_covered(rule_set))

    never, aside = "no profile makes its condition true", "another rule sets it aside"
    same = "no profile has another result without it"
    assert [told[f"never {what}"] for what in ("matches", "fires", "is decisive")] == [never] * 3
    assert told["under matches"] == "uncovered: 0"
    for what in ("fires", "is decisive"):
        assert told[f"under {what}"] == f"wherever its condition is true, {aside}"
    assert (told["again fires"], told["again is decisive"]) == ("uncovered: 0", same)
    assert told["the outcome is a"] == "no profile leads to it"


def test_a_side_without_values_is_impossible() -> None:
    coverage = _covered(
        rules(
            "leadoff: 1\nprofile: none\nfacts: {n: {kind: whole, range: {at_least: 0}}, "
            "x: {kind: number, range: {above: 0, at_most: 1}}}\noutcomes: {a: {}, b: {}}\n"
            "decide: {by: first}\nassume: [{that: {not: {n: {above: 7}}}}]\nrules:\n"
            "  - {id: r, when: {n: {at_least: 0, at_most: 7}, x: {above: 0, below: 1}}, gives: a}\n"
        )
    )

    impossible = [named(m.goal) for m in coverage.marks if m.state == "impossible"]

    sides = ["n is below 0", "n is above 7", "x is below 0", "x is 0", "x is above 1"]
    assert impossible == [*sides, "the outcome is b"]
    assert "no such value" in coverage.why_impossible(coverage.marks[3].goal)


def test_a_provisional_result_shows_no_outcome_and_nothing_decisive() -> None:
    rule_set = rules(
        f"{FLAGS}rules:\n"
        "  - {id: one, when: {p: true}, gives: a}\n  - {id: two, when: {q: true}, gives: b}\n"
    )
    case = (
        "  - {name: x, profile: {q: true}, expect: {outcome: b, provisional: true, fired: [two]}}\n"
    )

    told = _told(_covered(rule_set, case))

    assert (told["two matches"], told["two fires"]) == ("covered: 1", "covered: 1")
    assert (told["two is decisive"], told["the outcome is b"]) == ("uncovered: 0", "uncovered: 0")


def test_a_rule_that_only_decides_without_the_refinements_has_such_a_case() -> None:
    rule_set = rules(
        f"{FLAGS}rules:\n"
        "  - {id: over, origin: refinement, when: always, gives: b}\n"
        "  - {id: post, origin: post, when: {p: true}, gives: a}\n"
    )

    suggested = _covered(rule_set).suggestions

    assert [written_case(each) for each in suggested if each.result.case.post_only] == [
        (
            "  - name: post is decisive\n    profile:\n      p: true\n    post_only: true\n"
            "    expect:\n      outcome: a\n      fired: [post]\n"
        )
    ]


def test_a_name_that_is_taken_gets_a_number() -> None:
    rule_set = rules(f"{FLAGS}rules: [{{id: r, when: {{p: true}}, gives: a}}]\n")
    taken = "".join(
        f"  - {{name: r is decisive{end}, profile: {{p: false}}, expect: {{outcome: none}}}}\n"
        for end in ("", " (2)")
    )

    assert [each.name for each in _covered(rule_set, taken).suggestions] == ["r is decisive (3)"]


def test_past_the_budget_nothing_is_called_impossible() -> None:
    text = f"{FLAGS}rules: [{{id: r, when: {{p: true, q: false}}, gives: a}}]\n"

    with mock.patch("leadoff.cases.coverage.Seeker", partial(Seeker, steps=1)):
        coverage = _covered(rules(text))

    assert {mark.state for mark in coverage.marks} == {"not proved"}
    assert (coverage.covered, coverage.coverable, coverage.percent) == (0, 5, 0)


def test_a_decision_past_the_budget_shows_nothing_about_its_rules() -> None:
    rule_set = rules(f"{FLAGS}rules: [{{id: r, when: {{p: true}}, gives: a}}]\n")
    case = "  - {name: x, profile: {p: true}, expect: {fired: [r]}}\n"
    open_too = f"{FLAGS}rules:\n  - {{id: r, when: {{p: true}}, gives: a}}\n"
    open_too += "  - {id: s, when: {q: true}, gives: b}\n"

    with mock.patch.object(Walk, "finds", side_effect=OverBudgetError):
        told = [_told(_covered(each, case)) for each in (rule_set, rules(open_too))]

    assert [each["r fires"] for each in told] == ["covered: 1", "not proved: 0"]


def test_a_number_too_long_to_write_is_not_suggested() -> None:
    longest = 10**63 + 10**62 + 1
    rule_set = rules(
        "leadoff: 1\nprofile: none\nfacts: {n: {kind: whole}}\noutcomes: {a: {}}\n"
        f"decide: {{by: first}}\nrules: [{{id: r, when: {{n: {{above: {'9' * 64}}}}}, gives: a}}]\n"
    )

    assert is_writable(longest)
    assert not is_writable(10**64)
    assert _told(_covered(rule_set))["r fires"] == "not proved: 0"


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
