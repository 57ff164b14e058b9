"""Rules that fire at the same points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.target import Target
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from leadoff.analysis.regions.firing import FiringRegions


def same_rules(firing: FiringRegions) -> tuple[tuple[int, ...], ...]:
    """The rules that fire at exactly the same points, group by group, in file order.

    Rules that never fire are in no group.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    points = [firing.find(Target(fire=1 << place)) for place in range(firing.compiled.rules)]
    fired = [firing.fired(point) for point in points if point is not None]
    alike: dict[tuple[bool, ...], list[int]] = {}
    for place, point in enumerate(points):
        if point is not None:
            signature = tuple(bool(mask >> place & 1) for mask in fired)
            alike.setdefault(signature, []).append(place)
    groups: list[tuple[int, ...]] = []
    for places in alike.values():
        if len(places) > 1:
            groups += _divided(firing, places)
    return tuple(sorted(groups))


def _divided(firing: FiringRegions, places: list[int]) -> list[tuple[int, ...]]:
    """Groups of really the same rules among some that look alike."""
    groups: list[list[int]] = []
    for place in places:
        for group in groups:
            if _is_same(firing, group[0], place):
                group.append(place)
                break
        else:
            groups.append([place])
    return [tuple(group) for group in groups if len(group) > 1]


def _is_same(firing: FiringRegions, one: int, other: int) -> bool:
    is_linked = firing.overrides.linked_to(1 << one | 1 << other)
    if not is_linked and _terms(firing, one) == _terms(firing, other):
        return True
    return not firing.exists(Target(fire=1 << one, quiet=1 << other)) and not firing.exists(
        Target(fire=1 << other, quiet=1 << one)
    )


def _terms(firing: FiringRegions, place: int) -> set[int]:
    """The prime terms of a rule; equal ones are equal conditions."""
    return {firing.compiled.terms[number] for number in bits(firing.compiled.terms_of[place])}
