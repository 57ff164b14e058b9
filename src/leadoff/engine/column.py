"""Columns: for the values of a fact, the terms that they satisfy.

A column is a dict that finds out what it does not know yet and remembers it, so that a value seen
before costs one look-up. What is remembered has an end. Types are looked at before values, for a
dict cannot tell true from 1, nor 1.0 from 1: a column must never be asked for a value of a type
that is not one of its `types`.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from decimal import Decimal
from math import ceil, floor, inf, nextafter
from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.cells import OrderedCells
from leadoff.facts.domain import Fault, Flag, Number, Whole
from leadoff.facts.profile import plain_value

if TYPE_CHECKING:
    from leadoff.engine.compiled import FactMasks
    from leadoff.engine.representative import Cut
    from leadoff.facts.domain import Range
    from leadoff.facts.fact import Fact

MOST_REMEMBERED = 4_096
_LARGE = 1 << 3_000
_LOWEST: Cut = (1 - _LARGE, 0)
_HIGHEST: Cut = (_LARGE, 0)
"""Before the one and behind the other no number is a plain value; see `plain_value`."""
_LARGEST_FLOAT = sys.float_info.max
EXACT_FLOAT = 1 << 53
"""Up to here every int is a float."""


class Column(dict[object, int]):
    """The terms of one fact by value; KeyError for a value that the fact cannot have."""

    def __init__(self, fact: Fact, tested: FactMasks | None, every: int) -> None:
        """Take the fact and its cells, if some condition tests it; `every` are all terms."""
        super().__init__()
        self.fact = fact
        self.name = fact.name
        self.types = _types_of(fact)
        self.is_tested = tested is not None
        self._tested = tested
        self._every = every

    def __missing__(self, value: object) -> int:
        mask = self._find(value)
        if len(self) < MOST_REMEMBERED:
            self[value] = mask
        return mask

    def _find(self, value: object) -> int:
        """The terms of a value, by asking the domain and the cells of the fact."""
        raw = plain_value(value)
        admitted = raw if isinstance(raw, Fault) else self.fact.domain.admit(raw)
        if isinstance(admitted, Fault):
            raise KeyError(self.name)
        tested = self._tested
        return self._every if tested is None else tested.masks[tested.cells.index(admitted)]


class Stretches(NamedTuple):
    """The terms of the numbers between cuts, found by bisection: `masks` has one more than `cuts`.

    A stretch that is no part of the fact's domain has None.
    """

    cuts: list[float]
    masks: list[int | None]

    def at(self, number: float) -> int | None:
        """The terms of a number, None if it is not in the domain."""
        return self.masks[bisect_right(self.cuts, number)]


class OrderedColumn(Column):
    """The terms of a whole or number fact, by bisection for ints and floats.

    For each place where a cell begins, the smallest int and the smallest float behind it are found
    beforehand, so that no number has to be written down to be compared: a float stands for its
    shortest repr, and of two floats the larger has the larger repr.
    """

    def __init__(self, fact: Fact, tested: FactMasks | None, every: int) -> None:
        super().__init__(fact, tested, every)
        if not isinstance(fact.domain, Whole | Number):
            raise TypeError(f"{fact.name} has no order")
        cells = None if tested is None else tested.cells
        inner: tuple[Cut, ...] = cells.cuts if isinstance(cells, OrderedCells) else ()
        lower, upper = _ends(fact.domain.range)
        cuts = [min(max(cut, _LOWEST), _HIGHEST) for cut in (lower, *inner, upper)]
        masks = [None, *([every] if tested is None else tested.masks), None]
        self.ints = Stretches([_first_int(cut) for cut in cuts], masks)
        self.floats = Stretches([_first_float(cut) for cut in cuts], masks)
        self._is_plain = all(
            -EXACT_FLOAT <= cut[0] <= EXACT_FLOAT or cut in (_LOWEST, _HIGHEST) for cut in cuts
        )

    @property
    def stretches(self) -> Stretches | None:
        """The stretches for values of each of the first two `types`; None if they differ.

        No int lies between a cut and the first float behind it, where every int of that size is a
        float.
        """
        if self.types == (int,):
            return self.ints
        return self.floats if self._is_plain else None

    def _find(self, value: object) -> int:
        mask = None
        if type(value) is float:
            mask = self.floats.at(value)
        elif type(value) is int:
            mask = self.ints.at(value)
        return super()._find(value) if mask is None else mask


def column_of(fact: Fact, tested: FactMasks | None, every: int) -> Column:
    """The column of one fact; `tested` are its cells, if some condition tests it."""
    is_ordered = isinstance(fact.domain, Whole | Number)
    return (OrderedColumn if is_ordered else Column)(fact, tested, every)


def _types_of(fact: Fact) -> tuple[type, ...]:
    """The types in which a fact may be answered, the most frequent first."""
    if isinstance(fact.domain, Flag):
        return (bool,)
    if isinstance(fact.domain, Whole):
        return (int,)
    if isinstance(fact.domain, Number):
        return float, int, Decimal
    return (str,)


def _ends(range_: Range) -> tuple[Cut, Cut]:
    """Where a range begins and ends."""
    lower, upper = range_
    return (
        _LOWEST if lower is None else (lower.value, 0 if lower.inclusive else 1),
        _HIGHEST if upper is None else (upper.value, 1 if upper.inclusive else 0),
    )


def _first_int(cut: Cut) -> int:
    """The smallest int behind a cut."""
    number, side = cut
    return floor(number) + 1 if side else ceil(number)


def _first_float(cut: Cut) -> float:
    """The smallest float whose shortest repr is behind a cut; a larger number if there is none."""
    number, side = cut
    if cut == _HIGHEST:
        return _LARGE
    try:
        near = float(number)
    except OverflowError:
        return inf if number > 0 else -_LARGEST_FLOAT
    if near in (inf, -inf):
        return max(near, -_LARGEST_FLOAT)
    behind = Decimal(repr(near)) > number if side else Decimal(repr(near)) >= number
    return near if behind else nextafter(near, inf)
