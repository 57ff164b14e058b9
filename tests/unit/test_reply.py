"""What may be typed at a question."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from leadoff.facts.domain import Bound, Choice, Flag, Number, OpenText, Range
from leadoff.facts.fact import Fact
from leadoff.interview.reply import (
    Answered,
    Commanded,
    Empty,
    Mistaken,
    command_in,
    options_of,
    read_reply,
)

from .examples import flag, whole

if TYPE_CHECKING:
    from leadoff.source.values import Value

WAY = Fact(
    "way",
    Choice(("bike", "bus", "Bus lane", "walk")),
    meanings=(("bike", "on two wheels"), ("walk", "on foot")),
)
NUMBERS = Fact("numbers", Choice(("2", "1", "10")))
COUNT = whole("count", 0, 50)
SHARE = Fact("share", Number(Range(Bound(0, True), Bound(100, True)), "percent"))
MONEY = Fact("money", Number(Range(Bound(0, False)), "US dollars"))
WORDS = Fact("words", OpenText())
OR_U = "or u if you don't know"


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (COUNT, "12", 12),
        (COUNT, " 0 ", 0),
        (MONEY, "12k", Decimal(12000)),
        (MONEY, "1.5m", Decimal(1500000)),
        (SHARE, "40%", Decimal(40)),
        (flag("f"), "y", True),
        (flag("f"), "no", False),
        (flag("f"), "n", False),
        (flag("f"), "1", True),
        (flag("f"), "2", False),
        (flag("f"), "ye", True),
        (WAY, "1", "bike"),
        (WAY, "4", "walk"),
        (WAY, "bi", "bike"),
        (WAY, "BUS", "bus"),
        (WAY, "bus l", "Bus lane"),
        (WAY, "on f", "walk"),
        (WAY, "'bus'", "bus"),
        (NUMBERS, "3", "10"),
        (NUMBERS, '"1"', "1"),
        (NUMBERS, "10", Mistaken),
        (WORDS, "two dogs", "two dogs"),
        (WORDS, "12k", "12k"),
        (WORDS, '"u"', "u"),
        (WORDS, ":-)", ":-)"),
        (WORDS, ":ubiquitous", ":ubiquitous"),
        (WORDS, "'", "'"),
    ],
)
def test_answers(fact: Fact, text: str, value: Value | type[Mistaken]) -> None:
    reply = read_reply(fact, text)

    if value is Mistaken:
        assert isinstance(reply, Mistaken)
    else:
        assert reply == Answered(value)  # type: ignore[arg-type]  # a value is left
        assert isinstance(reply, Answered)
        assert type(reply.value) is type(value)


@pytest.mark.parametrize("fact", [COUNT, SHARE, flag("f"), WAY, NUMBERS, WORDS])
@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("u", "unknown"),
        ("?", "why"),
        ("b", "back"),
        ("r", "review"),
        ("f", "finish"),
        ("q", "quit"),
        (":u", "unknown"),
        (" :B ", "back"),
        ("Q", "quit"),
    ],
)
def test_commands_are_the_same_at_every_question(fact: Fact, text: str, command: str) -> None:
    assert read_reply(fact, text) == (command,)
    assert isinstance(read_reply(fact, text), Commanded)


@pytest.mark.parametrize("fact", [COUNT, flag("f"), WAY, WORDS])
def test_an_empty_line_is_no_answer(fact: Fact) -> None:
    assert read_reply(fact, "") == read_reply(fact, " \t ") == Empty()


@pytest.mark.parametrize(
    ("fact", "text", "message"),
    [
        (
            COUNT,
            "lots",
            f"`lots` is not a number: type a whole number from 0 to 50, {OR_U}",
        ),
        (
            COUNT,
            "2.5",
            f"2.5 is not written as a whole number: type a whole number from 0 to 50, {OR_U}",
        ),
        (
            MONEY,
            "-1",
            f"-1 is outside the allowed values: type a number above 0 (US dollars), {OR_U}",
        ),
        (WAY, "5", "there is no number 5: type 1 to 4"),
        (WAY, "0", "there is no number 0: type 1 to 4"),
        (WAY, "99999999999999", "there is no number 99999999999999: type 1 to 4"),
        (flag("f"), "3", "there is no number 3: type 1 or 2"),
        (WAY, "bu", "`bu` begins `bus` and `Bus lane`: type more of it"),
        (WAY, "on", "`on` begins `bike` and `walk`: type more of it"),
        (
            WAY,
            "car",
            f"`car` is not one of the options: type 1 to 4 or the first letters, {OR_U}",
        ),
        (
            NUMBERS,
            "1",
            "1 is the number of `2` and the name of another: put it in quotes to mean the name",
        ),
        (
            WAY,
            "'car'",
            f"`car` is not one of the values: one of `bike`, `bus`, `Bus lane`, `walk`, {OR_U}",
        ),
        (WORDS, "a\x1b[31mb", "the character U+001B cannot stand in an answer"),
        (WORDS, "a\udcffb", "the character U+DCFF cannot stand in an answer"),
        (WORDS, "x" * 10_001, "an answer of more than 10,000 characters is too long"),
    ],
)
def test_mistakes_are_told_in_one_line(fact: Fact, text: str, message: str) -> None:
    assert read_reply(fact, text) == Mistaken(message)


def test_many_options_that_begin_alike_are_not_all_told() -> None:
    fact = Fact("many", Choice(tuple(f"x{number}" for number in range(6))))

    assert read_reply(fact, "x") == Mistaken(
        "`x` begins `x0`, `x1`, `x2` and `x3` and more: type more of it"
    )


def test_options_that_begin_alike_are_named_as_they_are() -> None:
    fact = Fact("team", Choice(("sales or support", "sales or service")))

    assert read_reply(fact, "sales") == Mistaken(
        "`sales` begins `sales or support` and `sales or service`: type more of it"
    )


def test_a_share_typed_as_a_fraction_is_taken_and_doubted() -> None:
    assert read_reply(SHARE, "0.6") == Answered(Decimal("0.6"), "0.6 percent; did you mean 60?")


def test_options_are_those_of_choices_and_flags() -> None:
    assert options_of(WAY) == ("bike", "bus", "Bus lane", "walk")
    assert options_of(Fact("f", Flag())) == (True, False)
    assert options_of(COUNT) == options_of(WORDS) == ()


def test_one_option_has_one_number() -> None:
    assert read_reply(Fact("one", Choice(("only",))), "2") == Mistaken(
        "there is no number 2: type 1"
    )


def test_commands_are_those_allowed() -> None:
    assert command_in("c", "brq") is None
    assert command_in(" :C", "c") == "on"
    assert command_in("", "brq") is None
    assert command_in("cc", "c") is None
