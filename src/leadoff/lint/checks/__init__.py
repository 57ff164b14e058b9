"""The checks, one file each; `ALL` is the one register, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.lint.checks import (
    cancelling_rules,
    dictating_rule,
    empty_law,
    irrelevant_fact,
    law_broken,
    missing_reason,
    never_decisive_rule,
    redundant_rule,
    tie,
    unreachable_outcome,
)

if TYPE_CHECKING:
    from leadoff.lint.check import Check

ALL: Final[tuple[Check, ...]] = (
    redundant_rule.CHECK,
    unreachable_outcome.CHECK,
    tie.CHECK,
    never_decisive_rule.CHECK,
    irrelevant_fact.CHECK,
    dictating_rule.CHECK,
    cancelling_rules.CHECK,
    law_broken.CHECK,
    empty_law.CHECK,
    missing_reason.CHECK,
)
