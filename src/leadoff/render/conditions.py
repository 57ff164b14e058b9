"""Conditions in words, a line for each test, parts further in than what joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.facts.domain import either
from leadoff.facts.fact import said
from leadoff.ruleset.condition import AllOf, AnyOf, Not, Test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.ruleset.condition import Condition, Operator

_WORDS: Final[dict[Operator, str]] = {
    "is": "is",
    "one_of": "is",
    "is_not": "is not",
    "none_of": "is neither",
    "at_least": "is at least",
    "at_most": "is at most",
    "above": "is above",
    "below": "is below",
}


class ConditionLine(NamedTuple):
    """A line of a condition in words, and how deep it stands."""

    depth: int
    text: str


def condition_lines(condition: Condition) -> tuple[ConditionLine, ...]:
    """A condition in words; the tests of its outermost `all` need no line that joins them."""
    if isinstance(condition, AllOf):
        if not condition.parts:
            return (ConditionLine(0, "always"),)
        return tuple(line for part in condition.parts for line in _lines(part, 0))
    return tuple(_lines(condition, 0))


def _lines(condition: Condition, depth: int) -> Iterator[ConditionLine]:
    if isinstance(condition, Test):
        yield ConditionLine(depth, _test(condition))
        return
    if isinstance(condition, Not):
        yield ConditionLine(depth, "not:")
        yield from _lines(condition.part, depth + 1)
        return
    if isinstance(condition, AllOf):
        lead = "all of these:" if condition.parts else "always"
    elif isinstance(condition, AnyOf):
        lead = "any of these:"
    else:
        lead = f"at least {condition.at_least} of these:"
    yield ConditionLine(depth, lead)
    for part in condition.parts:
        yield from _lines(part, depth + 1)


def _test(test: Test) -> str:
    values = [said(test.fact, value) for value in test.values]
    if test.operator == "none_of":
        shown = " nor ".join(values) if len(values) > 1 else values[0]
        return f"{test.fact.name} is {'neither ' if len(values) > 1 else 'not '}{shown}"
    return f"{test.fact.name} {_WORDS[test.operator]} {either(values)}"
