"""Decisions: equal where they say the same, short to read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadoff.engine.decision import Names

from .examples import VOTES, rules

TEXT = (
    VOTES
    + """\
rules:
  - {id: r1, when: {p: true}, votes: a, strength: ten}
  - {id: r2, when: {q: true}, votes: b, strength: one, overrides: [r3]}
  - {id: r3, when: {q: true}, votes: b, strength: ten}
"""
)
RULES = rules(TEXT)


def test_a_decision_says_what_fires_and_what_comes_of_it() -> None:
    decision = RULES.decide({"p": True, "q": True})

    assert (decision.outcome, decision.outcomes, decision.kind) == ("a", ("a",), "outcome")
    assert (decision.firmness, decision.lean, decision.provisional) == ("clear", None, False)
    assert decision.totals == {"a": 10, "b": 1, "d": 0}
    assert decision.fired == ("r1", "r2")
    assert decision.set_aside == ("r3",)


def test_ids_are_a_sequence_that_equals_the_tuple_of_them() -> None:
    ids = RULES.decide({"p": True, "q": True}).fired
    written = ("r1", "r2")

    assert ids == written
    assert written == ids
    assert ids != ("r1",)
    assert ids != ["r1", "r2"]
    assert (hash(ids), repr(ids), str(ids)) == (hash(written), repr(written), str(written))
    assert (tuple(ids), list(reversed(ids)), len(ids)) == (written, ["r2", "r1"], 2)
    assert (ids[0], ids[-1], ids[:1], ids.index("r2")) == ("r1", "r2", ("r1",), 1)


def test_what_is_among_ids_is_known_before_they_are_written_out() -> None:
    ids = rules(TEXT).decide({"p": True, "q": True}).fired

    assert [name in ids for name in ("r1", "r2", "r3", "r4", 1)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert ids._written is None


def test_ids_of_two_rule_sets_are_compared_as_written() -> None:
    again, other = rules(TEXT), rules(TEXT.replace("r1", "r0"))
    on = {"p": True, "q": True}

    assert RULES.decide(on).fired == RULES.decide(on).fired == again.decide(on).fired
    assert RULES.decide(on).fired != other.decide(on).fired


def test_totals_are_a_mapping_that_equals_the_dict_of_them() -> None:
    totals = RULES.decide({"p": True, "q": True}).totals
    written = {"a": 10, "b": 1, "d": 0}

    assert totals == written
    assert (dict(totals), repr(totals), len(totals)) == (written, repr(written), 3)
    assert (totals["b"], totals.get("e"), list(totals)) == (1, None, ["a", "b", "d"])


def test_decisions_that_say_the_same_are_equal() -> None:
    one, same = RULES.decide({"p": True, "q": True}), rules(TEXT).decide({"p": True, "q": True})
    other = RULES.decide({"p": True, "q": False})

    assert one is not same
    assert one == same
    assert (one != same) is False
    assert hash(one) == hash(same)
    assert one != other
    assert one != "a"
    assert len({one, same, other}) == 2


def test_a_decision_in_short() -> None:
    assert repr(RULES.decide({"p": True, "q": True})) == "<Decision a; fired: r1, r2>"
    assert repr(RULES.decide({"p": True})) == "<Decision a; fired: r1>"
    assert repr(RULES.decide({"q": True})) == "<Decision b, provisional; fired: r2>"
    assert repr(RULES.decide({"p": False, "q": False})) == "<Decision none; fired: nothing>"


def test_under_collect_a_decision_names_all_outcomes() -> None:
    text = VOTES.replace(
        "strengths: {one: 1, two: 2, ten: 10}\ndecide: {by: votes}", "decide: {by: collect}"
    )
    text += "rules: [{id: r, when: {p: true}, gives: d}, {id: s, when: always, gives: a}]\n"
    decision = rules(text).decide({"p": True})

    assert (decision.outcome, decision.outcomes, decision.kind) == (None, ("d", "a"), "outcomes")
    assert repr(decision) == "<Decision d, a; fired: r, s>"


@given(st.integers(1, 90), st.integers(0, 2**90 - 1))
def test_ids_of_a_mask_stand_in_file_order(count: int, mask: int) -> None:
    names = Names(tuple(f"r{place}" for place in range(count)), ())
    mask &= (1 << count) - 1

    expected = tuple(name for place, name in enumerate(names.rules) if mask >> place & 1)
    assert names.of(mask) == names.of(mask) == expected


def test_a_result_that_the_rules_known_to_fire_do_not_give_has_no_firmness() -> None:
    text = (
        VOTES
        + """\
rules:
  - {id: r1, when: always, votes: b, strength: one}
  - {id: r2, when: {p: true}, votes: a, strength: ten}
  - {id: r3, when: {p: false}, votes: a, strength: two}
"""
    )
    decision = rules(text).decide({})

    assert (decision.outcome, decision.provisional) == ("a", False)
    assert decision.fired == ("r1",)
    assert (decision.firmness, decision.lean) == (None, None)
