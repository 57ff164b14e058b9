"""Columns: for the values of a fact, or of a few facts together, the terms that they satisfy.

A column is a dict that finds out what it does not know yet and remembers it, so that a value seen
before costs one look-up. What is remembered has an end. Values have been looked at before: a column
must never be asked for a value of a type that its fact cannot have.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from decimal import Decimal
from functools import reduce
from math import ceil, floor, inf, nextafter
from operator import and_, getitem
from typing import TYPE_CHECKING

from leadoff.engine.cells import OrderedCells
from leadoff.facts.domain import Fault, Number, Whole
from leadoff.facts.profile import plain_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadoff.engine.compiled import FactMasks
    from leadoff.engine.representative import Cut
    from leadoff.facts.domain import Range
    from leadoff.facts.fact import Fact

MOST_REMEMBERED = 4_096
_LARGE_INT = 1 << 3_000
_LARGEST_FLOAT = sys.float_info.max


class Column(dict[object, int]):
    """The terms by value; KeyError for a value that its fact cannot have."""

    def __init__(self, find: Callable[[object], int]) -> None:
        """Take what finds the terms of a value, or raises KeyError."""
        super().__init__()
        self._find = find

    def __missing__(self, value: object) -> int:
        mask = self._find(value)
        if len(self) < MOST_REMEMBERED:
            self[value] = mask
        return mask


def column_of(fact: Fact, tested: FactMasks | None, every: int) -> Column:
    """The column of one fact; `tested` are its cells, if some condition tests it."""
    exact = _Exact(fact, tested, every)
    if isinstance(fact.domain, Whole | Number):
        return _Ordered(fact.domain.range, tested, every, exact)
    return Column(exact)


def joint_column(columns: Sequence[Column]) -> Column:
    """The column of several facts together: its values are tuples with one of each."""

    def find(values: object) -> int:
        if not isinstance(values, tuple):
            raise TypeError(values)
        return reduce(and_, map(getitem, columns, values))

    return Column(find)


class _Exact:
    """Finds the terms of a value by asking the domain and the cells of its fact."""

    def __init__(self, fact: Fact, tested: FactMasks | None, every: int) -> None:
        self._fact = fact
        self._tested = tested
        self._every = every

    def __call__(self, value: object) -> int:
        raw = plain_value(value)
        admitted = raw if isinstance(raw, Fault) else self._fact.domain.admit(raw)
        if isinstance(admitted, Fault):
            raise KeyError(self._fact.name)
        tested = self._tested
        return self._every if tested is None else tested.masks[tested.cells.index(admitted)]


class _Ordered(Column):
    """Finds the terms of ints and floats by bisection; other numbers go the exact way.

    For each place where a cell begins, the smallest int and the smallest float behind it are found
    beforehand, so that no number has to be written down to be compared: a float stands for its
    shortest repr, and of two floats the larger has the larger repr.
    """

    def __init__(
        self,
        range_: Range,
        tested: FactMasks | None,
        every: int,
        exact: Callable[[object], int],
    ) -> None:
        super().__init__(exact)
        cells = None if tested is None else tested.cells
        cuts = list(cells.cuts) if isinstance(cells, OrderedCells) else []
        masks: list[int | None] = [every] if tested is None else [*tested.masks]
        if range_.lower is not None:
            cuts.insert(0, (range_.lower.value, 0 if range_.lower.inclusive else 1))
            masks.insert(0, None)
        if range_.upper is not None:
            cuts.append((range_.upper.value, 1 if range_.upper.inclusive else 0))
            masks.append(None)
        # Beyond these nothing is a plain number; a nan lands behind the last place.
        self._masks = [None, *masks, None]
        self._ints = [-_LARGE_INT, *map(_first_int, cuts), _LARGE_INT]
        self._floats = [-_LARGEST_FLOAT, *map(_first_float, cuts), inf]

    def __missing__(self, value: object) -> int:
        if type(value) is float:
            mask = self._masks[bisect_right(self._floats, value)]
        elif type(value) is int:
            mask = self._masks[bisect_right(self._ints, value)]
        else:
            mask = None
        if mask is None:
            mask = self._find(value)
        if len(self) < MOST_REMEMBERED:
            self[value] = mask
        return mask


def _first_int(cut: Cut) -> int:
    """The smallest int behind a cut."""
    number, side = cut
    return floor(number) + 1 if side else ceil(number)


def _first_float(cut: Cut) -> float:
    """The smallest float whose shortest repr is behind a cut; infinity if there is none."""
    number, side = cut
    try:
        near = float(number)
    except OverflowError:
        return inf if number > 0 else -_LARGEST_FLOAT
    if near in (inf, -inf):
        return max(near, -_LARGEST_FLOAT)
    behind = Decimal(repr(near)) > number if side else Decimal(repr(near)) >= number
    return near if behind else nextafter(near, inf)
