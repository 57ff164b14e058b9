"""Covers: rules that never have their turn, because others go before them wherever they hold.

A rule has its turn where its condition holds and no rule fires that overrides it or, under `first`
and `priority`, goes before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.regions.target import Target
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.masks import bits, mask_of

if TYPE_CHECKING:
    from leadoff.analysis.regions.firing import FiringRegions
    from leadoff.analysis.regions.space import Point


class Member(NamedTuple):
    """A rule of a cover, with a point at which it alone keeps the covered rule from its turn."""

    rule: int
    point: Point


def can_hold(firing: FiringRegions, rule: int) -> bool:
    """Whether a rule's condition holds anywhere."""
    return firing.exists(Target(hold=1 << rule))


def has_turn(firing: FiringRegions, rule: int) -> bool:
    """Whether a rule has its turn anywhere."""
    return firing.exists(Target(hold=1 << rule, quiet=firing.blockers(rule)))


def cover_of(firing: FiringRegions, rule: int) -> tuple[Member, ...]:
    """Rules that together keep a rule from ever having its turn, none of which can be left out.

    Empty if the rule has its turn, or can never hold. One rule if one alone is enough, of several
    such the first in the file, or where that takes too long, the first that plainly is; else a set
    shrunk by leaving out rules while the others are enough, which need not be the smallest.
    """
    plain = plain_covers(firing, rule)
    if not plain and has_turn(firing, rule):
        return ()
    start = firing.find(Target(hold=1 << rule))
    if start is None:
        return ()
    single = _single(firing, rule, start, plain & -plain)
    if single is not None:
        return (single,)
    members = _shrunk(firing, rule, _enough(firing, rule))
    return tuple(_member(firing, rule, members, each) for each in bits(members))


def can_move_up(firing: FiringRegions, rule: int, above: int) -> bool:
    """Whether a rule would have its turn if it stood just before another one."""
    before = firing.before[above] | firing.overrides.over(rule)
    return firing.exists(Target(hold=1 << rule, quiet=before))


def plain_covers(firing: FiringRegions, rule: int) -> int:
    """Rules that alone keep a rule from its turn, as one can see from two conditions."""
    before = firing.plainly_over(rule) & firing.blockers(rule)
    return before & ~mask_of(place for place in bits(before) if firing.overrides.over(place))


def _single(firing: FiringRegions, rule: int, start: Point, plain: int) -> Member | None:
    """The first rule that alone covers another; each refuted one refutes others with it.

    The rule in the mask `plain`, if there is one, is known to.
    """
    left = firing.blockers(rule) & firing.fired(start)
    while left:
        bit = left & -left
        try:
            point = None if bit == plain else firing.find(Target(hold=1 << rule, quiet=bit))
        except OverBudgetError:
            if not plain:
                raise
            bit, point = plain, None
        if point is None:
            return Member(bit.bit_length() - 1, start)
        left &= firing.fired(point)
    return None


def _enough(firing: FiringRegions, rule: int) -> int:
    """Rules that are enough together: to each point they leave, one more that fires there."""
    members = 0
    while (point := firing.find(Target(hold=1 << rule, quiet=members))) is not None:
        firing_there = firing.blockers(rule) & firing.fired(point)
        members |= firing_there & -firing_there
    return members


def _shrunk(firing: FiringRegions, rule: int, members: int) -> int:
    for place in reversed(tuple(bits(members))):
        rest = members & ~(1 << place)
        if not firing.exists(Target(hold=1 << rule, quiet=rest)):
            members = rest
    return members


def _member(firing: FiringRegions, rule: int, members: int, place: int) -> Member:
    point = firing.find(Target(hold=1 << rule, quiet=members & ~(1 << place)))
    if point is None:
        raise AssertionError("a member that can be left out")
    return Member(place, point)
