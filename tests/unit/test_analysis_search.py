"""Searching all profiles: budgets, counting, witnesses that assumptions allow."""

from __future__ import annotations

import random
from itertools import product

import pytest

from leadoff.analysis.regions.firing import FiringRegions
from leadoff.analysis.regions.gaps import described, gap_of
from leadoff.analysis.regions.search import Search
from leadoff.analysis.regions.space import Space
from leadoff.analysis.regions.target import MOST_STEPS_OF_ONE, Target
from leadoff.analysis.regions.truth_table import TruthTable
from leadoff.analysis.replay import ReplayError
from leadoff.analysis.witness import replayed, witness_of
from leadoff.diagnostic.text import SourceText
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.rule_set import RuleSet
from leadoff.ruleset.parse import parse_rule_file
from tests.reference.generate import generate, to_yaml

from .examples import FIRST, rules

POLICIES = ("votes", "first", "unique", "any", "priority", "collect")


@pytest.mark.parametrize("policy", POLICIES)
def test_found_and_counted_is_what_trying_every_cell_finds(policy: str) -> None:
    for seed in range(40):
        random_ = random.Random(f"search {policy} {seed}")
        text = to_yaml(generate(random_, policy=policy).rules)
        rule_set = RuleSet(parse_rule_file(SourceText("rules", text), ()))
        compiled, overrides = rule_set.machine.compiled, rule_set.machine.overrides
        space = Space.of_compiled(compiled)
        points = [
            (point, space.holding(point))
            for point in product(*(range(len(fact.masks)) for fact in compiled.facts))
        ]
        table = TruthTable(space, compiled.rules, overrides)
        for _ in range(6):
            target = _some_target(random_, compiled.rules, compiled.assumptions)
            meeting = [
                point
                for point, holding in points
                if not target.hold & ~holding
                and not target.avoid & holding
                and not target.fire & ~overrides.fired(holding & ((1 << compiled.rules) - 1))
                and not target.quiet & overrides.fired(holding & ((1 << compiled.rules) - 1))
                and (target.some & holding or not target.some)
            ]
            search = Search(space, target, Budget(MOST_STEPS_OF_ONE), overrides)

            assert search.count() == len(meeting)
            for box in (search.find(), table.find(target)):
                assert (box is None) == (not meeting)
                assert box is None or all(
                    point in meeting
                    for point, _ in points
                    if all(cells >> cell & 1 for cells, cell in zip(box, point, strict=True))
                )


def _some_target(random_: random.Random, rules: int, assumptions: int) -> Target:
    masks = [0, 0, 0, 0]
    some = 0
    for place in range(rules + assumptions):
        kinds = 4 if place < rules else 2
        if random_.random() < 0.6:
            masks[random_.randrange(kinds)] |= 1 << place
        some |= (random_.random() < 0.4) << place
    return Target(*masks)._replace(some=random_.choice((0, some)))


def _pairs(count: int) -> str:
    facts = "".join(f"  f{place}: {{kind: flag}}\n" for place in range(count))
    pairs = [(one, other) for one in range(count) for other in range(one)]
    return (
        f"leadoff: 1\nprofile: none\nfacts:\n{facts}outcomes: {{a: {{}}}}\ndecide: {{by: first}}\n"
        "rules:\n"
        + "".join(
            f"- {{id: r{one}-{other}, when: {{f{one}: true, f{other}: true}}, gives: a}}\n"
            for one, other in pairs
        )
    )


def test_thirty_flags_with_a_rule_for_each_pair_leave_thirty_regions() -> None:
    gap = gap_of(FiringRegions(rules(_pairs(30))))

    assert gap is not None
    assert gap.ways == (31, 2**30)
    assert len(gap.regions) == 20
    assert gap.is_part


def test_past_the_budget_nothing_is_proved() -> None:
    space = Space.of_compiled(rules(_pairs(30)).machine.compiled)

    with pytest.raises(OverBudgetError):
        Search(space, Target(avoid=(1 << 435) - 1), Budget(100)).count()


def test_a_question_is_asked_again_where_there_are_more_steps_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firing = FiringRegions(rules(_pairs(20)))
    none_fires = Target(avoid=firing.every_rule)
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_STEPS_OF_ALL", 2)

    with firing.sharing(), pytest.raises(OverBudgetError):
        firing.exists(none_fires)
    with pytest.raises(OverBudgetError):
        firing.exists(none_fires)
    monkeypatch.undo()

    assert firing.exists(none_fires)


def test_of_few_kinds_of_profile_all_is_known_whatever_the_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firing = FiringRegions(rules(_pairs(6)))
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_STEPS_OF_ALL", 2)

    assert firing.exists(Target(avoid=firing.every_rule))
    assert not firing.exists(Target(fire=1, avoid=1))


RULES = "rules:\n  - {id: r, when: {n: {at_least: 5}, p: true}, gives: a}\n"


def test_a_witness_is_ordinary_where_it_can_be() -> None:
    assert witness_of(rules(FIRST + RULES), {0: 1}) == (
        *(("p", True), ("q", False), ("n", 4), ("x", 0), ("c", "red"), ("t", "other")),
    )


def test_open_text_is_ordinary_where_no_rule_names_it() -> None:
    tests = ["t: {is_not: zzz}", "t: {none_of: [other, zzz]}"]
    found = [
        witness_of(rules(f"{FIRST}rules: [{{id: r, when: {{p: true, {test}}}, gives: a}}]\n"), {})
        for test in tests
    ]

    assert [dict(witness)["t"] for witness in found] == ["other", "other-2"]


def test_a_witness_moves_only_the_facts_that_an_assumption_asks_for() -> None:
    assume = "assume: [{that: {any: [{p: false}, {c: green}]}}, {that: {any: [{q: true}]}}]\n"

    witness = witness_of(rules(FIRST + assume + RULES), {0: 1})

    assert dict(witness) == {"p": True, "q": True, "n": 4, "x": 0, "c": "green", "t": "other"}


def test_no_witness_where_the_assumptions_allow_none() -> None:
    rule_set = rules(FIRST + "assume: [{that: {p: false}}]\n" + RULES)

    with pytest.raises(ReplayError):
        witness_of(rule_set, {0: 1})


def test_a_witness_that_contradicts_an_assumption_does_not_replay() -> None:
    rule_set = rules(FIRST + "assume: [{that: {p: false}}]\n" + RULES)

    with pytest.raises(ReplayError):
        replayed(rule_set, (("p", True), ("n", 1)))


def test_a_witness_that_leaves_a_rule_open_does_not_replay() -> None:
    with pytest.raises(ReplayError):
        replayed(rules(FIRST + RULES), (("p", True),))


def test_no_region_is_covered_by_the_others() -> None:
    corners = """rules:
  - {id: one, when: {c: red, n: 3}, gives: a}
  - {id: two, when: {c: green, n: 4}, gives: a}
"""
    firing = FiringRegions(rules(FIRST + corners))

    gap = gap_of(firing)

    # `c: blue` is a region that cannot be larger, too, and so are all other values of `n`.
    assert gap is not None
    assert [described(firing, box) for box in gap.regions] == [
        "n: 0 to 3 or 5 or more; c: green or blue",
        "n: 0 to 2 or 4 or more; c: red or blue",
    ]


def test_regions_are_said_in_words() -> None:
    firing = FiringRegions(rules(FIRST + RULES))
    gap = gap_of(firing)

    assert gap is not None
    assert [described(firing, box) for box in gap.regions] == ["p: no", "n: 0 to 4"]
    assert described(firing, firing.space.whole) == "every profile"
