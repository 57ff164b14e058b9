"""A plan as HTML: a timeline, and the phases with what is done in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.inert import inert
from leadoff.render.plan_words import again_notes, owner_words, reasons_of, said_if, staying_note
from leadoff.render.report.element import element

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadoff.plan.planning import Advice, Plan, PlannedPhase, PlannedStep

_OWNER_SIDES = {"marketing": 0, "sales": 1, "both": 2}


def plan_elements(plan: Plan, is_provisional: bool) -> Iterator[Element]:
    """The sections of a plan."""
    if plan.monday:
        yield element("h2", "On Monday")
        yield element("ol", [element("li", _advice(each)) for each in plan.monday])
    yield element("h2", f"The plan: {plan.weeks!s}")
    rows = [_row(each, plan) for each in plan.phases]
    yield element("table", element("tbody", rows), class_="timeline", aria_label="Phases")
    notes = [staying_note(plan)] if is_provisional else []
    yield from (element("p", note, class_="soft") for note in (*notes, *again_notes(plan)))
    number = 1
    for stage in plan.stages:
        phases = [_phase(number + place, each) for place, each in enumerate(stage)]
        yield element("div", phases, class_="stage two" if len(stage) == 2 else "stage")
        number += len(stage)


def _row(planned: PlannedPhase, plan: Plan) -> Element:
    return element(
        "tr",
        element("th", inert(planned.phase.title), scope="row"),
        element("td", _bar(planned, plan), class_="span"),
        element("td", f"{owner_words(planned)}, {planned.weeks!s}", class_="weeks"),
    )


def _bar(planned: PlannedPhase, plan: Plan) -> Element:
    """When a phase is: the full part is the least it takes, the pale part the most."""
    end = max(1, plan.weeks.at_most)
    start = 1000 * planned.starts_after.at_most / end
    least, most = (1000 * weeks / end for weeks in planned.weeks)
    side = f"side-{_OWNER_SIDES[planned.phase.owner]}"
    return element(
        "svg",
        element("rect", width="1000", height="16", class_="track"),
        element("rect", x=f"{start:.1f}", width=f"{most:.1f}", height="16", class_=f"{side} maybe"),
        element("rect", x=f"{start:.1f}", width=f"{least:.1f}", height="16", class_=side),
        viewBox="0 0 1000 16",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _phase(number: int, planned: PlannedPhase) -> Element:
    phase = planned.phase
    told = [
        ("Begins when", phase.entry),
        ("Done when", phase.exit),
        ("Watch", phase.measure),
    ]
    if phase.handoff is not None:
        told.append((f"To {phase.handoff.to}", phase.handoff.what))
    definitions = [
        each for label, text in told for each in (element("dt", label), element("dd", inert(text)))
    ]
    return element(
        "section",
        element("h3", f"{number}. {inert(phase.title)}"),
        element("p", f"{owner_words(planned)}, {planned.weeks!s}", class_="soft"),
        element("p", f"Only {said_if(planned.needs)}.") if planned.needs else None,
        element("ul", [_step(step) for step in planned.steps], class_="steps"),
        element("dl", definitions),
        class_="phase",
    )


def _step(step: PlannedStep) -> Element:
    reasons = "; ".join(reasons_of(step))
    return element(
        "li",
        element("strong", inert(step.item.title)),
        element("span", f" ({reasons})", class_="soft") if reasons else None,
        [element("p", _advice(each)) for each in step.how],
    )


def _advice(advice: Advice) -> list[str | Element]:
    if not advice.needs:
        return [inert(advice.text)]
    return [element("span", f"{said_if(advice.needs)}: ", class_="soft"), inert(advice.text)]
