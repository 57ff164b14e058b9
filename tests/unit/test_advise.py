"""Recommendations: the decision with its reasons, warnings and conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadoff.advice.advise import advise
from leadoff.engine.conflict import conflict_of
from leadoff.engine.policy import CONFLICT, Result
from leadoff.facts.profile import read_profile

from .examples import FIRST, SMALL, VOTES, latin, rules, source

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation

TEXT = (
    VOTES
    + """\
rules:
  - {id: r, when: {p: true}, votes: a, strength: one, origin: post}
  - {id: s, when: {q: true}, votes: b, strength: ten, origin: refinement, overrides: [r]}
  - {id: t, when: {c: red}, settles: d, origin: post}
"""
)


def advised(text: str, **answers: object) -> Recommendation:
    return advise(answers, rules(text))


def test_a_recommendation_names_what_fires_and_what_is_set_aside() -> None:
    found = advised(TEXT, p=True, q=True, c="blue")

    assert [each.rule.id for each in found.firings] == ["s"]
    assert [(each.rule.id, [by.id for by in each.by]) for each in found.set_aside] == [("r", ["s"])]
    assert [each.rule.id for each in found.not_fired] == ["t"]
    assert [fact.name for fact in found.unanswered] == ["n", "x", "t"]
    assert (found.label, found.headline) == ("b", "")
    assert (found.proved, found.next_question, found.conflict) == (True, None, None)


def test_with_post_only_refinements_and_their_overrides_are_absent() -> None:
    rule_set = rules(TEXT)
    found = advise({"p": True, "q": True, "c": "blue"}, rule_set, post_only=True)

    assert (found.is_post_only, found.post_only) == (True, None)
    assert [each.rule.id for each in found.firings] == ["r"]
    assert advise({"p": True, "q": True, "c": "blue"}, rule_set).post_only == found.decision


def test_without_refinements_there_is_nothing_to_compare() -> None:
    assert advised(TEXT.replace("refinement", "post"), p=True).post_only is None


def test_open_rules_are_those_that_could_change_the_result() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {p: true}, gives: a}
  - {id: s, when: {p: true, q: true}, gives: b}
"""
    )
    found = advised(text)

    assert [(each.rule.id, each.is_open) for each in found.not_fired] == [("r", True), ("s", True)]
    assert [each.rule.id for each in found.open_rules] == ["r"]


def test_the_next_question_says_what_each_answer_leaves() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {n: {below: 4}}, gives: b}
  - {id: s, when: {n: {above: 7}, p: true}, gives: a}
  - {id: t, when: {n: {above: 7}}, gives: d}
"""
    )
    question = advised(text).next_question

    assert question is not None
    assert question.fact.name == "n"
    assert [(each.answer, [one.outcome for one in each.results]) for each in question.effects] == [
        ("0 to 3", ["b"]),
        ("4 to 7", [None]),
        ("8 or more", ["a", "d"]),
    ]


@pytest.mark.parametrize(
    ("settles", "votes", "answers", "outvoted"),
    [
        ("d", "b", {"p": True, "q": True}, ["r"]),
        ("d", "b", {"p": True, "q": True, "c": "red"}, []),
        ("d", "b", {"p": False, "q": False, "c": "blue"}, []),
    ],
)
def test_outvoted_rules_speak_for_another_outcome(
    settles: str, votes: str, answers: dict[str, object], outvoted: list[str]
) -> None:
    text = TEXT.replace(", overrides: [r]", "")
    found = advise({"c": "blue", **answers}, rules(text))

    assert [each.rule.id for each in found.outvoted] == outvoted


def test_a_settling_rule_behind_another_is_outvoted() -> None:
    text = VOTES + "rules: [{id: r, when: always, settles: a}, {id: s, when: always, settles: b}]\n"

    assert [each.rule.id for each in advised(text).outvoted] == ["s"]


TIE = (
    VOTES
    + """\
rules:
  - {id: r, when: {p: true}, votes: a, strength: one}
  - {id: s, when: {q: true}, votes: b, strength: one}
"""
)


def test_label_and_headline_of_each_kind_of_result() -> None:
    def said(text: str, **answers: object) -> tuple[str, str]:
        found = advised(text, **answers)
        return found.label, found.headline

    off = {"p": False, "q": False}
    on = {"p": True, "q": True}
    assert said(TIE, p=True, q=False) == ("Outcome A", "Take a.")
    assert said(TIE, p=False, q=True) == ("b", "")
    assert said(TIE, **on) == ("Led by neither", "Both sides come to the same total.")
    assert said(TIE, **off) == ("No answer", "No rule fires for this profile.")
    own_words = TIE.replace("{by: votes}", "{by: votes, no_answer: Ask us.}")
    assert said(own_words, **off) == ("No answer", "Ask us.")
    assert said(UNIQUE, **on) == (
        "Two answers at once",
        "Rules fire together of which only one may.",
    )
    assert said(UNIQUE.replace("unique", "collect"), **on) == ("Outcome A, b", "Take a.")


UNIQUE = (
    SMALL
    + """\
