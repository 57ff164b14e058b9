"""The JSON Schema of conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.facts.domain import Choice, Flag
from leadoff.facts.schema import fact_words
from leadoff.ruleset.parse_condition import ALWAYS, OPERATORS, ORDER_OPERATORS
from leadoff.ruleset.parse_facts import RESERVED
from leadoff.ruleset.section import FACT_NAME, LONGEST_NAME
from leadoff.source.json_schema import Schema, described, listed, mapping, optional, reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.facts.fact import Fact

_VALUE: Final[Schema] = {
    "anyOf": [
        {"type": ["number", "boolean"]},
        {"type": "string", "minLength": 1},
    ]
}
_OPERATOR_WORDS: Final = {
    "at_least": "The value is this number or more.",
    "at_most": "The value is this number or less.",
    "above": "The value is more than this number.",
    "below": "The value is less than this number.",
    "is_not": "The value is another one.",
    "none_of": "The value is none of these.",
}

fact_name: Final[Schema] = {
    "pattern": f"^{FACT_NAME.pattern}$",
    "maxLength": LONGEST_NAME,
    "not": {"enum": sorted(RESERVED)},
}
"""The shape of the name of a fact."""


def condition_definitions(facts: Iterable[Fact]) -> dict[str, Schema]:
    """The parts of a schema that conditions need, under the names by which they refer to them.

    The facts are offered with their words and values; a file may define others, so that any name
    of the right shape may stand there.
    """
    conditions = listed(reference("condition"))
    words: dict[str, Schema] = {
        "all": optional(conditions, "Every one of these holds."),
        "any": optional(conditions, "At least one of these holds."),
        "not": optional(reference("condition"), "This does not hold."),
        "some": optional(
            mapping(
                {"at_least": {"type": "integer", "minimum": 1}, "of": conditions},
                ("at_least", "of"),
            ),
            "At least so many of these hold.",
        ),
    }
    tests: dict[str, Schema] = {
        fact.name: {"description": fact_words(fact), "anyOf": [*_hints(fact), reference("test")]}
        for fact in facts
    }
    names: Schema = {"anyOf": [{"enum": list(words)}, fact_name]}
    return {
        "condition": {
            "description": "Every entry holds: a fact with its test, or all, any, not or some.",
            "type": "object",
            "minProperties": 1,
            "propertyNames": names,
            "properties": {**words, **tests},
            "additionalProperties": reference("test"),
        },
        "when": {"anyOf": [{"const": ALWAYS}, reference("condition")]},
        "test": _test(),
    }


def _test() -> Schema:
    """A scalar, a list, or a mapping of operators."""
    operators: dict[str, Schema] = {}
    for name in OPERATORS:
        ordered: Schema = {"type": "number"}
        value = ordered if name in ORDER_OPERATORS else _VALUE
        part = listed(_VALUE) if name == "none_of" else value
        operators[name] = described(part, _OPERATOR_WORDS[name])
    compared: Schema = {
        "type": "object",
        "minProperties": 1,
        "properties": operators,
        "additionalProperties": False,
    }
    return {
        "description": "A value, a list of values, or a mapping such as {at_least: 5}.",
        "anyOf": [_VALUE, listed(_VALUE), compared],
    }


def _hints(fact: Fact) -> list[Schema]:
    """The values of a fact, for an editor to offer; others are not refused by them."""
    if isinstance(fact.domain, Choice):
        return [{"enum": list(fact.domain.values)}]
    return [{"enum": [True, False]}] if isinstance(fact.domain, Flag) else []
