"""The JSON Schema of a file of cases; with a rule file, for its facts, rules and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.cases.model import CONFLICT, NONE, TIE
from leadoff.cases.parse import BUILTIN
from leadoff.cases.parse_expected import FIRMNESSES, MAY_BE_EMPTY
from leadoff.engine.policy import BALANCED
from leadoff.facts.schema import answers_schema, fact_words
from leadoff.ruleset.schema import identifier
from leadoff.source.json_schema import (
    TEXT,
    Schema,
    described,
    document,
    given,
    listed,
    mapping,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import RuleFile

_FLAG: Final[Schema] = {"type": "boolean"}
_LIST_WORDS: Final = {
    "fired": "Rules that fire; others may. [] where none does.",
    "not_fired": "Rules that do not fire.",
    "set_aside": "Rules whose condition is true, and that an exception sets aside; [] for none.",
    "open": "Rules that answers still missing decide; [] for none.",
}


def cases_schema(facts: Iterable[Fact], file: RuleFile | None = None) -> Schema:
    """The schema of cases for any rules, with the words of some facts, or for one rule file."""
    case = mapping(
        {
            "name": described(
                {"type": "string", "pattern": "\\S"}, "What the case shows, in a few words."
            ),
            "profile": described(
                _any_answers(facts) if file is None else answers_schema(file.facts),
                "The facts that are answered; {} for none.",
            ),
            "post_only": described(_FLAG, "Whether rules that refine the post are left out."),
            "expect": described(
                _expected(file), "What the rules must say; what is left out may be anything."
            ),
        },
        ("name", "profile", "expect"),
    )
    named = "the path of the rule file, seen from this one"
    body = mapping(
        {
            "rules": described(TEXT, f"Which rules the cases are about: {named}, or {BUILTIN}."),
            "cases": described(listed(case), "The cases."),
        },
        ("cases",),
    )
    return document("Cases for leadoff", "Profiles, and what the rules must say of them.", body)


def _any_answers(facts: Iterable[Fact]) -> Schema:
    """Answers to facts that any rule file may define; some are offered with their words."""
    answer: Schema = {"type": ["string", "number", "boolean", "null"]}
    offered = {fact.name: described(answer, fact_words(fact)) for fact in facts}
    return {"type": "object", "properties": offered, "additionalProperties": answer}


def _expected(file: RuleFile | None) -> Schema:
    rule: Schema = identifier if file is None else {"enum": [each.id for each in file.rules]}
    outcomes = None if file is None else [each.id for each in file.outcomes]
    among = outcomes if file is None else list(file.decide.among)
    points: Schema = {"type": "integer", "minimum": 0}
    outcome = _name(outcomes)
    parts: dict[str, Schema] = {
        "outcome": described(
            {"anyOf": [_name(outcomes, NONE, TIE, CONFLICT), listed(outcome, once=True)]},
            f"The outcome; a list under collect; {NONE}, {TIE} or {CONFLICT} where there is none.",
        ),
        "firmness": described(
            {"enum": [*FIRMNESSES, NONE]}, "How far the winner of the vote is ahead."
        ),
        "lean": described(
            _name(among, BALANCED, NONE), "What the votes lean to where a rule settles the answer."
        ),
        "provisional": described(_FLAG, "Whether answers still missing may change the result."),
        **{
            key: described(listed(rule, int(key not in MAY_BE_EMPTY), once=True), words)
            for key, words in _LIST_WORDS.items()
        },
        "totals": described(
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": _name(among),
                "additionalProperties": {"anyOf": [points, {"type": "null"}]},
            },
            "Points of some outcomes.",
        ),
    }
    return mapping(parts, anyOf=[given(key) for key in parts])


def _name(known: list[str] | None, *words: str) -> Schema:
    """One of some names, or where they are not known, any; or one of some words."""
    return identifier if known is None else {"enum": [*known, *words]}
