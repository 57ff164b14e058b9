"""The policy `first`: the first rule that fires, in file order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policies.one_outcome import OneOutcome
from leadoff.engine.policy import Verdict

if TYPE_CHECKING:
    from leadoff.engine.policy import Result, Score


class First(OneOutcome):
    """The first rule that fires, in file order."""

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        if not fired:
            return Verdict(self._otherwise)
        return Verdict(self._outcomes[(fired & -fired).bit_length() - 1])

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        relevant = maybe & ((sure & -sure) * 2 - 1) if sure else maybe
        results = self._given(relevant)
        if not sure:
            results.add(self._otherwise)
        return results.pop() if len(results) == 1 else None

    def idle(self, sure: int) -> int:
        """Rules after one that fires, except those that could set another aside."""
        return self._others & -((sure & -sure) * 2) if sure else 0
