"""Margins of votes: how far ahead an outcome can be, what a rule moves and what opposes it.

A margin is the total of an outcome less the best other total. The greatest number of a kind is
found by asking again and again for a greater one, from a profile that steps from fact to fact have
made good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.results.point_judges import Change, Margin, Opposition
from leadoff.analysis.results.prospect import VotesProspect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.results.profiles import Profiles
    from leadoff.analysis.results.results import Results
    from leadoff.engine.judge import Judge

_STARTS = 4
_ROUNDS = 20


class Extreme(NamedTuple):
    """A greatest or least number of points, and the plainest profile that reaches it."""

    points: int
    cells: Point


class GreatestMargins:
    """Proofs about the greatest margins of a rule set's vote."""

    def __init__(self, results: Results) -> None:
        """Take the results of a rule set that decides by votes."""
        self._results = results
        self._profiles = results.profiles
        prospect = results.profiles.prospect
        if not isinstance(prospect, VotesProspect):
            raise TypeError("only votes have margins")
        self._prospect = prospect
        self._among = results.rule_set.file.decide.among

    def best(self, outcome: str) -> Extreme | None:
        """The greatest margin of an outcome where somebody votes and nothing settles the answer.

        None if there is no such vote, or the outcome takes no part in it.
        """
        if outcome not in self._among:
            return None
        column = self._among.index(outcome)

        def above(limit: int) -> Judge[bool]:
            return Margin(self._profiles, self._prospect, column, limit)

        def value(conditions: int) -> int | None:
            return self._margin(conditions, column)

        return self._greatest(above, value, 0)

    def opposing(self, rule: int) -> Extreme | None:
        """The greatest total that another outcome has where a rule fires; None if it never does."""
        column = self._prospect.columns[rule]

        def above(limit: int) -> Judge[bool]:
            return Opposition(self._profiles, self._prospect, rule, limit)

        def value(conditions: int) -> int | None:
            fired = self._profiles.fired(conditions)
            if not fired >> rule & 1:
                return None
            totals = self._prospect.gain(fired & ~self._prospect.settling)
            return max(*totals[:column], *totals[column + 1 :], 0)

        return self._greatest(above, value, 1 << rule)

    def change(self, rule: int) -> Extreme | None:
        """The greatest change of any lead of one outcome over another that deleting a rule makes.

        None where the rule changes no total.
        """

        def above(limit: int) -> Judge[bool]:
            return Change(self._profiles, self._prospect, rule, limit)

        def value(conditions: int) -> int | None:
            true = conditions & self._profiles.every_rule
            return self._prospect.changed(self._profiles.overrides, true, rule)

        found = self._greatest(above, value, 1 << rule)
        return found if found and found.points else None

    def _margin(self, conditions: int, column: int) -> int | None:
        fired = self._profiles.fired(conditions)
        totals = self._prospect.gain(fired & ~self._prospect.settling)
        if fired & self._prospect.settling or not any(totals):
            return None
        return totals[column] - max(*totals[:column], *totals[column + 1 :], 0)

    def _greatest(
        self,
        above: Callable[[int], Judge[bool]],
        value: Callable[[int], int | None],
        required: int,
    ) -> Extreme | None:
        """The greatest value and the plainest profile that has it.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        needed = required | self._profiles.required

        def worth(conditions: int) -> int | None:
            return None if needed & ~conditions else value(conditions)

        limit = _climbed(self._profiles, self._results.samples.values(), worth)
        known = self._results.some(above(-_UNLIMITED if limit is None else limit - 1), required)
        best: Extreme | None = None
        while known is not None:
            points = value(self._profiles.conditions(known))
            if points is None:
                raise AssertionError("a profile was found that has no margin")
            best = Extreme(points, known)
            known = self._results.some(above(points), required)
        if best is None:
            return None
        plain = self._results.find(above(best.points - 1), required, known=best.cells)
        return Extreme(best.points, plain or best.cells)


_UNLIMITED = 10**30


def _climbed(
    profiles: Profiles, sampled: Iterable[Point], worth: Callable[[int], int | None]
) -> int | None:
    """A value that some profile has, as great as steps of one fact at a time lead to."""
    rated = [
        (points, cells)
        for cells in sampled
        if (points := worth(profiles.conditions(cells))) is not None
    ]
    rated.sort(reverse=True)
    best = None
    for points, cells in rated[:_STARTS]:
        reached = _top(profiles, cells, points, worth)
        best = reached if best is None or reached > best else best
    return best


def _top(profiles: Profiles, start: Point, points: int, worth: Callable[[int], int | None]) -> int:
    best, cells = points, start
    for _ in range(_ROUNDS):
        before = best
        for place, fact in enumerate(profiles.compiled.facts):
            for cell in range(len(fact.masks)):
                tried = (*cells[:place], cell, *cells[place + 1 :])
                value = worth(profiles.conditions(tried))
                if value is not None and value > best:
                    best, cells = value, tried
        if best == before:
            break
    return best
