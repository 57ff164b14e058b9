"""Whether a rule is needed: whether some profile has another result without it.

As long as no rule sets another aside, that hangs only on which conditions hold, so that a few
questions about regions decide it. Under `votes` it does not: there points are added up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.regions.firing import mask_of_outcome
from leadoff.analysis.regions.target import Target
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.analysis.regions.firing import FiringRegions
    from leadoff.analysis.regions.space import Point
    from leadoff.engine.budget import Budget


class _Others(NamedTuple):
    """Rules one of which makes the difference, unless one of `before` holds; both are masks."""

    rules: int
    before: int = 0


def can_tell(firing: FiringRegions) -> bool:
    """Whether `is_needed` can be asked about the rules of this rule set."""
    return firing.rule_set.file.decide.by != "votes" and not firing.overrides.count


def is_needed(firing: FiringRegions, rule: int, absent: int, budget: Budget) -> bool:
    """Whether deleting a rule changes the result of some profile, rules in `absent` left out.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    return _Rule(firing, rule, absent, budget).is_needed()


class _Rule:
    """A rule in question, beside those that are present."""

    def __init__(self, firing: FiringRegions, rule: int, absent: int, budget: Budget) -> None:
        self._firing = firing
        self._budget = budget
        self._bit = 1 << rule
        self._present = firing.every_rule & ~absent & ~self._bit
        self._earlier = self._present & (self._bit - 1)
        self._later = self._present & ~self._earlier
        self._outcome = firing.rule_set.rules[rule].outcome
        self._alike = mask_of_outcome(firing.rule_set, self._outcome) & self._present
        self._ahead = firing.before[rule] & self._present

    def is_needed(self) -> bool:
        """Whether some profile has another result without it."""
        rules = self._firing.rule_set
        # Where nothing else holds, the result is the same if it is what `otherwise` says.
        beside = None
        if rules.file.decide.otherwise == self._outcome:
            beside = _Others(self._present & ~self._alike)
        match rules.file.decide.by:
            case "priority":
                return self._point(self._ahead | self._alike, 0, beside) is not None
            case "first":
                return self._differs(self._earlier, beside, [_Others(self._later & ~self._alike)])
            case "unique":
                return self._is_one_of_two(None if beside is None else _Others(self._present))
            case "any":
                return self._point(self._present, 0, beside) is not None or any(
                    self._point(self._present & ~own, 0, _Others(own)) is not None
                    for own in self._by_outcome()
                    if own != self._alike
                )
        between = [
            _Others(own & self._later, own & self._earlier)
            for own in self._by_outcome()
            if own != self._alike
        ]
        return self._differs(self._earlier & self._alike, beside, between)

    def _by_outcome(self) -> list[int]:
        """The rules that are present, as a mask for each outcome."""
        file = self._firing.rule_set.file
        return [
            mask_of_outcome(self._firing.rule_set, each.id) & self._present
            for each in file.outcomes
        ]

    def _is_one_of_two(self, beside: _Others | None) -> bool:
        """Whether somewhere the rule holds alone, unless others have to, or with just one other.

        Where it is one of two, there is no conflict without it. The other one is then among any
        rules that together hold wherever this one does.
        """
        cover = 0
        while (point := self._point(cover, 0, beside)) is not None:
            holding = self._firing.space.holding(point) & self._present
            if not holding & (holding - 1):
                return True
            cover |= holding & -holding
        return any(
            self._point(self._present & ~(1 << other), 1 << other, None) is not None
            for other in bits(cover)
        )

    def _differs(self, avoid: int, beside: _Others | None, between: Sequence[_Others]) -> bool:
        """Whether the result is another where the rule holds and those to `avoid` do not.

        It is, where none of the later rules alike holds, or one of the others stands between. The
        rules alike that a search comes upon become ends: it goes on in front of each of them, and
        where none of them holds. If nothing differs at a point that it finds, a rule alike stands
        before what was looked for there; that one becomes an end, and the search is made again.
        """
        ends = 0
        left = [(0, beside)]
        while left:
            end, others = left.pop()
            point = self._point(avoid | ends & (end - 1), end, others)
            if point is None:
                continue
            holding = self._firing.space.holding(point) & self._present
            if self._changes(holding):
                return True
            following = holding & self._later & self._alike
            following &= -following
            ends |= following
            left += [(end, others), *((following, each) for each in between)]
        return False

    def _changes(self, holding: int) -> bool:
        verdict = self._firing.rule_set.machine.policy.verdict
        return verdict(holding | self._bit).result != verdict(holding).result

    def _point(self, avoid: int, end: int, others: _Others | None) -> Point | None:
        """A point with the rule, with the one at the end, if any, and with one of the others."""
        hold = self._bit | end
        if others is None:
            return self._firing.some_point(Target(hold=hold, avoid=avoid), self._budget)
        some = others.rules & (end - 1)
        if not some:
            return None
        target = Target(hold=hold, avoid=avoid | others.before, some=some)
        return self._firing.some_point(target, self._budget)
