"""`TruthTable`: all profiles of a small space at once, a bit each in a number for each condition.

Where a search takes too long because the terms are entangled, a space of few kinds of profile can
be written down instead: what a target asks for is then a few operations on long numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.engine.masks import bits, union

if TYPE_CHECKING:
    from leadoff.analysis.regions.space import Box, Space
    from leadoff.analysis.regions.target import Target
    from leadoff.engine.overrides import Overrides

MOST_KINDS: Final = 1 << 16


def kinds_in(space: Space) -> int:
    """How many kinds of profile there are, cells alike to all terms counted once."""
    kinds = 1
    for column in space.columns:
        kinds *= len(column.groups)
    return kinds


class TruthTable:
    """Where each condition of a space holds, and each rule fires; kinds of profile have numbers."""

    def __init__(self, space: Space, rules: int, overrides: Overrides) -> None:
        """Write a table of a space, whose first so many conditions are rules."""
        self._space = space
        self._kinds = kinds_in(space)
        self._every = (1 << self._kinds) - 1
        self._groups = [self._where_groups(fact) for fact in range(len(space.columns))]
        self._holds = [union(self._where(term) for term in bits(terms)) for terms in space.terms_of]
        self._fires = self._holds[:rules]
        for place, above in overrides.from_the_top:
            self._fires[place] &= ~union(self._fires[each] for each in bits(above))

    def find(self, target: Target) -> Box | None:
        """A box of which every profile does what is asked; None if none does."""
        found = self._every
        for place in bits(target.hold):
            found &= self._holds[place]
        for place in bits(target.fire):
            found &= self._fires[place]
        if target.some:
            found &= union(self._holds[place] for place in bits(target.some))
        found &= ~union(self._holds[place] for place in bits(target.avoid))
        found &= ~union(self._fires[place] for place in bits(target.quiet))
        if not found:
            return None
        kind = (found & -found).bit_length() - 1
        box = []
        for column in self._space.columns:
            kind, group = divmod(kind, len(column.groups))
            box.append(column.groups[group].cells)
        return tuple(box)

    def _where_groups(self, fact: int) -> list[int]:
        """The kinds of profile with each group of a fact: stretches that come again and again."""
        columns = self._space.columns
        stretch = 1
        for column in columns[:fact]:
            stretch *= len(column.groups)
        count = len(columns[fact].groups)
        again = self._every // ((1 << stretch * count) - 1)
        return [((1 << stretch) - 1 << stretch * group) * again for group in range(count)]

    def _where(self, term: int) -> int:
        found = self._every
        for column, groups in zip(self._space.columns, self._groups, strict=True):
            field = column.fields[term]
            found &= union(
                where
                for group, where in zip(column.groups, groups, strict=True)
                if group.cells & field
            )
        return found
