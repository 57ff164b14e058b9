"""Conditions: tests of facts, joined by `all`, `any`, `not` and `some`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import Span
    from leadoff.facts.fact import Fact
    from leadoff.source.values import Value

Operator = Literal["is", "one_of", "is_not", "none_of", "at_least", "at_most", "above", "below"]


class Test(NamedTuple):
    """One comparison of one fact; `values` holds one value except for the list operators.

    `is` and `one_of` are how a scalar and a list are kept; they are not written in a file.
    """

    fact: Fact
    operator: Operator
    values: tuple[Value, ...]
    span: Span


class AllOf(NamedTuple):
    """Holds where every part holds; without parts it is `always`."""

    parts: tuple[Condition, ...]
    span: Span


class AnyOf(NamedTuple):
    """Holds where at least one part holds."""

    parts: tuple[Condition, ...]
    span: Span


class Not(NamedTuple):
    """Holds where its part does not."""

    part: Condition
    span: Span


class SomeOf(NamedTuple):
    """Holds where at least `at_least` of the parts hold, counted as written."""

    at_least: int
    parts: tuple[Condition, ...]
    span: Span


Condition: TypeAlias = Test | AllOf | AnyOf | Not | SomeOf


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every test in a condition, in the order of the file."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from tests_in(condition.part)
    else:
        for part in condition.parts:
            yield from tests_in(part)


def facts_in(condition: Condition) -> tuple[Fact, ...]:
    """The facts a condition tests, each once, in the order of the file."""
    return tuple({test.fact.name: test.fact for test in tests_in(condition)}.values())


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The parts that a condition is put together from; none of a test."""
    if isinstance(condition, Test):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def parts_in(condition: Condition) -> Iterator[Condition]:
    """A condition and all its parts, in the order of the file."""
    yield condition
    for part in parts_of(condition):
        yield from parts_in(part)


def conjuncts(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that must all hold."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from conjuncts(part)
    else:
        yield condition
