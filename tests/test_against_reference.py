"""The engine against the reference evaluator, on random rule sets and profiles.

The reference shares no code with the engine: it judges conditions by recursion over their tree and
tries every way of answering, one by one.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from leadoff.advice.advise import advise
from leadoff.diagnostic.text import SourceText
from leadoff.engine.questions import facts_that_matter
from leadoff.engine.rule_set import RuleSet
from leadoff.facts.profile import read_profile
from leadoff.ruleset.parse import parse_rule_file

from .reference.evaluator import Answer, evaluate
from .reference.generate import Case, generate, to_yaml

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation
    from leadoff.engine.decision import Decision

CASES = 30_000
BATCHES = 20
POLICIES = ("votes", "first", "unique", "any", "priority", "collect")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_and_reference_agree(batch: int) -> None:
    """Same fired, set aside and open rules, totals, result, firmness, lean, provisional, ..."""
    for seed in range(batch, CASES, BATCHES):
        # Votes are half of the cases: they have the most to go wrong.
        policy = "votes" if seed % 2 else POLICIES[seed // 2 % len(POLICIES)]
        case = generate(random.Random(seed), policy=policy)
        post_only = seed % 7 == 0
        expected = evaluate(case.rules, case.profile, post_only=post_only)
        rule_set, found = _advised(case, post_only=post_only)

        assert _answer(rule_set, found) == expected, _told(seed, case)


def _advised(case: Case, *, post_only: bool) -> tuple[RuleSet, Recommendation]:
    file = parse_rule_file(SourceText("rules.yaml", to_yaml(case.rules)), ())
    rule_set = RuleSet(file, post_only=post_only)
    profile = read_profile(SourceText("profile.yaml", to_yaml(case.profile)), file.facts)
    return rule_set, advise(profile, rule_set, with_flips=False)


def _answer(rule_set: RuleSet, found: Recommendation) -> Answer:
    decision = found.decision
    assessment = rule_set.assess(found.profile)
    survey = assessment.survey
    matter = facts_that_matter(rule_set.machine, assessment.situation, survey) if survey else ()
    facts = rule_set.machine.compiled.facts
    return Answer(
        fired=tuple(decision.fired),
        set_aside=tuple(decision.set_aside),
        open=tuple(each.rule.id for each in found.not_fired if each.is_open),
        could_change=tuple(each.rule.id for each in found.open_rules),
        totals=dict(decision.totals),
        result=_result(decision),
        firmness=decision.firmness,
        lean=decision.lean,
        provisional=decision.provisional,
        matters=tuple(facts[place].name for place in matter),
        dropped_assumptions=assessment.situation.dropped,
    )


def _result(decision: Decision) -> tuple[object, ...]:
    if decision.kind == "outcomes":
        return "outcomes", decision.outcomes
    return ("outcome", decision.outcome) if decision.kind == "outcome" else (decision.kind,)


def _told(seed: int, case: Case) -> str:
    return f"seed {seed}\n{to_yaml(case.rules)}\n---\n{to_yaml(case.profile)}"
