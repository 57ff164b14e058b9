"""The JSON form of a recommendation."""

from __future__ import annotations

import hashlib
import json
from decimal import Context, Decimal, Inexact, Overflow, localcontext
from typing import TYPE_CHECKING

import pytest

import leadoff
from leadoff.advice.advise import advise
from leadoff.engine.policy import Result
from leadoff.facts.json_value import JsonValue, json_value

from .examples import FIRST, VOTES, rules

if TYPE_CHECKING:
    from leadoff.source.values import Value

TEXT = (
    VOTES
    + """\
title: Which?
rules:
  - id: r
    title: Title
    when: {p: true}
    votes: a
    strength: ten
    origin: post
    quote: Quote.
    because: Because.
    source: Source.
    note: Note.
    advises: Advice.
  - {id: s, when: {x: {below: 50}}, votes: b, strength: one, overrides: [t], origin: refinement}
  - {id: t, when: {x: {below: 50}}, settles: d, origin: post}
  - {id: u, when: {n: {above: 3}, c: red}, votes: b, strength: ten, origin: post}
assume: [{that: {q: false}, because: It is so.}]
"""
)
PROFILE = {"name": "Ours", "p": True, "x": 0.5, "n": 5, "q": True}
RULE = {
    "title": "",
    "strength": None,
    "quote": None,
    "because": None,
    "source": None,
    "note": None,
    "advises": None,
}
FIRING_S = RULE | {
    "rule": "s",
    "outcome": "b",
    "effect": "votes",
    "points": 1,
    "strength": "one",
    "origin": "refinement",
    "facts": {"x": 0.5},
}
NOT_FIRED = {
    "rule": "u",
    "title": "",
    "outcome": "b",
    "points": 10,
    "open": True,
    "needs": [{"fact": "c", "needed": "red", "answer": None}],
    "one_of_several": False,
}
EXPECTED: dict[str, object] = {
    "format": "leadoff.recommendation/1",
    "rules": {
        "title": "Which?",
        "file": "rules",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "post_only": False,
    },
    "profile": {
        "name": "Ours",
        "file": None,
        "answers": {"p": True, "x": 0.5, "n": 5, "q": True},
        "unanswered": ["c", "t"],
    },
    "outcome": "a",
    "outcomes": ["a"],
    "result": "outcome",
    "label": "Outcome A",
    "headline": "Take a.",
    "firmness": "clear",
    "lean": None,
    "provisional": True,
    "proved": True,
    "totals": {"a": 10, "b": 1, "d": 0},
    "firings": [
        {
            "rule": "r",
            "title": "Title",
            "outcome": "a",
            "effect": "votes",
            "points": 10,
            "strength": "ten",
            "origin": "post",
            "facts": {"p": True},
            "quote": "Quote.",
            "because": "Because.",
            "source": "Source.",
            "note": "Note.",
            "advises": "Advice.",
        },
        FIRING_S,
    ],
    "outvoted": [FIRING_S],
    "set_aside": [
        RULE
        | {
            "rule": "t",
            "outcome": "d",
            "effect": "settles",
            "points": 0,
            "origin": "post",
            "facts": {"x": 0.5},
            "by": ["s"],
        }
    ],
    "not_fired": [NOT_FIRED],
    "open": [NOT_FIRED],
    "flips": None,
    "plan": None,
    "next_question": {
        "fact": "c",
        "question": "",
        "help": "",
        "effects": [
            {"answer": "red", "results": ["b"]},
            {"answer": "green or blue", "results": ["a"]},
        ],
    },
    "post_only": {
        "outcome": "d",
        "outcomes": ["d"],
        "result": "outcome",
        "firmness": None,
        "lean": "a",
        "provisional": False,
        "totals": {"a": 10, "b": 0, "d": 0},
        "fired": ["r", "t"],
    },
    "warnings": [
        {
            "code": "LO021",
            "message": "0.5 percent; did you mean 50?",
            "help": "write 50 for that share",
            "file": "<profile>",
            "line": 3,
            "column": 1,
        },
        {
            "code": "LO022",
            "message": "`q` is yes: this contradicts an assumption of the rules: It is so",
            "help": "correct one of the answers, or leave it; the assumption is set aside for now",
            "file": "rules",
            "line": 29,
            "column": 11,
        },
    ],
}


def test_everything_a_recommendation_says() -> None:
    found = advise(PROFILE, rules(TEXT), with_flips=False).to_dict()

    assert found == EXPECTED
    assert json.loads(json.dumps(found)) == found


def test_a_flip_says_what_changes_and_what_comes_of_it() -> None:
    text = FIRST + "rules: [{id: r, when: {n: {at_least: 4}}, gives: a}]\n"
    flips = advise({"n": 2}, rules(text)).to_dict()["flips"]
    nothing = {"firmness": None, "lean": None, "provisional": False}

    assert flips == {
        "singles": [
            {
                "changes": [
                    {
                        "fact": "n",
                        "before": 2,
                        "answers": "4 or more",
                        "value": 4,
                        "steps": 1,
                        "change": "ours",
                    }
                ],
                "steps": 1,
                "change": "ours",
                "after": {"outcome": "a", "outcomes": ["a"], "result": "outcome"} | nothing,
            }
        ],
        "pairs": [],
        "more_pairs": False,
        "proved": True,
    }


def test_without_open_questions_and_refinements_there_is_less_to_say() -> None:
    text = VOTES + "rules: [{id: r, when: {p: true}, votes: a, strength: one}]\n"
    found = advise({"p": True}, rules(text)).to_dict()

    assert (found["next_question"], found["post_only"], found["warnings"]) == (None, None, [])
    assert found["profile"]["name"] is None


def test_the_file_is_named_without_its_folder() -> None:
    rule_set = rules(TEXT)
    for name in ("a/b/rules.yaml", "C:\\b\\rules.yaml", "rules.yaml"):
        rule_set.file.source.name = name

        assert advise({}, rule_set).to_dict()["rules"]["file"] == "rules.yaml"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        ("text", "text"),
        (5, 5),
        (2**53 - 1, 2**53 - 1),
        (2**53, "9007199254740992"),
        (-(2**53), "-9007199254740992"),
        (Decimal("5.00"), 5),
        (Decimal("0.1"), 0.1),
        (Decimal("1E+20"), 1e20),
        (Decimal(2**53 + 1), "9007199254740993"),
        (Decimal("0.12345678901234567890"), "0.12345678901234567890"),
        (Decimal("1E-400"), "1E-400"),
        (Decimal("1E+400"), "1E+400"),
    ],
)
def test_a_number_that_a_float_would_not_hold_is_written_as_text(
    value: Value, expected: JsonValue
) -> None:
    found = json_value(value)

    assert (type(found), found) == (type(expected), expected)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result("outcome", "a"), "a"),
        (Result("outcomes", None, ("a", "b")), "a, b"),
        (Result("tie"), "tie"),
        (Result("none"), "none"),
        (Result("conflict"), "conflict"),
    ],
)
def test_a_result_in_one_word(result: Result, expected: str) -> None:
    assert result.word == expected


def test_the_decimal_context_of_a_caller_changes_nothing() -> None:
    answers = {"yearly_value": Decimal("1234567890123456789012345678.9")}
    expected = leadoff.advise(answers).to_dict()

    with localcontext(Context(prec=3, Emax=5, Emin=-5, traps=[Inexact, Overflow])):
        assert leadoff.advise(answers).to_dict() == expected
