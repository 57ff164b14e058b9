"""Searching all profiles: budgets, counting, witnesses that assumptions allow."""

from __future__ import annotations

import random
from itertools import product

import pytest

from leadoff.analysis.regions.firing import Firing
from leadoff.analysis.regions.gaps import described, gap_of
from leadoff.analysis.regions.question import Budget, Question
from leadoff.analysis.regions.search import Search
from leadoff.analysis.regions.space import Space
from leadoff.analysis.replay import ReplayError
from leadoff.analysis.witness import replayed, witness_of
from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.engine.walk import OverBudgetError
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
        for _ in range(6):
            question = _some_question(random_, compiled.rules, compiled.assumptions)
            meeting = [
                point
                for point, holding in points
                if not question.hold & ~holding
                and not question.avoid & holding
                and not question.fire & ~overrides.fired(holding & ((1 << compiled.rules) - 1))
                and not question.quiet & overrides.fired(holding & ((1 << compiled.rules) - 1))
                and (question.some & holding or not question.some)
            ]
            search = Search(space, question, Budget(), overrides)
            box = search.find()

            assert (box is None) == (not meeting)
            assert search.count() == len(meeting)
            assert box is None or all(
                point in meeting
                for point, _ in points
                if all(cells >> cell & 1 for cells, cell in zip(box, point, strict=True))
            )


def _some_question(random_: random.Random, rules: int, assumptions: int) -> Question:
    masks = [0, 0, 0, 0]
    some = 0
    for place in range(rules + assumptions):
        kinds = 4 if place < rules else 2
        if random_.random() < 0.6:
            masks[random_.randrange(kinds)] |= 1 << place
        some |= (random_.random() < 0.4) << place
    return Question(*masks)._replace(some=random_.choice((0, some)))


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
    gap = gap_of(Firing(rules(_pairs(30))))

    assert gap is not None
    assert gap.ways == (31, 2**30)
    assert len(gap.regions) == 20
    assert gap.is_part


def test_past_the_budget_nothing_is_proved() -> None:
    space = Space.of_compiled(rules(_pairs(30)).machine.compiled)

    with pytest.raises(OverBudgetError):
        Search(space, Question(avoid=(1 << 435) - 1), Budget(100)).count()


def test_what_is_over_budget_comes_to_light_after_the_rest() -> None:
    firing = Firing(rules(_pairs(3)))

    def prove(item: int) -> int:
        if item % 2:
            raise OverBudgetError
        return item

    proved: list[int] = []

    def take() -> None:
        for found in firing.each(range(100), prove):
            proved.append(found)  # noqa: PERF402  # extend would lose them in the exception

    with pytest.raises(OverBudgetError):
        take()
    assert proved == [0, 2, 4, 6, 8]


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
    firing = Firing(rules(FIRST + corners))

    gap = gap_of(firing)

    # `c: blue` is a region that cannot be larger, too, and so are all other values of `n`.
    assert gap is not None
    assert [described(firing, box) for box in gap.regions] == [
        "n: 0 to 3 or 5 or more; c: green or blue",
        "n: 0 to 2 or 4 or more; c: red or blue",
    ]


def test_regions_are_said_in_words() -> None:
    firing = Firing(rules(FIRST + RULES))
    gap = gap_of(firing)

    assert gap is not None
    assert [described(firing, box) for box in gap.regions] == ["p: no", "n: 0 to 4"]
    assert described(firing, firing.space.whole) == "every profile"
