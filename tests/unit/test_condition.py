"""Conditions: the tests and facts in one."""

from __future__ import annotations

from leadoff.ruleset import condition as kinds
from leadoff.ruleset.condition import AllOf, AnyOf, Not, SomeOf, facts_in

from .examples import NOWHERE, comparison, flag, whole

P, Q, N = flag("p"), flag("q"), whole("n")
FIRST, SECOND = comparison(Q, "is", True), comparison(N, "above", 3)
THIRD, FOURTH = comparison(P, "is", False), comparison(Q, "is_not", True)
CONDITION = AllOf(
    (
        AnyOf((FIRST, SECOND), NOWHERE),
        Not(THIRD, NOWHERE),
        SomeOf(1, (FOURTH,), NOWHERE),
    ),
    NOWHERE,
)


def test_the_tests_in_the_order_of_the_file() -> None:
    assert list(kinds.tests_in(CONDITION)) == [FIRST, SECOND, THIRD, FOURTH]


def test_each_fact_once_in_the_order_of_the_file() -> None:
    assert facts_in(CONDITION) == (Q, N, P)


def test_always_tests_nothing() -> None:
    assert facts_in(AllOf((), NOWHERE)) == ()
