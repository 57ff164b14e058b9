"""Branching: where a search divides a box when nothing follows any more.

A box is divided along a term, into the part inside and one part for each fact that can leave it:
the sharp operation of two-level minimisation (Rudell and Sangiovanni-Vincentelli, IEEE TCAD 1987).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.analysis.regions.space import Box, FactColumn

_MOST_TERMS_COMPARED = 24


class State(NamedTuple):
    """A box, terms that may hold somewhere in it, and what is not certain in all of it.

    `need` are conditions that must hold; `linked` says whether overrides are still undecided.
    `facts` are those that some of the terms may leave.
    """

    box: Box
    alive: int
    need: int
    linked: bool
    facts: tuple[int, ...]


class Settled(NamedTuple):
    """A state from which nothing follows at once. `open` are terms that hold in a part of the box.

    `leaving` are, for each fact of the state, the terms that leave out some of its cells, and
    `binary` the open ones that only two facts can leave.
    """

    state: State
    open: int
    leaving: tuple[int, ...]
    binary: int

    @property
    def key(self) -> State:
        """The state without the cells of other facts: what is below it is the same."""
        box = self.state.box
        return self.state._replace(box=tuple(box[fact] for fact in self.state.facts))


class Branching:
    """How one search divides its boxes: the columns, the terms by condition, those to avoid."""

    def __init__(
        self, columns: Sequence[FactColumn], terms_of: Sequence[int], avoided: int
    ) -> None:
        self._columns = columns
        self._terms_of = terms_of
        self._avoided = avoided

    def split(self, settled: Settled) -> list[State]:
        """The parts of a box inside and outside one term, which share no profile."""
        state = settled.state
        box, alive, _, _, facts = state
        term = self._next_term(settled)
        bit = 1 << term
        columns = self._columns
        leaves = [
            (box[fact] & ~columns[fact].fields[term], fact)
            for fact, left in zip(facts, settled.leaving, strict=True)
            if left & bit
        ]
        leaves.sort(key=lambda leave: leave[0].bit_count() / box[leave[1]].bit_count())
        inside = list(box)
        parts = []
        for left, fact in leaves:
            outside = inside.copy()
            outside[fact] &= left
            parts.append(state._replace(box=tuple(outside), alive=alive & ~bit))
            inside[fact] &= ~left
        if not bit & self._avoided:
            parts.append(state._replace(box=tuple(inside)))
        parts.reverse()
        return parts

    def _next_term(self, settled: Settled) -> int:
        """The term to split along: of a condition to hold with few terms, else a large one."""
        state, terms, _, binary = settled
        avoided = terms & self._avoided
        few = min(
            (self._terms_of[place] & terms for place in bits(state.need)),
            key=int.bit_count,
            default=0,
        )
        if few and (few.bit_count() <= 2 or not avoided):
            return self._largest(few, settled)
        return self._largest(binary & avoided or avoided or terms, settled)

    def _largest(self, terms: int, settled: Settled) -> int:
        """Of the first few terms the one that covers the largest share of the box."""
        columns, box = self._columns, settled.state.box
        best, most = -1, -1.0
        for tried, term in enumerate(bits(terms)):
            if tried == _MOST_TERMS_COMPARED:
                break
            share = 1.0
            for fact, left in zip(settled.state.facts, settled.leaving, strict=True):
                if left >> term & 1:
                    inside = box[fact] & columns[fact].fields[term]
                    share *= inside.bit_count() / box[fact].bit_count()
            if share > most:
                best, most = term, share
        return best
