"""A plan as text: what to start with, when what happens, and the phases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from rich.text import Text

from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.plan_words import (
    OWNERS,
    again_notes,
    inside,
    reasons_of,
    said_if,
    staying_note,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.plan.planning import Advice, Plan, PlannedPhase, PlannedStep

PlanDetail = Literal["next", "full", "none"]
"""How much of a plan is shown: how to do what comes first, everything, or nothing."""

_OWNER_COLORS = {"marketing": "magenta", "sales": "cyan", "both": "green"}
_NEAR_STAGES = 2
_SIDE_BY_SIDE = 76
_INDENT = 5
_HEADING = "bold"
_QUIET = "dim"


def add_plan(
    page: Page, plan: Plan, detail: PlanDetail, is_provisional: bool, command: str
) -> None:
    """Add a plan to a page; under a provisional answer it says which phases are sure.

    `command` shows all of it.
    """
    if detail == "none":
        return
    _PlanText(page, plan, detail).add(is_provisional)
    if detail == "next" and len(plan.stages) > _NEAR_STAGES:
        page.blank()
        page.line((f"  How to do all of it: {inert(command)}", _QUIET))


class _PlanText:
    def __init__(self, page: Page, plan: Plan, detail: PlanDetail) -> None:
        self._page = page
        self._plan = plan
        self._is_full = detail == "full"
        self._glyphs = page.style.glyphs

    def add(self, provisional: bool) -> None:
        self._monday()
        self._page.blank()
        self._page.columns([("The plan", _HEADING)], str(self._plan.weeks))
        self._timeline()
        if provisional:
            self._note(staying_note(self._plan))
        number = 1
        for place, stage in enumerate(self._plan.stages):
            self._stage(stage, number, place < _NEAR_STAGES or self._is_full)
            number += len(stage)
        for note in again_notes(self._plan):
            self._note(note)

    def _note(self, note: str) -> None:
        self._page.blank()
        self._page.prose(note, first=2, indent=2)

    def _monday(self) -> None:
        if not self._plan.monday:
            return
        self._page.blank()
        self._page.prose(("On Monday", _HEADING))
        for advice in self._plan.monday:
            lead = f"  {self._glyphs.arrow} "
            self._page.hanging(lead, _advice(advice), len(lead))

    def _timeline(self) -> None:
        """A bar for each phase: the full part is the least it takes, the rest the most."""
        phases = self._plan.phases
        wide = max(cell_len(inert(each.phase.title)) for each in phases)
        weeks = max(len(str(each.weeks)) for each in phases)
        owner = max(len(OWNERS[each.phase.owner]) for each in phases)
        room = self._page.style.prose - wide - weeks - owner - 8
        if room < 8:
            return
        bar = min(40, room)
        end = max(1, self._plan.weeks.at_most)
        for each in phases:
            start = bar * each.starts_after.at_most // end
            full = max(1, bar * each.weeks.at_least // end)
            until = max(start + full, bar * (each.starts_after.at_most + each.weeks.at_most) // end)
            start = min(start, bar - full)
            until = min(until, bar)
            title = inert(each.phase.title)
            self._page.line(
                f"  {title}{' ' * (wide - cell_len(title) + 2)}{' ' * start}",
                (self._glyphs.full * full, _OWNER_COLORS[each.phase.owner]),
                (self._glyphs.empty * (until - start - full), _QUIET),
                f"{' ' * (bar - until)}  {OWNERS[each.phase.owner]:<{owner}}  {each.weeks!s}",
            )

    def _stage(self, stage: Sequence[PlannedPhase], number: int, in_detail: bool) -> None:
        self._page.blank()
        if len(stage) == 2 and self._page.style.prose >= _SIDE_BY_SIDE:
            half = self._page.style._replace(width=(self._page.style.prose - 2) // 2)
            sides = (Page(half), Page(half))
            on_one_line = _fit(stage, half.prose)
            for place, (side, each) in enumerate(zip(sides, stage, strict=True)):
                _heading(side, each, number + place, on_one_line)
                _phase(side, each, in_detail)
            self._page.side_by_side(*sides)
            return
        on_one_line = _fit(self._plan.phases, self._page.style.prose)
        for place, each in enumerate(stage):
            if place:
                self._page.blank()
            _heading(self._page, each, number + place, on_one_line)
            _phase(self._page, each, in_detail)


def _fit(phases: Sequence[PlannedPhase], width: int) -> bool:
    """Whether the headings of some phases all fit on a line each, so that they look alike."""
    return all(
        _INDENT + cell_len(inert(each.phase.title) + _spent(each)) + 2 <= width for each in phases
    )


def _spent(planned: PlannedPhase) -> str:
    return f"{OWNERS[planned.phase.owner]}, {planned.weeks!s}"


def _heading(page: Page, planned: PlannedPhase, number: int, on_one_line: bool) -> None:
    lead = f"{number:>3}  "
    title = inert(planned.phase.title)
    if on_one_line:
        page.columns([lead, (title, _HEADING)], _spent(planned))
    else:
        page.hanging(lead, Text(title, _HEADING), _INDENT)
        page.prose((_spent(planned), _QUIET), first=_INDENT, indent=_INDENT)


def _phase(page: Page, planned: PlannedPhase, in_detail: bool) -> None:
    phase = planned.phase
    if planned.needs:
        page.prose((f"only {said_if(planned.needs)}", _QUIET), first=_INDENT, indent=_INDENT)
    if in_detail:
        for step in planned.steps:
            _step(page, step)
    else:
        titles = [inert(step.item.title) for step in planned.steps]
        page.list_of(titles, "", _INDENT)
    _told(page, "done when", phase.exit)
    if in_detail:
        _told(page, "watch", phase.measure)
        if phase.handoff is not None:
            _told(page, f"to {phase.handoff.to}", phase.handoff.what)


def _step(page: Page, step: PlannedStep) -> None:
    text = Text(inert(step.item.title), "underline" if page.style.color else "")
    notes = reasons_of(step)
    if notes:
        text.append(f"  ({'; '.join(notes)})", _QUIET)
    page.hanging(" " * _INDENT, text, _INDENT + 2)
    for advice in step.how:
        page.hanging(" " * (_INDENT + 2), _advice(advice), _INDENT + 2)


def _told(page: Page, label: str, text: str) -> None:
    said = Text(f"{label}: ", _QUIET)
    said.append(inside(inert(text)))
    page.hanging(" " * _INDENT, said, _INDENT + 2)


def _advice(advice: Advice) -> Text:
    if not advice.needs:
        return Text(inert(advice.text))
    said = Text(f"{said_if(advice.needs)}: ", _QUIET)
    said.append(inert(advice.text))
    return said
