"""What policies share under which a rule gives its outcome and adds no points."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from leadoff.engine.masks import union
from leadoff.engine.policy import Manner, Result, otherwise_of, overriding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from leadoff.engine.policy import Score, Verdict
    from leadoff.ruleset.model import Decide, Rule


class OneOutcome:
    """A rule gives its outcome: no rule is free, nobody votes."""

    free = 0

    def __init__(self, decide: Decide, rules: Sequence[Rule]) -> None:
        self._otherwise = otherwise_of(decide)
        self._outcomes = [Result("outcome", rule.outcome) for rule in rules]
        self._rules_giving: dict[Result, int] = {}
        """Each outcome that rules give, with these rules."""
        for place, outcome in enumerate(self._outcomes):
            self._rules_giving[outcome] = self._rules_giving.get(outcome, 0) | 1 << place
        self._others = ((1 << len(rules)) - 1) & ~overriding(rules)
        """The rules that do nothing but give their outcome."""

    def added(self, score: Score, rules: int) -> Score:
        """Nothing: no rule is free."""
        return ()

    def for_walk(self) -> Self:
        """The policy itself: it remembers nothing."""
        return self

    @abstractmethod
    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""

    @abstractmethod
    def idle(self, sure: int) -> int:
        """The rules that no longer matter because those of `sure` fire."""

    def narrowed(
        self, score: Score, sure: int, maybe: int, rules: int
    ) -> tuple[Result | None, Score, int]:
        """What can come of the rules: see `Policy`."""
        found = self.settled(score, sure, maybe)
        return found, score, 0 if found else self.idle(sure)

    def alike(self, score: Score, rules: int) -> tuple[Score, int]:
        """The score as it is: nobody votes."""
        return score, 0

    def tally(self, rules: int) -> None:
        """No tally: nobody votes."""

    def manner(self, fired: int, verdict: Verdict) -> Manner:
        """Nothing: nobody votes."""
        return Manner()

    def _given(self, rules: int) -> set[Result]:
        """The outcomes that some rules give."""
        return {outcome for outcome, own in self._rules_giving.items() if own & rules}

    def _like(self, rules: int) -> int:
        """The rules with the outcome of one of these, unless they could set another aside."""
        return self._others & union(own for own in self._rules_giving.values() if own & rules)
