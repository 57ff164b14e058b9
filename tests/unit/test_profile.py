"""Profiles: from a file, from a mapping, from a model."""

from __future__ import annotations

from collections import UserDict
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from leadoff.diagnostic.message import Label
from leadoff.diagnostic.text import Span
from leadoff.errors import ProfileError
from leadoff.facts.domain import Choice, Flag, Number, OpenText, Range, Whole
from leadoff.facts.fact import Fact
from leadoff.facts.profile import Profile, answers_of_model, profile_of_mapping, read_profile

from .examples import messages, source

if TYPE_CHECKING:
    from collections.abc import Mapping

FACTS = (
    Fact("flag", Flag()),
    Fact("count", Whole()),
    Fact("share", Number(Range(), "percent")),
    Fact("colour", Choice(("red", "green"))),
    Fact("note", OpenText()),
)
FRACTION = "0.6 percent; did you mean 60?\n  help: write 60 for that share"


def read(text: str, facts: tuple[Fact, ...] = FACTS) -> Profile:
    return read_profile(source(text), facts)


def faults(text: str) -> list[str]:
    return messages(lambda: read(text))


def faults_of_mapping(answers: Mapping[str, object]) -> list[str]:
    return messages(lambda: profile_of_mapping(answers, FACTS))


def test_a_file_gives_answers_with_their_places() -> None:
    text = source("flag: true\nshare: 60.0\nname: Ours\n")

    profile = read_profile(text, FACTS)

    assert profile == Profile(
        {"flag": True, "share": Decimal(60)},
        "Ours",
        {"flag": Label(text, Span(6, 10)), "share": Label(text, Span(18, 22))},
        file="file",
    )


@pytest.mark.parametrize("text", ["{}", "flag: null\nname: ~\n"])
def test_a_profile_may_be_empty(text: str) -> None:
    assert read(text) == Profile({}, file="file")


@pytest.mark.parametrize("text", ["", "# nothing\n", "null", "~"])
def test_a_profile_without_a_line_is_warned_of(text: str) -> None:
    profile = read(text)

    assert profile.answers == {}
    assert [str(each) for each in profile.warnings] == [
        "file:1:1: warning[LO023]: this profile answers nothing\n  help: write `fact: value` lines"
    ]


@pytest.mark.parametrize("text", ["- flag", "flag", "12", "'null'"])
def test_a_profile_is_a_mapping(text: str) -> None:
    assert faults(text) == [
        "file:1:1: error[LO001]: a profile is a mapping of facts\n  help: write `fact: value` lines"
    ]


WRONG_LINES = {
    "flagg: true": "1:1: error[LO003]: there is no fact `flagg`\n  help: did you mean `flag`?",
    "flag: [true]": "1:7: error[LO004]: `flag` needs one value\n  help: write true or false",
    "flag: {a: 1}": "1:7: error[LO004]: `flag` needs one value\n  help: write true or false",
    "flag: 'true'": "1:7: error[LO004]: `flag`: `true` is text, not true or false\n"
    "  help: write true without quotes",
    "count: 012": "1:8: error[LO005]: `012` is a number to some readers of YAML, and not to others"
    "\n  help: write it as in 12, -0.5 or 1.5e3, or put it in quotes to make it text",
    "colour: blue": "1:9: error[LO003]: `colour`: `blue` is not one of the values\n"
    "  help: one of `red`, `green`",
    "name: 12": '1:7: error[LO004]: `name` is a text, not 12\n  help: put it in quotes: "12"',
    "name: ''": "1:7: error[LO004]: `name` is empty\n  help: write a name, or leave it out",
    "name: [a]": "1:7: error[LO004]: `name` needs one value\n  help: write text",
    "name: *x": "1:7: error[LO001]: aliases such as `*x` are not part of the language\n"
    "  help: write the value again",
    "leadoff: 1\nrules: []": "1:1: error[LO003]: this is a rule file, not a profile\n"
    "  help: give it with `--rules`, and a profile beside it",
    "name: 0x1F": "1:7: error[LO005]: `0x1F` is a number to some readers of YAML, and not to "
    "others\n  help: write it as in 12, -0.5 or 1.5e3, or put it in quotes to make it text",
    "note: *x": "1:7: error[LO001]: aliases such as `*x` are not part of the language\n"
    "  help: write the value again",
}


