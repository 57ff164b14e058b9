"""Comparing two rule sets: do they decide every complete profile alike?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.firing import FiringRegions
from leadoff.analysis.replay import ReplayError
from leadoff.analysis.results.profiles import Profiles
from leadoff.analysis.results.prospect import VotesProspect, prospect_of
from leadoff.analysis.results.results import MOST_STEPS_OF_SEARCH, Results
from leadoff.analysis.results.search import ResultSearch
from leadoff.analysis.witness import profile_at
from leadoff.engine.budget import Budget
from leadoff.engine.judge import Fires, Plain
from leadoff.engine.masks import union
from leadoff.engine.rule_set import RuleSet

if TYPE_CHECKING:
    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.witness import Witness
    from leadoff.engine.judge import Judge
    from leadoff.engine.policy import Score
    from leadoff.ruleset.model import Rule


def difference(before: RuleSet, after: RuleSet) -> Witness | None:
    """A complete profile that two rule sets decide differently; None if there is none.

    Profiles are those over the facts of both that the assumptions of `before` allow. A decision is
    the result and, under votes, the totals, from which firmness and lean follow.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    pair = Pair(before, after)
    found = pair.differing()
    if found is None:
        return None
    witness = profile_at(pair.joined.rule_set, found)
    if _said(before, witness) == _said(after, witness):
        raise ReplayError(f"{dict(witness)} is decided alike")
    return witness


def _said(rule_set: RuleSet, witness: Witness) -> tuple[object, ...]:
    names = {fact.name for fact in rule_set.facts}
    found = rule_set.decide({name: value for name, value in witness if name in names})
    return found.kind, found.outcomes, found.totals


