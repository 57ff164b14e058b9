"""Which rules can fire together."""

from __future__ import annotations

from unittest import mock

from leadoff.analysis.regions.firing import FiringRegions
from leadoff.analysis.regions.together import together
from leadoff.engine.budget import OverBudgetError

from .examples import rules

THREE = (
    "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}, q: {kind: flag}}\noutcomes: {a: {}}\n"
    "decide: {by: first}\nrules:\n  - {id: yes, when: {p: true}, gives: a}\n"
    "  - {id: both, when: {p: true, q: true}, gives: a}\n  - {id: no, when: {p: false}, gives: a}\n"
)


def test_two_rules_fire_together_where_some_profile_fires_both() -> None:
    assert together(rules(THREE)) == (
        (False, True, False),
        (True, False, False),
        (False, False, False),
    )


def test_past_the_budget_nothing_is_known() -> None:
    with mock.patch.object(FiringRegions, "overlapping", side_effect=OverBudgetError):
        assert together(rules(THREE)) is None
