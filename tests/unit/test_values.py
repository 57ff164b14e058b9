"""Plain scalars: which are null, flags, numbers, text, and which are refused as ambiguous."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.source.tree import Scalar
from leadoff.source.values import Ambiguous, Value, is_null, value_of

HELP = "write it as in 12, -0.5 or 1.5e3, or put it in quotes to make it text"
LONG = Ambiguous("this number is longer than 64 characters", "write fewer digits")
BEYOND = Ambiguous(
    "the exponent of this number is beyond 64", "write a number of a size that occurs"
)


def plain(text: str) -> Scalar:
    return Scalar(text, True, 0, len(text))


def quoted(text: str) -> Scalar:
    return Scalar(text, False, 0, len(text) + 2)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_null(text: str) -> None:
    assert (value_of(plain(text)), is_null(plain(text))) == (None, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
    ],
)
def test_flags(text: str, value: bool) -> None:
    assert value_of(plain(text)) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("-7", -7),
        ("9" * 64, int("9" * 64)),
        ("1.0", Decimal("1.0")),
        ("-0.5", Decimal("-0.5")),
        ("5e2", Decimal(500)),
        ("1E-64", Decimal("1E-64")),
        ("1e+64", Decimal("1E+64")),
    ],
)
def test_numbers_as_json_writes_them(text: str, value: Value) -> None:
    found = value_of(plain(text))

    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    "text",
    [
        "012",
        "-012",
        "0x1F",
        "0o17",
        "0b11",
        "1_000",
        "+5",
        ".5",
        "5.",
        "1.e5",
        ".inf",
        "-.INF",
        "+.Inf",
        ".nan",
        ".NaN",
        "1_0.5",
        "+0.5",
    ],
)
def test_what_only_some_readers_take_for_a_number(text: str) -> None:
    message = f"`{text}` is a number to some readers of YAML, and not to others"

    assert value_of(plain(text)) == Ambiguous(message, HELP)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "y",
        "tRUE",
        "nULL",
        "12:30",
        "2024-01-01",
        "1.2.3",
        "-",
        "+",
        ".",
        "..",
        "-x",
        "1e",
        "1e5x",
        "0x",
        "0xG",
        "5 apples",
        ".info",
        "--1",
        "١٢",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert value_of(plain(text)) == text


@pytest.mark.parametrize("text", ["", "~", "true", "12", "012", ".inf"])
def test_in_quotes_everything_is_text(text: str) -> None:
    assert (value_of(quoted(text)), is_null(quoted(text))) == (text, False)


def test_a_number_of_more_than_64_characters() -> None:
    assert value_of(plain("9" * 65)) == LONG


@pytest.mark.parametrize("text", ["1e65", "1e-65", "1e+999999999"])
def test_an_exponent_beyond_64(text: str) -> None:
    assert value_of(plain(text)) == BEYOND


@given(st.integers(-(10**60), 10**60))
def test_whole_numbers_come_back(number: int) -> None:
    assert value_of(plain(str(number))) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, max_value=10**12))
def test_decimals_come_back_exactly(number: Decimal) -> None:
    assert value_of(plain(format(number, "f"))) == number


@given(st.text())
def test_no_text_is_beyond_understanding(text: str) -> None:
    assert isinstance(value_of(plain(text)), bool | int | Decimal | str | Ambiguous | None)
