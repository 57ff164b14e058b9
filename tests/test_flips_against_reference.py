"""Flips against brute force over cells, on random rule sets and profiles."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from leadoff.analysis.changes.flips import MOST_PAIRS, flips_of
from leadoff.diagnostic.text import SourceText
from leadoff.engine.masks import bits
from leadoff.engine.rule_set import RuleSet
from leadoff.facts.profile import read_profile
from leadoff.ruleset.parse import parse_rule_file

from .reference.flips import Conclusion as Said
from .reference.flips import Found, Oracle
from .reference.generate import generate, to_yaml

if TYPE_CHECKING:
    from leadoff.analysis.changes.conclusion import Conclusion
    from leadoff.analysis.changes.flips import Flip, Flips

    from .reference.evaluator import Result

CASES = int(os.environ.get("LEADOFF_FLIP_CASES", "400"))
BATCHES = 10
POLICIES = ("votes", "first", "unique", "any", "priority", "collect")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_flips_are_those_of_brute_force_in_its_order(batch: int) -> None:
    for seed in range(batch, CASES, BATCHES):
        policy = "votes" if seed % 2 else POLICIES[seed // 2 % len(POLICIES)]
        case = generate(random.Random(f"flips {seed}"), policy=policy)
        file = parse_rule_file(SourceText("rules.yaml", to_yaml(case.rules)), ())
        profile = read_profile(SourceText("profile.yaml", to_yaml(case.profile)), file.facts)
        found = flips_of(RuleSet(file), profile)
        oracle = Oracle(case.rules, case.profile)
        told = f"seed {seed}\n{to_yaml(case.rules)}\n---\n{to_yaml(case.profile)}"

        assert _conclusion(found.before) == oracle.before, told
        assert _told(found.singles, oracle) == oracle.singles(), told
        pairs = oracle.pairs()
        assert found.pairs is not None
        assert _told(found.pairs, oracle) == pairs[:MOST_PAIRS], told
        assert (found.more_pairs, found.proved) == (len(pairs) > MOST_PAIRS, True), told
        _check_values(found, oracle)


def _told(flips: tuple[Flip, ...], oracle: Oracle) -> list[Found]:
    facts = {fact.name: fact for fact in oracle.facts}
    return [
        Found(
            tuple(
                (
                    each.fact.name,
                    frozenset(bits(each.cells)),
                    facts[each.fact.name].cell(each.value),
                )
                for each in flip.shifts
            ),
            flip.steps,
            _conclusion(flip.after),
        )
        for flip in flips
    ]


def _conclusion(said: Conclusion) -> Said:
    result = said.result
    words: Result = (result.kind,)
    if result.kind == "outcome":
        words = ("outcome", result.outcome)
    elif result.kind == "outcomes":
        words = ("outcomes", result.outcomes)
    return words, said.firmness, said.lean, said.provisional


def _check_values(found: Flips, oracle: Oracle) -> None:
    """No whole number between the answer and the value named lies in the flip's cells."""
    facts = {fact.name: fact for fact in oracle.facts}
    for flip in (*found.singles, *(found.pairs or ())):
        for each in flip.shifts:
            if type(each.value) is int and type(each.before) is int:
                nearer = each.value + (1 if each.before > each.value else -1)
                assert nearer == each.before or facts[each.fact.name].cell(nearer) not in bits(
                    each.cells
                )
