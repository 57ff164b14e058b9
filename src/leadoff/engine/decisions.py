"""From the terms that a profile leaves to the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leadoff.engine.decision import decision_of, totals_of
from leadoff.engine.masks import union

if TYPE_CHECKING:
    from leadoff.engine.assess import Machine
    from leadoff.engine.decision import Decision, Scheme, Totals
    from leadoff.engine.policy import Verdict
    from leadoff.engine.tally import Tally

MOST_REMEMBERED = 8_192
_FEW_TERMS = 10
_MANY_TERMS = 64


class Decisions(Protocol):
    """The decisions by what a match leaves of terms, and of the ballots above them."""

    def __getitem__(self, alive: int, /) -> Decision: ...


class DecisionsByTerms:
    """The decisions by the terms that are alive; where terms are not many, they are remembered."""

    def __init__(self, machine: Machine, scheme: Scheme) -> None:
        compiled = machine.compiled
        self._scheme = scheme
        self._verdict = machine.policy.verdict
        self._fired = machine.overrides.fired
        self._rules = compiled.every_rule
        self._conditions_of = compiled.conditions_of
        self._known: dict[int, Decision] = {}
        count = compiled.every_term.bit_length()
        self._most_known = MOST_REMEMBERED if count <= _MANY_TERMS else 0
        self.are_few = count <= _FEW_TERMS
        """Whether there are so few terms that a diagram of all decisions is small."""

    def __getitem__(self, alive: int) -> Decision:
        return self._known.get(alive) or self._found(alive)

    def _found(self, alive: int) -> Decision:
        true = self._conditions_of(alive) & self._rules
        fired = self._fired(true)
        verdict = self._verdict(fired)
        totals = totals_of(self._scheme, verdict)
        decision = decision_of(self._scheme, true, fired, verdict, totals, verdict.result)
        if len(self._known) < self._most_known:
            self._known[alive] = decision
        return decision


class DecisionsByBallots:
    """The decisions where most rules do nothing but vote: ballots are counted.

    Where a term of another rule is alive, the terms decide. The same points come up again and
    again, so what they come to is remembered.
    """

    def __init__(
        self, machine: Machine, scheme: Scheme, tally: Tally, by_terms: DecisionsByTerms
    ) -> None:
        compiled = machine.compiled
        self._scheme = scheme
        self._tally = tally
        self._by_terms = by_terms
        self._terms = compiled.every_term
        self._width = compiled.every_term.bit_length()
        self._counted = tally.rules
        self._not_counted = union(compiled.terms_of[: compiled.rules]) & ~tally.rules
        self._known: dict[int, tuple[Verdict, Totals]] = {}

    def __getitem__(self, alive: int) -> Decision:
        terms = alive & self._terms
        if terms & self._not_counted:
            return self._by_terms[terms]
        fired = terms & self._counted
        votes = (alive >> self._width) % self._tally.divisor
        verdict, totals = self._known.get(votes) or self._counted_up(votes)
        return decision_of(self._scheme, fired, fired, verdict, totals, verdict[0])

    def _counted_up(self, votes: int) -> tuple[Verdict, Totals]:
        verdict = self._tally.verdict(votes)
        found = verdict, totals_of(self._scheme, verdict)
        if len(self._known) < MOST_REMEMBERED:
            self._known[votes] = found
        return found


def tally_of(machine: Machine) -> Tally | None:
    """How the policy tallies the rules whose condition is one term; None if it does not."""
    compiled = machine.compiled
    further = compiled.every_term & ~compiled.every_rule
    return machine.policy.tally(compiled.every_rule & ~compiled.conditions_of(further))
