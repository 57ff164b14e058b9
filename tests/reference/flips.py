"""Flips by brute force: every cell of every fact tried, and of every two facts.

It shares nothing with `leadoff.analysis`: cells are told apart by trying values, and conclusions
come from comparing the ways of answering one by one, as the evaluator does.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

from .evaluator import (
    Data,
    Result,
    Scalar,
    cells_of,
    decided,
    firing,
    firmness_and_lean,
    literals_in,
    passes,
    result_of,
    tests_in,
    values_to_try,
)
from .evaluator import holds as condition_holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Conclusion = tuple[Result, str | None, str | None, bool]
"""Result, firmness, lean, provisional."""


class Found(NamedTuple):
    """A flip: for each fact its name, its cells, the nearest of them; steps, and what is then."""

    shifts: tuple[tuple[str, frozenset[int], int], ...]
    steps: int
    after: Conclusion


class Fact(NamedTuple):
    """The cells of a tested fact, a value each, and the cell of the present answer."""

    name: str
    values: tuple[Scalar, ...]
    tests: tuple[Any, ...]
    is_ordered: bool
    here: int | None

    def cell(self, value: Scalar) -> int:
        """The cell of a value: where all tests agree, and between the right neighbours."""
        alike = [n for n, own in enumerate(self.values) if self._told(own) == self._told(value)]
        if not self.is_ordered:
            return alike[0]
        return min(alike, key=lambda n: self._between(n, value))

    def _told(self, value: Scalar) -> tuple[bool, ...]:
        return tuple(passes(test, value) for test in self.tests)

    def _between(self, cell: int, value: Any) -> int:
        """How many cells with other tests lie between a cell's value and this one."""
        own: Any = self.values[cell]
        low, high = min(own, value), max(own, value)
        return sum(low < other < high for n, other in enumerate(self.values) if n != cell)

    def steps(self, cell: int) -> int:
        """How far a cell is from the present answer."""
        return abs(cell - self.here) if self.is_ordered and self.here is not None else 1


