"""The walk: exact counts of ways, its budget, and where it starts from nothing."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from leadoff.engine.assess import situation_of, walk_of
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.judge import Contrasting, Deciding, Existing, Holding
from leadoff.engine.policy import NONE, Result
from leadoff.engine.walk import MOST_STEPS_OF_WALK, Survey, Walk

from .examples import FIRST, VOTES, rules

if TYPE_CHECKING:
    from leadoff.source.values import Value

A, B = Result("outcome", "a"), Result("outcome", "b")
TEXT = (
    FIRST
    + """\
rules:
  - {id: r, when: {c: [red, blue], n: {at_least: 5}}, gives: a}
  - {id: s, when: {p: true}, gives: b}
"""
)
LINKED = TEXT + "assume: [{that: {any: [{p: false}, {n: {below: 5}}]}}]\n"


def survey(text: str, **answers: object) -> Survey[Result]:
    machine = rules(text).machine
    situation = situation_of(machine.compiled, answers)  # type: ignore[arg-type]
    return walk_of(machine, situation, Deciding(machine.policy, machine.overrides)).survey()


def counted(text: str, allowed: bool = False) -> dict[Result, int]:
    """The ways to each result, one by one: cells of p, n and c."""
    found: dict[Result, int] = {}
    for p, high, colour in product((False, True), (False, True), ("red", "green", "blue")):
        if allowed and p and high:
            continue
        result = A if colour != "green" and high else B if p else NONE
        found[result] = found.get(result, 0) + 1
    return found


def test_a_survey_counts_the_ways_to_each_result() -> None:
    assert survey(TEXT).ways == counted(TEXT) == {NONE: 4, A: 4, B: 4}


def test_ways_that_an_assumption_forbids_are_not_counted() -> None:
    assert survey(LINKED).ways == counted(LINKED, allowed=True)


def test_a_survey_counts_by_each_cell_of_each_open_fact() -> None:
    found = survey(TEXT, p=True)
    names = [fact.name for fact in rules(TEXT).machine.compiled.facts]

    assert found.by_cell == {
        names.index("n"): ({B: 3}, {A: 2, B: 1}),
        names.index("c"): ({A: 1, B: 1}, {B: 2}, {A: 1, B: 1}),
    }


def test_a_cell_that_no_way_has_is_empty() -> None:
    text = (
        FIRST
        + """\
rules: [{id: r, when: {n: {at_least: 5}}, gives: a}]
assume: [{that: {any: [{n: {below: 8}}, {p: true}]}}, {that: {any: [{n: {below: 8}}, {p: false}]}}]
"""
    )
    compiled = rules(text).machine.compiled
    (place,) = [n for n, fact in enumerate(compiled.facts) if fact.name == "n"]

    assert survey(text).by_cell[place] == ({NONE: 2}, {A: 2}, {})


def test_a_walk_with_a_budget_that_ends_proves_nothing() -> None:
    compiled = rules(TEXT).machine.compiled

    def walk(steps: int) -> Walk[bool]:
        return Walk(compiled, Holding(0), compiled.every_term, range(3), (), budget=Budget(steps))

    assert walk(100).finds(True)
    with pytest.raises(OverBudgetError):
        walk(1).finds(True)
    with pytest.raises(OverBudgetError):
        walk(1).survey()


def test_where_an_assumption_leaves_no_way_there_is_nothing_to_walk() -> None:
    compiled = rules(LINKED).machine.compiled
    answers = situation_of(compiled, {"p": True, "n": 9})
    walk = Walk(compiled, Existing(), answers.alive, (), [0])

    assert answers.dropped == (0,)
    assert (walk.start, walk.finds(True), walk.survey()) == (None, False, Survey({}, {}))


def test_a_judge_of_conditions_alone_adds_nothing_and_lets_nothing_go() -> None:
    judge = Holding(0)

    assert (judge.free, judge.added((1, 2), 3), judge.idle(1, 3)) == (0, (1, 2), 0)
    assert [judge.certain((), *masks) for masks in ((1, 1), (0, 1), (0, 0))] == [True, None, False]
    assert Existing().certain((), 0, 0)


def test_a_contrast_lets_no_rule_go() -> None:
    machine = rules(TEXT).machine

    assert Contrasting(machine.policy, machine.overrides, 0).idle(1, 3) == 0


def test_ways_agree_or_differ() -> None:
    compiled = rules(TEXT).machine.compiled

    def agreed(answers: dict[str, Value]) -> bool | None:
        found = situation_of(compiled, answers)
        return Walk(compiled, Holding(1), found.alive, found.open_facts, ()).agreed()

    assert [agreed({}), agreed({"p": True}), agreed({"p": False})] == [None, True, False]


def test_no_way_agrees_on_nothing() -> None:
    compiled = rules(LINKED).machine.compiled
    answers = situation_of(compiled, {"p": True, "n": 9})

    assert Walk(compiled, Existing(), answers.alive, (), [0]).agreed() is None


def test_cells_that_make_no_difference_are_one_move() -> None:
    machine = rules(FIRST + "rules: [{id: r, when: {c: red, n: {above: 3}}, gives: a}]\n").machine
    situation = situation_of(machine.compiled, {})
    walk = walk_of(machine, situation, Deciding(machine.policy, machine.overrides))
    assert walk.start is not None
    colour = walk.facts.index(1)

    assert [(move.cells, move.weight) for move in walk.moves(walk.start, colour)] == [
        (0b001, 1),
        (0b110, 2),
    ]


def test_what_a_walk_costs_depends_on_no_other_walk() -> None:
    text = VOTES + "rules:\n"
    for n in range(1, 8):
        outcome, strength = "abd"[n % 3], ("one", "two", "ten")[n % 2]
        when = f"{{n: {{above: {n}}}, x: {{below: {9 * n}}}}}"
        text += f"  - {{id: r{n}, when: {when}, votes: {outcome}, strength: {strength}}}\n"
    machine = rules(text).machine

    def cost() -> int:
        budget = Budget(MOST_STEPS_OF_WALK)
        judge = Deciding(machine.policy, machine.overrides)
        facts = situation_of(machine.compiled, {}).open_facts
        Walk(machine.compiled, judge, machine.compiled.every_term, facts, (), None, budget).survey()
        return Budget(MOST_STEPS_OF_WALK).left - budget.left

    assert cost() == cost() > 0


def test_an_answer_that_changes_nothing_leaves_the_state() -> None:
    compiled = rules(TEXT).machine.compiled
    walk = Walk(compiled, Holding(1), compiled.every_term, range(3), (), rules=0b10)
    assert walk.start is not None
    colours = walk.facts.index(2)

    assert {walk.step(walk.start, colours, group.mask) for group in walk.levels[colours]} == {
        walk.start
    }
