"""Cells: how tests cut a domain, and how sets of cells are said."""

from __future__ import annotations

from decimal import Decimal
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.engine.cells import ListedCells, OrderedCells, cells_of
from leadoff.engine.masks import bits
from leadoff.facts.domain import Bound, Choice, Domain, Number, OpenText, Range, Whole
from leadoff.facts.fact import Fact

from .examples import comparison, flag, number, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadoff.ruleset.condition import Operator
    from leadoff.source.values import Value

ORDER: dict[Operator, Callable[[Decimal, Decimal], bool]] = {
    "at_least": ge,
    "above": gt,
    "at_most": le,
    "below": lt,
}
TESTS = st.tuples(
    st.sampled_from(["at_least", "above", "at_most", "below", "is", "is_not", "one_of", "none_of"]),
    st.lists(st.integers(0, 5), min_size=1, max_size=3),
)


def holds(operator: Operator, values: list[int], answer: Decimal) -> bool:
    """What a test means, without cells."""
    if operator in ORDER:
        return ORDER[operator](answer, Decimal(values[0]))
    return (answer in values) == (operator in ("is", "one_of"))


@given(st.booleans(), st.lists(TESTS, min_size=1, max_size=4))
def test_a_value_passes_a_test_exactly_where_its_cell_does(
    is_whole: bool, tests: list[tuple[Operator, list[int]]]
) -> None:
    fact = whole("n", 0, 5) if is_whole else number("n", 0, 5)
    step = Decimal(1) if is_whole else Decimal("0.5")
    written = [
        comparison(fact, operator, *(values[:1] if operator in ORDER else values))
        for operator, values in tests
    ]
    cells = cells_of(fact, written)
    answers = [number * step for number in range(int(5 / step) + 1)]

    for test, (operator, values) in zip(written, tests, strict=True):
        where = cells.where(test)
        for answer in answers:
            value: Value = int(answer) if is_whole else answer
            assert bool(where >> cells.index(value) & 1) == holds(operator, values, answer)
    assert {cells.index(int(a) if is_whole else a) for a in answers} == set(range(cells.count))


@pytest.mark.parametrize(
    ("fact", "tests", "count"),
    [
        (whole("n", 0, 9), [], 1),
        (whole("n", 0, 1500), [("at_least", 90), ("at_least", 180)], 3),
        (whole("n", 0, 9), [("above", 4), ("at_least", 5)], 2),
        (whole("n", 0, 9), [("at_least", 0), ("at_most", 9)], 1),
        (whole("n", 0, 9), [("is", 5)], 3),
        (whole("n", 0, 9), [("is", 0)], 2),
        (whole("n"), [("below", 0)], 2),
        (number("x", 0, 9), [("above", 4), ("at_least", 5)], 3),
        (number("x", 0, 9), [("above", 4), ("at_least", 4)], 3),
        (number("x", 0, 9), [("is", 0)], 2),
        (flag("p"), [], 2),
        (Fact("c", Choice(("a", "b", "d"))), [], 3),
        (Fact("t", OpenText()), [("is", "a"), ("is", "b"), ("is_not", "a")], 3),
    ],
)
def test_tests_cut_a_domain_into_cells(
    fact: Fact, tests: list[tuple[Operator, Value]], count: int
) -> None:
    assert cells_of(fact, [comparison(fact, *test) for test in tests]).count == count


def test_an_open_text_has_a_cell_for_any_other() -> None:
    fact = Fact("t", OpenText())
    cells = cells_of(fact, [comparison(fact, "one_of", "a", "b")])

    assert [cells.index(text) for text in ("a", "b", "c")] == [0, 1, 2]
    assert cells.where(comparison(fact, "none_of", "a")) == 0b110


def whole_between(low: int | None, high: int | None, unit: str = "") -> Domain:
    ends = (None if end is None else Bound(end, True) for end in (low, high))
    return Whole(Range(*ends), unit)


