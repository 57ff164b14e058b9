"""Parts of conditions that could be left out, against brute force over their trees."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from leadoff.ruleset.condition import AllOf, AnyOf, Condition, Not, SomeOf, Test, parts_in
from tests.reference.evaluator import OPERATORS, cells, holds, tests_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadoff.analysis.regions.sparing import Spare
    from leadoff.linter.subject import Subject
    from tests.reference.evaluator import Data

    from .oracle import Oracle

_MOST_WAYS = 1_000

Truth = tuple[bool, ...]


def compare_spares(oracle: Oracle, subject: Subject) -> None:
    """Reported parts can go, each alone and all together; some are if any part could go."""
    ways = _fine_ways(oracle.rules)
    if not oracle.ways or not ways:
        return
    for place, rule in enumerate(subject.file.rules):
        written = _truth(rule.when, ways)
        spares = subject.conditions.spares_of(place)
        if not any(written) or all(written):
            assert not spares
            continue
        as_written = {id(part) for part in parts_in(rule.when)}
        gone = {id(spare.part) for spare in spares}
        assert _truth(_left(rule.when, gone), ways) == written
        for spare in spares:
            assert _truth(_left(rule.when, {id(spare.part)}), ways) == written
            assert {id(each) for each in spare.by} <= as_written
            _compare_reason(spare, ways)
        if not spares:
            for part in _removable(rule.when):
                assert _truth(_left(rule.when, {part}), ways) != written


def _compare_reason(spare: Spare, ways: list[Mapping[str, Any]]) -> None:
    """A part is spare for the reason that is given."""
    part = _truth(spare.part, ways)
    if spare.kind == "always":
        assert all(part)
        assert all(_truth(spare.reason, ways))
    elif spare.is_empty:
        assert not any(part)
    elif spare.by:
        by = list(zip(*(_truth(each, ways) for each in spare.by), strict=True))
        for holding, reasons in zip(part, by, strict=True):
            if spare.kind == "implied":
                assert holding or not all(reasons)
            else:
                assert any(reasons) or not holding


def _fine_ways(rules: Data) -> list[Mapping[str, Any]]:
    """The allowed ways, with values told apart by each operator alone; none if there are many."""
    conditions = [part["when"] for part in (*rules["rules"], *rules.get("laws", ()))]
    assumed = [each["that"] for each in rules.get("assume", ())]
    tests: dict[str, list[Any]] = {name: [] for name in rules["facts"]}
    for condition in (*conditions, *assumed):
        for name, test in tests_in(condition):
            tests[name] += [{w: v} for w, v in test.items()] if isinstance(test, dict) else [test]
    values = [cells(fact, tests[name]) for name, fact in rules["facts"].items()]
    if prod(map(len, values)) > _MOST_WAYS:
        return []
    ways = [dict(zip(tests, way, strict=True)) for way in product(*values)]
    return [way for way in ways if all(holds(that, way) for that in assumed)]


def _removable(condition: Condition) -> Iterator[int]:
    """The parts that could be taken out without breaking the form."""
    if isinstance(condition, Not):
        yield from _removable(condition.part)
    elif not isinstance(condition, Test):
        least = condition.at_least if isinstance(condition, SomeOf) else 1
        for part in condition.parts:
            if len(condition.parts) > least:
                yield id(part)
            yield from _removable(part)


def _left(condition: Condition, gone: set[int]) -> Condition:
    """A condition without the parts that are gone."""
    if isinstance(condition, Test):
        return condition
    if isinstance(condition, Not):
        return condition._replace(part=_left(condition.part, gone))
    parts = tuple(_left(part, gone) for part in condition.parts if id(part) not in gone)
    return condition._replace(parts=parts)


def _truth(condition: Condition, ways: list[Mapping[str, Any]]) -> Truth:
    return tuple(_holds(condition, way) for way in ways)


def _holds(condition: Condition, way: Mapping[str, Any]) -> bool:
    if isinstance(condition, Test):
        value = way[condition.fact.name]
        if condition.operator in ("is", "one_of"):
            return value in condition.values
        if condition.operator == "none_of":
            return value not in condition.values
        return OPERATORS[condition.operator](value, condition.values[0])
    if isinstance(condition, Not):
        return not _holds(condition.part, way)
    held = sum(_holds(part, way) for part in condition.parts)
    if isinstance(condition, AllOf):
        return held == len(condition.parts)
    return held >= (1 if isinstance(condition, AnyOf) else condition.at_least)
