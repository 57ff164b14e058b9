"""A report as Markdown that reads well on GitHub and pasted into a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.contents import DISCLAIMER
from leadoff.render.markdown import code, plain
from leadoff.render.plan_words import again_notes, owner_words, reasons_of, said_if, staying_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadoff.plan.planning import Advice, Plan, PlannedPhase, PlannedStep
    from leadoff.render.contents import Contents, Entry, Group, Reproduction

MARK = "<!-- leadoff report -->"
"""The last line of a report, by which a later one knows that it may replace it."""

_BAR = 20


def report_markdown(contents: Contents, reproduce: Reproduction) -> str:
    """The report as a text that ends with a line break; `reproduce` says how to get it again."""
    lines = [*_head(contents), *_reasons(contents), *_next(contents)]
    if contents.plan is not None:
        lines += _plan(contents.plan, contents.is_provisional)
    lines += [*_unfired(contents.unfired), *_end(contents, reproduce), MARK]
    return "\n".join(lines) + "\n"


def _head(contents: Contents) -> Iterator[str]:
    manner = f", {contents.manner}" if contents.manner else ""
    yield f"# {plain(contents.label)}{plain(manner)}"
    yield ""
    if contents.name:
        yield f"**{plain(contents.name)}**"
        yield ""
    if contents.about:
        yield _codes(contents.about)
        yield ""
    if contents.headline:
        yield plain(contents.headline)
        yield ""
    if contents.totals:
        yield "| | points | |"
        yield "|:---|---:|:---|"
        for total in contents.totals:
            full = max(round(_BAR * total.share), total.points > 0)
            bar = "█" * full + "░" * (_BAR - full)
            label = plain(total.label)
            label = f"**{label}**" if total.leads else label
            yield f"| {label} | {total.points:,} | {bar} |"
        yield ""


def _reasons(contents: Contents) -> Iterator[str]:
    if contents.otherwise:
        yield plain(contents.otherwise)
        yield ""
    for group in contents.groups:
        yield f"## {plain(group.heading)}"
        yield ""
        for entry in group.entries:
            yield from _entry(entry, f" {plain(entry.does)}" if group.is_mixed else "")
    if contents.post_alone:
        yield plain(contents.post_alone)
        yield ""


def _entry(entry: Entry, side: str) -> Iterator[str]:
    points = f" - {entry.points:,} points{side}" if entry.points else ""
    note = " *(refinement)*" if entry.is_refinement else ""
    yield f"**{plain(entry.title)}**{points}{note}"
    yield ""
    if entry.said:
        yield plain(entry.said)
        yield ""
    if entry.quote:
        yield f"> “{plain(entry.quote)}”"
        yield ""
    elif entry.because:
        yield plain(entry.because)
        yield ""
    yield from (f"- {code(fact)}" for fact in entry.facts)
    if entry.advises:
        yield f"- → {plain(entry.advises)}"
    if entry.facts or entry.advises:
        yield ""


def _next(contents: Contents) -> Iterator[str]:
    if contents.changes is not None:
        yield "## What would change this"
        yield ""
        if contents.changes.said:
            yield plain(contents.changes.said)
            yield ""
        for answer, ways in contents.changes.leading:
            yield f"- **{plain(answer)}** {plain(' '.join(ways))}"
        yield ""
        if contents.changes.more:
            yield plain(contents.changes.more)
            yield ""
    if contents.certainty:
        yield plain(contents.certainty)
        yield ""
    if contents.ask is not None:
        yield f"## {contents.ask.heading}"
        yield ""
        yield f"**{plain(contents.ask.question)}** {plain(contents.ask.help)}".rstrip()
        yield ""
        for answer, results in contents.ask.effects:
            yield f"- {plain(answer)}: {plain(results)}"
        yield ""


def _plan(plan: Plan, is_provisional: bool) -> Iterator[str]:
    if plan.monday:
        yield "## On Monday"
        yield ""
        yield from (f"1. {_advice(each)}" for each in plan.monday)
        yield ""
    yield f"## The plan: {plan.weeks!s}"
    yield ""
    yield "| | phase | owner | length | done when |"
    yield "|---:|:---|:---|:---|:---|"
    for number, phase in enumerate(plan.phases, 1):
        cells = (phase.phase.title, owner_words(phase), str(phase.weeks), phase.phase.exit)
        yield f"| {number} | {' | '.join(plain(cell) for cell in cells)} |"
    yield ""
    for note in (*([staying_note(plan)] if is_provisional else []), *again_notes(plan)):
        yield plain(note)
        yield ""
    for number, phase in enumerate(plan.phases, 1):
        yield from _phase(number, phase)


def _phase(number: int, planned: PlannedPhase) -> Iterator[str]:
    phase = planned.phase
    yield f"### {number}. {plain(phase.title)} ({owner_words(planned)}, {planned.weeks!s})"
    yield ""
    if planned.needs:
        yield f"Only {plain(said_if(planned.needs))}."
        yield ""
    yield f"*Begins when:* {plain(phase.entry)}"
    yield ""
    for step in planned.steps:
        yield from _step(step)
    yield ""
    told = [("Done when", phase.exit), ("Watch", phase.measure)]
    if phase.handoff is not None:
        told.append((f"To {phase.handoff.to}", phase.handoff.what))
    for label, text in told:
        yield f"*{label}:* {plain(text)}"
        yield ""


def _step(step: PlannedStep) -> Iterator[str]:
    reasons = [plain(each) for each in reasons_of(step)]
    reason = f" *({'; '.join(reasons)})*" if reasons else ""
    yield f"- **{plain(step.item.title)}**{reason}"
    yield from (f"  - {_advice(each)}" for each in step.how)


def _advice(advice: Advice) -> str:
    text = plain(advice.text)
    return f"*{plain(said_if(advice.needs))}:* {text}" if advice.needs else text


def _unfired(group: Group) -> Iterator[str]:
    if not group.entries:
        return
    yield f"<details><summary>{group.heading}: {len(group.entries)} rules</summary>"
    yield ""
    for entry in group.entries:
        needs = ", ".join(code(need) for need in entry.facts)
        yield f"- **{plain(entry.title)}**: {plain(entry.lead or entry.said)} {needs}".rstrip()
    yield ""
    yield "</details>"
    yield ""


def _end(contents: Contents, reproduce: Reproduction) -> Iterator[str]:
    if contents.answers:
        yield "## Answers given"
        yield ""
        yield "| question | answer |"
        yield "|:---|:---|"
        yield from (f"| {plain(e.asked)} | {plain(e.answer)} |" for e in contents.answers)
        yield ""
    if contents.unanswered:
        yield f"Not answered: {_codes(contents.unanswered)}"
        yield ""
    for warning in contents.warnings:
        yield f"- Warning: {plain(warning)}"
    if contents.warnings:
        yield ""
    yield "## How to get this again"
    yield ""
    for label, text in reproduce:
        yield f"- {label}: {code(text) if label == 'Command' else plain(text)}"
    yield ""
    yield f"*{DISCLAIMER}*"
    yield ""


def _codes(names: Iterable[str]) -> str:
    return ", ".join(code(name) for name in names)
