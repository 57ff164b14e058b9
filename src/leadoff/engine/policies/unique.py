"""The policy `unique`: at most one rule may fire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policies.one_outcome import OneOutcome
from leadoff.engine.policy import CONFLICT, Verdict

if TYPE_CHECKING:
    from leadoff.engine.policy import Result, Score


class Unique(OneOutcome):
    """At most one rule may fire; two at once are a conflict."""

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        if fired & (fired - 1):
            return Verdict(CONFLICT)
        return Verdict(self._outcomes[fired.bit_length() - 1] if fired else self._otherwise)

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        if sure.bit_count() > 1:
            return CONFLICT
        if sure == maybe:
            return self._outcomes[sure.bit_length() - 1] if sure else self._otherwise
        if maybe.bit_count() == 1 and self._outcomes[maybe.bit_length() - 1] == self._otherwise:
            return self._otherwise
        return None

    def idle(self, sure: int) -> int:
        """None: every further rule makes a conflict."""
        return 0
