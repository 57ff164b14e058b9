"""Sweeps: what the answer is along one fact."""

from __future__ import annotations

import pytest

from leadoff.analysis.changes.sweep import sweep_of

from .examples import FIRST, rules

TEXT = (
    FIRST
    + """\
rules:
  - {id: r, when: {n: {at_least: 7}}, gives: a}
  - {id: s, when: {n: {at_least: 3, at_most: 4}, q: false}, gives: b}
  - {id: t, when: {c: red, q: true}, gives: d}
assume: [{that: {not: {all: [{n: 9}, {q: false}]}}}]
"""
)
Limit = int | None


def swept(name: str, limits: tuple[Limit, Limit] = (None, None), **answers: object) -> list[str]:
    rule_set = rules(TEXT)
    (fact,) = [fact for fact in rule_set.facts if fact.name == name]
    found = sweep_of(rule_set, rule_set.profile(answers), fact, limits)
    return [
        f"{each.answers} [{each.value}]{' here' if each.is_here else ''}: "
        + (each.after.result.outcome or each.after.result.kind if each.after else "forbidden")
        for each in found.stretches
    ]


def test_a_stretch_ends_where_the_answer_changes() -> None:
    assert swept("n", n=5, q=True, c="blue") == ["0 to 6 [2] here: none", "7 or more [7]: a"]


def test_an_answer_that_cannot_be_is_said() -> None:
    assert swept("n", n=5, q=False, c="blue") == [
        "0 to 2 [2]: none",
        "3 to 4 [3]: b",
        "5 to 6 [5] here: none",
        "7 to 8 [7]: a",
        "9 [9]: forbidden",
    ]


def test_a_sweep_can_be_narrowed() -> None:
    assert swept("n", (4, 5), n=9, q=False, c="blue") == ["4 [4]: b", "5 [5]: none"]
    assert swept("n", (None, 3), q=False, c="blue")[-1] == "3 [3]: b"


def test_each_value_of_a_fact_without_order_is_a_stretch() -> None:
    assert swept("c", q=False, n=0) == [
        "red [red]: none",
        "green [green]: none",
        "blue [blue]: none",
    ]
    assert swept("q", q=True, c="red", n=0) == ["no [False]: none", "yes [True] here: d"]


@pytest.mark.parametrize(("name", "is_tested"), [("n", True), ("x", False), ("t", False)])
def test_a_fact_that_no_rule_tests_is_said(name: str, is_tested: bool) -> None:
    rule_set = rules(TEXT)
    (fact,) = [fact for fact in rule_set.facts if fact.name == name]

    assert sweep_of(rule_set, rule_set.profile({}), fact).is_tested is is_tested
