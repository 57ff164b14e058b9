"""Answers as people type them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.diagnostic.message import Label
from leadoff.diagnostic.text import Span
from leadoff.facts.domain import Bound, Choice, Fault, Flag, Number, OpenText, Range, Whole
from leadoff.facts.fact import Fact
from leadoff.facts.profile import Profile, read_profile
from leadoff.facts.typed import typed_value, with_typed_answers

from .examples import messages, source

if TYPE_CHECKING:
    from leadoff.source.values import Value

FLAG = Fact("flag", Flag())
COUNT = Fact("count", Whole(Range(Bound(0, True)), "days"))
SHARE = Fact("share", Number(Range(), "percent"))
VALUE = Fact("value", Number())
COLOUR = Fact("colour", Choice(("red", "green", "Green")))
NOTE = Fact("note", OpenText())
SCORE = Fact("score", Whole(Range(Bound(0, True), Bound(10, True))))
FACTS = (FLAG, COUNT, SHARE, VALUE, COLOUR, NOTE)
HELP = "write a number such as 40000, 40k or 1.5m"
COUNT_HELP = f"{HELP}; a whole number from 0 (days)"


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (FLAG, "yes", True),
        (FLAG, " Y ", True),
        (FLAG, "TRUE", True),
        (FLAG, "no", False),
        (FLAG, "N", False),
        (FLAG, "false", False),
        (COUNT, "40k", 40_000),
        (COUNT, "1.5m", 1_500_000),
        (COUNT, "2.0", 2),
        (COUNT, "1,234,567", 1_234_567),
        (COUNT, "1e3", 1000),
        (COUNT, "$ 12", 12),
        (VALUE, "$1.50 M", Decimal(1_500_000)),
        (VALUE, "-0.1K", Decimal(-100)),
        (VALUE, "0.1", Decimal("0.1")),
        (VALUE, "1.5e-3", Decimal("0.0015")),
        (VALUE, "9" * 28 + "k", Decimal("9" * 28 + "000")),
        (SHARE, "60%", Decimal(60)),
        (SHARE, "60 %", Decimal(60)),
        (COLOUR, "RED", "red"),
        (COLOUR, "green", "green"),
        (COLOUR, "Green", "Green"),
        (NOTE, " some text ", "some text"),
    ],
)
def test_a_typed_answer(fact: Fact, text: str, value: Value) -> None:
    found = typed_value(fact, text)

    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("fact", "text", "message", "help"),
    [
        (FLAG, "maybe", "`maybe` is neither yes nor no", "write yes or no"),
        (FLAG, "on", "`on` is neither yes nor no", "write yes or no"),
        (COUNT, "many", "`many` is not a number", COUNT_HELP),
        (SCORE, "2%", "`2%` is a share, which this is not", "write a whole number from 0 to 10"),
        (COUNT, "1,23", "`1,23` is not a number", COUNT_HELP),
        (COUNT, "٣", "`٣` is not a number", COUNT_HELP),
        (COUNT, "9" * 65, f"`{'9' * 59}…` is not a number", COUNT_HELP),
        (COUNT, "60%", "`60%` is a share, which this is not", COUNT_HELP),
        (COUNT, "1e65", "`1e65` is of no size that occurs", COUNT_HELP),
        (COUNT, "-1", "-1 is outside the allowed values", "write a whole number from 0 (days)"),
        (COUNT, "2.5", "2.5 is not written as a whole number", "write it without a fraction"),
        (COLOUR, "GREEN", "`GREEN` is not one of the values", "did you mean `green`?"),
        (COLOUR, "blue", "`blue` is not one of the values", "one of `red`, `green`, `Green`"),
        (NOTE, " ", "an empty text is no value", "leave it out, or write something"),
    ],
)
def test_a_typed_answer_that_is_refused(fact: Fact, text: str, message: str, help: str) -> None:
    found = typed_value(fact, text)

    assert isinstance(found, Fault)
    assert (found.message, found.help) == (message, help)


PROFILE = read_profile(source("count: 1\nshare: 0.5\nname: Ours"), FACTS)


def test_without_typed_answers_a_profile_is_as_it_was() -> None:
    assert with_typed_answers(PROFILE, FACTS, [], []) is PROFILE


def test_typed_answers_are_put_in_with_their_places() -> None:
    found = with_typed_answers(PROFILE, FACTS, ["count = 40k", "flag=yes"], [])

    assert found.answers == {"count": 40_000, "share": Decimal("0.5"), "flag": True}
    label = found.places["count"]
    assert (label.source.name, label.source.text, label.span) == ("--set", "count = 40k", (7, 11))


def test_a_typed_answer_replaces_the_warning_about_the_old_one() -> None:
    assert [each.location for each in PROFILE.warnings] == ["file:2:8"]
    assert with_typed_answers(PROFILE, FACTS, ["share=60"], []).warnings == ()
    assert with_typed_answers(PROFILE, FACTS, ["count=60"], []).warnings == PROFILE.warnings


def test_a_typed_share_that_looks_like_a_fraction_is_a_warning() -> None:
    (warning,) = with_typed_answers(PROFILE, FACTS, ["share=0.6"], []).warnings

    assert str(warning) == (
        "--set:1:7: warning[LO021]: 0.6 percent; did you mean 60?\n  help: write 60 for that share"
    )


def test_answers_are_taken_away() -> None:
    assert with_typed_answers(PROFILE, FACTS, [], ["count", "flag", "name"]) == Profile(
        {"share": Decimal("0.5")},
        None,
        {"share": Label(PROFILE.places["share"].source, Span(16, 19))},
        PROFILE.warnings,
        PROFILE.file,
    )


def test_the_label_is_typed_too() -> None:
    assert with_typed_answers(PROFILE, FACTS, ["name= Theirs "], []).name == "Theirs"
    assert with_typed_answers(PROFILE, FACTS, ["name="], []).name is None


def test_everything_wrong_is_said_in_one_go() -> None:
    answers = ["count", "coutn=1", "flag=maybe", "value=", "=1"]

    assert messages(lambda: with_typed_answers(PROFILE, FACTS, answers, ["shar"])) == [
        "--unset:1:1: error[LO003]: there is no fact `shar`\n  help: did you mean `share`?",
        "--set:1:1: error[LO001]: `count` is no answer\n  help: write FACT=VALUE",
        "--set:1:1: error[LO003]: there is no fact `coutn`\n  help: did you mean `count`?",
        "--set:1:6: error[LO004]: `flag`: `maybe` is neither yes nor no\n  help: write yes or no",
        (
            "--set:1:7: error[LO004]: `value`: an empty text is not a number\n"
            f"  help: {HELP}; a number"
        ),
        (
            "--set:1:1: error[LO003]: no fact is named here\n"
            "  help: one of `flag`, `count`, `share`, `value`, `colour`, `note`, `name`"
        ),
    ]


@given(st.integers(0, 10**7), st.sampled_from(["", "days", "people", "of 10", "parsecs"]))
def test_what_is_shown_can_be_typed(number: int, unit: str) -> None:
    fact = Fact("f", Whole(unit=unit))

    assert typed_value(fact, fact.shown(number)) == number
    assert typed_value(fact, f" {fact.shown(number).upper()} ") == number


@pytest.mark.parametrize("text", ["days", "60days", "60 years", "60 days days", "60 day s"])
def test_another_unit_or_none_in_front_of_it_is_no_number(text: str) -> None:
    assert isinstance(typed_value(COUNT, text), Fault)


def test_an_answer_is_not_given_and_taken_away_at_once() -> None:
    answers = ["count=4", " name =Theirs", "flag=maybe"]

    assert messages(lambda: with_typed_answers(PROFILE, FACTS, answers, ["count", "name"])) == [
        (
            "--unset:1:1: error[LO006]: `count` is also given with `--set`\n"
            "  help: leave one of them out"
        ),
        (
            "--unset:1:1: error[LO006]: `name` is also given with `--set`\n"
            "  help: leave one of them out"
        ),
        "--set:1:6: error[LO004]: `flag`: `maybe` is neither yes nor no\n  help: write yes or no",
    ]
