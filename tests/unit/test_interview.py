"""The interview as a value: what is asked, in which order, and where it goes on after each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine import assess as assess_module
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.policy import Result
from leadoff.interview import missing as missing_module
from leadoff.interview import moment as moment_module
from leadoff.interview import stakes as stakes_module
from leadoff.interview import unanswered as unanswered_module
from leadoff.interview.contradiction import contradictions
from leadoff.interview.missing import missing_answers
from leadoff.interview.moment import Ask, Finish, Offer, Step, is_used, next_step
from leadoff.interview.progress import Progress
from leadoff.interview.stakes import stakes_of

from .examples import FIRST, ROOT, VOTES, latin, rules

if TYPE_CHECKING:
    import pytest

    from leadoff.engine.rule_set import RuleSet
    from leadoff.interview.moment import Extent
    from leadoff.source.values import Value

RULES = rules(
    VOTES
    + """\
assume:
  - {that: {not: {p: true, q: false}}, because: Who has p has q.}
rules:
  - {id: big, when: {p: true}, settles: d}
  - {id: yes, when: {q: true, p: false}, votes: a, strength: ten}
  - {id: no, when: {c: red, p: false}, votes: b, strength: two}
"""
)


def step(progress: Progress, extent: Extent = "result", rule_set: RuleSet = RULES) -> Step:
    return next_step(rule_set, progress, extent)


def asked(progress: Progress, extent: Extent = "result") -> str:
    moment = step(progress, extent).moment
    assert isinstance(moment, Ask)
    return moment.fact.name


def continued(*order: str, **answers: Value) -> Progress:
    return Progress.continued(answers, frozenset(), order or tuple(answers))


def test_the_most_decisive_question_comes_first() -> None:
    moment = step(Progress()).moment

    assert isinstance(moment, Ask)
    assert (moment.fact.name, moment.number, moment.most) == ("p", 1, 3)
    assert moment.purpose == "result"


def test_an_answer_leads_to_the_next_question() -> None:
    assert asked(Progress().answered("p", value=False)) == "q"


def test_the_interview_offers_to_stop_when_nothing_can_change_the_result() -> None:
    progress = Progress().answered("p", False).answered("q", True)

    assert step(progress).moment == Offer(1)
    assert asked(progress.going_on()) == "c"
    assert step(progress.ended()).moment == Finish("ended")


def test_it_stops_by_itself_if_asked_for_what_is_missing_only() -> None:
    progress = Progress().answered("p", False).answered("q", True)

    assert step(progress, "missing").moment == Finish("certain")


def test_it_finishes_without_an_offer_where_nothing_is_left() -> None:
    assert step(Progress().answered("p", True)).moment == Finish("certain")


def test_a_profile_that_needs_no_question_is_offered_for_review() -> None:
    assert step(continued(p=True)).moment == Offer(0)
    assert step(continued(p=True), "missing").moment == Finish("certain")


def test_a_full_interview_asks_what_no_rule_asks_for_last() -> None:
    progress = Progress().answered("p", False).answered("q", True)
    purposes = []
    while isinstance(moment := step(progress, "full").moment, Ask):
        purposes.append((moment.fact.name, moment.purpose, moment.number, moment.most))
        progress = progress.passed(moment.fact.name)

    assert purposes == [
        ("c", "firmness", 3, 6),
        ("n", "record", 4, 6),
        ("x", "record", 5, 6),
        ("t", "record", 6, 6),
    ]
    assert moment == Finish("certain")


def test_what_can_have_one_value_only_is_not_asked_for_the_record() -> None:
    shipped = rules((ROOT / "rules" / "sales-or-marketing.yaml").read_text("utf-8"))
    progress = Progress().answered("months_since_first_sale", 0)
    asked = set()
    while isinstance(moment := step(progress, "full", shipped).moment, Ask):
        asked.add(moment.fact.name)
        progress = progress.passed(moment.fact.name)

    every = {fact.name for fact in shipped.facts}
    assert every - asked == {"months_since_first_sale", "paying_customers"}


def test_assumptions_together_may_leave_one_value() -> None:
    rule_set = rules(
        FIRST
        + """\
assume:
  - {that: {any: [{p: true}, {q: true}]}}
  - {that: {any: [{p: true}, {q: false}]}}
