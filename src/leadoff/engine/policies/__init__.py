"""The decision policies, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policies.any_of import AnyOf
from leadoff.engine.policies.collect import Collect
from leadoff.engine.policies.first import First
from leadoff.engine.policies.priority import Priority
from leadoff.engine.policies.unique import Unique
from leadoff.engine.policies.votes import Votes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Policy
    from leadoff.ruleset.model import Rule, RuleFile


def policy_of(file: RuleFile, rules: Sequence[Rule]) -> Policy:
    """The policy of a rule file, for its rules or a part of them."""
    match file.decide.by:
        case "votes":
            return Votes(file.decide, rules)
        case "first":
            return First(file.decide, rules)
        case "unique":
            return Unique(file.decide, rules)
        case "any":
            return AnyOf(file.decide, rules)
        case "priority":
            ranking = [outcome.id for outcome in file.outcomes]
            return Priority(file.decide, rules, ranking)
    return Collect(file.decide, rules)
