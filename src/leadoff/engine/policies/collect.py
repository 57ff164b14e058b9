"""The policy `collect`: all outcomes that firing rules give, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.masks import bits
from leadoff.engine.policies.one_outcome import OneOutcome
from leadoff.engine.policy import Result, Verdict

if TYPE_CHECKING:
    from leadoff.engine.policy import Score


class Collect(OneOutcome):
    """All outcomes, in the order of the first firing rule that gives each."""

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        return Verdict(self._listed(fired))

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        least = self._listed(sure)
        given: set[Result] = set()
        for place in bits(maybe):
            outcome = self._outcomes[place]
            if sure >> place & 1:
                given.add(outcome)
            elif outcome not in given and self._listed(sure | 1 << place) != least:
                return None
        return least

    def idle(self, sure: int) -> int:
        """Rules whose outcome an earlier one, sure to fire, gives already."""
        idle = 0
        for place in bits(sure):
            idle |= self._like(1 << place) & -(2 << place)
        return idle

    def _listed(self, fired: int) -> Result:
        first = {
            own & fired & -(own & fired): outcome.outcome
            for outcome, own in self._rules_giving.items()
            if own & fired and outcome.outcome
        }
        if first:
            return Result("outcomes", None, tuple(first[place] for place in sorted(first)))
        if self._otherwise.outcome is not None:
            return Result("outcomes", None, (self._otherwise.outcome,))
        return self._otherwise