@pytest.mark.parametrize("line", WRONG_LINES)
def test_what_is_wrong_in_a_file_is_located(line: str) -> None:
    assert faults(line) == [f"file:{WRONG_LINES[line]}"]


def test_all_faults_of_a_file_are_reported_with_its_warnings() -> None:
    assert faults("share: 0.6\nflag: 1\nother: 2") == [
        f"file:1:8: warning[LO021]: {FRACTION}",
        "file:2:7: error[LO004]: `flag`: 1 is not true or false\n  help: write true or false",
        (
            "file:3:1: error[LO003]: there is no fact `other`\n"
            "  help: one of `flag`, `count`, `share`, `colour`, `note`, `name`"
        ),
    ]


def test_a_share_that_looks_like_a_fraction_is_a_warning() -> None:
    profile = read("share: 0.6")

    assert profile.answers == {"share": Decimal("0.6")}
    assert [str(each) for each in profile.warnings] == [f"file:1:8: warning[LO021]: {FRACTION}"]


@pytest.mark.parametrize("line", ["share: 0", "share: 1", "share: -0.5", "count: 1"])
def test_other_numbers_are_no_fraction(line: str) -> None:
    assert read(line).warnings == ()


def test_a_file_for_other_rules_leaves_out_what_does_not_fit_and_warns() -> None:
    text = source("flag: true\nolder: 3\ncolour: blue\ncount: two\n")

    profile = read_profile(text, FACTS, for_other_rules=True)

    assert profile.answers == {"flag": True}
    assert [(each.severity, each.location) for each in profile.warnings] == [
        ("warning", "file:2:1"),
        ("warning", "file:3:9"),
        ("warning", "file:4:8"),
    ]


@pytest.mark.parametrize("text", ["flag: [", "3", "leadoff: 1\nrules: []", "flag: [true]"])
def test_a_file_for_other_rules_may_not_be_broken(text: str) -> None:
    with pytest.raises(ProfileError):
        read_profile(source(text), FACTS, for_other_rules=True)


def test_a_mapping_gives_answers_by_exact_type() -> None:
    profile = profile_of_mapping(
        {"flag": True, "count": 3, "share": 10.1, "note": "x", "colour": None, "name": "Ours"},
        FACTS,
    )

    assert profile == Profile(
        {"flag": True, "count": 3, "share": Decimal("10.1"), "note": "x"}, "Ours"
    )


def test_any_mapping_will_do() -> None:
    assert profile_of_mapping(UserDict({"count": 3}), FACTS).answers == {"count": 3}


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_stands_for_its_shortest_repr(value: float) -> None:
    assert profile_of_mapping({"share": value}, FACTS).answers == {"share": Decimal(repr(value))}


class Word(StrEnum):
    RED = "red"


