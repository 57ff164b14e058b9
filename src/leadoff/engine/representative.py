"""Values that stand for a cell, chosen to be read: a literal, or a plain number near one.

The same cell always has the same value, so that a witness is the same on every machine.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

Cut: TypeAlias = tuple[int | Decimal, int]
"""A place between values: (x, 0) is just before x, (x, 1) just after it."""


def text_beside(listed: Container[object]) -> str:
    """A text that is not listed: `other`, else `other-2` and so on."""
    if "other" not in listed:
        return "other"
    return next(name for number in count(2) if (name := f"other-{number}") not in listed)


def whole_between(low: int | None, high: int | None, literals: Sequence[int | Decimal]) -> int:
    """The end of a stretch of whole numbers that is nearest to a literal, the lower of equals.

    Without a literal, the number nearest to 0. Either end may be missing, but not both where
    there are literals.
    """
    if not literals:
        return _towards_zero(low, high)

    def distance(end: int) -> int:
        # Tests of whole numbers name whole numbers.
        return min(abs(end - int(literal)) for literal in literals)

    return min((end for end in (low, high) if end is not None), key=distance)


def number_between(
    low: Cut | None, high: Cut | None, literals: Sequence[int | Decimal], *, from_above: bool
) -> Decimal:
    """A number between two cuts: a literal, else one with the fewest decimals.

    Of several with equally few decimals the one nearest to the lower end, or with `from_above` to
    the upper one; without any literal the one nearest to 0.
    """
    for literal in literals:
        if (low is None or low <= (literal, 0)) and (high is None or (literal, 0) < high):
            return Decimal(literal)
    decimals = 0
    while True:
        scale = 10**decimals
        least = None if low is None else _scaled(low, scale)
        most = None if high is None else _scaled(high, scale) - 1
        if least is None or most is None or least <= most:
            near = most if from_above else least
            chosen = _towards_zero(least, most) if near is None or not literals else near
            return _decimal(chosen, decimals)
        decimals += 1


def _towards_zero(low: int | None, high: int | None) -> int:
    if low is not None and low > 0:
        return low
    return high if high is not None and high < 0 else 0


def _scaled(cut: Cut, scale: int) -> int:
    """The least whole multiple of 1/scale after a cut, in these units."""
    numerator, denominator = cut[0].as_integer_ratio()
    if cut[1]:
        return numerator * scale // denominator + 1
    return -(-numerator * scale // denominator)


def _decimal(units: int, decimals: int) -> Decimal:
    """`units` of the last decimal place as a Decimal; arithmetic would round long ones."""
    digits = tuple(map(int, str(abs(units))))
    return Decimal((int(units < 0), digits, -decimals))
