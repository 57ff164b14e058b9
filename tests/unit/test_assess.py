"""What a profile makes of the rules: true, false or open over every way of answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadoff.advice.advise import advise
from leadoff.engine import assess as module
from leadoff.engine.assess import assess, could_change, matters, situation_of
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.masks import bits
from leadoff.engine.policy import Result
from leadoff.engine.walk import MOST_STEPS_OF_WALK

from .examples import FIRST, SMALL, VOTES, rules

if TYPE_CHECKING:
    from leadoff.engine.assess import Assessment
    from leadoff.engine.rule_set import RuleSet

TEXT = (
    FIRST
    + """\
rules:
  - {id: r, when: {p: true}, gives: a}
  - {id: s, when: {n: {below: 5}}, gives: b}
"""
)
LINK = "assume: [{that: {not: {all: [{p: false}, {n: {at_least: 5}}]}}}]\n"


def assessed(text: str, **answers: object) -> Assessment:
    rule_set = rules(text)
    return rule_set.assess(rule_set.profile(answers))


def states(text: str, **answers: object) -> tuple[list[int], list[int]]:
    found = assessed(text, **answers)
    return list(bits(found.true)), list(bits(found.open))


def test_a_rule_is_true_false_or_open() -> None:
    assert states(TEXT) == ([], [0, 1])
    assert states(TEXT, p=True) == ([0], [1])
    assert states(TEXT, p=False, n=7) == ([], [])


def test_a_rule_that_holds_either_way_is_true() -> None:
    text = FIRST + "rules: [{id: r, when: {any: [{p: true}, {p: false}]}, gives: a}]\n"

    assert states(text) == ([0], [])


def test_an_assumption_makes_an_open_rule_true() -> None:
    assert states(TEXT + LINK, p=False) == ([1], [])
    assert states(TEXT + LINK, n=7) == ([0], [])


def test_assumptions_that_link_open_facts_are_walked() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: never, when: {p: false, n: {at_least: 5}}, gives: a}
  - {id: always, when: {any: [{p: true}, {n: {below: 5}}]}, gives: b}
  - {id: open, when: {p: true, n: {below: 5}}, gives: d}
"""
        + LINK
    )

    assert states(text) == ([1], [2])


def test_an_assumption_that_the_answers_contradict_is_set_aside() -> None:
    found = assessed(TEXT + LINK, p=False, n=7)

    assert found.situation.dropped == (0,)
    assert (found.true, found.open) == (0, 0)


def test_of_two_assumptions_that_leave_no_way_the_later_is_set_aside() -> None:
    text = (
        TEXT
        + """\
assume:
  - {that: {any: [{p: true}, {n: {below: 5}}]}}
  - {that: {p: false}}
  - {that: {n: {at_least: 5}}}
"""
    )

    assert assessed(text).situation.linking == (0, 1)
    assert assessed(text).situation.dropped == (2,)
    assert states(text) == ([1], [])


def test_a_fact_with_one_possible_value_is_known() -> None:
    text = SMALL.replace(
        "n: {kind: whole, range: {at_least: 0, at_most: 9}}",
        "n: {kind: whole, range: {at_least: 3, at_most: 3}}",
    )
    text += "decide: {by: first}\nrules: [{id: r, when: {n: 3, p: true}, gives: a}]\n"

    assert states(text, p=True) == ([0], [])
    assert assessed(text).situation.open_facts == (0,)


def test_one_result_in_every_way_is_not_provisional() -> None:
    text = FIRST + "rules: [{id: r, when: {p: true}, gives: a}, {id: s, when: always, gives: a}]\n"
    found = assessed(text)

    assert (found.result, found.provisional, found.survey) == (Result("outcome", "a"), False, None)


def test_two_results_are_provisional() -> None:
    found = assessed(TEXT, p=False)

    assert (found.result, found.provisional) == (Result("none"), True)
    assert found.survey is not None
    assert found.survey.ways == {Result("outcome", "b"): 1, Result("none"): 1}


