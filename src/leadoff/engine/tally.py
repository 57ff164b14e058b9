"""Adding up the points of hundreds of votes with one division: casting out nines.

A decimal number leaves the same remainder by 9 as the sum of its digits, because each power of ten
leaves 1. In the same way, by `2 ** size - 1`, the bit at place p leaves `2 ** (p % size)`. So in a
number that holds, for every rule that votes, bits whose remainders add up to its points, one
division finds the points of all these rules, however many they are.

The bits of a rule are its *ballot*. Ballots stand in a mask above the terms, and the ANDs that
match a profile leave those of the rules that fire.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from leadoff.engine.masks import bits, union
from leadoff.engine.policy import TIE, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.engine.policy import Result


class Tally:
    """The ballots of some rules, and how they are counted.

    The points of each outcome have a field of their own in the remainder, as wide as all the votes
    that it can get. One bit more than the fields take keeps the sum below the divisor.
    """

    def __init__(
        self,
        columns: Sequence[int],
        points: Sequence[int],
        rules: int,
        winners: Sequence[Result],
        otherwise: Result,
    ) -> None:
        """Take the rules to count; what each votes for, as a place in `winners`, and its points."""
        self.rules = rules
        self._otherwise = otherwise
        self._unit = gcd(*(points[place] for place in bits(rules))) or 1
        most = [0] * len(winners)
        for place in bits(rules):
            most[columns[place]] += points[place] // self._unit
        self._fields: list[tuple[int, int, Result]] = []
        size = 0
        for total, winner in zip(most, winners, strict=True):
            # The lowest bit of a field is for halves.
            self._fields.append((size + 1, (1 << total.bit_length()) - 1, winner))
            size += total.bit_length() + 1
        layout = _Layout(size + 1)
        self._ballots = [0] * len(points)
        for place in bits(rules):
            start, _, _ = self._fields[columns[place]]
            for bit in bits(points[place] // self._unit):
                self._ballots[place] |= layout.placed(start + bit, start - 1)
        self.divisor = (1 << layout.size) - 1
        self.size = layout.size * max(layout.rows)
        """How many bits the ballots of all rules take."""

    def beside(self, masks: Sequence[int], width: int) -> Iterator[int]:
        """Each mask of terms with the ballots of its rules above, from bit `width` on.

        Masks next to each other have much in common: only what differs is looked at.
        """
        before = ballots = 0
        for mask in masks:
            changed = (before ^ mask) & self.rules
            ballots ^= union(self._ballots[place] for place in bits(changed))
            yield mask | ballots << width
            before = mask

    def verdict(self, votes: int) -> Verdict:
        """The verdict of some votes: what their ballots leave when divided by `divisor`."""
        unit, best, result = self._unit, 0, self._otherwise
        totals = []
        for start, most, winner in self._fields:
            points = votes >> start & most
            if points > best:
                best, result = points, winner
            elif points == best and points:
                result = TIE
            totals.append(points * unit)
        return tuple.__new__(Verdict, (result, tuple(totals)))


class _Layout:
    """Where ballots have taken places: `rows` by the remainder that a place leaves."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.rows = [0] * size

    def placed(self, bit: int, lowest: int) -> int:
        """A free place that counts as this bit; or two that count half, where fewer are taken.

        The rows are to be as even as can be: the longest one makes the width of all ballots.
        """
        rows = self.rows
        if bit > lowest and rows[bit - 1] + 2 <= rows[bit]:
            return self.placed(bit - 1, lowest) | self.placed(bit - 1, lowest)
        place = bit + self.size * rows[bit]
        rows[bit] += 1
        return 1 << place
