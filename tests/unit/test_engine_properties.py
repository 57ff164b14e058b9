"""What holds of every rule file: order under votes, facts that no rule tests."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.advice.advise import advise
from leadoff.facts.profile import read_profile
from tests.reference.generate import Case, generate, to_yaml

from .examples import rules, source

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation

CASES = 400
BATCHES = 4


def advised(file: dict[str, Any], profile: dict[str, Any]) -> Recommendation:
    rule_set = rules(to_yaml(file), ())
    return advise(read_profile(source(to_yaml(profile)), rule_set.facts), rule_set)


def told(found: Recommendation) -> dict[str, object]:
    """What a recommendation says, whatever the order of its rules."""
    decision = found.decision
    return {
        "outcome": decision.outcome,
        "kind": decision.kind,
        "totals": decision.totals,
        "fired": sorted(decision.fired),
        "set aside": sorted(decision.set_aside),
        "firmness": decision.firmness,
        "lean": decision.lean,
        "provisional": decision.provisional,
        "open": sorted(each.rule.id for each in found.not_fired if each.is_open),
        "could change": sorted(each.rule.id for each in found.open_rules),
        "question": found.next_question and found.next_question.fact.name,
        "dropped": [each.message for each in found.warnings if each.code.value == "LO022"],
    }


def settled_outcomes(case: Case) -> set[str]:
    return {rule["settles"] for rule in case.rules["rules"] if "settles" in rule}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_rule_order_does_not_matter_under_votes(batch: int) -> None:
    for seed in range(batch, CASES, BATCHES):
        random = Random(seed)
        case = generate(random, policy="votes")
        if len(settled_outcomes(case)) > 1:
            continue
        some_rules = case.rules["rules"]
        shuffled = {**case.rules, "rules": random.sample(some_rules, len(some_rules))}

        assert told(advised(shuffled, case.profile)) == told(advised(case.rules, case.profile)), (
            seed
        )


UNUSED: tuple[tuple[dict[str, Any], Any], ...] = (
    ({"kind": "flag"}, True),
    ({"kind": "whole", "range": {"at_least": 0}}, 5),
    ({"kind": "choice", "values": ["u", "v"]}, "v"),
    ({"kind": "text"}, "some text"),
)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_fact_that_no_rule_tests_changes_nothing(batch: int) -> None:
    for seed in range(batch, CASES, BATCHES):
        case = generate(Random(seed))
        fact, answer = UNUSED[batch]
        more = {**case.rules, "facts": {"unused": fact, **case.rules["facts"]}}
        expected = told(advised(case.rules, case.profile))

        assert told(advised(more, case.profile)) == expected, seed
        assert told(advised(more, {**case.profile, "unused": answer})) == expected, seed
