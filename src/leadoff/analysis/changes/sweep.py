"""Sweeps: what the rules say along one fact, with the points where that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.changes.conclusion import Conclusion, conclusion_of
from leadoff.engine.cells import OrderedCells, cells_of
from leadoff.engine.masks import mask_of
from leadoff.facts.domain import Bound, Number, Range, Whole
from leadoff.ruleset.condition import tests_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from leadoff.engine.cells import Cells
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.facts.profile import Profile
    from leadoff.ruleset.condition import Condition, Test
    from leadoff.source.values import Value


class Stretch(NamedTuple):
    """Values of the fact that lead to the same: in words, and one of them.

    `after` is None where the rest of the profile and an assumption forbid these values;
    `is_here` tells that the present answer is among them.
    """

    answers: str
    value: Value
    after: Conclusion | None
    is_here: bool


class Sweep(NamedTuple):
    """A fact, narrowed to the range that is swept, its present answer and the stretches."""

    fact: Fact
    answer: Value | None
    is_tested: bool
    is_narrowed: bool
    stretches: tuple[Stretch, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether the stretches lie side by side; else each is a value of its own."""
        return isinstance(self.fact.domain, Whole | Number)


def sweep_of(
    rule_set: RuleSet,
    profile: Profile,
    fact: Fact,
    limits: tuple[int | Decimal | None, int | Decimal | None] = (None, None),
) -> Sweep:
    """The sweep of a fact over its domain, or over the part of it between two limits.

    Both limits are values of the fact and included. Neighbouring cells that lead to the same are
    one stretch; of a fact without order each cell is a stretch of its own.
    """
    whole, fact = fact, _narrowed(fact, limits)
    tests = _tests_of(fact, rule_set)
    cells = cells_of(fact, tests)
    answer = profile.answers.get(fact.name)
    here = cells.index(answer) if answer is not None and _holds(fact, answer) else None
    dropped = set(rule_set.assess(profile).situation.dropped)
    groups: list[tuple[Conclusion | None, list[int]]] = []
    for cell in range(cells.count):
        changed = profile._replace(answers={**profile.answers, fact.name: cells.value_in(cell)})
        found = rule_set.assess(changed)
        is_allowed = dropped.issuperset(found.situation.dropped)
        after = conclusion_of(rule_set.decision(found)) if is_allowed else None
        if groups and groups[-1][0] == after and isinstance(cells, OrderedCells):
            groups[-1][1].append(cell)
        else:
            groups.append((after, [cell]))
    stretches = (_stretch(cells, group, after, here) for after, group in groups)
    return Sweep(fact, answer, bool(tests), fact != whole, tuple(stretches))


def _stretch(cells: Cells, group: list[int], after: Conclusion | None, here: int | None) -> Stretch:
    words = cells.described(mask_of(group))
    return Stretch(words, cells.value_in(group[0]), after, here in group)


def _narrowed(fact: Fact, limits: tuple[int | Decimal | None, int | Decimal | None]) -> Fact:
    domain = fact.domain
    if not isinstance(domain, Whole | Number):
        return fact
    lower, upper = (None if each is None else Bound(each, True) for each in limits)
    narrowed = Range(lower or domain.range.lower, upper or domain.range.upper)
    return fact._replace(domain=domain._replace(range=narrowed))


def _holds(fact: Fact, answer: Value) -> bool:
    domain = fact.domain
    if isinstance(domain, Whole | Number) and not isinstance(answer, str):
        return domain.range.holds(answer)
    return True


def _tests_of(fact: Fact, rule_set: RuleSet) -> list[Test]:
    conditions: Iterable[Condition] = (
        *(rule.when for rule in rule_set.rules),
        *(assumption.that for assumption in rule_set.file.assumptions),
    )
    every = (test for condition in conditions for test in tests_in(condition))
    return [test for test in every if test.fact.name == fact.name]
