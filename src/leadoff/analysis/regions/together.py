"""Which rules of a rule set can fire together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.firing import FiringRegions
from leadoff.engine.budget import OverBudgetError

if TYPE_CHECKING:
    from leadoff.engine.rule_set import RuleSet


def together(rule_set: RuleSet) -> tuple[tuple[bool, ...], ...] | None:
    """For each two rules whether some profile fires both; None where that is not proved."""
    firing = FiringRegions(rule_set)
    count = len(rule_set.rules)
    try:
        rows = [firing.overlapping(rule, firing.every_rule) for rule in range(count)]
    except OverBudgetError:
        return None
    return tuple(tuple(bool(row >> other & 1) for other in range(count)) for row in rows)
