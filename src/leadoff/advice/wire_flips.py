"""Flips and sweeps as plain data, for every JSON form that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from leadoff.facts.json_value import JsonValue, json_value, optional_json

if TYPE_CHECKING:
    from leadoff.analysis.changes.conclusion import Conclusion
    from leadoff.analysis.changes.flips import Flip, Flips, Shift
    from leadoff.analysis.changes.sweep import Sweep


class ConclusionDict(TypedDict):
    """An answer: its result, how firm it is, whether open facts may still change it."""

    outcome: str | None
    outcomes: list[str]
    result: str
    firmness: str | None
    lean: str | None
    provisional: bool


class ShiftDict(TypedDict):
    """Another answer to one fact: in words, and the nearest value; `change` says whose it is."""

    fact: str
    before: JsonValue | None
    answers: str
    value: JsonValue
    steps: int
    change: str


class FlipDict(TypedDict):
    """Changes, and the answer that they lead to."""

    changes: list[ShiftDict]
    steps: int
    change: str
    after: ConclusionDict


class FlipsDict(TypedDict):
    """What would change the answer; `pairs` is null where they were not looked for."""

    singles: list[FlipDict]
    pairs: list[FlipDict] | None
    more_pairs: bool
    proved: bool


class StretchDict(TypedDict):
    """Values of a fact that lead to the same answer; null where an assumption forbids them."""

    answers: str
    value: JsonValue
    here: bool
    after: ConclusionDict | None


class SweepDict(TypedDict):
    """What the answer is along one fact."""

    fact: str
    answer: JsonValue | None
    tested: bool
    stretches: list[StretchDict]


def conclusion_dict(found: Conclusion) -> ConclusionDict:
    """A conclusion as plain data."""
    result = found.result
    return {
        "outcome": result.outcome,
        "outcomes": list(result.given),
        "result": result.kind,
        "firmness": found.firmness,
        "lean": found.lean,
        "provisional": found.provisional,
    }


def flips_dict(found: Flips) -> FlipsDict:
    """Flips as plain data."""
    return {
        "singles": [_flip(flip) for flip in found.singles],
        "pairs": None if found.pairs is None else [_flip(flip) for flip in found.pairs],
        "more_pairs": found.more_pairs,
        "proved": found.proved,
    }


def sweep_dict(found: Sweep) -> SweepDict:
    """A sweep as plain data."""
    return {
        "fact": found.fact.name,
        "answer": optional_json(found.answer),
        "tested": found.is_tested,
        "stretches": [
            {
                "answers": each.answers,
                "value": json_value(each.value),
                "here": each.is_here,
                "after": None if each.after is None else conclusion_dict(each.after),
            }
            for each in found.stretches
        ],
    }


def _flip(flip: Flip) -> FlipDict:
    return {
        "changes": [_shift(each) for each in flip.shifts],
        "steps": flip.steps,
        "change": flip.change,
        "after": conclusion_dict(flip.after),
    }


def _shift(each: Shift) -> ShiftDict:
    return {
        "fact": each.fact.name,
        "before": optional_json(each.before),
        "answers": each.answers,
        "value": json_value(each.value),
        "steps": each.steps,
        "change": each.fact.change,
    }