def situation(rule_set: RuleSet, **answers: object) -> module.Situation:
    return situation_of(rule_set.machine.compiled, rule_set.profile(answers).answers)


def test_an_open_rule_could_change_the_result() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: always, gives: a}
  - {id: same, when: {p: true}, gives: b}
  - {id: over, when: {q: true}, gives: b, overrides: [r]}
"""
    )
    rule_set = rules(text)
    open_facts = situation(rule_set)

    assert [could_change(rule_set.machine, open_facts, rule) for rule in (1, 2)] == [False, True]


def test_a_fact_matters_if_two_answers_give_two_results() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {p: true}, gives: a}
  - {id: s, when: {q: true, p: true}, gives: b}
"""
    )
    rule_set = rules(text)
    open_facts = situation(rule_set)

    assert [matters(rule_set.machine, open_facts, fact) for fact in (0, 1)] == [True, False]


OVER_BUDGET = (
    VOTES
    + """\
rules:
  - {id: r, when: {p: true}, votes: a, strength: one}
  - {id: s, when: {p: false, n: {at_least: 5}}, votes: b, strength: one}
  - {id: t, when: {c: red}, votes: a, strength: two}
"""
)


def with_steps(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Give every walk this budget."""
    monkeypatch.setattr(module, "MOST_STEPS_OF_WALK", steps)


def test_past_the_budget_rules_are_judged_without_linked_assumptions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_steps(monkeypatch, 1)
    found = assessed(OVER_BUDGET + LINK)

    assert (list(bits(found.true)), list(bits(found.open))) == ([], [0, 1, 2])
    assert (found.provisional, found.proved, found.survey) == (True, False, None)


def test_past_the_budget_a_result_is_provisional_and_not_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_steps(monkeypatch, 1)
    found = advise({"c": "red"}, rules(OVER_BUDGET))

    assert (found.decision.outcome, found.decision.provisional, found.proved) == ("a", True, False)
    assert found.next_question is None
    assert [each.rule.id for each in found.open_rules] == ["r", "s"]


def test_a_budget_that_ends_at_the_question_proves_the_result_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {any: [{p: true, q: true}, {p: false, q: false}]}, gives: a}
  - {id: s, when: always, gives: b}
"""
    )
    rule_set = rules(text)
    profile = rule_set.profile({})
    found = rule_set.assess(profile)
    monkeypatch.setattr(rule_set, "assess", lambda _: found)
    with_steps(monkeypatch, 0)
    advice = advise(profile, rule_set)

    assert (found.proved, advice.decision.provisional, advice.proved) == (True, True, False)
    assert advice.next_question is None
    assert [each.rule.id for each in advice.open_rules] == ["r"]


def test_a_walk_over_its_budget_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    rule_set = rules(OVER_BUDGET)
    with_steps(monkeypatch, 0)

    with pytest.raises(OverBudgetError):
        could_change(rule_set.machine, situation(rule_set), 0)


@pytest.mark.parametrize("answers", [{}, {"p": True}, {"p": False, "n": 7}, {"c": "red"}])
@pytest.mark.parametrize("link", ["", LINK])
def test_without_counting_the_result_is_the_same(link: str, answers: dict[str, object]) -> None:
    rule_set = rules(OVER_BUDGET + link)
    profile = rule_set.profile(answers)
    counted = rule_set.assess(profile)
    budget = Budget(MOST_STEPS_OF_WALK)
    told = assess(rule_set.machine, profile.answers, budget=budget, counts=False)

    assert told == counted._replace(survey=None)
    assert (budget.left < Budget(MOST_STEPS_OF_WALK).left) == bool(counted.open)


def test_a_shared_budget_ends_for_all_walks() -> None:
    rule_set = rules(OVER_BUDGET + LINK)
    found = assess(rule_set.machine, {}, budget=Budget(1), counts=False)

    assert (found.provisional, found.proved) == (True, False)
