"""`Space`: all profiles, as the facts' cells and the numbered terms that some conditions have.

Two spaces are made: one of a whole compiled rule file, and small ones of a few conditions that
stand nowhere in it (a rule without one of its parts). Cells that satisfy the same terms are one
group, so that a small space is small however finely the file cuts its facts.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leadoff.engine.compiled import TermOwners
from leadoff.engine.masks import bits, mask_of, union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.compiled import Compiled, FactMasks


Box: TypeAlias = tuple[int, ...]
"""A mask of cells for each fact: all profiles that have one of these cells everywhere."""

Point: TypeAlias = tuple[int, ...]
"""A complete profile: one cell for each tested fact, in the order of `compiled.facts`."""


_MOST_REMEMBERED = 100_000


class Group(NamedTuple):
    """Cells of one fact that satisfy the same terms; both are masks."""

    cells: int
    terms: int


class FactColumn(NamedTuple):
    """One fact: its groups of cells, for each term by number its cells, and how many there are."""

    groups: tuple[Group, ...]
    fields: tuple[int, ...]
    width: int


class Space:
    """Facts as columns, in the order of the compiled facts, and conditions with numbered terms.

    The first term of condition c has number c, as in `leadoff.engine.compiled`.
    """

    def __init__(
        self,
        columns: Sequence[FactColumn],
        owners: Sequence[int],
        terms_of: Sequence[int],
        firsts: int | None = None,
    ) -> None:
        """Take the parts; the first `firsts` terms, by default one a condition, own themselves."""
        self.columns = tuple(columns)
        self.owners = tuple(owners)
        self.terms_of = tuple(terms_of)
        self._firsts = len(terms_of) if firsts is None else firsts
        self._owners = TermOwners(self.owners, self._firsts)
        self._within: list[dict[int, tuple[int, int]]] = [{} for _ in columns]

    @classmethod
    def of_compiled(cls, compiled: Compiled) -> Space:
        """The space of a rule file: condition r is rule r, condition `rules + a` assumption a."""
        return cls(
            [_column(fact.masks, _fields(fact, compiled.terms)) for fact in compiled.facts],
            compiled.owners,
            compiled.terms_of,
            compiled.rules,
        )

    @classmethod
    def of_terms(cls, compiled: Compiled, conditions: Sequence[Sequence[int]]) -> Space:
        """The space of some conditions, each as its terms over the facts of a compiled file."""
        count = len(conditions)
        numbered = [own[0] if own else 0 for own in conditions]
        owners = list(range(count))
        terms_of = [1 << place if own else 0 for place, own in enumerate(conditions)]
        for place, own in enumerate(conditions):
            for term in own[1:]:
                terms_of[place] |= 1 << len(numbered)
                owners.append(place)
                numbered.append(term)
        columns = []
        for fact in compiled.facts:
            fields = _fields(fact, numbered)
            columns.append(FactColumn(_refined(fields, fact.cells.count), fields, fact.cells.count))
        return cls(columns, owners, terms_of)

    def extended(self, box: Box) -> Space:
        """The space with one more condition, which holds in a box; it is numbered last."""
        number = len(self.owners)
        columns = [
            FactColumn(
                _cut(column.groups, cells, 1 << number), (*column.fields, cells), column.width
            )
            for column, cells in zip(self.columns, box, strict=True)
        ]
        place = len(self.terms_of)
        owners, terms_of = (*self.owners, place), (*self.terms_of, 1 << number)
        return Space(columns, owners, terms_of, self._firsts)

    def conditions(self, terms: int) -> int:
        """The conditions that own some of these terms, as a mask."""
        return self._owners.of(terms)

    def terms(self, conditions: int) -> int:
        """The terms of some conditions, as a mask."""
        return union(self.terms_of[place] for place in bits(conditions))

    def holding(self, cells: Sequence[int]) -> int:
        """The conditions that hold in a complete way of answering, given a cell for each fact."""
        alive = self.every
        for column, cell in zip(self._by_cell, cells, strict=True):
            alive &= column[cell]
        return self.conditions(alive)

    def within(self, fact: int, cells: int) -> tuple[int, int]:
        """The terms that hold in all of some cells of a fact, and those that hold in one at least.

        Terms that do not mention the fact are among both.
        """
        known = self._within[fact]
        found = known.get(cells)
        if found is None:
            everywhere, somewhere = -1, 0
            for group in self.columns[fact].groups:
                if group.cells & cells:
                    everywhere &= group.terms
                    somewhere |= group.terms
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            found = known[cells] = everywhere, somewhere
        return found

    @cached_property
    def whole(self) -> Box:
        """The box of all profiles."""
        return tuple((1 << column.width) - 1 for column in self.columns)

    @cached_property
    def every(self) -> int:
        """All terms."""
        return union(self.terms_of)

    @cached_property
    def _by_cell(self) -> tuple[tuple[int, ...], ...]:
        """The terms of each cell."""
        return tuple(_masks(column) for column in self.columns)


def _cut(groups: tuple[Group, ...], cells: int, bit: int) -> tuple[Group, ...]:
    """Some groups with one more term, which holds in some cells."""
    inside = [Group(each.cells & cells, each.terms | bit) for each in groups if each.cells & cells]
    outside = [Group(each.cells & ~cells, each.terms) for each in groups if each.cells & ~cells]
    return *inside, *outside


def _fields(fact: FactMasks, terms: Sequence[int]) -> tuple[int, ...]:
    everything = (1 << fact.cells.count) - 1
    return tuple(term >> fact.shift & everything for term in terms)


def _column(masks: Sequence[int], fields: tuple[int, ...]) -> FactColumn:
    cells: dict[int, int] = {}
    for cell, terms in enumerate(masks):
        cells[terms] = cells.get(terms, 0) | 1 << cell
    groups = tuple(Group(where, terms) for terms, where in cells.items())
    return FactColumn(groups, fields, len(masks))


def _refined(fields: Sequence[int], width: int) -> tuple[Group, ...]:
    """The groups of a fact on which numbered terms have these sets of cells."""
    found = [(1 << width) - 1]
    for field in fields:
        found = [part for cells in found for part in (cells & field, cells & ~field) if part]
    return tuple(
        Group(cells, mask_of(number for number, field in enumerate(fields) if field & cells))
        for cells in found
    )


def _masks(column: FactColumn) -> tuple[int, ...]:
    masks = [0] * column.width
    for group in column.groups:
        for cell in bits(group.cells):
            masks[cell] = group.terms
    return tuple(masks)
