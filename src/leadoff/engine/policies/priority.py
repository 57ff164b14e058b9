"""The policy `priority`: outcomes are ranked by their order in the file; the highest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.cells import bits
from leadoff.engine.policies.one_outcome import OneOutcome
from leadoff.engine.policy import Verdict, mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.policy import Result, Score
    from leadoff.ruleset.model import Decide, Rule


class Priority(OneOutcome):
    """The outcome listed first among those that firing rules give."""

    def __init__(self, decide: Decide, rules: Sequence[Rule], ranking: Sequence[str]) -> None:
        """Take the rules, and the outcomes from the highest."""
        super().__init__(decide, rules)
        ranks = {outcome: rank for rank, outcome in enumerate(ranking)}
        self._ranks = [ranks[rule.outcome] for rule in rules]

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        best = min(bits(fired), key=self._ranks.__getitem__, default=None)
        return Verdict(self._otherwise if best is None else self._outcomes[best])

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        best = self._best_rank(sure)
        possible = {
            self._outcomes[place]
            for place in bits(maybe)
            if best is None or self._ranks[place] <= best
        }
        if best is None:
            possible.add(self._otherwise)
        return possible.pop() if len(possible) == 1 else None

    def idle(self, sure: int) -> int:
        """Rules ranked no higher than one sure to fire, unless they could set another aside."""
        best = self._best_rank(sure)
        if best is None:
            return 0
        return self._others & mask_of(
            place for place, rank in enumerate(self._ranks) if rank >= best
        )

    def _best_rank(self, rules: int) -> int | None:
        return min((self._ranks[place] for place in bits(rules)), default=None)
