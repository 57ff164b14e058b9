"""`Results`: what the results of all complete profiles are and what they depend on, with proof.

Most questions are answered by one of a few thousand sampled profiles; a search decides the rest.
Every answer is exact; where a budget ends first, `OverBudgetError` is raised instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from leadoff.analysis.profiles import Profiles
from leadoff.analysis.prospect import VotesProspect
from leadoff.analysis.question import Aim, Deciding, Existing, Firing, Giving, Losing, Tipping
from leadoff.analysis.result_search import ResultSearch
from leadoff.analysis.sample import sampled
from leadoff.analysis.search import Budget
from leadoff.analysis.witness import readable
from leadoff.engine.cells import bits
from leadoff.engine.walk import OverBudgetError

if TYPE_CHECKING:
    from leadoff.analysis.profiles import Cells
    from leadoff.analysis.question import Question
    from leadoff.engine.rule_set import RuleSet

MOST_STEPS: Final = 250_000
"""The most steps of one search."""

MOST_STEPS_TOGETHER: Final = 750_000
"""The steps that the searches for one kind of claim about a file share."""

_LEAST_STEPS: Final = 2_000


class Results:
    """Proofs about the results of one rule set. Rules and laws are told by their place.

    Searches take their steps from `budget`, which they share.
    """

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.profiles = Profiles(rule_set)
        self.budget = Budget(MOST_STEPS_TOGETHER)

    def refill(self) -> None:
        """Begin with a full budget: what is proved does not hang on what was asked before."""
        self.budget = Budget(MOST_STEPS_TOGETHER)

    # --- Which results there are ---------------------------------------------------------------

    @cached_property
    def exist(self) -> bool:
        """Whether the assumptions allow any profile."""
        return bool(self.samples) or self.find(Existing()) is not None

    def giving(self, outcome: str) -> Cells | None:
        """A profile with this outcome, under `collect` among others; None if there is none."""
        bit = self.profiles.prospect.names.of(outcome)
        return self.find(Giving(self.profiles, Aim(bit)), known=self._sampled_given.get(bit))

    def gives(self, outcome: str) -> bool:
        """Whether some profile has this outcome."""
        bit = self.profiles.prospect.names.of(outcome)
        return bit in self._sampled_given or self.giving(outcome) is not None

    def tie(self) -> Cells | None:
        """A profile in which the best totals are equal; None if there is none."""
        bit = self.profiles.prospect.names.tie
        return self.find(Giving(self.profiles, Aim(bit)), known=self._sampled_given.get(bit))

    # --- What a rule does to them --------------------------------------------------------------

    def firing(self, rule: int) -> Cells | None:
        """A profile in which a rule fires; None if there is none."""
        return self.find(Firing(self.profiles, 1 << rule), 1 << rule)

    def fires(self, rule: int) -> bool:
        """Whether a rule fires in some profile."""
        return bool(self._sampled_firing >> rule & 1) or self.firing(rule) is not None

    def deciding(self, rule: int, absent: int = 0) -> Cells | None:
        """A profile whose result is another one without a rule; None if there is none.

        The rules in the mask `absent` count as deleted.
        """
        prospect = self.profiles.prospect
        question: Question
        if isinstance(prospect, VotesProspect) and prospect.free >> rule & 1 and not absent:
            question = Tipping(self.profiles, prospect, rule)
        else:
            question = Deciding(self.profiles, rule, absent)
        known = None if absent else self._sampled_deciding.get(rule)
        return self.find(question, 1 << rule, known=known)

    def decides(self, rule: int) -> bool:
        """Whether deleting a rule changes the result of some profile."""
        return rule in self._sampled_deciding or self.deciding(rule) is not None

    def losing(self, rule: int) -> Cells | None:
        """A profile in which a rule fires and its outcome is not the result."""
        outcome = self.profiles.prospect.names.of(self.rule_set.rules[rule].outcome)
        return self.find(Losing(self.profiles, rule, outcome), 1 << rule)

    def loses(self, rule: int) -> bool:
        """Whether a rule fires in some profile whose result is not its outcome."""
        return bool(self._sampled_losing >> rule & 1) or self.losing(rule) is not None

    def meets(self, rule: int, others: int) -> bool:
        """Whether a rule fires in some profile together with at least one of some others."""
        for conditions in self.samples:
            fired = self.profiles.fired(conditions)
            if fired >> rule & 1 and fired & others:
                return True
        return self.find(Firing(self.profiles, 1 << rule, some_of=others), 1 << rule) is not None

    def always_together(self, rule: int, other: int) -> bool:
        """Whether each of two rules fires in no profile without the other."""
        for conditions in self.samples:
            fired = self.profiles.fired(conditions)
            if (fired >> rule ^ fired >> other) & 1:
                return False
        return all(
            self.find(Firing(self.profiles, 1 << one, but_not=1 << two), 1 << one) is None
            for one, two in ((rule, other), (other, rule))
        )

    # --- Laws ----------------------------------------------------------------------------------

    def applying(self, law: int) -> Cells | None:
        """A profile to which a law applies; None if there is none."""
        return self.find(Existing(), self.profiles.laws[law])

    def breaking(self, law: int) -> Cells | None:
        """The profile with the fewest unusual facts that breaks a law; None if none does."""
        said = self.rule_set.file.laws[law]
        bit = self.profiles.prospect.names.of(said.outcome)
        broken = Aim(bit, only=True, is_wanted=False) if said.kind == "always" else Aim(bit)
        question = Giving(self.profiles, broken)
        required = self.profiles.laws[law]
        known = next(
            (
                cells
                for conditions, cells in self.samples.items()
                if required & conditions and shows(self.profiles, question, conditions)
            ),
            None,
        )
        return self.find(question, required, known=known)

    # --- How -----------------------------------------------------------------------------------

    def find(
        self, question: Question, required: int = 0, *, known: Cells | None = None
    ) -> Cells | None:
        """The profile with the fewest unusual facts that answers a question with yes.

        `required` are conditions that have to hold. If the search takes too long and one profile is
        `known`, it is made as ordinary as it can be, one fact after another.

        Raises:
            OverBudgetError: the budget ended before it was certain that there is none.
        """
        search = ResultSearch(self.profiles, question, required)
        steps = min(MOST_STEPS, max(self.budget.left, _LEAST_STEPS))
        own = Budget(steps)
        try:
            return search.cheapest(own)
        except OverBudgetError:
            if known is None:
                raise
        finally:
            self.budget.left -= steps - max(own.left, 0)
        needed = required | self.profiles.required
        return readable(
            self.profiles.space,
            known,
            self.profiles.ordinary,
            lambda holding: not needed & ~holding and shows(self.profiles, question, holding),
            {},
        )

    @cached_property
    def samples(self) -> dict[int, Cells]:
        """Some thousand profiles that the assumptions allow, by the conditions that hold there."""
        return sampled(self.profiles)

    @cached_property
    def _sampled_given(self) -> dict[int, Cells]:
        """The results that sampled profiles give, as bits, each with a profile."""
        found: dict[int, Cells] = {}
        for conditions, cells in self.samples.items():
            given = self.profiles.prospect.names.given(self.profiles.result(conditions))
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
    def _sampled_deciding(self) -> dict[int, Cells]:
        """The rules that sampled profiles show to be decisive, each with a profile."""
        profiles = self.profiles
        decisive: dict[int, Cells] = {}
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
        names = self.profiles.prospect.names
        outcomes = [names.of(rule.outcome) for rule in self.rule_set.rules]
        losing = 0
        for conditions in self.samples:
            fired = self.profiles.fired(conditions) & ~losing
            if fired:
                given = names.given(self.profiles.result(conditions))
                losing |= sum(1 << rule for rule in bits(fired) if outcomes[rule] != given)
        return losing


def shows(profiles: Profiles, question: Question, conditions: int) -> bool:
    """Whether a profile in which some conditions hold answers a question with yes."""
    true = conditions & profiles.every_rule
    free = true & question.free
    score = question.added((), free) if free else ()
    return bool(question.answer(score, true ^ free, true ^ free))
