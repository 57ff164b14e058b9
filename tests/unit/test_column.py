"""Columns: every number lands in the cell that the exact way finds, however it is written."""

from __future__ import annotations

from decimal import Decimal
from math import inf, nan, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.engine.column import Column, OrderedColumn, column_of
from leadoff.facts.domain import Bound, Fault, Number, Range, Whole
from leadoff.facts.fact import Fact
from leadoff.facts.profile import plain_value

from .examples import flag, number, whole

CUTS = (
    *("0.1", "0.5", "0.3000000000000000166", "1", "1e-400", "5e-324", "99.99999999999999999"),
    *("9007199254740993", "1.7976931348623157e308", "1.8e308", "1e400", "-1e400", "-0.1"),
)
VALUES = sorted(
    {
        value
        for cut in CUTS
        for near in [max(-1.7976931348623157e308, min(float(cut), 1.7976931348623157e308))]
        for value in (near, nextafter(near, inf), nextafter(near, -inf))
    }
)


def above(cut: str, *, inclusive: bool) -> Column:
    """The column of a fact whose values are those above a number."""
    lower = Bound(Decimal(cut), inclusive)
    return column_of(Fact("x", Number(Range(lower))), None, 1)


def is_in(column: Column, value: float) -> bool:
    try:
        return column[value] == 1
    except KeyError:
        return False


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("cut", CUTS)
def test_a_float_is_judged_by_its_shortest_repr(cut: str, inclusive: bool) -> None:
    column = above(cut, inclusive=inclusive)

    for value in (*VALUES, -0.0):
        written = Decimal(repr(value))
        expected = written >= Decimal(cut) if inclusive else written > Decimal(cut)
        assert is_in(column, value) is (expected and abs(value) < inf), value


@pytest.mark.parametrize("cut", CUTS)
def test_an_int_is_judged_as_it_is(cut: str) -> None:
    column = above(cut, inclusive=False)

    for value in (0, 1, -1, 99, 100, 2**53, 2**53 + 1, 2**53 + 2, 10**400, -(10**400), 10**399):
        assert is_in(column, value) is (value > Decimal(cut)), value


def test_an_end_of_a_range_may_be_an_int_beyond_all_floats() -> None:
    for bound in (10**400, -(10**400)):
        column = column_of(Fact("x", Number(Range(Bound(bound, True)))), None, 1)

        assert [is_in(column, n) for n in (-1.0, 1.0, bound)] == [bound < 0, bound < 0, True]


@given(st.one_of(st.integers(-5, 15), st.floats(-5, 15, width=16), st.floats()))
def test_a_number_outside_its_range_is_refused_as_the_domain_refuses_it(value: float) -> None:
    for fact in (whole("n", 0, 9), number("n", 0, 9), number("n", 0), number("n", None, 9)):
        raw = plain_value(value)
        is_wrong = isinstance(raw, Fault) or isinstance(fact.domain.admit(raw), Fault)
        if type(value) is float and fact.domain == whole("n", 0, 9).domain:
            continue  # never asked: its type is looked at before
        column = column_of(fact, None, 1)
        for _ in range(2):
            if is_wrong:
                with pytest.raises(KeyError):
                    column[value]
            else:
                assert column[value] == 1


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(KeyError):
        column_of(number("x"), None, 1)[value]


@given(st.integers(-(10**20), 10**20), st.sampled_from(CUTS), st.booleans())
def test_an_int_finds_between_floats_what_it_finds_between_ints(
    value: int, cut: str, inclusive: bool
) -> None:
    column = above(cut, inclusive=inclusive)
    assert isinstance(column, OrderedColumn)

    stretches = column.stretches
    if stretches is None:
        assert abs(Decimal(cut)) > 2**53
    else:
        for near in (value, *range(-3, 3), *range(97, 103)):
            assert stretches.at(near) == column.ints.at(near), near


@pytest.mark.parametrize("inclusive", [True, False])
def test_beyond_the_numbers_that_are_values_there_is_nothing(inclusive: bool) -> None:
    edge = 1 << 3_000
    bounds = Range(Bound(-(10**950), inclusive), Bound(10**950, inclusive))
    for fact in (number("x"), whole("n"), Fact("x", Number(bounds)), Fact("n", Whole(bounds))):
        column = column_of(fact, None, 1)
        assert isinstance(column, OrderedColumn)
        for stretches in filter(None, (column.ints, column.stretches)):
            values = (-edge, 1 - edge, edge - 1, edge)
            found = [stretches.at(value) for value in values]

            is_float = stretches is column.floats
            assert found == ([None, None, 1, None] if is_float else [None, 1, 1, None])


def test_only_a_number_has_an_order() -> None:
    with pytest.raises(TypeError, match="p has no order"):
        OrderedColumn(flag("p"), None, 1)