rules: [{id: r, when: {p: true, q: true}, gives: a}]
"""
    )

    facts = missing_answers(rule_set, Progress(), "full")

    assert [fact.name for fact in facts] == ["q", "n", "x", "c", "t"]


def test_a_fact_is_asked_for_the_record_where_it_takes_too_long_to_see(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = missing_answers(linked := rules(latin()), Progress(), "full")
    assert [fact.name for fact in facts] == ["u", "v", "w"]

    monkeypatch.setattr(unanswered_module, "_STEPS", 0)
    assert missing_answers(linked, Progress(), "full") == facts


def test_what_is_not_known_is_not_asked_again() -> None:
    progress = Progress().passed("p")

    assert asked(progress) == "q"
    assert asked(progress.passed("q")) == "c"
    assert step(progress.passed("q").passed("c")).moment == Finish("unknown")


def test_an_answer_after_all_replaces_what_was_not_known() -> None:
    progress = Progress().passed("p").back()

    assert asked(progress) == "p"
    after = progress.answered("p", True)
    assert (after.unknown, after.order) == (frozenset(), ("p",))


def test_not_knowing_after_all_takes_the_answer_away() -> None:
    progress = Progress().answered("p", False).back().passed("p")

    assert progress.answers == {}
    assert progress.unknown == {"p"}


def test_back_leads_to_each_earlier_question_and_forward_again() -> None:
    progress = continued(p=False, q=False).back()

    assert asked(progress) == "q"
    assert asked(progress.back()) == "p"
    assert asked(progress.back().kept()) == "q"
    assert asked(progress.back().kept().kept()) == "c"


def test_back_at_the_first_question_stays_there() -> None:
    assert Progress().back().place == 0
    assert asked(continued(p=False).back().back()) == "p"


def test_a_question_asked_again_says_its_number_and_no_purpose() -> None:
    moment = step(continued(p=False, q=False).back().back()).moment

    assert isinstance(moment, Ask)
    assert (moment.fact.name, moment.number, moment.purpose) == ("p", 1, None)


def test_a_jump_leads_back_to_where_it_began() -> None:
    progress = continued(p=False, q=False)

    assert asked(progress.jumped("p")) == "p"
    assert asked(progress.jumped("p").kept()) == "c"
    assert asked(progress.jumped("p").answered("p", False)) == "c"
    assert asked(progress.jumped("p").back()) == "c"
    assert asked(progress.jumped("p").jumped("q").kept()) == "c"
    assert asked(progress.back().jumped("p").kept()) == "q"


def test_a_changed_answer_keeps_what_it_makes_irrelevant() -> None:
    progress = continued(p=False, q=False, c="red").back().back().back().answered("p", True)

    assert dict(progress.answers) == {"p": True, "q": False, "c": "red"}
    assert [name for name in "pqc" if is_used(RULES, progress, name)] == ["p", "q"]


def test_what_no_rule_uses_is_not_asked_again_on_the_way_forward() -> None:
    progress = continued(p=False, c="red", q=False).back().back().back()

    after = step(progress.answered("p", True))

    assert isinstance(after.moment, Ask)
    assert after.moment.fact.name == "q"
    assert asked(after.progress.back()) == "c"


def test_answers_that_contradict_an_assumption_are_found() -> None:
    progress = continued(p=True, q=False)
    found = contradictions(RULES, progress, step(progress).found)

    assert [[fact.name for fact in each.facts] for each in found] == [["p", "q"]]
    assert contradictions(RULES, Progress(), step(Progress()).found) == ()


def test_missing_answers_are_those_that_matter() -> None:
    def names(progress: Progress, extent: Extent = "result") -> list[str]:
        return [fact.name for fact in missing_answers(RULES, progress, extent)]

    assert names(Progress()) == ["p", "q", "c"]
    assert names(continued(p=True)) == []
    assert names(continued(p=True), "full") == ["n", "x", "c", "t"]
    assert names(Progress().passed("q")) == ["p", "c"]


def test_stakes_tell_what_answers_leave_possible() -> None:
    fact = RULES.facts[0]
    stakes = stakes_of(RULES, continued(p=True), fact)

    assert [(each.answer, len(each.results)) for each in stakes.effects] == [("no", 3), ("yes", 1)]
    assert [(each.rule.id, each.wanted) for each in stakes.rules] == [
        ("big", ("yes",)),
        ("yes", ("no",)),
        ("no", ("no",)),
    ]
    assert (stakes.certain, stakes.proved) == (None, True)


def test_stakes_of_a_question_that_decides_nothing() -> None:
    colour, text = RULES.facts[4], RULES.facts[5]

    assert stakes_of(RULES, continued(p=True), colour) == ((), Result("outcome", "d"), True, ())
    assert stakes_of(RULES, Progress(), text) == ((), None, True, ())


def test_over_the_budget_the_open_questions_come_in_file_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assess_module, "MOST_STEPS_OF_WALK", 0)
    monkeypatch.setattr(stakes_module, "QUESTION_STEPS", 0)
    rule_set = rules(
        FIRST
        + "rules: [{id: r, when: {c: red, q: true}, gives: a}, {id: s, when: {p: true}, gives: b}]"
    )
    progress = Progress()
    names = []
    while isinstance(moment := step(progress, rule_set=rule_set).moment, Ask):
        names.append((moment.fact.name, moment.purpose))
        progress = progress.passed(moment.fact.name)

    assert names == [("p", "result"), ("q", "result"), ("c", "result")]
    assert moment == Finish("unknown")
    assert [fact.name for fact in missing_answers(rule_set, Progress(), "result")] == [
        "p",
        "q",
        "c",
    ]
    stakes = stakes_of(rule_set, Progress(), rule_set.facts[0])
    assert (stakes.effects, stakes.certain, stakes.proved) == ((), None, False)


def _exhausted(*_: object, **__: object) -> None:
    raise OverBudgetError


def test_where_the_budget_ends_at_what_matters_the_open_questions_come_in_file_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moment_module, "next_question", _exhausted)
    monkeypatch.setattr(missing_module, "facts_that_matter", _exhausted)

    assert asked(Progress()) == "p"
    assert [fact.name for fact in missing_answers(RULES, Progress(), "result")] == ["p", "q", "c"]


def test_where_counting_takes_too_long_the_first_that_matters_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule_set = rules(
        FIRST
        + """\
rules:
  - {id: r, when: {q: true}, gives: a}
  - {id: s, when: {q: true, p: true}, gives: b}
  - {id: t, when: {c: red}, gives: d}
"""
    )
    assert [fact.name for fact in rule_set.facts[:2]] == ["p", "q"]
    monkeypatch.setattr(moment_module, "QUESTION_STEPS", 0)
    progress = Progress()
    names = []
    while isinstance(moment := step(progress, "missing", rule_set).moment, Ask):
        names.append(moment.fact.name)
        progress = progress.passed(moment.fact.name)

    assert names == ["q", "c"]
    assert moment == Finish("unknown")
