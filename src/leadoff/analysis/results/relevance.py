"""Which facts results depend on."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from leadoff.analysis.results.results import MOST_STEPS_OF_SEARCH
from leadoff.engine.assess import matters, situation_of, walk_of
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.judge import Deciding
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.results.results import Results
    from leadoff.engine.assess import Situation

_TRIED = 300
_TRIED_RULES = 3


def depends_on(results: Results, fact: int) -> bool:
    """Whether some result depends on a fact, told by its place among the tested ones.

    It does if two profiles that differ in it alone have different results, or (where assumptions
    tie facts together) if its cells leave different sets of results.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    if any(_turns(results, cells, fact) for cells in islice(results.samples.values(), _TRIED)):
        return True
    machine = results.rule_set.machine
    situation = situation_of(machine.compiled, {})
    if fact not in situation.open_facts:
        return False
    testing = machine.compiled.facts[fact].mentioning & machine.compiled.every_term
    for rule in islice(bits(machine.compiled.conditions_of(testing)), _TRIED_RULES):
        alone = results.alone(rule) if rule < results.profiles.rules else None
        if alone is not None and _turns(results, alone, fact):
            return True
    if results.budget.left <= 0:
        raise OverBudgetError
    price = 1 + machine.overrides.count // 8
    budget = Budget(MOST_STEPS_OF_SEARCH // (price * results.price))
    try:
        return matters(machine, situation, fact, budget) or _divides(results, situation, fact)
    finally:
        results.budget.left -= price * budget.used


def _divides(results: Results, situation: Situation, fact: int) -> bool:
    """Whether the cells of a fact that assumptions tie to others leave different results."""
    if not situation.linking:
        return False
    machine = results.rule_set.machine
    survey = walk_of(machine, situation, Deciding(machine.policy, machine.overrides)).survey()
    return len({frozenset(ways) for ways in survey.by_cell[fact] if ways}) > 1


def _turns(results: Results, cells: Point, fact: int) -> bool:
    """Whether profiles that differ from one in a fact alone have another result."""
    profiles = results.profiles
    seen = {
        profiles.result(conditions)
        for cell in range(len(profiles.compiled.facts[fact].masks))
        if not profiles.required
        & ~(conditions := profiles.conditions((*cells[:fact], cell, *cells[fact + 1 :])))
    }
    return len(seen) > 1
