"""Circles of overrides: each is found once, at its first rule, by the shortest way."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from leadoff.ruleset.overrides import _circles

RULES = 5
STEPS = st.lists(
    st.lists(st.integers(0, RULES - 1), unique=True, max_size=3), min_size=RULES, max_size=RULES
)


def _lengths_by_trying(steps: list[list[int]]) -> dict[int, int]:
    """For each rule that is the first of a circle the length of the shortest, by trying all."""
    found: dict[int, int] = {}
    for first in range(RULES):
        for length in range(RULES):
            for others in permutations(range(first + 1, RULES), length):
                way = (first, *others, first)
                if all(to in steps[at] for at, to in pairwise(way)):
                    found.setdefault(first, length + 1)
    return found


@given(STEPS)
def test_each_circle_is_found_once_at_its_first_rule(steps: list[list[int]]) -> None:
    circles = list(_circles({place: dict.fromkeys(each) for place, each in enumerate(steps)}))

    assert {circle[0]: len(circle) for circle in circles} == _lengths_by_trying(steps)
    for circle in circles:
        assert all(to in steps[at] for at, to in zip(circle, circle[1:] + circle[:1], strict=True))


def _chain(last: dict[int, None]) -> dict[int, dict[int, None]]:
    return {**{place: {place + 1: None} for place in range(20_000)}, 20_000: last}


def test_long_chains_are_judged_at_once() -> None:
    assert list(_circles(_chain({}))) == []
    assert [len(circle) for circle in _circles(_chain({0: None}))] == [20_001]
