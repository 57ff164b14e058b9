"""Judges of points under votes: how far ahead outcomes can be, what a rule adds to it."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING

from leadoff.engine.judge import Plain

if TYPE_CHECKING:
    from leadoff.analysis.results.profiles import Profiles
    from leadoff.analysis.results.prospect import VotesProspect
    from leadoff.engine.policy import Score


class Margin(Plain[bool]):
    """Asks for a vote in which an outcome is ahead of the best other one by more than a limit.

    Somebody has to vote, and no rule to settle the answer.
    """

    def __init__(
        self, profiles: Profiles, prospect: VotesProspect, column: int, limit: int
    ) -> None:
        self._prospect = prospect
        self._overrides = profiles.overrides
        self._column = column
        self._limit = limit
        self.free = prospect.free

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._prospect.added(score, rules)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the margin passes the limit."""
        sure, maybe = self._overrides.bounds(true, possible)
        if sure & self._prospect.settling:
            return False
        low, high = self._prospect.range(score, sure, maybe)
        column = self._column
        if not any(high) or high[column] - _best_but(low, column) <= self._limit:
            return False
        is_vote = any(low) and not maybe & self._prospect.settling
        return True if is_vote and low[column] - _best_but(high, column) > self._limit else None


class Opposition(Plain[bool]):
    """Asks for a profile in which a rule fires and another outcome has more points than a limit."""

    def __init__(self, profiles: Profiles, prospect: VotesProspect, rule: int, limit: int) -> None:
        self._prospect = prospect
        self._overrides = profiles.overrides
        self._bit = 1 << rule
        self._column = prospect.columns[rule]
        self._limit = limit
        self.free = prospect.free & ~self._bit

    def added(self, score: Score, rules: int) -> Score:
        """The totals with more free rules; that of the rule's own outcome does not count."""
        total = list(self._prospect.gain(rules))
        if score:
            total = list(map(add, score, total))
        total[self._column] = 0
        return tuple(total)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether another outcome has so many points where the rule fires."""
        sure, maybe = self._overrides.bounds(true, possible)
        if not maybe & self._bit:
            return False
        low, high = self._prospect.range(score, sure, maybe)
        if _best_but(high, self._column) <= self._limit:
            return False
        return True if sure & self._bit and _best_but(low, self._column) > self._limit else None


class Change(Plain[bool]):
    """Asks for a profile in which deleting a rule changes some lead by more than a limit.

    Only rules that overrides tie to it take part in that, so all others are left out.
    """

    def __init__(self, profiles: Profiles, prospect: VotesProspect, rule: int, limit: int) -> None:
        self._prospect = prospect
        self._overrides = profiles.overrides
        self._rule = rule
        self._limit = limit
        affected = 1 << rule | profiles.under(rule)
        self._linked = affected | profiles.overrides.linked_to(affected)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether it does, once it is known which of the linked rules hold."""
        if (true ^ possible) & self._linked:
            return None
        return self._prospect.changed(self._overrides, true, self._rule) > self._limit

    def idle(self, true: int, possible: int) -> int:
        """Rules that have nothing to do with this one."""
        return ~self._linked


def _best_but(totals: Score, column: int) -> int:
    """The greatest total but for one."""
    return max((total for place, total in enumerate(totals) if place != column), default=0)
