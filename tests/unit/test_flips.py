"""What would change an answer: the smallest changes, said at the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadoff.analysis.changes.flips import flips_of
from leadoff.analysis.changes.trial import Trial
from leadoff.analysis.replay import ReplayError
from leadoff.engine.budget import Budget
from leadoff.engine.walk import MOST_STEPS_OF_WALK

from .examples import FIRST, VOTES, latin, rules

if TYPE_CHECKING:
    from leadoff.analysis.changes.flips import Flip, Flips

NEAR = (
    FIRST
    + """\
rules:
  - {id: many, when: {n: {at_least: 7}}, gives: a}
  - {id: some, when: {n: {at_least: 3}}, gives: b}
"""
)
BOTH = FIRST + "rules: [{id: r, when: {p: true, q: true}, gives: a}]\n"
LINK = "assume: [{that: {not: {all: [{p: true}, {q: true}]}}}]\n"


def found(text: str, **answers: object) -> Flips:
    rule_set = rules(text)
    return flips_of(rule_set, rule_set.profile(answers))


def told(flips: tuple[Flip, ...] | None) -> list[str]:
    """Flips as lines: steps, changes with the value tried, and what comes of it."""
    return [
        f"{flip.steps}: "
        + " and ".join(f"{each.fact.name} {each.answers} [{each.value}]" for each in flip.shifts)
        + f" -> {flip.after.result.outcome or flip.after.result.kind}"
        + f"{' ' + flip.after.firmness if flip.after.firmness else ''}"
        + f"{' provisional' if flip.after.provisional else ''}"
        for flip in flips or ()
    ]


def test_a_flip_names_the_threshold_and_the_value_nearest_to_the_answer() -> None:
    assert told(found(NEAR, n=5).singles) == ["1: n 0 to 2 [2] -> none", "1: n 7 or more [7] -> a"]


def test_flips_come_by_steps_from_cell_to_cell() -> None:
    assert told(found(NEAR, n=9).singles) == ["1: n 3 to 6 [6] -> b", "2: n 0 to 2 [2] -> none"]


def test_neighbouring_cells_that_lead_to_the_same_are_one_flip() -> None:
    text = NEAR + "laws: [{id: l, when: {n: {at_least: 8}}, never: d}]\n"

    assert told(found(text, n=0).singles) == ["1: n 3 to 6 [3] -> b", "2: n 7 or more [7] -> a"]


def test_values_without_an_order_are_joined_and_one_step_away() -> None:
    text = FIRST + "rules: [{id: r, when: {c: green}, gives: a}, {id: s, when: {t: x}, gives: b}]\n"

    assert told(found(text, c="green", t="y").singles) == [
        "1: c red or blue [red] -> none",
    ]
    assert told(found(text, c="red", t="x").singles) == [
        "1: c green [green] -> a",
        "1: t anything else [other] -> none",
    ]


def test_a_number_below_an_end_that_is_not_included_is_a_plain_one() -> None:
    text = FIRST + "rules: [{id: r, when: {x: {at_least: 40}}, gives: a}]\n"

    assert told(found(text, x=65).singles) == ["1: x under 40 [39] -> none"]


def test_firmness_alone_counts_as_a_change() -> None:
    text = VOTES + (
        "rules:\n"
        "  - {id: r, when: {p: true}, votes: a, strength: ten}\n"
        "  - {id: s, when: {q: true}, votes: b, strength: two}\n"
    )

    assert told(found(text, p=True, q=False).singles) == ["1: p no [False] -> none"]
    assert told(found(text, p=True, q=True).singles) == ["1: p no [False] -> b clear"]
    closer = text.replace("by: votes", "by: votes, clear: 80")
    assert "1: q yes [True] -> a leaning" in told(found(closer, p=True, q=False).singles)


def test_answering_an_open_fact_is_a_change_of_ours() -> None:
    flips = found(FIRST + "rules: [{id: r, when: {p: true}, gives: a}]\n")

    assert told(flips.singles) == ["1: p no [False] -> none", "1: p yes [True] -> a"]
    assert (flips.before.provisional, flips.singles[0].shifts[0].before) == (True, None)


def test_an_answer_is_given_or_changed_and_never_taken_away() -> None:
    assert told(found(BOTH, p=True).singles) == [
        "1: p no [False] -> none",
        "1: q no [False] -> none",
        "1: q yes [True] -> a",
    ]


def test_a_pair_does_what_neither_fact_does_alone() -> None:
    flips = found(BOTH, p=False, q=False)

    assert flips.singles == ()
    assert told(flips.pairs) == ["2: p yes [True] and q yes [True] -> a"]
    assert told(found(BOTH, p=True, q=False).pairs) == []


def test_a_pair_that_leads_back_to_the_same_answer_is_none() -> None:
    same = "{any: [{p: true, q: true}, {p: false, q: false}]}"
    text = FIRST + f"rules: [{{id: r, when: {same}, gives: a}}]\n"

    assert told(found(text, p=True, q=True).pairs) == []


def test_pairs_are_widened_on_both_sides() -> None:
    text = FIRST + "rules: [{id: r, when: {n: {at_least: 3}, c: [red, blue]}, gives: a}]\n"

    assert told(found(text, n=1, c="green").pairs) == [
        "2: n 3 or more [3] and c red or blue [red] -> a"
    ]


def test_five_pairs_are_listed_and_more_are_said() -> None:
    flags = [f"f{number}" for number in range(4)]
    facts = "".join(f"  {name}: {{kind: flag}}\n" for name in flags)
    pairs = [(one, other) for one in flags for other in flags if one < other]
    text = FIRST.replace("facts:\n", f"facts:\n{facts}") + "rules:\n"
    text += "".join(
        f"  - {{id: {one}{other}, when: {{{one}: true, {other}: true}}, gives: a}}\n"
        for one, other in pairs
    )
    flips = found(text, **dict.fromkeys(flags, False))

    assert (len(flips.pairs or ()), flips.more_pairs) == (5, True)
    assert told(flips.pairs)[0] == "2: f0 yes [True] and f1 yes [True] -> a"


def test_a_change_that_an_assumption_forbids_is_no_flip() -> None:
    assert told(found(BOTH + LINK, p=True, q=False).singles) == []


def test_who_contradicts_an_assumption_already_still_has_flips() -> None:
    assert told(found(BOTH + LINK, p=True, q=True).singles) == [
        "1: p no [False] -> none",
        "1: q no [False] -> none",
    ]


@pytest.mark.parametrize(
    ("changes", "whose"), [(("ours", "time"), "time"), (("time", "fixed"), "fixed")]
)
def test_a_flip_is_as_hard_as_its_hardest_change(changes: tuple[str, str], whose: str) -> None:
    text = BOTH
    for name, change in zip("pq", changes, strict=True):
        text = text.replace(f"{name}: {{kind: flag}}", f"{name}: {{kind: flag, change: {change}}}")
    (pair,) = found(text, p=False, q=False).pairs or ()

    assert pair.change == whose
    assert found(text).singles[0].change == "ours"


def test_no_pairs_where_nobody_asks_for_them() -> None:
    rule_set = rules(BOTH)

    assert flips_of(rule_set, rule_set.profile({"p": False, "q": False}), pairs=False).pairs is None


@pytest.mark.parametrize("answers", [{}, {"u": 0}, {"u": 0, "v": 0, "w": 0}])
def test_a_budget_that_ends_proves_nothing(answers: dict[str, int]) -> None:
    rule_set = rules(latin())
    profile = rule_set.profile(answers)
    everything = flips_of(rule_set, profile)

    assert everything.proved
    for steps in range(0, 200, 9):
        flips = flips_of(rule_set, profile, steps=steps)
        assert set(flips.singles) <= set(everything.singles)
        assert not flips.proved or flips == everything
    assert not flips_of(rule_set, profile, steps=0).proved


def test_a_replay_that_disagrees_is_our_bug() -> None:
    rule_set = rules(BOTH)
    trial = Trial(rule_set, rule_set.profile({"p": True, "q": True}), Budget(MOST_STEPS_OF_WALK))

    with pytest.raises(ReplayError, match="gives <Decision none"):
        trial.replay({"p": False}, trial.before)
    with pytest.raises(ReplayError, match="is no profile"):
        trial.replay({"p": "maybe"}, trial.before)
