"""The checks, one file each; `ALL` is the one register, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.lint.checks import (
    always_true,
    cancelling_rules,
    conflict_any,
    conflicting_rule,
    dead_branch,
    dictating_rule,
    duplicate_rule,
    empty_law,
    gap,
    irrelevant_fact,
    law_broken,
    misleading_order,
    missing_reason,
    never_decisive_rule,
    no_evidence,
    no_profile_left,
    overlap_unique,
    policy_advice,
    redundant_condition,
    redundant_rule,
    shadowed_by_union,
    shadowed_rule,
    simpler_form,
    tie,
    unconditional_rule,
    unreachable_otherwise,
    unreachable_outcome,
    unsatisfiable_rule,
    untested_rule,
)

if TYPE_CHECKING:
    from leadoff.lint.check import Check

ALL: Final[tuple[Check, ...]] = (
    unsatisfiable_rule.CHECK,
    always_true.CHECK,
    redundant_condition.CHECK,
    dead_branch.CHECK,
    unconditional_rule.CHECK,
    simpler_form.CHECK,
    duplicate_rule.CHECK,
    conflicting_rule.CHECK,
    overlap_unique.CHECK,
    conflict_any.CHECK,
    shadowed_rule.CHECK,
    shadowed_by_union.CHECK,
    redundant_rule.CHECK,
    misleading_order.CHECK,
    policy_advice.CHECK,
    gap.CHECK,
    no_evidence.CHECK,
    unreachable_outcome.CHECK,
    unreachable_otherwise.CHECK,
    tie.CHECK,
    never_decisive_rule.CHECK,
    irrelevant_fact.CHECK,
    dictating_rule.CHECK,
    cancelling_rules.CHECK,
    law_broken.CHECK,
    empty_law.CHECK,
    no_profile_left.CHECK,
    untested_rule.CHECK,
    missing_reason.CHECK,
)
