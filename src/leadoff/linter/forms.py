"""The simplest form of the test of one fact.

What a test means does not depend on the rest of the file here, only on the fact's domain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.engine.cells import cells_of
from leadoff.facts.domain import Choice, Flag, Whole
from leadoff.source.values import LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from leadoff.facts.fact import Fact
    from leadoff.facts.written import Form
    from leadoff.ruleset.condition import Test
    from leadoff.source.values import Value

_EXCLUSIONS: Final = ("is_not", "none_of")
_INCLUSIVE: Final = {"above": ("at_least", 1), "below": ("at_most", -1)}
"""For a limit that excludes its number, the one that includes the next number, and how far."""


def simpler(fact: Fact, tests: Sequence[Test]) -> Form | None:
    """What could stand behind the fact's key instead of some tests that must all hold, or None."""
    cells = cells_of(fact, tests)
    every = held = (1 << cells.count) - 1
    for test in tests:
        held &= cells.where(test)
    if held in (0, every):
        return None
    form: Form | None = cells.only_value(held)
    if form is None and isinstance(fact.domain, Choice | Flag):
        left_out = cells.only_value(every ^ held)
        form = None if left_out is None else {"is_not": left_out}
    if form is None:
        form = _shorter(fact, tests)
    return None if form == _as_written(tests) else form


def _as_written(tests: Sequence[Test]) -> Form:
    first = tests[0]
    if first.operator == "is":
        return first.values[0]
    if first.operator == "one_of":
        return first.values
    return {
        test.operator: test.values if test.operator == "none_of" else test.values[0]
        for test in tests
    }


def _shorter(fact: Fact, tests: Sequence[Test]) -> Form:
    """A list with each value once; or operators, with one for all values that are excluded."""
    first, *_ = tests
    if first.operator == "one_of":
        return tuple(dict.fromkeys(first.values))
    limits = [test for test in tests if test.operator not in _EXCLUSIONS]
    form: dict[str, Value | tuple[Value, ...]] = {}
    for limit in limits:
        word, number = _rounder(fact, limit, {other.operator for other in limits})
        form[word] = number
    excluded = tuple(
        dict.fromkeys(value for test in tests if test not in limits for value in test.values)
    )
    if excluded:
        form |= {"none_of": excluded} if len(excluded) > 1 else {"is_not": excluded[0]}
    return form


def _rounder(fact: Fact, limit: Test, beside: Container[str]) -> tuple[str, Value]:
    """A limit that excludes its number, as one that includes the next one if that is rounder."""
    number = limit.values[0]
    if isinstance(fact.domain, Whole) and limit.operator in _INCLUSIVE:
        word, step = _INCLUSIVE[limit.operator]
        near = int(number) + step
        if near % 5 == 0 and word not in beside and len(str(near)) <= LONGEST_NUMBER:
            return word, near
    return limit.operator, number
