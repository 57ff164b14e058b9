"""Margins: scores that end alike are one, and no others; against adding up every subset."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from leadoff.engine import margins as module
from leadoff.engine.margins import Margins
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

UNIT = 5
VOTES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from((1, 2, 5, 8))), max_size=6)
SCORES = st.tuples(*[st.integers(0, 12)] * 3)


def subsets(rules: int) -> Iterator[tuple[int, ...]]:
    places = list(bits(rules))
    for count in range(len(places) + 1):
        yield from combinations(places, count)


def ends(
    votes: list[tuple[int, int]], score: tuple[int, ...], rules: int
) -> dict[tuple[int, ...], object]:
    """Who wins or ties for each subset of rules that may fire; nobody if nobody voted."""
    found: dict[tuple[int, ...], object] = {}
    for chosen in subsets(rules):
        totals = list(score)
        for place in chosen:
            column, worth = votes[place]
            totals[column] += worth
        best = max(totals)
        leaders = tuple(place for place, total in enumerate(totals) if total == best)
        # Whom a tie is between does not count.
        found[chosen] = (leaders if len(leaders) == 1 else "tie") if best else "nobody"
    return found


def margins_of(votes: list[tuple[int, int]], free: int) -> Margins:
    return Margins([column for column, _ in votes], [UNIT * n for _, n in votes], 3, free)


@given(VOTES, st.lists(SCORES, min_size=1, max_size=8), st.integers(0, 63), st.booleans())
def test_one_score_stands_for_those_that_end_alike(
    votes: list[tuple[int, int]], scores: list[tuple[int, ...]], free: int, few: bool
) -> None:
    every = (1 << len(votes)) - 1
    margins = margins_of([*votes, (0, 1)], free)
    with_sums, module._MOST_OPEN = module._MOST_OPEN, module._MOST_OPEN if few else -1
    try:
        for score in scores:
            alike, may_fire, beaten = margins.standing(score, every)
            before = ends(votes, score, every)

            assert not beaten & ~(free & every)
            # Rules that count for nothing are left out, and the end is as it was with any of them.
            after = ends(votes, alike, every & ~beaten)
            for chosen, end in before.items():
                kept = tuple(place for place in chosen if not beaten >> place & 1)
                assert end == after[kept]
            if len(may_fire.running) == 1:
                assert set(before.values()) == {may_fire.running}
            elif may_fire.is_over:
                assert set(before.values()) <= {"tie", "nobody"}
    finally:
        module._MOST_OPEN = with_sums


def test_a_margin_that_nothing_left_can_tell_from_another_is_the_same() -> None:
    margins = margins_of([(0, 1), (1, 8)], 0b11)

    first, _, _ = margins.standing((3, 0, 0), 0b10)
    second, _, _ = margins.standing((5, 0, 0), 0b10)
    other, _, _ = margins.standing((8, 0, 0), 0b10)

    assert first == second == (3, 0, 0)
    assert other == (8, 0, 0)


def test_an_outcome_that_cannot_win_any_more_is_out() -> None:
    margins = margins_of([(0, 1), (1, 1), (2, 1)], 0b111)

    score, may_fire, beaten = margins.standing((5, 5, 2), 0b111)

    assert (score, may_fire.running, beaten) == ((5, 5, 0), (0, 1), 0b100)


def test_with_many_rules_open_margins_stay_and_points_are_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_OPEN", 0)
    margins = margins_of([(0, 1), (1, 8)], 0b11)

    assert margins.standing((9, 8, 4), 0b11)[0] == (2, 1, 0)
    assert margins.standing((1, 0, 1), 0b11)[0] == (1, 0, 1)


def test_where_a_beaten_outcome_can_gain_points_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_OPEN", 0)
    margins = margins_of([(0, 1), (1, 1), (2, 1)], 0b011)

    assert margins.standing((9, 9, 4), 0b111)[0] == (9, 9, 0)
