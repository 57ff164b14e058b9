"""Which open facts matter, and which one to ask for next."""

from __future__ import annotations

from leadoff.engine.policy import NONE, Result
from leadoff.engine.questions import (
    NextQuestion,
    Stretch,
    facts_of_open_rules,
    facts_that_matter,
    next_question,
)

from .examples import FIRST, latin, rules

A, B = Result("outcome", "a"), Result("outcome", "b")


def asked(text: str, **answers: object) -> tuple[list[str], str | None]:
    """The facts that matter, and the one that is asked for."""
    rule_set = rules(text)
    found = rule_set.assess(rule_set.profile(answers))
    if found.survey is None:
        return [], None
    names = [fact.name for fact in rule_set.machine.compiled.facts]
    matter = facts_that_matter(rule_set.machine, found.situation, found.survey)
    question = next_question(rule_set.machine, found.situation, found.survey)
    return [names[place] for place in matter], question and names[question.fact]


def test_the_fact_that_settles_most_is_asked_for() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {p: true, q: true}, gives: a}
  - {id: s, when: {c: red}, gives: b}
  - {id: t, when: {c: [green, blue]}, gives: d}
"""
    )

    assert asked(text) == (["p", "q", "c"], "c")


def test_of_equal_facts_the_first_is_asked_for() -> None:
    assert asked(FIRST + "rules: [{id: r, when: {q: true, p: true}, gives: a}]\n") == (
        ["p", "q"],
        "p",
    )


def test_a_fact_that_does_not_matter_is_not_asked_for() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {q: true}, gives: a}
  - {id: s, when: {q: true, p: true}, gives: b}
"""
    )

    assert asked(text) == (["q"], "q")


def test_two_facts_that_only_matter_together_are_found() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {any: [{p: true, q: true}, {p: false, q: false}]}, gives: a}
  - {id: s, when: always, gives: b}
"""
    )

    assert asked(text) == (["p", "q"], "p")


def test_each_stretch_of_answers_names_the_results_it_leaves() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {c: red, n: {above: 3}}, gives: a}
  - {id: s, when: {c: green}, gives: b}
"""
    )
    rule_set = rules(text)
    found = rule_set.assess(rule_set.profile({}))
    assert found.survey is not None
    question = next_question(rule_set.machine, found.situation, found.survey)

    assert question == NextQuestion(
        1,
        (
            Stretch(0b001, frozenset((A, NONE))),
            Stretch(0b010, frozenset((B,))),
            Stretch(0b100, frozenset((NONE,))),
        ),
    )


def test_where_no_fact_matters_alone_none_is_asked_for() -> None:
    rule_set = rules(latin())
    found = rule_set.assess(rule_set.profile({}))

    assert found.provisional
    assert asked(latin()) == ([], None)


def test_nothing_is_asked_for_where_all_ways_have_one_result() -> None:
    assert asked(FIRST + "rules: [{id: r, when: always, gives: a}]\n") == ([], None)


def test_a_question_that_was_passed_is_not_asked_again() -> None:
    rule_set = rules(FIRST + "rules: [{id: r, when: {q: true, p: true}, gives: a}]\n")
    found = rule_set.assess(rule_set.profile({}))
    survey = found.survey
    assert survey is not None

    def after(*passed: int) -> int | None:
        asked = next_question(rule_set.machine, found.situation, survey, passed=passed)
        return asked.fact if asked else None

    assert [after(), after(0), after(0, 1)] == [0, 1, None]


def test_facts_of_open_rules_are_those_on_which_anything_depends() -> None:
    rule_set = rules(
        FIRST
        + """\
assume: [{that: {not: {p: true, q: false}}}]
rules:
  - {id: r, when: {p: true, n: {above: 3}}, gives: a}
  - {id: s, when: {c: red}, gives: b}
"""
    )

    def names(**answers: object) -> list[str]:
        found = rule_set.assess(rule_set.profile(answers))
        facts = rule_set.machine.compiled.facts
        places = facts_of_open_rules(rule_set.machine, found)
        return [facts[place].name for place in places]

    assert names() == ["p", "q", "n", "c"]
    assert names(p=False) == ["c"]
    assert names(q=True, c="red") == ["p", "n"]
    assert names(p=False, c="red") == []
