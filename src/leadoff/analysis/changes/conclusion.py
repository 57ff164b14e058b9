"""`Conclusion`: what the head of a report says of a profile; two of them can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leadoff.engine.decision import Decision
    from leadoff.engine.policy import Firmness, Result


class Conclusion(NamedTuple):
    """The result, how firm it is or where it leans, and whether open facts may still change it."""

    result: Result
    firmness: Firmness | None
    lean: str | None
    provisional: bool

    @property
    def answer(self) -> tuple[Result, bool]:
        """The result and whether it is provisional: what remains when firmness does not count."""
        return self.result, self.provisional


def conclusion_of(decision: Decision) -> Conclusion:
    """The conclusion of a decision."""
    return Conclusion(decision.result, decision.firmness, decision.lean, decision.provisional)
