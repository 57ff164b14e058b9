"""Whether a rule is needed: whether some profile has another result without it.

Under `first` and `priority`, and as long as no rule sets another aside, that hangs only on which
conditions hold, so that a few questions about regions decide it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.firing import mask_of_outcome
from leadoff.analysis.regions.question import Question

if TYPE_CHECKING:
    from leadoff.analysis.regions.firing import Firing, Point
    from leadoff.analysis.regions.question import Budget


def can_tell(firing: Firing) -> bool:
    """Whether `is_needed` can be asked about the rules of this rule set."""
    by = firing.rule_set.file.decide.by
    return by in ("first", "priority") and not firing.overrides.count


def is_needed(firing: Firing, rule: int, absent: int, budget: Budget) -> bool:
    """Whether deleting a rule changes the result of some profile, rules in `absent` left out.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    rules = firing.rule_set
    outcome = rules.rules[rule].outcome
    present = firing.rules & ~absent & ~(1 << rule)
    alike = mask_of_outcome(rules, outcome) & present
    needs_other = rules.file.decide.otherwise == outcome
    if rules.file.decide.by == "first":
        return _ends_otherwise(firing, rule, present, alike, budget, needs_other=needs_other)
    ahead = firing.before[rule] & present
    others = present & ~alike & ~ahead if needs_other else None
    return _some_point(firing, 1 << rule, ahead | alike, others, budget) is not None


def _ends_otherwise(
    firing: Firing, rule: int, present: int, alike: int, budget: Budget, *, needs_other: bool
) -> bool:
    """Whether, where a rule is the first to hold, the next one has another outcome.

    That none follows will do too, unless there `needs` to be an `other`. Rules `alike` have the
    same outcome. Those that a search comes upon become ends: before each of them, and where none
    holds, a rule of another outcome is looked for. A rule alike may stand before what was found; it
    becomes an end then, and the search is made again.
    """
    earlier = present & ((1 << rule) - 1)
    later = present & ~earlier
    ends = 0
    open_ends = [0]
    while open_ends:
        end = open_ends.pop()
        before = later & (end - 1)
        others = before & ~alike if end or needs_other else None
        point = _some_point(firing, 1 << rule | end, earlier | ends & before, others, budget)
        if point is None:
            continue
        following = firing.space.holding(point) & later
        following &= -following
        if not following & alike:
            return True
        ends |= following
        open_ends += [end, following]
    return False


def _some_point(
    firing: Firing, hold: int, avoid: int, others: int | None, budget: Budget
) -> Point | None:
    """A point where some conditions hold and some do not; if given, also one of `others`."""
    if others == 0:
        return None
    return firing.some_point(Question(hold=hold, avoid=avoid, some=others or 0), budget)