WORDS: list[tuple[Domain, list[tuple[Operator, int]], int, str]] = [
    (whole_between(0, 9), [("above", 4)], 0b01, "0 to 4"),
    (whole_between(0, 9), [("above", 4)], 0b10, "5 or more"),
    (whole_between(0, 9), [("above", 8)], 0b10, "9"),
    (whole_between(0, 9), [("is", 5)], 0b010, "5"),
    (whole_between(0, 9), [("is", 5)], 0b101, "0 to 4 or 6 or more"),
    (whole_between(0, 9), [("is", 5)], 0b111, "0 or more"),
    (whole_between(0, None), [("above", 12345)], 0b10, "12,346 or more"),
    (whole_between(None, None), [("above", 4)], 0b01, "4 or less"),
    (whole_between(None, None), [("above", 4)], 0b11, "any whole number"),
    (whole_between(0, 9, "days"), [("above", 4)], 0b01, "0 to 4"),
    (Number(), [("at_least", 4)], 0b01, "under 4"),
    (Number(), [("at_least", 4)], 0b10, "4 or more"),
    (Number(), [("above", 4)], 0b01, "4 or less"),
    (Number(), [("above", 4)], 0b10, "over 4"),
    (Number(), [("above", 4)], 0b11, "any number"),
    (Number(), [("is", 4)], 0b010, "4"),
    (Number(), [("is", 4)], 0b101, "under 4 or over 4"),
    (Number(), [("at_least", 4), ("at_least", 6)], 0b010, "4 to under 6"),
    (Number(), [("at_least", 4), ("above", 6)], 0b010, "4 to 6"),
    (Number(), [("above", 4), ("at_least", 6)], 0b010, "over 4 to under 6"),
    (Number(unit="percent"), [("above", 4), ("above", 6)], 0b010, "over 4 to 6"),
]


@pytest.mark.parametrize("case", WORDS, ids=lambda case: case[3])
def test_cells_of_numbers_in_words(
    case: tuple[Domain, list[tuple[Operator, int]], int, str],
) -> None:
    domain, tests, cells, words = case
    fact = Fact("n", domain)

    assert cells_of(fact, [comparison(fact, *test) for test in tests]).described(cells) == words


def test_cells_of_a_list_in_words() -> None:
    text = Fact("t", OpenText())

    assert cells_of(Fact("c", Choice(("a", "b", "d"))), []).described(0b101) == "a or d"
    assert cells_of(flag("p"), []).described(0b11) == "no or yes"
    assert cells_of(text, [comparison(text, "is", "a")]).described(0b10) == "anything else"


@pytest.mark.parametrize(
    ("fact", "cells", "expected"),
    [
        (flag("p"), 0b10, True),
        (flag("p"), 0b11, None),
        (Fact("t", OpenText()), 0b01, "5"),
        (Fact("t", OpenText()), 0b10, None),
        (whole("n", 4, 9), 0b001, 4),
        (whole("n", 4, 9), 0b010, 5),
        (whole("n", 4, 9), 0b100, None),
        (whole("n", 4, 9), 0b011, None),
        (whole("n", None, 5), 0b01, None),
        (number("x", 5, 9), 0b01, 5),
        (number("x", 0, 9), 0b100, None),
    ],
)
def test_the_only_value_of_some_cells(fact: Fact, cells: int, expected: Value | None) -> None:
    literal = "5" if fact.name == "t" else 5

    assert cells_of(fact, [comparison(fact, "is", literal)]).only_value(cells) == expected


def test_only_numbers_have_an_order() -> None:
    with pytest.raises(TypeError, match="p has no order"):
        OrderedCells(flag("p"), [])
    with pytest.raises(TypeError, match="'a' has no order"):
        cells_of(whole("n"), []).index("a")


def test_listed_and_ordered_cells() -> None:
    assert isinstance(cells_of(flag("p"), []), ListedCells)
    assert isinstance(cells_of(number("x"), []), OrderedCells)


