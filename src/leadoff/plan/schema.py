"""The JSON Schema of a playbook: what its keys are for, and the shape of what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.plan.model import ITEM_KINDS, OWNERS, PLACES
from leadoff.plan.parse import FORMAT, FORMAT_KEY
from leadoff.plan.parse_phases import MOST_WEEKS
from leadoff.ruleset.model import ORIGINS
from leadoff.ruleset.schema import identifier
from leadoff.ruleset.schema_condition import condition_definitions
from leadoff.source.json_schema import (
    TEXT,
    Schema,
    described,
    document,
    listed,
    mapping,
    named,
    reference,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.facts.fact import Fact

_WEEKS: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": MOST_WEEKS}
_OWNER: Final[Schema] = {"enum": list(OWNERS)}


def playbook_schema(facts: Iterable[Fact]) -> Schema:
    """The schema of a playbook; the facts are offered where a condition stands."""
    body: Schema = {
        **mapping(_top(), (FORMAT_KEY, "items", "phases", "plans")),
        "definitions": {
            **condition_definitions(facts),
            "name": identifier,
            "says": _sayings(),
            "item": _item(),
            "phase": _phase(),
        },
    }
    words = "What to do about an answer: activities and practices in phases."
    return document("A playbook for leadoff", words, body)


def _top() -> dict[str, Schema]:
    stage: Schema = {"anyOf": [reference("name"), listed(reference("name"), once=True)]}
    plan = mapping(
        {
            "monday": described(reference("says"), "What to begin with."),
            "phases": described(listed(stage), "Phases in order; a list runs side by side."),
        },
        ("phases",),
    )
    order = mapping(
        {
            "order": described(
                listed(reference("name"), once=True), "Each begins before the next."
            ),
            "because": described(TEXT, "Why, in a sentence."),
        },
        ("order",),
    )
    standing = mapping(
        {
            "items": described(listed(reference("name"), once=True), "Which items."),
            "stand": described({"enum": list(PLACES)}, "Where each of them stands."),
            "because": described(TEXT, "Why, in a sentence."),
        },
        ("items", "stand"),
    )
    return {
        FORMAT_KEY: described({"const": FORMAT}, "The version of the format."),
        "title": described(TEXT, "What the plans are about."),
        "items": described(named(reference("item"), identifier), "What there is to do."),
        "phases": described(named(reference("phase"), identifier), "Stretches of time."),
        "plans": described(named(plan, identifier), "The phases for each outcome."),
        "before": described(listed(order), "Promises: what begins before what, in every plan."),
        "always": described(listed(standing), "Promises: what stands where, in every plan."),
    }


def _sayings() -> Schema:
    """A sentence, or a list of sentences of which some have a condition."""
    said = mapping(
        {
            "when": described(reference("when"), "The condition under which it is said."),
            "say": described(TEXT, "The sentence."),
        },
        ("say",),
    )
    return {"anyOf": [TEXT, listed({"anyOf": [TEXT, said]})]}


def _item() -> Schema:
    return mapping(
        {
            "kind": described({"enum": list(ITEM_KINDS)}, "What it is."),
            "title": described(TEXT, "Its name for a reader."),
            "owner": described(_OWNER, "Who does it."),
            "origin": described({"enum": list(ORIGINS)}, "Whose idea it is."),
            "quote": described(TEXT, "The post's own words."),
            "source": described(TEXT, "Where they stand."),
            "how": described(reference("says"), "How it is done."),
            "serves": described(
                listed(reference("name"), once=True), "The rules whose guideline it carries out."
            ),
        },
        ("kind", "owner"),
    )


def _phase() -> Schema:
    step = mapping(
        {
            "item": described(reference("name"), "What is done."),
            "how": described(reference("says"), "How it is done here."),
            "when": described(reference("when"), "The condition under which it is done."),
        },
        ("item",),
    )
    scaled = mapping(
        {
            "at_least": described(_WEEKS, "The fewest weeks."),
            "at_most": described(_WEEKS, "The most weeks."),
            "times": described(
                {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
                "How often the fact goes into the length.",
            ),
            "of": described(TEXT, "A fact measured in days, weeks or months."),
        },
        ("at_least", "at_most"),
    )
    handoff = mapping(
        {
            "to": described({"enum": ["marketing", "sales"]}, "Who takes over."),
            "what": described(TEXT, "What is handed over."),
        },
        ("to", "what"),
    )
    return mapping(
        {
            "title": described(TEXT, "Its name for a reader."),
            "owner": described(_OWNER, "Who looks after it."),
            "weeks": described({"anyOf": [_WEEKS, scaled]}, "How long it takes."),
            "entry": described(TEXT, "What must be there before."),
            "exit": described(TEXT, "How to see that it is done."),
            "measure": described(TEXT, "The number to watch."),
            "handoff": described(handoff, "What is handed to the other side at its end."),
            "repeats": described(reference("name"), "The phase to begin again with."),
            "when": described(reference("when"), "The condition under which it is in a plan."),
            "do": described(
                listed({"anyOf": [reference("name"), step]}), "What is done, in order."
            ),
        },
        ("owner", "weeks", "entry", "exit", "measure", "do"),
    )
