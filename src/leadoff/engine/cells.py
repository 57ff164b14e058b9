"""Cells: the stretches of a fact's domain that no condition of a rule file can tell apart.

`sales_cycle_days` with tests at 90 and 180 has the cells 0-89, 90-179 and 180 or more; a choice has
its values; open text has each mentioned value and "any other". A set of cells is a bitmask, cell 0
its lowest bit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, TypeAlias

from leadoff.engine.masks import bits
from leadoff.engine.representative import number_between, text_beside, whole_between
from leadoff.facts.domain import Choice, Flag, Number, OpenText, Whole, either

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from leadoff.engine.representative import Cut
    from leadoff.facts.domain import Bound
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.condition import Test
    from leadoff.source.values import Value


class ListedCells:
    """The cells of a choice, a flag or a text: a value each, and "any other" for open text."""

    def __init__(self, fact: Fact, tests: Iterable[Test]) -> None:
        self.fact = fact
        self.has_other = isinstance(fact.domain, OpenText)
        self.values: tuple[Value, ...]
        if isinstance(fact.domain, Choice):
            self.values = fact.domain.values
        elif isinstance(fact.domain, Flag):
            self.values = (False, True)
        else:
            self.values = tuple(dict.fromkeys(value for test in tests for value in test.values))
        self.count = len(self.values) + self.has_other
        self._index = {value: place for place, value in enumerate(self.values)}

    def index(self, value: Value) -> int:
        """The cell of a value of the domain."""
        return self._index.get(value, len(self.values))

    def where(self, test: Test) -> int:
        """The cells in which a test holds."""
        cells = 0
        for value in test.values:
            cells |= 1 << self._index[value]
        if test.operator in ("is_not", "none_of"):
            return ~cells & ((1 << self.count) - 1)
        return cells

    def value_in(self, cell: int) -> Value:
        """The value that stands for a cell; for "any other" text one that no test names."""
        return self.values[cell] if cell < len(self.values) else text_beside(self._index)

    def only_value(self, cells: int) -> Value | None:
        """The value of a set of cells, if they hold just one."""
        cell = cells.bit_length() - 1
        return self.values[cell] if cells.bit_count() == 1 and cell < len(self.values) else None

    def described(self, cells: int) -> str:
        """A set of cells in words: `b2b or both`."""
        words = [
            self.fact.shown(self.values[place]) if place < len(self.values) else "anything else"
            for place in bits(cells)
        ]
        return either(words)


class OrderedCells:
    """The cells of a whole or number fact: between cuts, in order.

    For whole numbers, just after x is just before x + 1.
    """

    def __init__(self, fact: Fact, tests: Sequence[Test]) -> None:
        self.fact = fact
        self._is_whole = isinstance(fact.domain, Whole)
        if not isinstance(fact.domain, Whole | Number):
            raise TypeError(f"{fact.name} has no order")
        lower, upper = fact.domain.range
        self._lower = None if lower is None else self._cut(lower, lower.inclusive)
        self._upper = None if upper is None else self._cut(upper, not upper.inclusive)
        cuts = {cut for test in tests for cut in self._cuts_of(test) if self._is_inside(cut)}
        self._cuts = sorted(cuts)
        self._literals = sorted({_ordered(value) for test in tests for value in test.values})
        self.count = len(self._cuts) + 1
        self._all = (1 << self.count) - 1

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The places inside the domain where a cell begins, in order."""
        return tuple(self._cuts)

    def index(self, value: Value) -> int:
        """The cell of a value of the domain."""
        return bisect_right(self._cuts, self._before(value))

    def where(self, test: Test) -> int:
        """The cells in which a test holds."""
        value = test.values[0]
        match test.operator:
            case "at_least":
                return self._from(self._before(value))
            case "above":
                return self._from(self._after(value))
            case "at_most":
                return self._all & ~self._from(self._after(value))
            case "below":
                return self._all & ~self._from(self._before(value))
        cells = 0
        for value in test.values:
            cells |= self._from(self._before(value)) & ~self._from(self._after(value))
        return self._all & ~cells if test.operator in ("is_not", "none_of") else cells

    def value_in(self, cell: int) -> int | Decimal:
        """The value that stands for a cell: a literal in it, else a plain number near one."""
        low, high = self._ends(cell)
        if self._is_whole:
            first = None if low is None else int(low[0])
            last = None if high is None else int(high[0]) - 1
            return whole_between(first, last, self._literals)
        from_above = cell == 0 and bool(self._cuts)
        return number_between(low, high, self._literals, from_above=from_above)

    def value_at_end(self, cell: int, *, upper: bool) -> int | Decimal:
        """The value of a cell nearest to the cell above it (`upper`), or to the one below.

        A number cell that does not include this end has no such value: then the plainest number
        with the fewest decimals towards it. There must be a cell on that side.
        """
        low, high = self._ends(cell)
        cut = self._cuts[cell if upper else cell - 1]
        if self._is_whole:
            return int(cut[0]) - upper
        return number_between(low, high, (cut[0],), from_above=upper)

    def only_value(self, cells: int) -> int | Decimal | None:
        """The value of a set of cells, if they hold just one."""
        if cells.bit_count() != 1:
            return None
        low, high = self._ends(cells.bit_length() - 1)
        return low[0] if low is not None and high == self._after(low[0]) else None

    def described(self, cells: int) -> str:
        """A set of cells in words: `0 to 4`, `500 or more`."""
        # The borders of each run of cells: set where a bit differs from the one below it.
        borders = list(bits(cells ^ (cells << 1)))
        runs = zip(borders[::2], borders[1::2], strict=True)
        return either([self._stretch(first, after - 1) for first, after in runs])

    def _stretch(self, first: int, last: int) -> str:
        """Cells next to each other in words; an end that is the domain's own goes unsaid."""
        start = self._cuts[first - 1] if first else None
        end = self._cuts[last] if last < len(self._cuts) else None
        if self._is_whole:
            return self._whole_stretch(start, end)
        if start is None:
            return "any number" if end is None else self._up_to(end)
        low = self._plain(start[0])
        if end is None:
            return f"over {low}" if start[1] else f"{low} or more"
        if start[0] == end[0]:
            return low
        high = self._plain(end[0])
        lower = f"over {low}" if start[1] else low
        return f"{lower} to {high}" if end[1] else f"{lower} to under {high}"

    def _up_to(self, end: Cut) -> str:
        high = self._plain(end[0])
        return f"{high} or less" if end[1] else f"under {high}"

    def _whole_stretch(self, start: Cut | None, end: Cut | None) -> str:
        start = self._lower if start is None else start
        if start is None:
            return "any whole number" if end is None else f"{self._plain(end[0] - 1)} or less"
        low = self._plain(start[0])
        last = end or self._upper
        if last is not None and start[0] == last[0] - 1:
            return low
        return f"{low} or more" if end is None else f"{low} to {self._plain(end[0] - 1)}"

    def _plain(self, value: int | Decimal) -> str:
        return self.fact.figure(value)

    def _ends(self, cell: int) -> tuple[Cut | None, Cut | None]:
        """Where a cell begins and ends; None where it does not."""
        low = self._cuts[cell - 1] if cell else self._lower
        return low, self._cuts[cell] if cell < len(self._cuts) else self._upper

    def _cuts_of(self, test: Test) -> Iterable[Cut]:
        for value in test.values:
            if test.operator not in ("above", "at_most"):
                yield self._before(value)
            if test.operator not in ("at_least", "below"):
                yield self._after(value)

    def _is_inside(self, cut: Cut) -> bool:
        return (self._lower is None or self._lower < cut) and (
            self._upper is None or cut < self._upper
        )

    def _from(self, cut: Cut) -> int:
        """The cells above a cut."""
        if self._lower is not None and cut <= self._lower:
            return self._all
        if self._upper is not None and cut >= self._upper:
            return 0
        return self._all & ~((1 << (bisect_left(self._cuts, cut) + 1)) - 1)

    def _cut(self, end: Bound, before: bool) -> Cut:
        return self._before(end.value) if before else self._after(end.value)

    def _before(self, value: Value) -> Cut:
        return _ordered(value), 0

    def _after(self, value: Value) -> Cut:
        number = _ordered(value)
        return (number + 1, 0) if self._is_whole else (number, 1)


Cells: TypeAlias = ListedCells | OrderedCells


def cells_of(fact: Fact, tests: Sequence[Test]) -> Cells:
    """The cells into which some tests cut a fact's domain."""
    if isinstance(fact.domain, Whole | Number):
        return OrderedCells(fact, tests)
    return ListedCells(fact, tests)


def _ordered(value: Value) -> int | Decimal:
    if isinstance(value, str):
        raise TypeError(f"{value!r} has no order")
    return value