@given(st.integers(0, 2**80))
def test_bits_are_the_places_of_ones(mask: int) -> None:
    assert list(bits(mask)) == [place for place in range(81) if mask >> place & 1]


ABOVE_0 = Number(Range(lower=Bound(0, False)))
FINE = "1.0000000000000000000000000000000002"


@pytest.mark.parametrize(
    ("fact", "tests", "values"),
    [
        (whole("n", 0), [("at_least", 90), ("at_least", 180)], [89, 90, 180]),
        (whole("n", 0), [("at_most", 12), ("at_least", 36)], [12, 13, 36]),
        (whole("n", 0), [("at_most", 12), ("at_most", 36)], [12, 36, 37]),
        (whole("n", 3, 9), [], [3]),
        (whole("n"), [], [0]),
        (whole("n", None, -2), [], [-2]),
        (whole("n"), [("is", 5)], [4, 5, 6]),
        (number("x", 0, 100), [("at_least", 60)], ["59", "60"]),
        (Fact("x", ABOVE_0), [("above", "2.5")], ["2.5", "3"]),
        (Fact("x", ABOVE_0), [], ["1"]),
        (number("x"), [], ["0"]),
        (number("x", None, -2), [], ["-2"]),
        (number("x"), [("is", "0.1")], ["0", "0.1", "1"]),
        (number("x", None, 3), [("below", "-0.5")], ["-1", "-0.5"]),
        (number("x"), [("above", "0.1"), ("below", "0.3")], ["0.1", "0.2", "0.3"]),
        (number("x"), [("at_most", 1), ("at_least", FINE)], ["1", FINE[:-1] + "1", FINE]),
    ],
)
def test_the_value_that_stands_for_a_cell(
    fact: Fact, tests: list[tuple[Operator, int | str]], values: list[int | str]
) -> None:
    is_whole = isinstance(fact.domain, Whole)
    written = [
        comparison(fact, operator, int(value) if is_whole else Decimal(value))
        for operator, value in tests
    ]
    cells = cells_of(fact, written)

    found = [cells.value_in(cell) for cell in range(cells.count)]

    assert found == [Decimal(value) for value in values]
    assert [cells.index(value) for value in found] == list(range(cells.count))


def test_the_value_that_stands_for_any_other_text_is_none_that_is_tested() -> None:
    fact = Fact("t", OpenText())

    assert cells_of(fact, [comparison(fact, "is", "a")]).value_in(1) == "other"
    named = cells_of(fact, [comparison(fact, "one_of", "other", "other-2")])
    assert [named.value_in(cell) for cell in range(3)] == ["other", "other-2", "other-3"]


@given(st.booleans(), st.lists(TESTS, min_size=1, max_size=4))
def test_a_value_at_an_end_lies_in_its_cell_and_nothing_whole_lies_beyond(
    is_whole: bool, tests: list[tuple[Operator, list[int]]]
) -> None:
    fact = whole("n", 0, 5) if is_whole else number("n", 0, 5)
    written = [
        comparison(fact, operator, *(values[:1] if operator in ORDER else values))
        for operator, values in tests
    ]
    cells = cells_of(fact, written)
    assert isinstance(cells, OrderedCells)

    for cell in range(cells.count):
        for upper in (False, True):
            if 0 <= cell + (1 if upper else -1) < cells.count:
                value = cells.value_at_end(cell, upper=upper)
                assert cells.index(value) == cell
                if is_whole:
                    assert cells.index(value + (1 if upper else -1)) != cell


def test_a_number_at_an_end_is_the_end_itself_or_a_plain_one_beside_it() -> None:
    fact = number("n", 0, 100)
    cells = cells_of(fact, [comparison(fact, "at_least", 40), comparison(fact, "above", 60)])
    assert isinstance(cells, OrderedCells)

    assert cells.value_at_end(0, upper=True) == 39
    assert cells.value_at_end(1, upper=False) == 40
    assert cells.value_at_end(1, upper=True) == 60
    assert cells.value_at_end(2, upper=False) == 61
