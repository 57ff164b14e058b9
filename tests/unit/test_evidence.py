"""Which answers made a rule fire, and what another one lacks."""

from __future__ import annotations

from decimal import Decimal

from leadoff.advice.advise import advise
from leadoff.engine.evidence import Answer, Need
from leadoff.facts.domain import Flag, Number, Whole
from leadoff.facts.fact import Fact

from .examples import FIRST, rules

TEXT = (
    FIRST
    + """\
rules:
  - id: r
    when: {any: [{p: true, n: {at_least: 5}}, {c: red}], x: {below: 50}}
    gives: a
"""
)


def behind(text: str, **answers: object) -> dict[str, list[str]]:
    """The answers behind each rule that fires."""
    found = advise(answers, rules(text))
    return {each.rule.id: [str(answer) for answer in each.answers] for each in found.firings}


def needs(text: str, **answers: object) -> dict[str, list[str]]:
    """What each rule that does not fire needs."""
    return {
        each.rule.id: [str(need) for need in each.needs]
        for each in advise(answers, rules(text)).not_fired
    }


def test_the_answers_that_made_a_condition_true_in_the_order_of_the_rule() -> None:
    assert behind(TEXT, x=20, n=7, p=True, c="green") == {
        "r": ["p = yes", "n = 7", "x = 20 percent"]
    }


def test_answers_of_every_alternative_that_holds_count() -> None:
    assert behind(TEXT, x=20, n=7, p=True, c="red") == {
        "r": ["p = yes", "n = 7", "c = red", "x = 20 percent"]
    }


def test_always_has_no_answers_behind_it() -> None:
    assert behind(FIRST + "rules: [{id: r, when: always, gives: a}]\n", p=True) == {"r": []}


def test_where_an_assumption_makes_a_rule_true_its_answers_are_behind_it() -> None:
    text = (
        FIRST
        + """\
rules: [{id: r, when: {any: [{q: true}, {n: {below: 5}}]}, gives: a}]
assume:
  - {that: {any: [{p: false}, {q: true}, {n: {below: 5}}]}}
  - {that: {any: [{c: red}, {x: {below: 5}}]}}
"""
    )

    assert behind(text, p=True) == {"r": ["p = yes"]}


def test_what_is_needed_is_the_alternative_that_lacks_least() -> None:
    assert needs(TEXT, x=20) == {"r": ["c: red"]}
    assert needs(TEXT, x=20, c="blue") == {"r": ["p: yes", "n: 5 or more"]}
    assert needs(TEXT, x=20, c="blue", p=True) == {"r": ["n: 5 or more"]}


def test_needs_are_an_example_where_something_else_would_do_as_well() -> None:
    def is_example(when: str, **answers: object) -> bool:
        text = FIRST + f"rules: [{{id: r, when: {when}, gives: a}}]\n"
        (each,) = advise(answers, rules(text)).not_fired
        return each.one_of_several

    either = "{any: [{p: true}, {n: 5}]}"
    assert is_example(either)
    assert is_example(either, p=False, n=4)
    assert not is_example(either, n=4)
    assert not is_example("{p: true, n: 5}")
    assert not is_example("{n: 5, any: [{p: true}, {x: 1}]}", p=True)
    assert is_example("{some: {at_least: 2, of: [{p: true}, {q: true}, {n: 5}]}}", p=True)


def test_what_another_answer_contradicts_is_said_with_the_answer() -> None:
    assert needs(TEXT, x=80, c="red") == {"r": ["x: under 50 (now 80 percent)"]}
    assert needs(TEXT, x=80, c="blue", p=False, n=9) == {
        "r": ["p: yes (now no)", "x: under 50 (now 80 percent)"]
    }


def test_a_rule_that_can_never_fire_needs_nothing() -> None:
    text = FIRST + "rules: [{id: r, when: {p: true, not: {p: true}}, gives: a}]\n"

    assert needs(text, p=True) == {"r": []}


DAYS = Fact("cycle_days", Whole(unit="days"))
SHARE = Fact("share", Number(unit="percent"))


def test_a_unit_that_the_name_says_already_is_left_out() -> None:
    assert str(Answer(DAYS, 30)) == "cycle_days = 30"
    assert str(Answer(SHARE, Decimal(30))) == "share = 30 percent"
    assert str(Answer(Fact("p", Flag()), False)) == "p = no"


def test_a_need_in_words() -> None:
    assert str(Need(DAYS, "90 or more", None)) == "cycle_days: 90 or more"
    assert str(Need(DAYS, "90 or more", 30)) == "cycle_days: 90 or more (now 30)"
