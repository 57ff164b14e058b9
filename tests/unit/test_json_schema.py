"""Schemas of facts and of printed JSON, part by part."""

from __future__ import annotations

import re
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from leadoff.facts.schema import fact_schema, fact_words, profile_schema
from leadoff.render.wire_schema import wire_schema

from .examples import BUSINESS, rules

FACTS = {
    fact.name: fact
    for fact in rules(
        "leadoff: 1\nprofile: none\nfacts:\n"
        "  half: {kind: number, range: {above: 0.5, below: 2.0}, unit: litres}\n"
        "  exact: {kind: number, range: {at_least: 0.12345678901234567890123, at_most: 1e3}}\n"
        "  open: {kind: whole}\n"
        "  t: {kind: text, question: 'Which?', help: 'Any word.'}\n"
        "outcomes: {a: {}}\ndecide: {by: first}\nrules: [{id: r, when: always, gives: a}]\n",
        (),
    ).facts
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("half", {"type": "number", "exclusiveMinimum": 0.5, "exclusiveMaximum": 2}),
        # A float would not hold the lower end exactly, so it goes unsaid.
        ("exact", {"type": "number", "maximum": 1000}),
        ("open", {"type": "integer"}),
        ("t", {"type": "string", "minLength": 1}),
    ],
)
def test_a_fact(name: str, said: dict[str, object]) -> None:
    fact = FACTS[name]

    assert fact_schema(fact) == {"description": fact_words(fact), **said}


def test_the_words_of_a_fact_are_its_question_its_help_its_meanings_and_its_values() -> None:
    customer_type = next(fact for fact in BUSINESS if fact.name == "customer_type")

    assert fact_words(FACTS["t"]) == "Which?\n\nAny word.\n\nText."
    assert fact_words(FACTS["half"]) == "A number above 0.5 and below 2 (litres)."
    assert "b2b: companies and other organisations\nb2c: " in fact_words(customer_type)
    assert list(profile_schema(BUSINESS))[:3] == ["$schema", "title", "description"]


class Inner(TypedDict):
    """A part."""

    again: list[Inner]
    kind: Literal["a", "b"]
    maybe: NotRequired[int | None]


class Outer(TypedDict):
    """A whole,
    in two lines."""

    format: str
    parts: dict[str, Inner]
    share: float | str | bool


def test_the_schema_of_a_typed_dict() -> None:
    found = wire_schema(Outer, "leadoff.outer/1")

    assert found == {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "leadoff.outer/1",
        "description": "A whole, in two lines.",
        "type": "object",
        "properties": {
            "format": {"const": "leadoff.outer/1"},
            "parts": {"type": "object", "additionalProperties": {"$ref": "#/definitions/Inner"}},
            "share": {"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "boolean"}]},
        },
        "required": ["format", "parts", "share"],
        "definitions": {
            "Inner": {
                "description": "A part.",
                "type": "object",
                "properties": {
                    "again": {"type": "array", "items": {"$ref": "#/definitions/Inner"}},
                    "kind": {"enum": ["a", "b"]},
                    "maybe": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                },
                "required": ["again", "kind"],
            }
        },
    }


class Odd(TypedDict):
    """A value without a form in JSON."""

    value: set[Any]


def test_a_type_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match=re.escape("set[typing.Any] has no form in JSON Schema")):
        wire_schema(Odd, "x")
