"""The decision policies, one a module; a rule file needs one of them, so each is imported late."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Policy
    from leadoff.ruleset.model import Rule, RuleFile


def policy_of(file: RuleFile, rules: Sequence[Rule]) -> Policy:
    """The policy of a rule file, for its rules or a part of them."""
    match file.decide.by:
        case "votes":
            from leadoff.engine.policies.votes import Votes

            return Votes(file.decide, rules)
        case "first":
            from leadoff.engine.policies.first import First

            return First(file.decide, rules)
        case "unique":
            from leadoff.engine.policies.unique import Unique

            return Unique(file.decide, rules)
        case "any":
            from leadoff.engine.policies.any_of import AnyOf

            return AnyOf(file.decide, rules)
        case "priority":
            from leadoff.engine.policies.priority import Priority

            ranking = [outcome.id for outcome in file.outcomes]
            return Priority(file.decide, rules, ranking)
    from leadoff.engine.policies.collect import Collect

    return Collect(file.decide, rules)
