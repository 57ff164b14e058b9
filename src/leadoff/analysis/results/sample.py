"""Sampled profiles: a fixed choice of a few thousand that refutes most claims before any search.

All of them where there are few. Else the ordinary profile and all that differ from it in one cell,
then some aimed at each rule's terms, then a sequence that looks random and is the same everywhere.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.results.profiles import Profiles

_FEW = 500
_RANDOM = 2_000
_MOST_AIMED = 6_000
_PER_RULE = 12


def sampled(profiles: Profiles) -> dict[int, Point]:
    """Allowed profiles by the conditions that hold there: of those alike the first sampled."""
    found: dict[int, Point] = {}
    required = profiles.required
    for cells in _candidates(profiles):
        conditions = profiles.conditions(cells)
        if not required & ~conditions:
            found.setdefault(conditions, cells)
    return found


def _candidates(profiles: Profiles) -> Iterator[Point]:
    counts = [len(fact.masks) for fact in profiles.compiled.facts]
    if prod(counts) <= _FEW:
        yield from product(*map(range, counts))
        return
    ordinary = profiles.ordinary
    yield ordinary
    for place, fact in enumerate(profiles.compiled.facts):
        for cell in range(len(fact.masks)):
            if cell != ordinary[place]:
                yield (*ordinary[:place], cell, *ordinary[place + 1 :])
    draw = _drawing()
    yield from _aimed(profiles, draw)
    for _ in range(_RANDOM):
        yield tuple([draw(count) for count in counts])


def _aimed(profiles: Profiles, draw: Callable[[int], int]) -> Iterator[Point]:
    """Profiles in which a term of each condition holds: the rest ordinary, then at random."""
    compiled = profiles.compiled
    conditions = [own for own in compiled.terms_of if own]
    times = max(1, min(_PER_RULE, _MOST_AIMED // max(1, len(conditions))))
    counts = [len(fact.masks) for fact in compiled.facts]
    for own in conditions:
        terms = list(bits(own))
        for turn in range(times):
            term = terms[turn * len(terms) // times]
            cells = []
            for place, fact in enumerate(compiled.facts):
                inside = compiled.cells_in(term, fact)
                usual = profiles.ordinary[place]
                if turn == 0 and inside >> usual & 1:
                    cells.append(usual)
                elif inside == (1 << counts[place]) - 1:
                    cells.append(draw(counts[place]) if turn else usual)
                else:
                    some = list(bits(inside))
                    cells.append(some[draw(len(some))])
            yield tuple(cells)


def _drawing() -> Callable[[int], int]:
    """A drawer of numbers below a count: Knuth's linear congruential generator (MMIX)."""
    state = 1

    def draw(count: int) -> int:
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 32) % count

    return draw
