"""Questions: what a search through profiles looks for.

A question sees what is known of a branch - the score of free rules, the rules whose condition is
true and those that are true or may become it - and says yes or no once that is certain for every
profile of the branch, and None before. A yes or no is always right; None may come too often, but
not where it is known of every rule whether its condition holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from leadoff.analysis.results.profiles import Profiles
    from leadoff.analysis.results.prospect import Outlook, VotesProspect
    from leadoff.engine.policy import Score


class Question(Protocol):
    """What a search looks for."""

    @property
    def free(self) -> int:
        """The rules that only add to the score: the search need not remember them one by one."""
        ...

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        ...

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether every profile of the branch is one to look for, or none is."""
        ...

    def idle(self, true: int, possible: int) -> int:
        """Rules whose conditions no longer matter."""
        ...


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

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
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


class Firing:
    """Asks for a profile where some rules fire and others do not."""

    free = 0

    def __init__(self, profiles: Profiles, rules: int, *, but_not: int = 0) -> None:
        self._overrides = profiles.overrides
        self._rules = rules
        self._but_not = but_not

    def added(self, score: Score, rules: int) -> Score:
        """Nothing: no rule is free."""
        return score

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the rules fire, and the others do not."""
        sure, maybe = self._overrides.bounds(true, possible)
        if self._rules & ~maybe or sure & self._but_not:
            return False
        return None if self._rules & ~sure or maybe & self._but_not else True

    def idle(self, true: int, possible: int) -> int:
        """None."""
        return 0


class Losing(Giving):
    """Asks for a profile where a rule fires and another outcome than its own results."""

    def __init__(self, profiles: Profiles, rule: int, outcome: int) -> None:
        super().__init__(profiles, Aim(outcome, only=True, is_wanted=False))
        self._firing = Firing(profiles, 1 << rule)
        self.free &= ~(1 << rule)

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether it fires in vain."""
        fires = self._firing.answer(score, true, possible)
        if fires is False:
            return False
        loses = super().answer(score, true, possible)
        return loses if fires or loses is False else None


class Deciding:
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

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
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
    """`Deciding` under votes for a rule that only adds points, where it is known to fire.

    It decides exactly where its outcome's other points fall short of the best rival's by no more
    than its own, and not so that a tie stays a tie or that `otherwise` stays the answer.
    """

    def __init__(self, profiles: Profiles, prospect: VotesProspect, rule: int) -> None:
        self._exact = Deciding(profiles, rule)
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

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
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
        return self._exact.answer(score, true, possible)

    def idle(self, true: int, possible: int) -> int:
        """Rules that matter to the result neither with the rule nor without it."""
        return self._exact.idle(true, possible)


class Existing:
    """Asks nothing of the rules: any profile will do that meets what is required."""

    free = 0

    def added(self, score: Score, rules: int) -> Score:
        """Nothing: no rule is free."""
        return score

    def answer(self, score: Score, true: int, possible: int) -> bool | None:
        """Yes."""
        return True

    def idle(self, true: int, possible: int) -> int:
        """None."""
        return 0


def _differ(one: Outlook, two: Outlook) -> bool | None:
    """Whether two results differ, of which an outlook each is known."""
    if not one[1] & two[1]:
        return True
    return False if one[0] and one[0] == two[0] else None