class Pair:
    """Two rule sets over the same cells, the rules of the second numbered after the first's."""

    def __init__(self, before: RuleSet, after: RuleSet) -> None:
        self.joined = Profiles(_joined(before, after))
        self._before, self._after = before, after
        self._shift = len(before.rules)
        self._is_vote = "votes" in (before.file.decide.by, after.file.decide.by)

    def differing(self) -> Point | None:
        """A profile with different results.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        before, after = self._before, self._after
        decide_alike = self._decide_alike()
        shared = self._shared() if decide_alike else ()
        changed = (1 << self._shift + len(after.rules)) - 1
        for one, two in shared:
            changed &= ~(one | two)
        if decide_alike and not changed:
            return None
        is_one = changed < 1 << self._shift and not changed & (changed - 1)
        if decide_alike and is_one and not self._is_vote:
            # One rule was deleted, and nothing else changed.
            results = Results(FiringRegions(before))
            found = results.deciding(changed.bit_length() - 1)
            return None if found is None else self._refined(results.profiles, found)
        return self._find(_Differing(before, after, shared, changed if decide_alike else None))

    def _find(self, judge: Judge[bool], required: int = 0) -> Point | None:
        return ResultSearch(self.joined, judge, required).any(Budget(MOST_STEPS_OF_SEARCH))

    def _refined(self, profiles: Profiles, cells: Point) -> Point:
        """The cells of the joined rule sets for a profile of the first."""
        values = {
            fact.name: fact.cells.value_in(cell)
            for fact, cell in zip(profiles.compiled.facts, cells, strict=True)
        }
        return tuple(
            fact.cells.index(values[fact.name])
            if fact.name in values
            else self.joined.ordinary[place]
            for place, fact in enumerate(self.joined.compiled.facts)
        )

    def _decide_alike(self) -> bool:
        first, second = self._before.file, self._after.file
        outcomes = [[each.id for each in file.outcomes] for file in (first, second)]
        decides = [(d.by, d.among, d.otherwise) for d in (first.decide, second.decide)]
        return outcomes[0] == outcomes[1] and decides[0] == decides[1]

    def _shared(self) -> tuple[tuple[int, int], ...]:
        """The rules of the first that the second has too, in the same order, as pairs of bits.

        Where all other rules hold in neither, the same rules hold in both.
        """
        after = self._after.rules
        shared = []
        start = 0
        for place, rule in enumerate(self._before.rules):
            for other in range(start, len(after)):
                if _do_alike(rule, after[other]) and self._hold_alike(place, other):
                    shared.append((1 << place, 1 << self._shift + other))
                    start = other + 1
                    break
        return tuple(shared)

    def _hold_alike(self, place: int, other: int) -> bool:
        """Whether a rule of the first and one of the second hold for the same profiles."""
        one, two = 1 << place, 1 << self._shift + other
        if self._terms(place) == self._terms(self._shift + other):
            return True
        return all(
            self._find(Fires(self.joined.overrides, mine, theirs), mine) is None
            for mine, theirs in ((one, two), (two, one))
        )

    def _terms(self, rule: int) -> frozenset[int]:
        compiled = self.joined.compiled
        own = compiled.terms_of[rule]
        return frozenset(term for place, term in enumerate(compiled.terms) if own >> place & 1)


class _Differing(Plain[bool]):
    """Asks for a profile with different results or, under votes, different totals.

    `shared` are pairs of rules that hold for the same profiles and do the same, `changed` all other
    rules, if one of them has to hold where decisions differ.
    """

    def __init__(
        self,
        before: RuleSet,
        after: RuleSet,
        shared: tuple[tuple[int, int], ...],
        changed: int | None,
    ) -> None:
        self._changed = changed
        self._first, self._second = before.machine, after.machine
        self._shift = len(before.rules)
        self._every = (1 << self._shift) - 1
        self._width = len(before.file.decide.among)
        self._first_prospect, self._second_prospect = (
            prospect_of(each.file._replace(rules=each.rules)) for each in (before, after)
        )
        free = self._first.policy.free | self._second.policy.free << self._shift
        # Of free rules only differences are known in the end, so both sides have to have the same.
        self.free = union(one | two for one, two in shared if one & free and two & free)
        every = (1 << self._shift + len(after.rules)) - 1
        self._counted = every & ~self.free if before.file.decide.among else 0

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules: that of the first rule set, then that of the second."""
        return (
            *self._first.policy.added(score[: self._width], rules & self._every),
            *self._second.policy.added(score[self._width :], rules >> self._shift),
        )

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the decisions differ, once both are certain."""
        if self._changed is not None and not possible & self._changed:
            return False
        first = self._first.overrides.bounds(true & self._every, possible & self._every)
        second = self._second.overrides.bounds(true >> self._shift, possible >> self._shift)
        one = self._first.policy.settled(score[: self._width], *first)
        two = self._second.policy.settled(score[self._width :], *second)
        if one is not None and two is not None and one != two:
            return True
        if (true ^ possible) & self._counted or one is None or two is None:
            return None
        return self._counted > 0 and self._totals_differ(first[0], second[0])

    def _totals_differ(self, first: int, second: int) -> bool:
        """Whether the firing rules that are not free add up to different totals."""
        one, two = self._first_prospect, self._second_prospect
        if not isinstance(one, VotesProspect) or not isinstance(two, VotesProspect):
            return True
        return one.totals(first & ~self.free) != two.totals(second & ~(self.free >> self._shift))


def _do_alike(rule: Rule, other: Rule) -> bool:
    """Whether two rules have the same name and do the same where they fire."""
    one, two = (
        (each.id, each.effect, each.outcome, each.points, frozenset(each.overrides))
        for each in (rule, other)
    )
    return one == two


def _joined(before: RuleSet, after: RuleSet) -> RuleSet:
    """One rule set whose compiled form holds the rules of both, without overrides."""
    rules = tuple(
        rule._replace(id=f"{side} {rule.id}", overrides=())
        for side, rule_set in (("before", before), ("after", after))
        for rule in rule_set.rules
    )
    names = {fact.name for fact in before.facts}
    facts = (*before.facts, *(fact for fact in after.facts if fact.name not in names))
    among = before.file.outcomes + after.file.outcomes
    decide = before.file.decide._replace(among=tuple({each.id: 0 for each in among}))
    file = before.file._replace(rules=rules, facts=facts, laws=(), outcomes=among, decide=decide)
    return RuleSet(file)
