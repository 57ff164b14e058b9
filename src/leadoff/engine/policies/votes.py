"""The policy `votes`: strengths add up per outcome, and the highest total wins."""

from __future__ import annotations

from copy import copy
from operator import add
from typing import TYPE_CHECKING

from leadoff.engine.margins import Margins
from leadoff.engine.masks import bits
from leadoff.engine.policy import (
    BALANCED,
    TIE,
    Manner,
    Result,
    Verdict,
    only_voting,
    otherwise_of,
    overriding,
    settling,
)
from leadoff.engine.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from leadoff.engine.policy import Firmness, Score
    from leadoff.ruleset.model import Decide, Rule

_LARGEST_TALLY = 1 << 14
"""More bits than that take longer to divide than all strengths to count."""
_MOST_GAINS = 1 << 16


class Votes:
    """Strengths add up per outcome and the highest total wins; a rule that settles goes first."""

    def __init__(self, decide: Decide, rules: Sequence[Rule]) -> None:
        self._decide = decide
        self._otherwise = otherwise_of(decide)
        self._outcomes = [Result("outcome", rule.outcome) for rule in rules]
        self._winners = [Result("outcome", outcome) for outcome in decide.among]
        among = {outcome: place for place, outcome in enumerate(decide.among)}
        self._columns = [among.get(rule.outcome, 0) for rule in rules]
        self._points = [rule.points for rule in rules]
        self._settling = settling(rules)
        self.free = only_voting(rules)
        self._only_settling = self._settling & ~overriding(rules)
        self._blocks = [
            _blocks(column, self._columns, self._points) for column in range(len(self._winners))
        ]
        self._gains: dict[int, Score] = {}
        self._margins = Margins(self._columns, self._points, len(self._winners), self.free)

    def for_walk(self) -> Self:
        """The same policy with a memory of its own."""
        own = copy(self)
        own.forget()
        return own

    def forget(self) -> None:
        """Begin with a memory of its own."""
        self._gains = {}
        self._margins = copy(self._margins)
        self._margins.forget()

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        settling = fired & self._settling
        if settling:
            outcome = self._outcomes[(settling & -settling).bit_length() - 1]
            return Verdict(outcome, self._sum(fired ^ settling))
        return self._verdict(self._sum(fired))

    def _verdict(self, totals: Score) -> Verdict:
        """The verdict from the points of the vote."""
        best = 0
        result = self._otherwise
        for points, winner in zip(totals, self._winners, strict=False):
            if points > best:
                best, result = points, winner
            elif points == best and points:
                result = TIE
        # Half the time of `Verdict(...)`; see `decision_of`.
        return tuple.__new__(Verdict, (result, totals))

    def tally(self, rules: int) -> Tally | None:
        """How those of some rules that do nothing but vote are counted; see `Policy`."""
        tally = Tally(
            self._columns, self._points, rules & self.free, self._winners, self._otherwise
        )
        return tally if tally.size <= _LARGEST_TALLY else None

    def manner(self, fired: int, verdict: Verdict) -> Manner:
        """The firmness of a vote, or the lean of votes beside a rule that settled the answer."""
        voted = any(verdict.totals)
        if fired & self._settling:
            return Manner(lean=self._lean(verdict.totals) if voted else None)
        return Manner(firmness_of(self._decide, verdict.totals)) if voted else Manner()

    def _lean(self, totals: Score) -> str:
        first, second, *_ = sorted(totals, reverse=True)
        if first == second or 100 * (first - second) < self._decide.close * (first + second):
            return BALANCED
        return self._decide.among[totals.index(first)]

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        settling = maybe & self._settling
        if settling:
            return self._settled_outright(settling, sure)
        low = self._plus(score, sure)
        gains = self._gain(maybe & ~sure)
        best = max(low)
        if not best:
            return None if any(gains) else self._otherwise
        leader = low.index(best)
        if all(low[place] + gain < best for place, gain in enumerate(gains) if place != leader):
            return self._winners[leader]
        return None if any(gains) else TIE

    def _settled_outright(self, settling: int, sure: int) -> Result | None:
        first_sure = sure & settling
        if not first_sure:
            return None
        until = (first_sure & -first_sure) * 2 - 1
        results = {self._outcomes[place] for place in bits(settling & until)}
        return results.pop() if len(results) == 1 else None

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules: only differences matter, and whether anybody voted."""
        total = self._plus(score, rules)
        lowest = min(total)
        # One point each says that somebody voted, and changes no difference.
        return tuple(points - lowest + 1 for points in total) if lowest > 1 else total

    def idle(self, sure: int) -> int:
        """Once a rule settles the answer, votes and later settling rules count for nothing."""
        settling = sure & self._settling
        if not settling:
            return 0
        return (self._only_settling & -((settling & -settling) * 2)) | self.free

    def narrowed(
        self, score: Score, sure: int, maybe: int, rules: int
    ) -> tuple[Result | None, Score, int]:
        """What can come of a score: see `Policy`."""
        if not rules & ~self.free:
            score, may_fire, beaten = self._margins.standing(score, rules)
            if len(may_fire.running) == 1:
                return self._winners[may_fire.running[0]], score, 0
            if may_fire.is_over:
                return (TIE if any(score) else self._otherwise), score, 0
            return None, score, beaten
        idle = 0
        while True:
            found = self.settled(score, sure, maybe)
            if found is not None:
                return found, score, 0
            idle |= self.idle(sure) & rules
            score, beaten = self.alike(score, rules & ~idle)
            if not beaten:
                return None, score, idle
            idle |= beaten
            maybe &= ~beaten

    def alike(self, score: Score, rules: int) -> tuple[Score, int]:
        """One score for all those that end alike whichever of `rules` fire, and rules to drop."""
        score, _, beaten = self._margins.standing(score, rules & ~self._settling)
        return score, beaten

    def _plus(self, score: Score, rules: int) -> Score:
        gain = self._gain(rules & ~self._settling)
        return tuple(map(add, score, gain)) if score else gain

    def _gain(self, rules: int) -> Score:
        """What some rules add to a score; kept, because the walk asks for few masks often."""
        gain = self._gains.get(rules)
        if gain is None:
            unit = self._margins.unit
            if len(self._gains) >= _MOST_GAINS:
                self._gains.clear()
            gain = self._gains[rules] = tuple([points // unit for points in self._sum(rules)])
        return gain

    def _sum(self, rules: int) -> Score:
        """The points of some voting rules per outcome of the vote."""
        return tuple(
            [
                sum([points * (rules & mask).bit_count() for points, mask in blocks])
                for blocks in self._blocks
            ]
        )


def firmness_of(decide: Decide, totals: Sequence[int]) -> Firmness:
    """How far apart the two best totals are, in exact whole-number arithmetic."""
    first, second, *_ = sorted(totals, reverse=True)
    margin, both = 100 * (first - second), first + second
    if first == second or margin < decide.close * both:
        return "close call"
    if margin < decide.clear * both or sum(totals) < decide.enough:
        return "leaning"
    return "clear"


def _blocks(
    column: int, columns: Sequence[int], points: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """The rules that vote for one outcome, those with the same points together as a mask."""
    masks: dict[int, int] = {}
    for place, worth in enumerate(points):
        if worth and columns[place] == column:
            masks[worth] = masks.get(worth, 0) | 1 << place
    return tuple(masks.items())