class Oracle:
    """Flips of one profile under some rules."""

    def __init__(self, rules: Data, profile: Data) -> None:
        self.rules = rules
        self.profile = {name: value for name, value in profile.items() if value is not None}
        self.facts = list(self._tested_facts())
        facts = rules["facts"]
        self._tests = {
            name: [
                test for when in _conditions(rules) for own, test in tests_in(when) if own == name
            ]
            for name in facts
        }
        coarse = cells_of(rules, facts, {}).values()
        every = [dict(zip(facts, way, strict=True)) for way in product(*coarse)]
        self._assumed = [
            _places(condition_holds(each["that"], way) for way in every)
            for each in rules.get("assume", ())
        ]
        ways = decided(rules, every)
        self._holding = {
            rule["id"]: _places(rule["id"] in way.holding for way in ways)
            for rule in rules["rules"]
        }
        self._results = {
            result: _places(way.result == result for way in ways)
            for result in {way.result for way in ways}
        }
        self._every = frozenset(range(len(ways)))
        self._with = {
            (name, told): _places(self._class(name, way[name]) == told for way in every)
            for name in facts
            for told in {self._class(name, way[name]) for way in every}
        }
        before, dropped = self.conclude({})
        self.before = before
        self._dropped = dropped

    def _tested_facts(self) -> Iterator[Fact]:
        for name, fact in self.rules["facts"].items():
            tests = [
                atom
                for when in _conditions(self.rules)
                for own, test in tests_in(when)
                if own == name
                for atom in _atoms(test)
            ]
            if not tests:
                continue
            is_ordered = fact["kind"] in ("whole", "number")
            values = values_to_try(fact, [each for test in tests for each in literals_in(test)])
            if fact["kind"] == "text" and not fact.get("values"):
                mentioned = [each for test in tests for each in literals_in(test)]
                values = [*dict.fromkeys(mentioned), values[-1]]
            kept: list[Scalar] = []
            for value in values:
                told = [[passes(test, each) for test in tests] for each in (*kept[-1:], value)]
                if not (is_ordered and kept and told[0] == told[1]):
                    kept.append(value)
            found = Fact(name, tuple(kept), tuple(tests), is_ordered, None)
            if name in self.profile:
                found = found._replace(here=found.cell(self.profile[name]))
            yield found

    def conclude(self, changed: Data) -> tuple[Conclusion, frozenset[int]]:
        """What is said of a changed profile, and the assumptions it contradicts."""
        ways = self._every
        for name, value in {**self.profile, **changed}.items():
            if name != "name":
                ways &= self._with[name, self._class(name, value)]
        dropped = set()
        for place, allowed in enumerate(self._assumed):
            if not ways & allowed:
                dropped.add(place)
            ways = ways & allowed or ways
        true = frozenset(rule for rule, holding in self._holding.items() if ways <= holding)
        fired = firing(self.rules, true)
        own = result_of(self.rules, fired)
        results = [result for result, places in self._results.items() if ways & places]
        result = own if len(results) > 1 else results[0]
        manner = firmness_and_lean(self.rules, fired) if result == own else (None, None)
        return (result, *manner, len(results) > 1), frozenset(dropped)

    def _class(self, name: str, value: Scalar) -> tuple[bool, ...]:
        return tuple(passes(test, value) for test in self._tests[name])

    def moved(self, *moves: tuple[Fact, int]) -> Conclusion | None:
        """What is said after some moves; None where that breaks an assumption kept so far."""
        after, dropped = self.conclude({fact.name: fact.values[cell] for fact, cell in moves})
        return after if dropped <= self._dropped else None

    def singles(self) -> list[Found]:
        """All single flips, in order."""
        found = []
        for place, fact in enumerate(self.facts):
            after = {cell: self.moved((fact, cell)) for cell in _others(fact)}
            for cells in _stretches(fact, after):
                conclusion = after[cells[0]]
                if conclusion is not None and conclusion != self.before:
                    flip = Found(
                        ((fact.name, frozenset(cells), cells[0]),), fact.steps(cells[0]), conclusion
                    )
                    found.append(((flip.steps, place, cells[0]), flip))
        return [flip for _, flip in sorted(found, key=lambda each: each[0])]

    def pairs(self) -> list[Found]:
        """For two facts and an answer that neither gives alone, the nearest pair; in order."""
        alone = [
            {_answer(after) for cell in _others(fact) if (after := self.moved((fact, cell)))}
            for fact in self.facts
        ]
        found = []
        for one, other in combinations(range(len(self.facts)), 2):
            facts = self.facts[one], self.facts[other]
            table = {
                (c, d): after
                for c, d in product(_others(facts[0]), _others(facts[1]))
                if (after := self.moved((facts[0], c), (facts[1], d))) is not None
            }
            new = {_answer(after) for after in table.values()} - alone[one] - alone[other]
            for answer in new - {_answer(self.before)}:
                steps, c, d = min(
                    (facts[0].steps(c) + facts[1].steps(d), c, d)
                    for (c, d), after in table.items()
                    if _answer(after) == answer
                )
                after = table[c, d]
                cells = _widened(
                    facts[0], c, {x: table.get((x, d)) == after for x in _others(facts[0])}
                )
                others = _widened(
                    facts[1],
                    d,
                    {y: all(table.get((x, y)) == after for x in cells) for y in _others(facts[1])},
                )
                shifts = ((facts[0].name, cells, c), (facts[1].name, others, d))
                found.append(((steps, one, other, c, d), Found(shifts, steps, after)))
        return [flip for _, flip in sorted(found, key=lambda each: each[0])]


def _answer(after: Conclusion) -> tuple[Result, bool]:
    return after[0], after[3]


def _others(fact: Fact) -> list[int]:
    return [cell for cell in range(len(fact.values)) if cell != fact.here]


def _stretches(fact: Fact, after: dict[int, Conclusion | None]) -> list[list[int]]:
    """Cells that belong together, the nearest of each first."""
    if not fact.is_ordered:
        return [
            cells
            for each in dict.fromkeys(after.values())
            if (cells := [cell for cell, own in after.items() if own == each])
        ]
    found: list[list[int]] = []
    for cell, own in after.items():
        last = found[-1] if found else []
        if last and last[-1] == cell - 1 and after[last[-1]] == own:
            last.append(cell)
        else:
            found.append([cell])
    return [
        cells[::-1] if fact.here is not None and cells[0] < fact.here else cells for cells in found
    ]


def _widened(fact: Fact, near: int, same: dict[int, bool]) -> frozenset[int]:
    if not fact.is_ordered:
        return frozenset(cell for cell, is_same in same.items() if is_same)
    away = -1 if fact.here is not None and near < fact.here else 1
    cells = [near]
    while same.get(cells[-1] + away):
        cells.append(cells[-1] + away)
    return frozenset(cells)


def _places(flags: Iterable[bool]) -> frozenset[int]:
    return frozenset(place for place, flag in enumerate(flags) if flag)


def _conditions(rules: Data) -> list[Any]:
    return [
        *(rule["when"] for rule in rules["rules"]),
        *(assumption["that"] for assumption in rules.get("assume", ())),
        *(law["when"] for law in rules.get("laws", ())),
    ]


def _atoms(test: Any) -> Sequence[Any]:
    """A test as tests of one operator and one literal each: they cut where it does."""
    if isinstance(test, dict):
        return [
            {word: each if word != "none_of" else [each]}
            for word, body in test.items()
            for each in (body if isinstance(body, list) else [body])
        ]
    return test if isinstance(test, list) else [test]
