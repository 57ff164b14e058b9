"""The JSON forms `leadoff.whatif/1` and `leadoff.compare/1`.

Keys may be added to these versions; none changes its meaning or goes away before version 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from leadoff.advice.wire import (
    DecisionDict,
    ProfileDict,
    RulesDict,
    decision_dict,
    profile_dict,
    rules_dict,
)
from leadoff.advice.wire_flips import FlipsDict, SweepDict, flips_dict, sweep_dict
from leadoff.facts.json_value import JsonValue, optional_json

if TYPE_CHECKING:
    from leadoff.advice.comparison import Comparison
    from leadoff.advice.recommendation import Recommendation
    from leadoff.analysis.changes.flips import Flips
    from leadoff.analysis.changes.sweep import Sweep

WHATIF_FORMAT: Final = "leadoff.whatif/1"
COMPARE_FORMAT: Final = "leadoff.compare/1"


class AnswerPairDict(TypedDict):
    """A fact with two different answers; null where it is open."""

    fact: str
    left: JsonValue | None
    right: JsonValue | None


class RulePairDict(TypedDict):
    """A rule in two states; null where a rule file does not have it."""

    rule: str
    left: str | None
    right: str | None


class AnswerChangeDict(TypedDict):
    """A fact with another answer; null where it is open."""

    fact: str
    before: JsonValue | None
    after: JsonValue | None


class RuleChangeDict(TypedDict):
    """A rule in another state."""

    rule: str
    before: str
    after: str


class SideDict(TypedDict):
    """One side: rules, profile and answer."""

    rules: RulesDict
    profile: ProfileDict
    label: str
    decision: DecisionDict


class ComparisonDict(TypedDict):
    """Two sides, and in what they differ."""

    format: str
    left: SideDict
    right: SideDict
    answers: list[AnswerPairDict]
    changed_rules: list[RulePairDict]


class WhatIfDict(TypedDict):
    """What a change would do; `after`, `flips` and `sweep` are null where nobody asked."""

    format: str
    before: SideDict
    after: SideDict | None
    answers: list[AnswerChangeDict]
    changed_rules: list[RuleChangeDict]
    flips: FlipsDict | None
    sweep: SweepDict | None


def comparison_dict(found: Comparison) -> ComparisonDict:
    """A comparison as plain data."""
    return {
        "format": COMPARE_FORMAT,
        "left": _side(found.left),
        "right": _side(found.right),
        "answers": [
            {
                "fact": each.fact.name,
                "left": optional_json(each.left),
                "right": optional_json(each.right),
            }
            for each in found.answers
            if each.differs
        ],
        "changed_rules": [
            {
                "rule": each.rule.id,
                "left": each.left.state if each.left else None,
                "right": each.right.state if each.right else None,
            }
            for each in found.rules
            if each.differs
        ],
    }


def change_dict(found: Comparison) -> WhatIfDict:
    """A change as plain data."""
    return {
        **_whatif(found.left),
        "after": _side(found.right),
        "answers": [
            {
                "fact": each.fact.name,
                "before": optional_json(each.left),
                "after": optional_json(each.right),
            }
            for each in found.answers
            if each.differs
        ],
        "changed_rules": [
            {"rule": each.rule.id, "before": each.left.state, "after": each.right.state}
            for each in found.rules
            if each.left and each.right and each.differs
        ],
    }


def all_flips_dict(before: Recommendation, found: Flips) -> WhatIfDict:
    """All flips of a profile as plain data."""
    return {**_whatif(before), "flips": flips_dict(found)}


def whole_sweep_dict(before: Recommendation, found: Sweep) -> WhatIfDict:
    """A sweep along one fact of a profile as plain data."""
    return {**_whatif(before), "sweep": sweep_dict(found)}


def _whatif(before: Recommendation) -> WhatIfDict:
    return {
        "format": WHATIF_FORMAT,
        "before": _side(before),
        "after": None,
        "answers": [],
        "changed_rules": [],
        "flips": None,
        "sweep": None,
    }


def _side(found: Recommendation) -> SideDict:
    return {
        "rules": rules_dict(found),
        "profile": profile_dict(found),
        "label": found.label,
        "decision": decision_dict(found.decision),
    }
