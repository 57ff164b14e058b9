"""The kinds of facts: which values each admits, and how a wrong one is explained."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.diagnostic.code import Code
from leadoff.facts.domain import (
    Bound,
    Choice,
    Domain,
    Fault,
    Flag,
    Number,
    OpenText,
    Range,
    Whole,
    either,
    format_number,
    shown,
)

if TYPE_CHECKING:
    from leadoff.source.values import Value

COLOURS = Choice(("red", "green", "blue"))
CYCLE = Whole(Range(Bound(0, True), Bound(1500, True)), "days")
SHARE = Number(Range(Bound(0, True), Bound(100, True)), "percent")
VALUE = Number(Range(Bound(0, False)))


def below(limit: int) -> Range:
    return Range(upper=Bound(limit, False))


@pytest.mark.parametrize(
    ("domain", "value", "admitted"),
    [
        (COLOURS, "red", "red"),
        (Flag(), True, True),
        (Flag(), False, False),
        (CYCLE, 0, 0),
        (CYCLE, 1500, 1500),
        (Whole(), -(10**40), -(10**40)),
        (SHARE, 60, Decimal(60)),
        (SHARE, Decimal("0.10"), Decimal("0.1")),
        (VALUE, Decimal("1E-60"), Decimal("1E-60")),
        (OpenText(), " as it is ", " as it is "),
    ],
)
def test_a_value_of_the_domain_is_admitted(domain: Domain, value: Value, admitted: Value) -> None:
    found = domain.admit(value)

    assert (type(found), found) == (type(admitted), admitted)


REFUSED: list[tuple[Domain, Value, Code, str, str]] = [
    (
        COLOURS,
        "gren",
        Code.UNKNOWN_NAME,
        "`gren` is not one of the values",
        "did you mean `green`?",
    ),
    (
        COLOURS,
        "",
        Code.UNKNOWN_NAME,
        "an empty text is no value",
        "one of `red`, `green`, `blue`",
    ),
    (
        COLOURS,
        1,
        Code.WRONG_TYPE,
        "1 is a number, not text",
        "write `red`, `green` or `blue`",
    ),
    (
        OpenText(),
        True,
        Code.WRONG_TYPE,
        "true is a flag, not text",
        'put it in quotes: "true"',
    ),
    (
        OpenText(),
        "",
        Code.OUT_OF_DOMAIN,
        "an empty text is no value",
        "leave it out, or write something",
    ),
    (Flag(), "yes", Code.WRONG_TYPE, "`yes` is not true or false", "write true"),
    (Flag(), "Off", Code.WRONG_TYPE, "`Off` is not true or false", "write false"),
    (Flag(), "maybe", Code.WRONG_TYPE, "`maybe` is not true or false", "write true or false"),
    (Flag(), 1, Code.WRONG_TYPE, "1 is not true or false", "write true or false"),
    (
        CYCLE,
        1501,
        Code.OUT_OF_DOMAIN,
        "1501 is outside the allowed values",
        "write a whole number from 0 to 1500 (days)",
    ),
    (CYCLE, Decimal("2.0"), Code.WRONG_TYPE, "2.0 is not written as a whole number", "write 2"),
    (CYCLE, Decimal("5E+2"), Code.WRONG_TYPE, "5e2 is not written as a whole number", "write 500"),
    (
        CYCLE,
        Decimal("2.5"),
        Code.WRONG_TYPE,
        "2.5 is not written as a whole number",
        "write it without a fraction",
    ),
    (
        CYCLE,
        True,
        Code.WRONG_TYPE,
        "true is not a number",
        "write a whole number from 0 to 1500 (days)",
    ),
    (CYCLE, "30", Code.WRONG_TYPE, "`30` is text, not a number", "write 30 without quotes"),
    (
        CYCLE,
        "-1_000",
        Code.WRONG_TYPE,
        "`-1_000` is not a number",
        "write a whole number from 0 to 1500 (days)",
    ),
    (CYCLE, "1.5k", Code.WRONG_TYPE, "`1.5k` is not a number", "write 1500"),
    (CYCLE, "$40,000", Code.WRONG_TYPE, "`$40,000` is not a number", "write 40000"),
    (CYCLE, "60 %", Code.WRONG_TYPE, "`60 %` is not a number", "write 60"),
    (
        CYCLE,
        "40 EUR",
        Code.WRONG_TYPE,
        "`40 EUR` is not a number",
        "write 40 alone if it is in days",
    ),
    (
        CYCLE,
        "1.234,56",
        Code.WRONG_TYPE,
        "`1.234,56` is not a number",
        "write a whole number from 0 to 1500 (days)",
    ),
    (
        CYCLE,
        "7" * 65,
        Code.WRONG_TYPE,
        f"`{'7' * 59}…` is not a number",
        "write a whole number from 0 to 1500 (days)",
    ),
    (
        CYCLE,
        "1,200.5",
        Code.WRONG_TYPE,
        "`1,200.5` is not a number",
        "write 1200.5",
    ),
    (
        CYCLE,
        "30 days",
        Code.WRONG_TYPE,
        "`30 days` is not a number",
        "write 30 alone",
    ),
    (
        CYCLE,
        "a month",
        Code.WRONG_TYPE,
        "`a month` is not a number",
        "write a whole number from 0 to 1500 (days)",
    ),
    (
        CYCLE,
        " ",
        Code.WRONG_TYPE,
        "` ` is not a number",
        "write a whole number from 0 to 1500 (days)",
    ),
    (
        SHARE,
        Decimal("100.1"),
        Code.OUT_OF_DOMAIN,
        "100.1 is outside the allowed values",
        "write a number from 0 to 100 (percent)",
    ),
    (
        VALUE,
        Decimal("0.0"),
        Code.OUT_OF_DOMAIN,
        "0 is outside the allowed values",
        "write a number above 0",
    ),
    (
        SHARE,
        False,
        Code.WRONG_TYPE,
        "false is not a number",
        "write a number from 0 to 100 (percent)",
    ),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{type(case[0]).__name__} {case[1]!r}")
def test_another_value_is_refused(case: tuple[Domain, Value, Code, str, str]) -> None:
    domain, value, code, message, help = case

    assert domain.admit(value) == Fault(code, message, help)


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        (COLOURS, "`red`, `green` or `blue`"),
        (Choice(("one",)), "`one`"),
        (Flag(), "true or false"),
        (OpenText(), "text"),
        (Whole(), "a whole number"),
        (CYCLE, "a whole number from 0 to 1500 (days)"),
        (Whole(Range(Bound(4, False))), "a whole number from 5"),
        (Whole(below(4)), "a whole number up to 3"),
        (Whole(Range(Bound(4, False), Bound(6, False))), "5"),
        (Number(), "a number"),
        (SHARE, "a number from 0 to 100 (percent)"),
        (VALUE, "a number above 0"),
        (Number(below(4)), "a number below 4"),
        (Number(Range(upper=Bound(Decimal("0.5"), True)), "kg"), "a number up to 0.5 (kg)"),
        (Number(Range(Bound(0, False), Bound(1, True))), "a number above 0 and up to 1"),
    ],
)
def test_a_domain_in_words(domain: Domain, words: str) -> None:
    assert domain.described == words


@pytest.mark.parametrize(
    ("limits", "is_empty", "whole_is_empty"),
    [
        (Range(), False, False),
        (Range(Bound(1, True)), False, False),
        (below(1), False, False),
        (Range(Bound(1, True), Bound(1, True)), False, False),
        (Range(Bound(1, True), Bound(1, False)), True, True),
        (Range(Bound(1, False), Bound(1, True)), True, True),
        (Range(Bound(2, True), Bound(1, True)), True, True),
        (Range(Bound(1, False), Bound(2, False)), False, True),
        (Range(Bound(1, False), Bound(3, False)), False, False),
    ],
)
def test_a_range_may_be_empty(limits: Range, is_empty: bool, whole_is_empty: bool) -> None:
    assert (Number(limits).is_empty, Whole(limits).is_empty) == (is_empty, whole_is_empty)


@given(st.integers(-3, 3), st.booleans(), st.integers(-3, 3), st.booleans(), st.integers(-4, 4))
def test_a_range_holds_what_its_ends_say(
    low: int, from_low: bool, high: int, to_high: bool, value: int
) -> None:
    limits = Range(Bound(low, from_low), Bound(high, to_high))
    above = value >= low if from_low else value > low
    below = value <= high if to_high else value < high

    assert limits.holds(value) == limits.holds(Decimal(value)) == (above and below)


@given(st.integers(-3, 3), st.booleans(), st.integers(-3, 3), st.booleans())
def test_the_lowest_and_highest_whole_number_are_the_ends_of_those_it_holds(
    low: int, from_low: bool, high: int, to_high: bool
) -> None:
    domain = Whole(Range(Bound(low, from_low), Bound(high, to_high)))
    held = [value for value in range(-5, 6) if domain.range.holds(value)]

    assert domain.is_empty == (not held)
    if held:
        assert (domain.lowest, domain.highest) == (held[0], held[-1])


@pytest.mark.parametrize(
    ("domain", "literal", "admitted"),
    [
        (Whole(Range(Bound(0, False))), 0, 0),
        (Whole(Range(Bound(0, False))), 1, 1),
        (VALUE, 0, Decimal(0)),
        (VALUE, Decimal("0.0"), Decimal(0)),
        (VALUE, 5, Decimal(5)),
        (Number(below(9)), 9, Decimal(9)),
    ],
)
def test_a_test_of_order_may_name_an_end_of_the_range(
    domain: Whole | Number, literal: Value, admitted: Value
) -> None:
    found = domain.admit_literal(literal)

    assert (type(found), found) == (type(admitted), admitted)


@pytest.mark.parametrize("literal", [-1, "0", True, False])
def test_another_literal_outside_is_refused_as_an_answer_is(literal: Value) -> None:
    for domain in (Whole(Range(Bound(0, False))), VALUE):
        assert domain.admit_literal(literal) == domain.admit(literal)
        assert isinstance(domain.admit(literal), Fault)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (Decimal("12.00"), "12"),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("1E+6"), "1000000"),
        (Decimal("1E+31"), "1E+31"),
        (Decimal("1.5E-31"), "1.5E-31"),
        (Decimal("1E-6"), "0.000001"),
        (Decimal("-0.0"), "0"),
    ],
)
def test_a_number_as_people_write_it(value: int | Decimal, text: str) -> None:
    assert format_number(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_exactly(value: Decimal) -> None:
    assert Decimal(format_number(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        ("", "an empty text"),
        ("a", "`a`"),
        ("a" * 60, f"`{'a' * 60}`"),
        ("a" * 61, f"`{'a' * 59}…`"),
        (Decimal("2.50"), "2.5"),
    ],
)
def test_a_value_in_a_message(value: Value, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("words", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_words_joined_by_or(words: list[str], text: str) -> None:
    assert either(words) == text
