"""What a page about a part of a playbook says, before it is laid out; all of it is inert."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.plan.planning import Weeks
from leadoff.render.conditions import ConditionLine, condition_lines
from leadoff.render.explain.topic import ItemTopic
from leadoff.render.inert import inert
from leadoff.render.plan_words import OWNERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.plan.model import Length, Phase, Saying, Step
    from leadoff.render.explain.topic import PhaseTopic, Stand
    from leadoff.ruleset.condition import Condition


class Part(NamedTuple):
    """A line of a page: a text behind a label, or below the one before it, `depth` steps in."""

    label: str
    text: str
    depth: int = 0


class PartPage(NamedTuple):
    """A page about an item or a phase: what it is, whose, and what there is to say."""

    id: str
    title: str
    kind: str
    owner: str
    parts: tuple[Part, ...]


def part_page(topic: ItemTopic | PhaseTopic) -> PartPage:
    """The page about an item or a phase."""
    if isinstance(topic, ItemTopic):
        item = topic.item
        kind = f"{item.kind}, {item.origin}"
        return PartPage(
            item.id, inert(item.title), kind, OWNERS[item.owner], tuple(_item_parts(topic))
        )
    phase = topic.phase
    owner = f"{OWNERS[phase.owner]}, {length_words(phase.length)}"
    return PartPage(phase.id, inert(phase.title), "phase", owner, tuple(_phase_parts(topic)))


def length_words(length: Length) -> str:
    """How long a phase takes: `2 weeks`, `4 to 26 weeks, 2 times sales_cycle_days`."""
    weeks = str(Weeks(length.at_least, length.at_most))
    if length.fact is None:
        return weeks
    return f"{weeks}, {length.times} times {length.fact.name}"


def _item_parts(topic: ItemTopic) -> Iterator[Part]:
    item = topic.item
    if item.quote:
        yield Part("quote", f"\u201c{inert(item.quote)}\u201d")
    if item.source:
        yield Part("source", inert(item.source))
    yield from _said("how", item.how)
    for phase, step in _own_ways(topic):
        yield Part("but in", f"{inert(phase.title)} ({phase.id})")
        yield from (part._replace(depth=part.depth + 1) for part in _said("", step.how))
    if item.serves:
        yield Part("serves", ", ".join(item.serves))
    yield from _plans(topic.stands)


def _own_ways(topic: ItemTopic) -> Iterator[tuple[Phase, Step]]:
    """The phases that say in their own words how the item is done."""
    phases = {stand.phase.id: stand.phase for stand in topic.stands}
    for phase in phases.values():
        for step in phase.steps:
            if step.item.id == topic.item.id and step.how != topic.item.how:
                yield phase, step


def _phase_parts(topic: PhaseTopic) -> Iterator[Part]:
    phase = topic.phase
    if phase.when is not None:
        yield from _condition("only if", "", phase.when)
    yield Part("begins when", inert(phase.entry))
    yield Part("done when", inert(phase.exit))
    yield Part("watch", inert(phase.measure))
    if phase.handoff is not None:
        yield Part(f"to {phase.handoff.to}", inert(phase.handoff.what))
    for place, step in enumerate(phase.steps):
        yield Part("" if place else "do", f"{inert(step.item.title)} ({step.item.id})")
        if step.when is not None:
            found = _condition("", "if ", step.when)
            yield from (part._replace(depth=part.depth + 1) for part in found)
    if phase.repeats:
        yield Part("then", f"begin again with {phase.repeats}")
    yield from _plans(topic.stands)


def _said(label: str, sayings: Sequence[Saying]) -> Iterator[Part]:
    """Sentences, those with a condition below it."""
    for each in sayings:
        if each.when is None:
            yield Part(label, inert(each.text))
        else:
            yield from _condition(label, "if ", each.when)
            yield Part("", inert(each.text), 1)
        label = ""


def _condition(label: str, lead: str, condition: Condition) -> Iterator[Part]:
    """A condition after a word that leads to it: on one line if nothing in it is further in."""
    lines = condition_lines(condition)
    if not any(line.depth for line in lines):
        lines = (ConditionLine(0, " and ".join(line.text for line in lines)),)
    for line in lines:
        yield Part(label, f"{'' if line.depth else lead}{inert(line.text)}", line.depth)
        label, lead = "", "and "


def _plans(stands: Sequence[Stand]) -> Iterator[Part]:
    for place, stand in enumerate(stands):
        text = f"{stand.answer}: phase {stand.number}, {inert(stand.phase.title)}"
        yield Part("" if place else "plans", text)
    if not stands:
        yield Part("plans", "in none")
