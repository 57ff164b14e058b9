"""Gaps: the profiles for which nothing fires, as maximal regions.

Nothing fires exactly where no condition holds: of the rules whose condition holds, one that no
other such rule overrides fires, and overrides have no circles.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.regions.target import Target
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.masks import bits, mask_of, union

if TYPE_CHECKING:
    from leadoff.analysis.regions.firing import FiringRegions
    from leadoff.analysis.regions.space import Box, Point, Space

MOST_REGIONS = 20
"""The most regions that are looked for."""


class Gap(NamedTuple):
    """Regions, from the largest, that together are all points for which nothing fires.

    A region is a box in which nothing fires and that no larger such box contains; it may also
    contain points that the assumptions forbid. None is covered by the others together. The regions
    are only a part if `is_part`. `point` is a readable one. `ways` says for how many of how many
    points nothing fires; None if they could not be counted.
    """

    regions: tuple[Box, ...]
    point: Point
    is_part: bool
    ways: tuple[int, int] | None


def gap_of(firing: FiringRegions) -> Gap | None:
    """The gap of a rule set, None if something fires for every profile.

    Raises:
        OverBudgetError: the budget ended before it was certain whether there is one.
    """
    target = Target(avoid=firing.every_rule)
    first = firing.find(target)
    if first is None:
        return None
    regions, is_part = _regions(firing, target, first)
    regions.sort(key=lambda box: (-_size(box), box))
    ways = None
    with suppress(OverBudgetError):
        ways = firing.count(target), firing.count(Target())
    return Gap(tuple(regions), first, is_part, ways)


def described(firing: FiringRegions, box: Box) -> str:
    """A box in words: each fact that it narrows, with its values."""
    words = [
        f"{fact.name}: {fact.cells.described(cells)}"
        for fact, cells, whole in zip(firing.compiled.facts, box, firing.space.whole, strict=True)
        if cells != whole
    ]
    return "; ".join(words) or "every profile"


def _regions(firing: FiringRegions, target: Target, first: Point) -> tuple[list[Box], bool]:
    regions: list[Box] = []
    space = firing.space
    covered = _allowed_terms(firing)
    point: Point | None = first
    try:
        while point is not None:
            if len(regions) == MOST_REGIONS:
                return regions, True
            box = _grown(space, covered, point)
            regions.append(box)
            space = space.extended(box)
            known = 1 << len(space.terms_of) - 1
            target = target._replace(avoid=target.avoid | known)
            point = firing.find_in(space, target)
    except OverBudgetError:
        return regions, True
    return _needed(firing, space, target, regions), False


def _needed(firing: FiringRegions, space: Space, target: Target, regions: list[Box]) -> list[Box]:
    """Regions, the last conditions of a space, without small ones that the others cover."""
    first = len(space.terms_of) - len(regions)
    avoid = target.avoid
    needed = []
    for place, box in sorted(enumerate(regions), key=lambda each: _size(each[1])):
        rest = avoid & ~(1 << first + place)
        with suppress(OverBudgetError):
            if firing.find_in(space, Target(avoid=rest), box) is None:
                avoid = rest
                continue
        needed.append(box)
    return needed


def _allowed_terms(firing: FiringRegions) -> int:
    """The terms of rules that hold for a profile which the assumptions allow."""
    space = firing.space
    terms = space.terms(firing.every_rule)
    if not firing.assumptions:
        return terms
    return mask_of(
        term
        for term in bits(terms)
        if firing.is_allowed_in(tuple(column.fields[term] for column in space.columns))
    )


def _grown(space: Space, covered: int, point: Point) -> Box:
    """A largest box around a point in which no term of the covered ones holds.

    Facts that need not be narrowed at all come first, so that a region says as little as it can.
    """
    box = [1 << cell for cell in point]
    for only_whole in (True, False):
        for fact, whole in enumerate(space.whole):
            held = covered
            for other, cells in enumerate(box):
                if other != fact:
                    held &= space.within(other, cells)[1]
            free = union(
                group.cells for group in space.columns[fact].groups if not group.terms & held
            )
            if free == whole or not only_whole:
                box[fact] = free
    return tuple(box)


def _size(box: Box) -> int:
    size = 1
    for cells in box:
        size *= cells.bit_count()
    return size
