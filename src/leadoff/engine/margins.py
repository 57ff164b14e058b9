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
from typing import TYPE_CHECKING

from leadoff.engine.cells import bits, union
from leadoff.engine.policy import mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Score

_MOST_SUMS = 20_000
"""The longest bit set of sums worth making; with more, scores are left as they are."""


class _Open:
    """Some rules that may still fire: what they can add, and the scores seen with them."""

    def __init__(self, gains: Sequence[int], votes: Sequence[Sequence[int]]) -> None:
        """Take the points that each outcome can gain, in all and rule by rule."""
        self.gains = gains
        self.known: dict[Score, tuple[Score, int]] = {}
        self.alike: dict[tuple[int, ...], Score] = {}
        self._votes = votes
        self._sums: dict[tuple[int, int], int] = {}

    def stretch(self, one: int, other: int, margin: int) -> int:
        """Where a margin of one outcome over another lies among the sums that decide its sign."""
        sums = self._sums.get((one, other))
        if sums is None:
            sums = self._sums[one, other] = self._sums_of(one, other)
        # The lead is lost exactly if `other` gains that much more than `one`: bit `place`.
        place = margin + self.gains[one]
        if place < 0:
            return -1
        below = (sums & ((1 << place) - 1)).bit_length()
        return 2 * below + (sums >> place & 1)

    def _sums_of(self, one: int, other: int) -> int:
        """What `other` can gain more than `one`, as a bit set; bit 0 is that only `one` gains."""
        sums = 1
        for points in (*self._votes[one], *self._votes[other]):
            sums |= sums << points
        return sums


class Margins:
    """The scores of a vote, one for all those that end alike.

    Rules are places in file order, with a column (the outcome they vote for) and points; `free`
    are those that do nothing but vote.
    """

    def __init__(
        self, columns: Sequence[int], points: Sequence[int], outcomes: int, free: int
    ) -> None:
        self._unit = gcd(*points) or 1
        self._points = [worth // self._unit for worth in points]
        self._votes = [
            mask_of(place for place, column in enumerate(columns) if column == outcome)
            for outcome in range(outcomes)
        ]
        self._free = free
        self._open: dict[int, _Open] = {}
        self._are_measured = sum(self._points) <= _MOST_SUMS

    def narrowed(self, score: Score, rules: int) -> tuple[Score, int]:
        """One score for all those that end alike whichever of these rules fire; rules to drop."""
        if not self._are_measured or not score:
            return score, 0
        may_fire = self._open.get(rules)
        if may_fire is None:
            may_fire = self._open[rules] = self._opened(rules)
        found = may_fire.known.get(score)
        if found is None:
            found = may_fire.known[score] = self._narrow(score, rules, may_fire)
        return found

    def _opened(self, rules: int) -> _Open:
        votes = [[self._points[place] for place in bits(rules & votes)] for votes in self._votes]
        return _Open([sum(points) for points in votes], votes)

    def _narrow(self, score: Score, rules: int, may_fire: _Open) -> tuple[Score, int]:
        units = [points // self._unit for points in score]
        best = max(units)
        running = [
            place
            for place, points in enumerate(units)
            if points + may_fire.gains[place] >= best
        ]
        beaten = 0
        if len(running) < len(score):
            out = [place for place in range(len(score)) if place not in running]
            beaten = rules & self._free & union(self._votes[place] for place in out)
            score = tuple(
                [points if place in running else 0 for place, points in enumerate(score)]
            )
        alike = (
            *(any(score), *running),
            *(
                may_fire.stretch(one, other, units[one] - units[other])
                for one, other in combinations(running, 2)
            ),
        )
        return may_fire.alike.setdefault(alike, score), beaten
