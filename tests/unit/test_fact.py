"""Facts: how an answer is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from leadoff.facts.domain import Flag, Number, OpenText, Whole
from leadoff.facts.fact import Fact, facts_by_name

if TYPE_CHECKING:
    from leadoff.source.values import Value

DAYS = Fact("days", Whole(unit="days"))
SHARE = Fact("share", Number(unit="percent"))
PLAIN = Fact("plain", Number())


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        (Fact("f", Flag()), True, "yes"),
        (Fact("f", Flag()), False, "no"),
        (Fact("t", OpenText()), "some text", "some text"),
        (DAYS, 30, "30 days"),
        (DAYS, 1234567, "1,234,567 days"),
        (SHARE, Decimal("62.50"), "62.5 percent"),
        (PLAIN, Decimal("12345.25"), "12,345.25"),
        (PLAIN, Decimal("1E+40"), "1E+40"),
    ],
)
def test_an_answer_for_a_reader(fact: Fact, value: Value, text: str) -> None:
    assert fact.shown(value) == text


def test_only_numbers_have_a_unit() -> None:
    assert (DAYS.unit, SHARE.unit, PLAIN.unit, Fact("f", Flag()).unit) == (
        "days",
        "percent",
        "",
        "",
    )


def test_facts_under_their_names_in_their_order() -> None:
    assert list(facts_by_name((SHARE, DAYS))) == ["share", "days"]


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("people", 1, "1 person"),
        ("people", 2, "2 people"),
        ("days", 0, "0 days"),
        ("other options", 1, "1 other option"),
        ("percent", 1, "1 percent"),
        ("parsecs", 1, "1 parsecs"),
    ],
)
def test_one_of_a_unit_is_singular_where_the_unit_is_known(
    unit: str, value: int, shown: str
) -> None:
    fact = Fact("f", Whole(unit=unit))

    assert fact.shown(value) == shown
    assert fact.figure(value) == str(value)