decide: {by: unique}
rules:
  - {id: r, when: {p: true}, gives: a}
  - {id: s, when: {q: true}, gives: b}
"""
)


def test_two_rules_at_once_are_a_located_conflict() -> None:
    conflict = advised(UNIQUE, p=True, q=True).conflict

    assert str(conflict) == (
        "rules:14:10: error[LO203]: the rules `r`, `s` fire together, which `unique` does not "
        "allow\n  help: narrow one of them, let one override the other, or decide by `first`"
    )
    assert conflict is not None
    assert [(label.text, label.span) for label in conflict.related] == [
        ("together with `r`", rules(UNIQUE).rules[0].span)
    ]


def test_under_any_two_outcomes_are_a_conflict_located_at_the_other_outcome() -> None:
    text = UNIQUE.replace("unique", "any").replace(
        "rules:\n", "rules:\n  - {id: q, when: {p: true}, gives: a}\n"
    )
    conflict = advised(text, p=True, q=True).conflict

    assert str(conflict) == (
        "rules:15:10: error[LO204]: the rules `q`, `r`, `s` fire together, which `any` does not "
        "allow\n  help: give them one outcome, let one override the other, or decide by `priority`"
    )


def test_a_conflict_whatever_is_answered() -> None:
    text = (
        SMALL
        + """\
decide: {by: unique}
rules:
  - {id: r, when: {p: true}, gives: a}
  - {id: s, when: {p: true}, gives: b}
  - {id: t, when: {p: false}, gives: a}
  - {id: u, when: {p: false}, gives: b}
"""
    )
    found = advised(text)

    assert (found.decision.kind, found.decision.provisional) == ("conflict", False)
    assert str(found.conflict) == (
        "rules:14:10: error[LO203]: rules fire together whatever is answered, which `unique` does "
        "not allow\n  help: narrow one of them, let one override the other, or decide by `first`"
    )


def test_a_conflict_without_two_rules_is_our_bug() -> None:
    rule_set = rules(UNIQUE)
    found = rule_set.assess(rule_set.profile({"p": True, "q": False}))

    assert conflict_of(rule_set, found) is None
    with pytest.raises(RuntimeError, match="a conflict of fewer than two rules"):
        conflict_of(rule_set, found._replace(result=CONFLICT))


ASSUMING = (
    TEXT
    + """\
assume:
  - {that: {not: {all: [{p: false}, {n: {at_least: 5}}]}}, because: Large ones have p.}
  - {that: {x: {below: 50}}}
"""
)


def test_answers_that_contradict_an_assumption_are_named_at_the_last_of_them() -> None:
    rule_set = rules(ASSUMING)
    profile = read_profile(source("n: 7\nq: true\np: false", "profile"), rule_set.facts)
    (warning,) = advise(profile, rule_set).warnings

    assert str(warning) == (
        "profile:3:4: warning[LO022]: `p` is no and `n` is 7: this contradicts an assumption of "
        "the rules: Large ones have p"
        "\n  help: correct one of the answers, or leave it; the assumption is set aside for now"
    )
    assert [(label.source.name, label.text) for label in warning.related] == [
        ("profile", "and this"),
        ("rules", "assumed here"),
    ]


def test_without_places_a_contradiction_is_located_at_the_assumption() -> None:
    (warning,) = advised(ASSUMING, x=60).warnings

    assert str(warning) == (
        "rules:19:6: warning[LO022]: `x` is 60 percent: this contradicts an assumption of the "
        "rules\n"
        "  help: correct one of the answers, or leave it; the assumption is set aside for now"
    )


def test_assumptions_that_contradict_each_other_are_set_aside_with_a_warning() -> None:
    text = (
        FIRST
        + """\
rules: [{id: r, when: always, gives: a}]
assume: [{that: {p: true}}, {that: {p: false}}]
"""
    )
    (warning,) = advised(text).warnings

    assert warning.message == "the answers: this contradicts an assumption of the rules"


def test_where_no_fact_matters_alone_a_provisional_answer_asks_nothing() -> None:
    found = advised(latin())

    assert (found.decision.outcome, found.decision.provisional, found.proved) == ("b", True, True)
    assert found.next_question is None


def test_results_of_an_answer_stand_in_the_order_of_outcomes() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {n: {below: 2}, p: true}, gives: d}
  - {id: s, when: {n: {below: 2}, c: red}, gives: a}
  - {id: t, when: {n: {above: 2}}, gives: b}
"""
    )
    question = advised(text).next_question

    assert question is not None
    assert question.effects[0].results == (
        Result("outcome", "a"),
        Result("outcome", "d"),
        Result("none"),
    )


@pytest.mark.parametrize("answers", [{}, {"p": True}, {"p": True, "q": True, "c": "red"}])
def test_a_recommendation_gives_what_its_decision_gives(answers: dict[str, object]) -> None:
    found = advised(TEXT, **answers)
    decision = found.decision

    assert (found.outcome, found.firmness) == (decision.outcome, decision.firmness)
    assert (found.totals, found.provisional) == (decision.totals, decision.provisional)
