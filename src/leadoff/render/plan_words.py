"""How a plan is said, in every format alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.evidence import Need
    from leadoff.plan.planning import Plan, PlannedPhase, PlannedStep

OWNERS = {"marketing": "marketing", "sales": "sales", "both": "both sides"}


def owner_words(planned: PlannedPhase) -> str:
    """Who looks after a phase."""
    return OWNERS[planned.phase.owner]


def said_if(needs: Sequence[Need]) -> str:
    """What must be known for something to count: `if self_serve is yes`."""
    return f"if {' and '.join(f'{need.fact.name} is {inert(need.needed)}' for need in needs)}"


def reasons_of(step: PlannedStep) -> tuple[str, ...]:
    """Why a step is in the plan: the firing rules it carries out, else where it comes from."""
    reasons = [inert(rule.title or rule.id) for rule in step.because]
    if step.item.origin == "refinement":
        reasons.append("refinement")
    elif not reasons and step.item.source:
        reasons.append(inside(inert(step.item.source)))
    if step.needs:
        reasons.append(said_if(step.needs))
    return tuple(reasons)


def staying_note(plan: Plan) -> str:
    """Which phases of a provisional answer stay, whatever is answered next."""
    staying = [inert(each.phase.title) for each in plan.phases if each.stays]
    if staying:
        return f"The same whatever you answer next: {', '.join(staying)}."
    return "What you answer next may change every phase."


def again_notes(plan: Plan) -> tuple[str, ...]:
    """Where a plan begins again."""
    titles = {each.phase.id: inert(each.phase.title) for each in plan.phases}
    return tuple(
        f"After {inert(each.phase.title)}, begin again with {titles[each.phase.repeats]}."
        for each in plan.phases
        if each.phase.repeats in titles
    )


def inside(sentence: str) -> str:
    """A sentence after a colon: its first letter small, unless the word is an abbreviation."""
    is_word = sentence[1:2].islower() or sentence.startswith("A ")
    return sentence[:1].lower() + sentence[1:] if is_word else sentence
