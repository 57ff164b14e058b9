"""The JSON Schema of a rule file: what its keys are for, and the shape of what stands there.

Names, limits and alternatives come from the tables of the parser; what one part of a file means to
another (ids that are defined, values a fact can have, circles) only the parser sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.facts.fact import CHANGES
from leadoff.ruleset.model import EFFECTS, ORIGINS, POLICIES
from leadoff.ruleset.parse import FORMAT, MOST_POINTS, NOT_OUTCOMES, VOTE_KEYS
from leadoff.ruleset.parse_facts import KINDS, LOWER, UPPER
from leadoff.ruleset.schema_condition import condition_definitions, fact_name
from leadoff.ruleset.section import LONGEST_NAME, NAME
from leadoff.source.json_schema import (
    TEXT,
    Schema,
    described,
    document,
    given,
    given_one_of,
    listed,
    mapping,
    named,
    reference,
    where,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.facts.fact import Fact

identifier: Final[Schema] = {
    "type": "string",
    "pattern": f"^{NAME.pattern}$",
    "maxLength": LONGEST_NAME,
}
"""The shape of the name of a rule, law, outcome or strength."""

_VOTES: Final = ("votes",)
_NUMBERS: Final = ("whole", "number")
_LISTED: Final = ("choice", "text")


def rules_schema(facts: Iterable[Fact]) -> Schema:
    """The schema of a rule file; the facts are those of the profile model, for an editor."""
    words = "Rules that recommend an outcome, with the facts they ask for."
    only_votes: Schema = {"properties": {"rules": {"items": without("gives")}}}
    no_votes: Schema = {
        "properties": {
            "rules": {"items": without("votes", "settles", "strength")},
            "decide": without(*VOTE_KEYS),
        }
    }
    by_votes: Schema = {
        "required": ["decide"],
        "properties": {"decide": {"required": ["by"], "properties": {"by": {"enum": ["votes"]}}}},
    }
    body: Schema = {
        **mapping(_top(), ("leadoff", "outcomes", "decide", "rules")),
        "allOf": [
            {"if": by_votes, "then": only_votes, "else": no_votes},
            where("profile", ("none",), given("facts"), {}),
        ],
        "definitions": {
            **condition_definitions(facts),
            "name": identifier,
            "fact": _fact(),
            "rule": _rule(),
            "law": _law(),
        },
    }
    return document("Rules for leadoff", words, body)


def _top() -> dict[str, Schema]:
    name = reference("name")
    outcome = mapping(
        {
            "label": described(TEXT, "The outcome in a few words."),
            "headline": described(TEXT, "The outcome in a sentence to whoever asked."),
        }
    )
    outcome_name: Schema = {**identifier, "not": {"enum": list(NOT_OUTCOMES)}}
    points: Schema = {"type": "integer", "minimum": 1, "maximum": MOST_POINTS}
    assumption = mapping(
        {
            "that": described(reference("condition"), "What holds for every profile there is."),
            "because": described(TEXT, "Why, in a sentence."),
        },
        ("that",),
    )
    return {
        "leadoff": described({"const": FORMAT}, "The version of the format."),
        "title": described(TEXT, "The question that the rules answer."),
        "profile": described(
            {"enum": ["business", "none"]},
            "Which facts are there from the start: those of a business, or none.",
        ),
        "facts": described(
            named(reference("fact"), fact_name), "Facts that this file defines, by name."
        ),
        "outcomes": described(named(outcome, outcome_name), "What the rules may recommend."),
        "strengths": described(
            named(points, identifier), "How much a vote counts: named numbers of points."
        ),
        "decide": described(_decide(name), "How the rules that fire become an answer."),
        "assume": described(listed(assumption), "Combinations that do not exist."),
        "rules": described(listed(reference("rule")), "The rules, in order."),
        "laws": described(
            listed(reference("law")), "Promises about every profile, whatever the rules become."
        ),
        "playbook": described(TEXT, "The file of the plan that goes with these rules."),
    }


def _decide(name: Schema) -> Schema:
    percent: Schema = {"type": "integer", "minimum": 0, "maximum": 100}
    return mapping(
        {
            "by": described(
                {"enum": list(POLICIES)},
                "votes: points add up. first: the first rule that fires. unique: only one may "
                "fire. any: several may, with one outcome. priority: the outcome listed first. "
                "collect: all outcomes.",
            ),
            "among": described(listed(name, 2, once=True), "The outcomes that are voted on."),
            "clear": described(percent, "The margin in percent from which an answer is clear."),
            "close": described(percent, "The margin in percent under which it is a close call."),
            "enough": described(
                {"type": "integer", "minimum": 0},
                "With fewer points in all, an answer is at most leaning.",
            ),
            "tie": described({"enum": ["neither"]}, "Says openly that there may be a tie."),
            "otherwise": described(name, "The outcome where no rule fires, or none."),
            "no_answer": described(TEXT, "What is said where there is no answer."),
        },
        ("by",),
    )


def _fact() -> Schema:
    """A fact that a rule file defines."""
    limits: Schema = mapping({key: {"type": "number"} for key in (*LOWER, *UPPER)})
    limits["allOf"] = [
        {"anyOf": [given(key) for key in (*LOWER, *UPPER)]},
        *({"not": {"allOf": [given(key) for key in ends]}} for ends in (LOWER, UPPER)),
    ]
    whole_limits: Schema = {
        "properties": {"range": {"additionalProperties": {"type": ["integer", "null"]}}}
    }
    value: Schema = {"type": "string", "minLength": 1}
    return mapping(
        {
            "kind": described({"enum": list(KINDS)}, "What its values are."),
            "values": described(listed(value, once=True), "The values it may have."),
            "range": described(limits, "The lowest and the highest value, one or both."),
            "unit": described(TEXT, "The unit of its numbers, such as days or percent."),
            "question": described(TEXT, "How the interview asks for it."),
            "help": described(TEXT, "What helps to answer."),
            "change": described(
                {"enum": list(CHANGES)},
                "Who can change it: ours (who answers), time, or nobody (fixed).",
            ),
        },
        ("kind",),
        allOf=[
            where("kind", ("choice",), given("values"), {}),
            where("kind", _LISTED, {}, without("values")),
            where("kind", _NUMBERS, {}, without("range", "unit")),
            where("kind", ("whole",), whole_limits, {}),
        ],
    )


def _rule() -> Schema:
    name = reference("name")
    return mapping(
        {
            "id": described(name, "The name of the rule."),
            "title": described(TEXT, "The rule in a few words."),
            "origin": described(
                {"enum": list(ORIGINS)}, "Whether the post says it, or it refines the post."
            ),
            "when": described(reference("when"), "The condition under which the rule fires."),
            "votes": described(name, "The outcome it adds points to."),
            "settles": described(name, "The outcome it decides outright."),
            "gives": described(name, "The outcome it gives; under every policy but votes."),
            "strength": described(name, "How much its vote counts: one of the strengths."),
            "overrides": described(
                listed(name, once=True), "Rules that are set aside where this one fires."
            ),
            "quote": described(TEXT, "The guideline, word for word."),
            "because": described(TEXT, "Why, in a sentence to whoever asked."),
            "source": described(TEXT, "Who says so."),
            "note": described(TEXT, "What is ours, not the source's, such as the numbers."),
            "advises": described(TEXT, "What to do where the rule fires."),
        },
        ("id", "when"),
        allOf=[
            given_one_of(EFFECTS),
            {"if": given("votes"), "then": given("strength")},
        ],
    )


def _law() -> Schema:
    name = reference("name")
    return mapping(
        {
            "id": described(name, "The name of the law."),
            "when": described(reference("when"), "The condition under which it holds."),
            "never": described(name, "The outcome that never comes out."),
            "always": described(name, "The outcome that always comes out."),
            "because": described(TEXT, "Why, in a sentence."),
        },
        ("id", "when"),
        **given_one_of(("never", "always")),
    )
