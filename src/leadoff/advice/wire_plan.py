"""The JSON form of a plan, a part of `leadoff.recommendation/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.evidence import Need
    from leadoff.plan.planning import Advice, Plan, PlannedPhase, PlannedStep, Weeks


class WeeksDict(TypedDict):
    """A range of weeks, both ends included."""

    at_least: int
    at_most: int


class ConditionDict(TypedDict):
    """What an open fact must be for something to count."""

    fact: str
    needed: str


class AdviceDict(TypedDict):
    """A sentence; `only_if` is empty where it counts for this profile."""

    text: str
    only_if: list[ConditionDict]


class HandoffDict(TypedDict):
    """What is handed to the other side at the end of a phase."""

    to: str
    what: str


class StepDict(TypedDict):
    """An activity or practice in a phase; `because` are the firing rules it carries out."""

    item: str
    kind: str
    title: str
    owner: str
    origin: str
    quote: str | None
    source: str | None
    how: list[AdviceDict]
    because: list[str]
    only_if: list[ConditionDict]


class PhaseDict(TypedDict):
    """A phase; `starts_after` are the weeks before it, `repeats` is the phase to begin again with.

    It `stays` if it is in the plan whatever the answers that are still open.
    """

    id: str
    title: str
    owner: str
    weeks: WeeksDict
    starts_after: WeeksDict
    entry: str
    exit: str
    measure: str
    handoff: HandoffDict | None
    repeats: str | None
    stays: bool
    only_if: list[ConditionDict]
    steps: list[StepDict]


class PlanDict(TypedDict):
    """The plan for an answer; the phases of one stage run side by side."""

    playbook: str
    answer: str
    weeks: WeeksDict
    monday: list[AdviceDict]
    stages: list[list[PhaseDict]]


def plan_dict(plan: Plan) -> PlanDict:
    """A plan as plain data."""
    return {
        "playbook": plan.playbook.title,
        "answer": plan.answer,
        "weeks": _weeks(plan.weeks),
        "monday": [_advice(each) for each in plan.monday],
        "stages": [[_phase(each) for each in stage] for stage in plan.stages],
    }


def _phase(planned: PlannedPhase) -> PhaseDict:
    phase = planned.phase
    return {
        "id": phase.id,
        "title": phase.title,
        "owner": phase.owner,
        "weeks": _weeks(planned.weeks),
        "starts_after": _weeks(planned.starts_after),
        "entry": phase.entry,
        "exit": phase.exit,
        "measure": phase.measure,
        "handoff": phase.handoff and {"to": phase.handoff.to, "what": phase.handoff.what},
        "repeats": phase.repeats or None,
        "stays": planned.stays,
        "only_if": _needs(planned.needs),
        "steps": [_step(each) for each in planned.steps],
    }


def _step(step: PlannedStep) -> StepDict:
    item = step.item
    return {
        "item": item.id,
        "kind": item.kind,
        "title": item.title,
        "owner": item.owner,
        "origin": item.origin,
        "quote": item.quote or None,
        "source": item.source or None,
        "how": [_advice(each) for each in step.how],
        "because": [rule.id for rule in step.because],
        "only_if": _needs(step.needs),
    }


def _advice(advice: Advice) -> AdviceDict:
    return {"text": advice.text, "only_if": _needs(advice.needs)}


def _needs(needs: Sequence[Need]) -> list[ConditionDict]:
    return [{"fact": need.fact.name, "needed": need.needed} for need in needs]


def _weeks(weeks: Weeks) -> WeeksDict:
    return {"at_least": weeks.at_least, "at_most": weeks.at_most}
