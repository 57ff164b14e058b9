"""The decision policies, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policies.first import First
from leadoff.engine.policies.unique import Unique
from leadoff.engine.policies.votes import Votes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Policy
    from leadoff.ruleset.model import Decide, Rule


def policy_of(decide: Decide, rules: Sequence[Rule]) -> Policy:
    """The policy of a rule file, for its rules or a part of them."""
    if decide.by == "votes":
        return Votes(decide, rules)
    if decide.by == "first":
        return First(decide, rules)
    return Unique(decide, rules)
