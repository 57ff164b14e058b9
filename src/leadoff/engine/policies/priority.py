"""The policy `priority`: outcomes are ranked by their order in the file; the highest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policies.one_outcome import OneOutcome
from leadoff.engine.policy import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Result, Score
    from leadoff.ruleset.model import Decide, Rule


class Priority(OneOutcome):
    """The outcome listed first among those that firing rules give."""

    def __init__(self, decide: Decide, rules: Sequence[Rule], ranking: Sequence[str]) -> None:
        """Take the rules, and the outcomes from the highest."""
        ranks = {outcome: rank for rank, outcome in enumerate(ranking)}
        super().__init__(decide, rules)
        self._ranked = sorted(
            self._rules_giving.items(), key=lambda giving: ranks[giving[0].outcome or ""]
        )

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        return Verdict(next((best for best, own in self._ranked if own & fired), self._otherwise))

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        possible: set[Result] = set()
        for outcome, own in self._ranked:
            if own & maybe:
                possible.add(outcome)
            if own & sure:
                break
        else:
            possible.add(self._otherwise)
        return possible.pop() if len(possible) == 1 else None

    def idle(self, sure: int) -> int:
        """Rules ranked no higher than one sure to fire, unless they could set another aside."""
        higher = 0
        for _, own in self._ranked:
            if own & sure:
                return self._others & ~higher
            higher |= own
        return 0
