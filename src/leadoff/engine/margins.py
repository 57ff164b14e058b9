"""Which margins of a vote can still be told apart by the points to come.

Whether one outcome beats another depends on the sign of their difference in the end: the
difference now and what the rules still open add to it. The sums they can add are few compared with
the numbers between, and two differences with no such sum between them end alike, whatever fires. So
a walk need only remember between which sums a difference lies. An outcome that another one beats
for certain is out: its points and its rules count for nothing any more.
"""

from __future__ import annotations

from itertools import combinations
from math import gcd
from operator import add
from typing import TYPE_CHECKING

from leadoff.engine.masks import bits, mask_of, union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Score

_MOST_OPEN = 12
"""With more rules open than that, nearly all sums can be reached, and few scores are alike."""
_MOST_SUMS = 20_000
"""The longest bit set of sums worth making."""


class Margins:
    """The scores of a vote, one for all those that end alike.

    Rules are places in file order, with a column (the outcome they vote for) and points; `free`
    are those that do nothing but vote. Scores count in `unit`, the largest that divides all points.
    """

    def __init__(
        self, columns: Sequence[int], points: Sequence[int], outcomes: int, free: int
    ) -> None:
        self.unit = gcd(*points) or 1
        self._worth = [each // self.unit for each in points]
        self._votes = [
            mask_of(place for place, column in enumerate(columns) if column == outcome)
            for outcome in range(outcomes)
        ]
        self._free = free
        self._all = tuple(range(outcomes))
        self._none = (0,) * outcomes
        self._open: dict[tuple[int, tuple[int, ...]], _Open] = {}

    def forget(self) -> None:
        """Begin anew: what was seen so far decides which score stands for which."""
        self._open = {}

    def standing(self, score: Score, rules: int) -> tuple[Score, _Open, int]:
        """How the vote stands with this score, whichever of these rules fire.

        Gives one score for all those that end alike, what can still be added to it, and the free
        rules that count for nothing any more.
        """
        may_fire = self._open.get((rules, self._all)) or self._opened(rules, self._all)
        score = score or self._none
        best = max(score)
        reach = tuple(map(add, score, may_fire.gains))
        if min(reach) >= best:
            return may_fire.alike(score), may_fire, 0
        running = tuple([place for place in self._all if reach[place] >= best])
        rest = may_fire.without.get(running)
        if rest is None:
            rest = may_fire.without[running] = self._without(rules, running)
        may_fire, beaten = rest
        score = tuple([each if reach[at] >= best else 0 for at, each in enumerate(score)])
        return may_fire.alike(score), may_fire, beaten

    def _without(self, rules: int, running: tuple[int, ...]) -> tuple[_Open, int]:
        """What can be added if only some outcomes are still running, and the rules that cannot."""
        out = union(votes for place, votes in enumerate(self._votes) if place not in running)
        beaten = rules & out & self._free
        rest = rules & ~beaten
        return self._open.get((rest, running)) or self._opened(rest, running), beaten

    def _opened(self, rules: int, running: tuple[int, ...]) -> _Open:
        worth = [[self._worth[place] for place in bits(rules & votes)] for votes in self._votes]
        found = self._open[rules, running] = _Open(worth, running)
        return found


class _Open:
    """Some rules that may still fire: what they can add, and the scores seen with them."""

    def __init__(self, worth: Sequence[Sequence[int]], running: tuple[int, ...]) -> None:
        """Take what each outcome can gain, rule by rule, and the outcomes that can still win."""
        self.running = running
        self.gains = tuple(map(sum, worth))
        self.is_over = not any(self.gains[place] for place in running)
        self.without: dict[tuple[int, ...], tuple[_Open, int]] = {}
        self._can_shift = not any(
            gain for place, gain in enumerate(self.gains) if place not in running
        )
        self._seen: dict[tuple[int, ...], Score] = {}
        self._sums: list[tuple[int, int, int, int]] | None = None
        if sum(map(len, worth)) <= _MOST_OPEN and sum(self.gains) <= _MOST_SUMS:
            self._sums = [
                (one, other, self.gains[one], _sums(worth[one], worth[other]))
                for one, other in combinations(running, 2)
            ]

    def alike(self, score: Score) -> Score:
        """One score for those that end as this one does, whatever is added."""
        if self._sums is None:
            return self._shifted(score) if self._can_shift else score
        key: list[int] = [max(score) > 0]
        for one, other, gain, sums in self._sums:
            # The margin is made up for where `other` gains that much more than `one`: bit `place`.
            # It is no less than 0, for `one` is still running.
            place = score[one] - score[other] + gain
            key.append(2 * (sums & ((1 << place) - 1)).bit_length() + (sums >> place & 1))
        return self._seen.setdefault(tuple(key), score)

    def _shifted(self, score: Score) -> Score:
        """The same margins with few points: one says that somebody voted."""
        lowest = min([score[place] for place in self.running])
        if lowest <= 1:
            return score
        return tuple(
            [each - lowest + 1 if at in self.running else 0 for at, each in enumerate(score)]
        )


def _sums(one: Sequence[int], other: Sequence[int]) -> int:
    """What `other` can gain more than `one`, as a bit set; bit 0 is that only `one` gains."""
    sums = 1
    for worth in (*one, *other):
        sums |= sums << worth
    return sums
