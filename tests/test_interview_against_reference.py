"""The interview against the reference evaluator, on random rule sets and partial profiles.

It must stop exactly when every way of answering what is open has one result: not before, which
would be wrong, and not after, which would waste the reader's time.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.facts.domain import Fault, Whole
from leadoff.facts.profile import read_profile
from leadoff.interview.missing import missing_answers
from leadoff.interview.moment import Ask, Finish, Offer, next_step
from leadoff.interview.progress import Progress
from leadoff.ruleset.parse import parse_rule_file

from .reference.evaluator import cells_of, evaluate, ways_of
from .reference.generate import Case, generate, to_yaml

if TYPE_CHECKING:
    from leadoff.facts.fact import Fact
    from leadoff.interview.moment import Extent
    from leadoff.source.values import Value

CASES = int(os.environ.get("LEADOFF_INTERVIEWS", "1200"))
BATCHES = 4
POLICIES = ("votes", "first", "unique", "any", "priority", "collect")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_interview_stops_exactly_when_the_result_is_certain(batch: int) -> None:
    for seed in range(batch, CASES, BATCHES):
        chance = random.Random(seed)
        case = generate(chance, policy=POLICIES[seed % len(POLICIES)])
        _Interviewed(seed, case, chance).check()


class _Interviewed:
    """One interview in which every cell may be the answer, and "don't know" too."""

    def __init__(self, seed: int, case: Case, chance: random.Random) -> None:
        self.told = f"seed {seed}\n{to_yaml(case.rules)}\n---\n{to_yaml(case.profile)}"
        self.rules = case.rules
        file = parse_rule_file(SourceText("rules.yaml", to_yaml(case.rules)), ())
        self.rule_set = RuleSet(file)
        given = read_profile(SourceText("profile.yaml", to_yaml(case.profile)), file.facts)
        self.progress = Progress.continued(given.answers, frozenset(), tuple(given.answers))
        self.cells = cells_of(case.rules, case.rules["facts"], {})
        self.chance = chance
        self.not_known = chance.choice((0.0, 0.2, 0.5))

    def check(self) -> None:
        extent: Extent = self.chance.choice(("result", "missing", "full"))
        asked: list[str] = []
        certain = False
        while True:
            step = next_step(self.rule_set, self.progress, extent)
            self.progress = step.progress
            expected = evaluate(self.rules, self._profile())
            open_ = set(expected.matters) - self.progress.unknown if expected.provisional else set()
            names = {fact.name for fact in missing_answers(self.rule_set, self.progress, "result")}
            assert names == open_, self.told
            match step.moment:
                case Ask(fact, _, most, purpose):
                    assert fact.name not in asked, self.told
                    assert len(self.progress.order) < most <= len(self.rules["facts"]), self.told
                    assert (purpose == "result") == bool(open_), self.told
                    assert purpose != "result" or fact.name in open_, self.told
                    assert purpose == "result" or certain or extent == "full", self.told
                    if purpose == "record" and len(self.cells[fact.name]) == 2:
                        kind = self.rules["facts"][fact.name]["kind"]
                        assert kind != "flag" or len(self._possible(fact.name)) == 2, self.told
                    asked.append(fact.name)
                    self._answer(fact)
                case Offer(left):
                    assert (expected.provisional, extent) == (False, "result"), self.told
                    assert left > 0 or not expected.open or self.progress.unknown, self.told
                    certain = True
                    self.progress = self.progress.going_on()
                case Finish(reason):
                    assert not open_, self.told
                    assert (reason == "unknown") == expected.provisional, self.told
                    self._check_end(extent, certain, expected.open)
                    return

    def _check_end(self, extent: Extent, certain: bool, open_rules: tuple[str, ...]) -> None:
        said = {*self.progress.answers, *self.progress.unknown}
        if extent == "full":
            for name in set(self.rules["facts"]) - said:
                assert len(self._possible(name)) == 1, self.told
        if (certain or extent == "full") and not self.progress.unknown:
            assert open_rules == (), self.told

    def _answer(self, fact: Fact) -> None:
        if self.chance.random() < self.not_known:
            self.progress = self.progress.passed(fact.name)
        else:
            chosen = self.chance.choice(self.cells[fact.name])
            value = fact.domain.admit(int(chosen) if isinstance(fact.domain, Whole) else chosen)
            assert not isinstance(value, Fault)
            self.progress = self.progress.answered(fact.name, value)

    def _possible(self, name: str) -> set[Any]:
        """The values, one of each cell, that the assumptions in force leave a fact."""
        ways, _ = ways_of(self.rules, self.rules["facts"], self._profile())
        place = list(self.rules["facts"]).index(name)
        return {way.answers[place] for way in ways}

    def _profile(self) -> dict[str, Any]:
        answers: dict[str, Value] = dict(self.progress.answers)
        return answers