GIVE = "  help: give a bool, int, float, Decimal or str"
FINITE = "  help: give a finite number"
WRONG_VALUES: dict[str, tuple[str, object, str]] = {
    "1 for true": (
        "flag",
        1,
        "LO004]: `flag`: 1 is not true or false\n  help: write true or false",
    ),
    "true for 1": (
        "count",
        True,
        "LO004]: `count`: true is not a number\n  help: write a whole number",
    ),
    "5.0": ("count", 5.0, "LO004]: `count`: 5.0 is not written as a whole number\n  help: write 5"),
    "nan": ("share", float("nan"), f"LO102]: `share`: nan is not a number\n{FINITE}"),
    "-inf": ("share", float("-inf"), f"LO102]: `share`: -inf is not a number\n{FINITE}"),
    "Decimal NaN": ("share", Decimal("sNaN"), f"LO102]: `share`: sNaN is not a number\n{FINITE}"),
    "list": ("flag", [True], f"LO004]: `flag`: a value of type list cannot be an answer\n{GIVE}"),
    "Fraction": (
        "share",
        Fraction(1, 2),
        f"LO004]: `share`: a value of type Fraction cannot be an answer\n{GIVE}",
    ),
    "StrEnum": (
        "colour",
        Word.RED,
        f"LO004]: `colour`: a value of type Word cannot be an answer\n{GIVE}",
    ),
    "a number of 1,000 digits": (
        "count",
        10**1000,
        (
            "LO102]: `count`: a number of this size cannot be an answer\n"
            "  help: give a number of a size that occurs"
        ),
    ),
    "empty text": (
        "note",
        "",
        "LO102]: `note`: an empty text is no value\n  help: leave it out, or write something",
    ),
    "unknown": ("shares", 1, "LO003]: there is no fact `shares`\n  help: did you mean `share`?"),
    "name": ("name", "", "LO004]: `name` is empty\n  help: give a name, or leave it out"),
    "name of another type": ("name", 5, "LO004]: `name` is a text\n  help: give a str"),
}


@pytest.mark.parametrize("case", WRONG_VALUES.values(), ids=WRONG_VALUES.keys())
def test_what_is_wrong_in_a_mapping(case: tuple[str, object, str]) -> None:
    name, value, message = case

    assert faults_of_mapping({name: value}) == [f"<profile>:1:1: error[{message}"]


def test_a_key_that_is_no_text() -> None:
    assert faults_of_mapping({1: True}) == [  # type: ignore[dict-item]
        (
            "<profile>:1:1: error[LO003]: there is no fact `1`\n"
            "  help: one of `flag`, `count`, `share`, `colour`, `note`, `name`"
        )
    ]


def test_messages_point_into_the_mapping_written_down() -> None:
    with pytest.raises(ProfileError) as raised:
        profile_of_mapping({"note": "a\nb", "flag": "x\n" * 200, "share": 0.6, "count": 0.5}, FACTS)

    found = raised.value.diagnostics
    assert [each.location for each in found] == [f"<profile>:{line}:1" for line in (2, 3, 4)]
    assert [each.severity for each in found] == ["error", "warning", "error"]
    text = found[0].primary.source
    assert text.line(1) == r"note: 'a\nb'"
    assert len(text.line(2)) == 200
    assert found[0].primary.span == Span(13, 213)


def test_a_value_that_cannot_say_what_it_is() -> None:
    class Silent:
        def __repr__(self) -> str:
            raise RuntimeError

    with pytest.raises(ProfileError) as raised:
        profile_of_mapping({"flag": Silent()}, FACTS)

    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.message == "`flag`: a value of type Silent cannot be an answer"
    assert diagnostic.primary.source.text.startswith("flag: <tests.unit.test_profile")


def test_a_warning_about_a_mapping() -> None:
    (warning,) = profile_of_mapping({"share": 0.6}, FACTS).warnings

    assert str(warning) == f"<profile>:1:1: warning[LO021]: {FRACTION}"


def test_a_model_gives_its_fields_and_an_enum_its_value() -> None:
    class Model(BaseModel):
        colour: Word | None = Word.RED
        flag: bool | None = None

    assert answers_of_model(Model()) == {"colour": "red", "flag": None}


def test_an_unknown_fact_without_a_value_is_left_out_with_a_warning() -> None:
    told = ["there is no fact `shares`", "did you mean `share`?"]
    for profile in (read("shares: ~\n"), profile_of_mapping({"shares": None}, FACTS)):
        (warning,) = profile.warnings

        assert profile.answers == {}
        assert [warning.severity, warning.message, warning.help] == ["warning", *told]
