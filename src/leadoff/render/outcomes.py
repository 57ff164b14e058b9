"""Outcomes and results inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.inert import inert

if TYPE_CHECKING:
    from leadoff.engine.policy import Result
    from leadoff.ruleset.model import RuleFile

_NO_OUTCOME = {"tie": "a tie", "none": "no answer", "conflict": "a conflict"}


def result_words(file: RuleFile, result: Result) -> str:
    """A result inside a sentence: `sales first`, `a tie`."""
    outcomes = result.outcomes or ((result.outcome,) if result.outcome else ())
    if outcomes:
        return " and ".join(lowered(inert(file.outcome(id).label)) for id in outcomes)
    return _NO_OUTCOME[result.kind]


def lowered(label: str) -> str:
    """A label inside a sentence: its first letter small, unless the word is an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
