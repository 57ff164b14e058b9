"""The JSON Schema of a profile, derived from the facts it may answer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from leadoff.facts.domain import Choice, Flag, OpenText, Whole
from leadoff.facts.fact import NAME_LABEL
from leadoff.source.json_schema import document, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.facts.domain import Bound, Range
    from leadoff.facts.fact import Fact
    from leadoff.source.json_schema import Schema


def profile_schema(facts: Iterable[Fact]) -> Schema:
    """The schema of a profile file."""
    words = "What is known of one business or other case. What is left out is not answered."
    return document("A profile for leadoff", words, answers_schema(facts))


def answers_schema(facts: Iterable[Fact]) -> Schema:
    """The schema of a mapping from facts to answers, with a name."""
    label: Schema = {
        "description": "Any name that you will recognise later; no rule may ask for it.",
        "type": "string",
        "minLength": 1,
    }
    return mapping({NAME_LABEL: label, **{fact.name: fact_schema(fact) for fact in facts}})


def fact_schema(fact: Fact) -> Schema:
    """The schema of an answer to one fact, with its question and help."""
    return {"description": fact_words(fact), **_domain(fact)}


def fact_words(fact: Fact) -> str:
    """A fact for whoever points at its name: the question, the help, and its values."""
    meanings = "\n".join(f"{value}: {meaning}" for value, meaning in fact.meanings)
    said = fact.domain.described
    return "\n\n".join(
        filter(None, (fact.question, fact.help, meanings, f"{said[:1].upper()}{said[1:]}."))
    )


def _domain(fact: Fact) -> Schema:
    domain = fact.domain
    if isinstance(domain, Choice):
        return {"enum": list(domain.values)}
    if isinstance(domain, Flag):
        return {"type": "boolean"}
    if isinstance(domain, OpenText):
        return {"type": "string", "minLength": 1}
    kind = "integer" if isinstance(domain, Whole) else "number"
    return {"type": kind, **_limits(domain.range)}


def _limits(limits: Range) -> Schema:
    found: Schema = {}
    for end, inclusive, exclusive in (
        (limits.lower, "minimum", "exclusiveMinimum"),
        (limits.upper, "maximum", "exclusiveMaximum"),
    ):
        number = _number(end)
        if end is not None and number is not None:
            found[inclusive if end.inclusive else exclusive] = number
    return found


def _number(end: Bound | None) -> int | float | None:
    """An end of a range as JSON; None where a reader's float would not hold it exactly."""
    if end is None:
        return None
    if not isinstance(end.value, Decimal):
        return end.value
    if end.value == end.value.to_integral_value():
        return int(end.value)
    nearest = float(end.value)
    return nearest if Decimal(repr(nearest)) == end.value else None
