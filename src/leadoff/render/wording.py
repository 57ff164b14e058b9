"""Results and how firm they are, in words inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.policy import BALANCED
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.analysis.changes.conclusion import Conclusion
    from leadoff.engine.policy import Result
    from leadoff.ruleset.model import Outcome

_RESULTS = {"tie": "led by neither", "none": "no answer", "conflict": "two answers at once"}
_NOUNS = {"tie": "a tie", "none": "no answer", "conflict": "a conflict"}


class Wording:
    """Words about the outcomes of one rule file; all of them are inert."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._labels = {outcome.id: lowered(inert(outcome.label)) for outcome in outcomes}

    def outcome(self, id: str) -> str:
        """The label of an outcome, or its id where the file has no such outcome."""
        return self._labels.get(id, inert(id))

    def result(self, result: Result) -> str:
        """A result: `marketing first`, `led by neither`."""
        return " and ".join(map(self.outcome, result.given)) or _RESULTS[result.kind]

    def noun(self, result: Result) -> str:
        """A result in a list of possible ones: `marketing first`, `a tie`."""
        return _NOUNS.get(result.kind) or self.result(result)

    def conclusion(self, found: Conclusion) -> str:
        """A result with its firmness: `marketing first, close call`."""
        said = [self.result(found.result), self.manner(found)]
        return ", ".join(filter(None, said))

    def manner(self, found: Conclusion) -> str:
        """How firm a conclusion is, and where the votes lean."""
        lean = ""
        if found.lean is not None:
            lean = BALANCED if found.lean == BALANCED else f"leaning to {self.outcome(found.lean)}"
        said = ", ".join(filter(None, (found.firmness, lean)))
        if not found.provisional:
            return said
        return f"provisional, {said} so far" if said else "provisional"


def lowered(label: str) -> str:
    """A label inside a sentence: its first letter small, unless the word is an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
