"""From a playbook to the plan of one business: what to do, when, and why each thing is there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from leadoff.plan.parse_phases import DAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from leadoff.engine.evidence import Need
    from leadoff.facts.profile import Profile
    from leadoff.plan.conditions import JudgedConditions
    from leadoff.plan.model import Item, Length, Outline, Phase, Playbook, Saying, Step
    from leadoff.ruleset.model import Rule


class Weeks(NamedTuple):
    """A number of weeks, or a range of them."""

    at_least: int
    at_most: int

    def __str__(self) -> str:
        if self.at_least == self.at_most:
            return f"{self.at_least} week{'s' if self.at_least != 1 else ''}"
        return f"{self.at_least} to {self.at_most} weeks"


class Advice(NamedTuple):
    """A sentence; `needs` is what must be known for it to count, empty where it counts."""

    text: str
    needs: tuple[Need, ...] = ()


class PlannedStep(NamedTuple):
    """An item in a phase, how it is done, and the rules that put it there."""

    item: Item
    how: tuple[Advice, ...]
    because: tuple[Rule, ...]
    needs: tuple[Need, ...]


class PlannedPhase(NamedTuple):
    """A phase with its length for this business.

    `starts_after` are the weeks before it. It `stays` if it is in the plan whatever the answers
    that are still open.
    """

    phase: Phase
    weeks: Weeks
    starts_after: Weeks
    steps: tuple[PlannedStep, ...]
    stays: bool
    needs: tuple[Need, ...]


class Plan(NamedTuple):
    """The plan for one answer; phases of one stage run side by side."""

    playbook: Playbook
    answer: str
    monday: tuple[Advice, ...]
    stages: tuple[tuple[PlannedPhase, ...], ...]
    weeks: Weeks

    @property
    def phases(self) -> tuple[PlannedPhase, ...]:
        """All phases, in order."""
        return tuple(phase for stage in self.stages for phase in stage)


def plan_of(
    outline: Outline,
    playbook: Playbook,
    profile: Profile,
    judged: JudgedConditions,
    fired: Collection[Rule],
    others: Iterable[Outline] = (),
) -> Plan:
    """The plan by an outline. `others` are those of the answers that are still possible as well.

    A phase, step or sentence whose condition is open is in the plan, with what it needs.
    """
    planner = _Planner(profile, judged, fired, [_phase_ids(other) for other in others])
    stages, elapsed = [], Weeks(0, 0)
    for stage in outline.stages:
        planned = tuple(
            planner.phase(phase, elapsed) for phase in stage if judged.may_hold(phase.when)
        )
        if planned:
            stages.append(planned)
            elapsed = _after(elapsed, planned)
    return Plan(playbook, outline.answer, planner.said(outline.monday), tuple(stages), elapsed)


def weeks_of(length: Length, profile: Profile) -> Weeks:
    """How many weeks a phase takes for a profile: a fact decides within the limits, if known."""
    value = profile.answers.get(length.fact.name) if length.fact else None
    if length.fact is None or length.times is None or value is None or isinstance(value, str):
        return Weeks(length.at_least, length.at_most)
    days = DAYS[length.fact.unit] * Decimal(value) * length.times
    weeks = min(max(_rounded_up(days / 7), length.at_least), length.at_most)
    return Weeks(weeks, weeks)


class _Planner:
    def __init__(
        self,
        profile: Profile,
        judged: JudgedConditions,
        fired: Collection[Rule],
        others: list[frozenset[str]],
    ) -> None:
        self._profile = profile
        self._judged = judged
        self._fired = {rule.id: rule for rule in fired}
        self._others = others

    def phase(self, phase: Phase, elapsed: Weeks) -> PlannedPhase:
        steps = tuple(self.step(step) for step in phase.steps if self._judged.may_hold(step.when))
        stays = self._judged.holds(phase.when) and all(phase.id in ids for ids in self._others)
        needs = self._judged.needs(phase.when)
        return PlannedPhase(
            phase, weeks_of(phase.length, self._profile), elapsed, steps, stays, needs
        )

    def step(self, step: Step) -> PlannedStep:
        because = tuple(self._fired[id] for id in step.item.serves if id in self._fired)
        return PlannedStep(step.item, self.said(step.how), because, self._judged.needs(step.when))

    def said(self, sayings: tuple[Saying, ...]) -> tuple[Advice, ...]:
        return tuple(
            Advice(each.text, self._judged.needs(each.when))
            for each in sayings
            if self._judged.may_hold(each.when)
        )


def _phase_ids(outline: Outline) -> frozenset[str]:
    return frozenset(phase.id for stage in outline.stages for phase in stage)


def _after(elapsed: Weeks, stage: tuple[PlannedPhase, ...]) -> Weeks:
    """The weeks until the longest track of a stage is done."""
    return Weeks(
        elapsed.at_least + max(phase.weeks.at_least for phase in stage),
        elapsed.at_most + max(phase.weeks.at_most for phase in stage),
    )


def _rounded_up(number: Decimal) -> int:
    whole = int(number)
    return whole + (number > whole)
