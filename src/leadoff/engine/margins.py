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
from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.cells import bits, union
from leadoff.engine.policy import mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Score

_MOST_OPEN = 12
"""With more rules open than that, nearly all sums can be reached, and few scores are alike."""
_MOST_SUMS = 20_000
"""The longest bit set of sums worth making."""


class Standing(NamedTuple):
    """How a vote stands: the outcomes that can still win or tie, by place, and what matters yet.

    `is_final` if nothing can be added to these any more. `score` is one for all those that end
    alike; `beaten` are free rules whose points count for nothing.
    """

    running: tuple[int, ...]
    is_final: bool
    score: Score
    beaten: int


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
        self._open: dict[int, _Open] = {}

    def standing(self, score: Score, rules: int) -> Standing:
        """How the vote stands with this score, whichever of these rules fire."""
        may_fire = self._open.get(rules)
        if may_fire is None:
            may_fire = self._open[rules] = self._opened(rules)
        gains = may_fire.gains
        score = score or self._none
        best = max(score)
        reach = tuple(map(add, score, gains))
        if min(reach) >= best:
            if may_fire.sums is not None:
                score = may_fire.alike(score, self._all)
            return Standing(self._all, may_fire.is_over, score, 0)
        running = tuple([place for place in self._all if reach[place] >= best])
        out = [place for place in self._all if reach[place] < best]
        beaten = rules & self._free & union(self._votes[place] for place in out)
        is_final = not any(gains[place] for place in running)
        score = tuple([each if place in running else 0 for place, each in enumerate(score)])
        if may_fire.sums is not None and len(running) > 1:
            score = may_fire.alike(score, running)
        return Standing(running, is_final, score, beaten)

    def _opened(self, rules: int) -> _Open:
        worth = [[self._worth[place] for place in bits(rules & votes)] for votes in self._votes]
        return _Open(worth)


class _Open:
    """Some rules that may still fire: what they can add, and the scores seen with them."""

    def __init__(self, worth: Sequence[Sequence[int]]) -> None:
        """Take what each outcome can gain, rule by rule."""
        self.gains = tuple(map(sum, worth))
        self.is_over = not any(self.gains)
        few = sum(map(len, worth)) <= _MOST_OPEN and sum(self.gains) <= _MOST_SUMS
        self.sums: dict[tuple[int, int], int] | None = {} if few else None
        self._worth = worth
        self._seen: dict[tuple[int, ...], Score] = {}

    def alike(self, score: Score, running: Sequence[int]) -> Score:
        """The first score seen that ends as this one does, whatever is added."""
        stretches = [self._stretch(score, *pair) for pair in combinations(running, 2)]
        return self._seen.setdefault((any(score), *running, *stretches), score)

    def _stretch(self, score: Score, one: int, other: int) -> int:
        """Where the margin of one outcome over another lies among the sums that decide it."""
        assert self.sums is not None
        sums = self.sums.get((one, other))
        if sums is None:
            sums = self.sums[one, other] = self._sums_of(one, other)
        # The margin is made up for where `other` gains that much more than `one`: bit `place`.
        place = score[one] - score[other] + self.gains[one]
        if place < 0:
            return -1
        below = (sums & ((1 << place) - 1)).bit_length()
        return 2 * below + (sums >> place & 1)

    def _sums_of(self, one: int, other: int) -> int:
        """What `other` can gain more than `one`, as a bit set; bit 0 is that only `one` gains."""
        sums = 1
        for worth in (*self._worth[one], *self._worth[other]):
            sums |= sums << worth
        return sums
