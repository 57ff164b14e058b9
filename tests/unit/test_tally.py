"""Ballots: what a division counts is what the rules come to when their points are added up."""

from __future__ import annotations

from random import Random

import pytest

from leadoff.engine.masks import bits
from leadoff.engine.policy import NONE, TIE, Result
from leadoff.engine.tally import Tally

WINNERS = tuple(Result("outcome", each) for each in "abcde")


def some_tally(random: Random) -> tuple[Tally, list[int], list[int]]:
    """A tally of random rules, what each votes for and its points."""
    outcomes = random.randint(2, 5)
    rules = random.choice((1, 2, 3, 9, 40, 200))
    worth = random.choice(([1], [5, 10, 25], [3, 4, 7], [10**9, 1], [0, 2, 2**40]))
    columns = [random.randrange(outcomes) for _ in range(rules)]
    points = [random.choice(worth) for _ in range(rules)]
    counted = random.getrandbits(rules) | random.getrandbits(rules)
    return Tally(columns, points, counted, WINNERS[:outcomes], NONE), columns, points


@pytest.mark.parametrize("seed", range(300))
def test_counted_ballots_are_the_points_added_up(seed: int) -> None:
    random = Random(seed)
    tally, columns, points = some_tally(random)
    width = len(points) + random.randint(0, 40)

    for _ in range(10):
        fired = random.getrandbits(len(points)) & tally.rules
        (mask,) = tally.beside([fired], width)
        verdict = tally.verdict((mask >> width) % tally.divisor)

        totals = [0] * len(verdict.totals)
        for place in bits(fired):
            totals[columns[place]] += points[place]
        leaders = [place for place, total in enumerate(totals) if total == max(totals)]
        assert verdict.totals == tuple(totals)
        if not max(totals):
            assert verdict.result == NONE
        else:
            assert verdict.result == (TIE if len(leaders) > 1 else WINNERS[leaders[0]])


@pytest.mark.parametrize("seed", range(100))
def test_ballots_of_masks_that_are_anded_are_those_of_the_rules_in_all_of_them(seed: int) -> None:
    random = Random(seed)
    tally, _, points = some_tally(random)
    width = len(points)
    masks = [random.getrandbits(width) for _ in range(6)]

    first, second, third, *_ = tally.beside(masks, width)

    (together,) = tally.beside([masks[0] & masks[1] & masks[2]], width)
    assert first & second & third == together


def test_ballots_take_little_room_although_most_votes_weigh_the_same() -> None:
    tally = Tally([0] * 90, [1] * 90, (1 << 90) - 1, WINNERS[:2], NONE)

    # A third of the ballots stand as ones, the others as two halves: 36 rows of 10 in place of 90.
    assert tally.size < 90 * tally.divisor.bit_length() / 1.4


def test_a_tally_of_no_rules_counts_nothing() -> None:
    tally = Tally([0, 1], [5, 5], 0, WINNERS[:2], NONE)

    assert list(tally.beside([0b11, 0b01], 2)) == [0b11, 0b01]
    assert tally.verdict(0) == (NONE, (0, 0))
