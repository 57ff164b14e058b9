"""The policy `any`: several rules may fire if they give the same outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policies.one_outcome import OneOutcome
from leadoff.engine.policy import CONFLICT, Verdict

if TYPE_CHECKING:
    from leadoff.engine.policy import Result, Score


class AnyOf(OneOutcome):
    """The outcome that all firing rules give; two different ones are a conflict."""

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        results = self._given(fired)
        if len(results) > 1:
            return Verdict(CONFLICT)
        return Verdict(results.pop() if results else self._otherwise)

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        given = self._given(sure)
        if len(given) > 1:
            return CONFLICT
        possible = self._given(maybe)
        if not given:
            possible.add(self._otherwise)
        return possible.pop() if len(possible) == 1 else None

    def idle(self, sure: int) -> int:
        """Rules that give what one sure to fire gives, unless they could set another aside."""
        return self._like(sure)
