"""Judges for a search through complete profiles: what results to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.judge import Fires

if TYPE_CHECKING:
    from leadoff.analysis.results.profiles import Profiles
    from leadoff.analysis.results.prospect import Outlook, VotesProspect
    from leadoff.engine.policy import Score


class Aim(NamedTuple):
    """Results to look for, as masks: some of `given`, or with `only` exactly these.

    With `is_wanted` false, the profiles to look for are all others.
    """

    given: int
    only: bool = False
    is_wanted: bool = True


class Giving:
    """Asks for a result."""

    def __init__(self, profiles: Profiles, aim: Aim) -> None:
        self._policy = profiles.policy
        self._prospect = profiles.prospect
        self._overrides = profiles.overrides
        self._aim = aim
        self.free = profiles.prospect.free

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._prospect.added(score, rules)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the result is as wanted."""
        certain, rest = self._prospect.outlook(score, *self._overrides.bounds(true, possible))
        given, only, is_wanted = self._aim
        if only and (certain & ~given or not rest & given):
            return not is_wanted
        if only:
            return is_wanted if certain == rest else None
        if certain & given:
            return is_wanted
        return None if rest & given else not is_wanted

    def idle(self, true: int, possible: int) -> int:
        """Rules that no longer matter to the result."""
        return self._policy.idle(self._overrides.bounds(true, possible)[0])


class Losing(Giving):
    """Asks for a profile where a rule fires and another outcome than its own results."""

    def __init__(self, profiles: Profiles, rule: int, outcome: int) -> None:
        super().__init__(profiles, Aim(outcome, only=True, is_wanted=False))
        self._fires = Fires(profiles.overrides, 1 << rule)
        self.free &= ~(1 << rule)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether it fires in vain."""
        fires = self._fires.certain(score, true, possible)
        if fires is False:
            return False
        loses = super().certain(score, true, possible)
        return loses if fires or loses is False else None


class Decisive:
    """Asks for a profile whose result is another one without a rule.

    The rules in the mask `absent` count as deleted.
    """

    def __init__(self, profiles: Profiles, rule: int, absent: int = 0) -> None:
        self._policy = profiles.policy
        self._prospect = profiles.prospect
        self._overrides = profiles.overrides
        self._bit = 1 << rule
        self._present = ~absent
        self._is_list = profiles.rule_set.file.decide.by == "collect"
        self.free = profiles.prospect.free & ~self._bit & ~absent

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._prospect.added(score, rules)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the rule decides."""
        bit = self._bit
        sure, maybe = self._with(true, possible)
        if not maybe & bit:
            return False
        sure_without, maybe_without = self._without(true, possible)
        if self._policy.idle(sure & sure_without & ~bit) & bit:
            return False
        if self._is_list:
            differ = self._lists_differ(sure, maybe, sure_without, maybe_without)
        else:
            one = self._prospect.outlook(score, sure, maybe)
            two = self._prospect.outlook(score, sure_without, maybe_without)
            differ = _differ(one, two)
        return differ if differ is False or sure & bit else None

    def _lists_differ(
        self, sure: int, maybe: int, sure_without: int, maybe_without: int
    ) -> bool | None:
        """Lists differ in their order too, which an outlook leaves out."""
        one = self._policy.settled((), sure, maybe)
        two = self._policy.settled((), sure_without, maybe_without)
        return None if one is None or two is None else one != two

    def idle(self, true: int, possible: int) -> int:
        """Rules that matter to the result neither with the rule nor without it."""
        sure, _ = self._with(true, possible)
        without, _ = self._without(true, possible)
        return (self._policy.idle(sure & without & ~self._bit) & ~self._bit) | ~self._present

    def _with(self, true: int, possible: int) -> tuple[int, int]:
        return self._overrides.bounds(true & self._present, possible & self._present)

    def _without(self, true: int, possible: int) -> tuple[int, int]:
        others = self._present & ~self._bit
        return self._overrides.bounds(true & others, possible & others)


class Tipping:
    """`Decisive` under votes for a rule that only adds points, where it is known to fire.

    It decides exactly where its outcome's other points fall short of the best rival's by no more
    than its own, and not so that a tie stays a tie or that `otherwise` stays the answer.
    """

    def __init__(self, profiles: Profiles, prospect: VotesProspect, rule: int) -> None:
        self._exact = Decisive(profiles, rule)
        self._prospect = prospect
        self._policy = profiles.policy
        self._overrides = profiles.overrides
        self._bit = 1 << rule
        self._points = prospect.points[rule]
        self._column = prospect.columns[rule]
        self.free = self._exact.free

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._prospect.added(score, rules)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the rule decides."""
        bit = self._bit
        sure, maybe = self._overrides.bounds(true & ~bit, possible & ~bit)
        low, high = self._prospect.range(score, sure, maybe)
        column = self._column
        least, most = low[column], high[column]
        rivals = [*low[:column], *low[column + 1 :]]
        if max(rivals) > most + self._points:
            return False
        if least > max([*high[:column], *high[column + 1 :]]):
            return False
        return self._exact.certain(score, true, possible)

    def idle(self, true: int, possible: int) -> int:
        """Rules that matter to the result neither with the rule nor without it."""
        return self._exact.idle(true, possible)


def _differ(one: Outlook, two: Outlook) -> bool | None:
    """Whether two results differ, of which an outlook each is known."""
    if not one[1] & two[1]:
        return True
    return False if one[0] and one[0] == two[0] else None
