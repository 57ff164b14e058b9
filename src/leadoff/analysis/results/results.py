"""`Results`: what the results of all complete profiles are and what they depend on, with proof.

Most questions are answered by one of a few thousand sampled profiles; a search decides the rest.
Every answer is exact; where a budget ends first, `OverBudgetError` is raised instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from leadoff.analysis.regions.needed import can_tell, is_needed
from leadoff.analysis.regions.target import Target
from leadoff.analysis.results.judges import Aim, Decisive, Giving, Losing, Tipping
from leadoff.analysis.results.profiles import Profiles
from leadoff.analysis.results.prospect import VotesProspect
from leadoff.analysis.results.sample import sampled
from leadoff.analysis.results.search import ResultSearch
from leadoff.analysis.witness import readable
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.judge import Existing, Fires
from leadoff.engine.masks import bits, mask_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadoff.analysis.regions.firing import FiringRegions
    from leadoff.analysis.regions.space import Point
    from leadoff.engine.judge import Judge

Found = TypeVar("Found")

MOST_STEPS_OF_SEARCH: Final = 250_000
"""The most steps of one search."""

MOST_STEPS_TOGETHER: Final = 750_000
"""The steps that the searches for one kind of claim about a file share."""

_TERMS_PER_STEP: Final = 256
_LEAST_STEPS: Final = 2_000
_FAIR_SHARES: Final = 4
_LEAST_SHARE: Final = 25_000
"""One claim may take so many times its equal share of the steps, and never less than this."""


class Results:
    """Proofs about the results of one rule set. Rules and laws are told by their place.

    Searches take their steps from `budget`, which they share; what hangs on firing rules alone is
    asked of `regions`.
    """

    def __init__(self, regions: FiringRegions) -> None:
        self.rule_set = regions.rule_set
        self.profiles = Profiles(regions.rule_set)
        self._regions = regions
        self.refill()

    def refill(self, claims: int = 1) -> None:
        """Begin with a full budget for some claims, so that none hangs on what was asked before.

        No single search takes so much of it that little is left for the other claims.
        """
        together = MOST_STEPS_TOGETHER // self.price
        self.budget = Budget(together)
        share = max(_FAIR_SHARES * together // max(claims, 1), _LEAST_SHARE)
        self._most = min(MOST_STEPS_OF_SEARCH // self.price, share)

    @cached_property
    def price(self) -> int:
        """How many times fewer steps there are. A step looks at all terms, and many take longer."""
        return max(1, self.profiles.compiled.every_term.bit_length() // _TERMS_PER_STEP)

    # --- Which results there are ---------------------------------------------------------------

    @cached_property
    def exist(self) -> bool:
        """Whether the assumptions allow any profile."""
        return bool(self.samples) or self.some(Existing()) is not None

    def gives(self, outcome: str) -> bool:
        """Whether some profile has this outcome, under `collect` among others."""
        bit = self.profiles.prospect.result_bits.of(outcome)
        judge = Giving(self.profiles, Aim(bit))
        return bit in self._sampled_given or self.some(judge) is not None

    def tie(self) -> Point | None:
        """A profile in which the best totals are equal; None if there is none."""
        bit = self.profiles.prospect.result_bits.tie
        return self.find(Giving(self.profiles, Aim(bit)), known=self._sampled_given.get(bit))

    # --- What a rule does to them --------------------------------------------------------------

    def firing(self, rule: int) -> Point | None:
        """A profile in which a rule fires; None if there is none."""
        return self.find(Fires(self.profiles.overrides, 1 << rule), 1 << rule)

    def fires(self, rule: int) -> bool:
        """Whether a rule fires in some profile."""
        judge = Fires(self.profiles.overrides, 1 << rule)
        return bool(self._sampled_firing >> rule & 1) or self.some(judge, 1 << rule) is not None

    def deciding(self, rule: int) -> Point | None:
        """A profile whose result is another one without a rule; None if there is none."""
        known = self._sampled_deciding.get(rule)
        return self.find(self._deciding(rule), 1 << rule, known=known)

    def decides(self, rule: int, absent: int = 0) -> bool:
        """Whether deleting a rule changes the result of some profile.

        The rules in the mask `absent` count as deleted already.
        """
        if not absent and rule in self._sampled_deciding:
            return True
        try:
            if can_tell(self._regions):
                return self._spending(lambda budget: is_needed(self._regions, rule, absent, budget))
            return self.some(self._deciding(rule, absent), 1 << rule) is not None
        except OverBudgetError:
            if self._decides_alone(rule):
                return True
            raise

    def _decides_alone(self, rule: int) -> bool:
        """Whether a rule decides in a profile in which no other rule fires."""
        found = self.alone(rule)
        if found is None:
            return False
        conditions = self.profiles.conditions(found)
        return self.profiles.result(conditions) != self.profiles.result(conditions & ~(1 << rule))

    def alone(self, rule: int) -> Point | None:
        """A profile in which no other rule fires; None if none was found.

        That is found quickly even where many rules stand in each other's way.
        """
        bit = 1 << rule
        try:
            return self._regions.find(Target(fire=bit, quiet=self.profiles.every_rule & ~bit))
        except OverBudgetError:
            return None

    def _deciding(self, rule: int, absent: int = 0) -> Judge[bool]:
        prospect = self.profiles.prospect
        if isinstance(prospect, VotesProspect) and prospect.free >> rule & 1 and not absent:
            return Tipping(self.profiles, prospect, rule)
        return Decisive(self.profiles, rule, absent)

    def loses(self, rule: int) -> bool:
        """Whether a rule fires in some profile whose result is not its outcome."""
        if self._sampled_losing >> rule & 1:
            return True
        outcome = self.profiles.prospect.result_bits.of(self.rule_set.rules[rule].outcome)
        return self.some(Losing(self.profiles, rule, outcome), 1 << rule) is not None

    def always_together(self, rule: int, other: int) -> bool:
        """Whether each of two rules fires in no profile without the other."""
        for conditions in self.samples:
            fired = self.profiles.fired(conditions)
            if (fired >> rule ^ fired >> other) & 1:
                return False
        return all(
            self.some(Fires(self.profiles.overrides, 1 << one, 1 << two), 1 << one) is None
            for one, two in ((rule, other), (other, rule))
        )

    # --- Laws ----------------------------------------------------------------------------------

    def applying(self, law: int) -> Point | None:
        """A profile to which a law applies; None if there is none."""
        return self.find(Existing(), self.profiles.laws[law])

    def breaking(self, law: int) -> Point | None:
        """The profile with the fewest unusual facts that breaks a law; None if none does."""
        said = self.rule_set.file.laws[law]
        bit = self.profiles.prospect.result_bits.of(said.outcome)
        broken = Aim(bit, only=True, is_wanted=False) if said.kind == "always" else Aim(bit)
        judge = Giving(self.profiles, broken)
        required = self.profiles.laws[law]
        known = next(
            (
                cells
                for conditions, cells in self.samples.items()
                if required & conditions and shows(self.profiles, judge, conditions)
            ),
            None,
        )
        return self.find(judge, required, known=known)

    # --- How -----------------------------------------------------------------------------------

    def find(
        self, judge: Judge[bool], required: int = 0, *, known: Point | None = None
    ) -> Point | None:
        """The profile with the fewest unusual facts of which a judge says yes.

        `required` are conditions that have to hold. If the search takes too long, one that is
        `known` is made as ordinary as it can be, one fact after another.

        Raises:
            OverBudgetError: the budget ended before it was certain that there is none.
        """
        search = ResultSearch(self.profiles, judge, required)
        if known is None:
            known = self._spending(search.any)
            if known is None:
                return None
        try:
            return self._spending(search.cheapest)
        except OverBudgetError:
            needed = required | self.profiles.required
        return readable(
            self.profiles.space,
            known,
            self.profiles.ordinary,
            lambda holding: not needed & ~holding and shows(self.profiles, judge, holding),
            {},
        )

    def some(self, judge: Judge[bool], required: int = 0) -> Point | None:
        """Some profile of which a judge says yes.

        Raises:
            OverBudgetError: the budget ended before it was certain that there is none.
        """
        return self._spending(ResultSearch(self.profiles, judge, required).any)

    def _spending(self, search: Callable[[Budget], Found]) -> Found:
        steps = min(self._most, max(self.budget.left, _LEAST_STEPS))
        own = Budget(steps)
        try:
            return search(own)
        finally:
            self.budget.left -= own.used

    @cached_property
    def samples(self) -> dict[int, Point]:
        """Some thousand profiles that the assumptions allow, by the conditions that hold there."""
        return sampled(self.profiles)

    @cached_property
    def _sampled_given(self) -> dict[int, Point]:
        """The results that sampled profiles give, as bits, each with a profile."""
        found: dict[int, Point] = {}
        for conditions, cells in self.samples.items():
            given = self.profiles.prospect.result_bits.given(self.profiles.result(conditions))
            for place in bits(given):
                found.setdefault(1 << place, cells)
        return found

    @cached_property
    def _sampled_firing(self) -> int:
        firing = 0
        for conditions in self.samples:
            firing |= self.profiles.fired(conditions)
        return firing

    @cached_property
    def _sampled_deciding(self) -> dict[int, Point]:
        """The rules that sampled profiles show to be decisive, each with a profile."""
        profiles = self.profiles
        decisive: dict[int, Point] = {}
        undecided = profiles.every_rule
        for conditions, cells in self.samples.items():
            fired = profiles.fired(conditions) & undecided
            if fired:
                result = profiles.result(conditions)
                for rule in bits(fired):
                    if profiles.result(conditions & ~(1 << rule)) != result:
                        decisive[rule] = cells
                        undecided &= ~(1 << rule)
        return decisive

    @cached_property
    def _sampled_losing(self) -> int:
        """The rules that fire in a sampled profile whose result is not their outcome."""
        result_bits = self.profiles.prospect.result_bits
        outcomes = [result_bits.of(rule.outcome) for rule in self.rule_set.rules]
        losing = 0
        for conditions in self.samples:
            fired = self.profiles.fired(conditions) & ~losing
            if fired:
                given = result_bits.given(self.profiles.result(conditions))
                losing |= mask_of(rule for rule in bits(fired) if outcomes[rule] != given)
        return losing


def shows(profiles: Profiles, judge: Judge[bool], conditions: int) -> bool:
    """Whether a profile in which some conditions hold is one of which a judge says yes."""
    true = conditions & profiles.every_rule
    free = true & judge.free
    score = judge.added((), free) if free else ()
    return bool(judge.certain(score, true ^ free, true ^ free))
