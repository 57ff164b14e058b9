"""The JSON form of manual pages, `leadoff.explain/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypedDict

from leadoff.render.conditions import condition_lines
from leadoff.render.explain.topic import CodeTopic, ItemTopic, PhaseTopic, RuleTopic
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.linter.manual import Manual
    from leadoff.plan.model import Saying
    from leadoff.render.explain.topic import FactTopic, Stand, Topic
    from leadoff.ruleset.condition import Condition

FORMAT: Final = "leadoff.explain/1"


class SectionDict(TypedDict):
    """A part of a page under a heading."""

    heading: str
    text: str


class CodeDict(TypedDict):
    """The page of a code; `severity` is the usual one, a finding may be milder."""

    format: str
    kind: Literal["code"]
    code: str
    name: str
    severity: str
    summary: str
    more: str
    sections: list[SectionDict]


class RuleDict(TypedDict):
    """A rule: `conditions` are lines of words, indented by two blanks for each step in."""

    format: str
    kind: Literal["rule"]
    rule: str
    title: str
    effect: str
    outcome: str
    points: int
    strength: str | None
    origin: str | None
    conditions: list[str]
    quote: str
    because: str
    source: str
    note: str
    advises: str
    overrides: list[str]
    overridden_by: list[str]


class FactDict(TypedDict):
    """A fact: its question, its values in words, and the rules that test it."""

    format: str
    kind: Literal["fact"]
    fact: str
    question: str
    help: str
    values: str
    change: str
    rules: list[str]


class ListDict(TypedDict):
    """The pages of all codes."""

    format: str
    kind: Literal["list"]
    codes: list[CodeDict]


class WayDict(TypedDict):
    """A sentence, and the condition under which it is said, in lines of words as in a rule."""

    text: str
    conditions: list[str]


class StandDict(TypedDict):
    """Where something stands in the plan for an answer; the first phase is number 1."""

    answer: str
    number: int
    phase: str


class ItemDict(TypedDict):
    """An activity or a practice: `serves` are the rules whose guideline it carries out."""

    format: str
    kind: Literal["activity", "practice"]
    item: str
    title: str
    owner: str
    origin: str
    quote: str
    source: str
    how: list[WayDict]
    serves: list[str]
    plans: list[StandDict]


class StepDict(TypedDict):
    """An item in a phase, and how it is done there."""

    item: str
    conditions: list[str]
    how: list[WayDict]


class LengthDict(TypedDict):
    """A number of weeks: `times` a `fact` within the two limits, where there is one."""

    at_least: int
    at_most: int
    times: str | None
    fact: str | None


class PhaseDict(TypedDict):
    """A phase: `handoff_to` and `handoff` are empty where nothing is handed over."""

    format: str
    kind: Literal["phase"]
    phase: str
    title: str
    owner: str
    weeks: LengthDict
    conditions: list[str]
    entry: str
    exit: str
    measure: str
    handoff_to: str
    handoff: str
    repeats: str
    do: list[StepDict]
    plans: list[StandDict]


TopicDict: TypeAlias = CodeDict | RuleDict | FactDict | ItemDict | PhaseDict


def list_dict(manuals: Sequence[Manual]) -> ListDict:
    """All codes as plain data."""
    return {"format": FORMAT, "kind": "list", "codes": [_code(manual) for manual in manuals]}


def topic_dict(topic: Topic) -> TopicDict:
    """One page as plain data."""
    if isinstance(topic, CodeTopic):
        return _code(topic.manual)
    if isinstance(topic, RuleTopic):
        return _rule(topic)
    if isinstance(topic, ItemTopic):
        return _item(topic)
    return _phase(topic) if isinstance(topic, PhaseTopic) else _fact(topic)


def _code(manual: Manual) -> CodeDict:
    return {
        "format": FORMAT,
        "kind": "code",
        "code": manual.code.value,
        "name": manual.code.title,
        "severity": manual.severity,
        "summary": manual.summary,
        "more": manual.more,
        "sections": [{"heading": name, "text": text} for name, text in manual.sections],
    }


def _rule(topic: RuleTopic) -> RuleDict:
    rule = topic.rule
    return {
        "format": FORMAT,
        "kind": "rule",
        "rule": rule.id,
        "title": rule.title,
        "effect": rule.effect,
        "outcome": rule.outcome,
        "points": rule.points,
        "strength": rule.strength.name if rule.strength else None,
        "origin": rule.origin,
        "conditions": _conditions(rule.when),
        "quote": rule.quote,
        "because": rule.because,
        "source": rule.source,
        "note": rule.note,
        "advises": rule.advises,
        "overrides": list(rule.overrides),
        "overridden_by": list(topic.exceptions),
    }


def _fact(topic: FactTopic) -> FactDict:
    fact = topic.fact
    return {
        "format": FORMAT,
        "kind": "fact",
        "fact": fact.name,
        "question": fact.question,
        "help": fact.help,
        "values": fact.domain.described,
        "change": fact.change,
        "rules": [rule.id for rule in topic.file.rules if fact in facts_in(rule.when)],
    }


def _item(topic: ItemTopic) -> ItemDict:
    item = topic.item
    return {
        "format": FORMAT,
        "kind": item.kind,
        "item": item.id,
        "title": item.title,
        "owner": item.owner,
        "origin": item.origin,
        "quote": item.quote,
        "source": item.source,
        "how": _how(item.how),
        "serves": list(item.serves),
        "plans": _plans(topic.stands),
    }


def _phase(topic: PhaseTopic) -> PhaseDict:
    phase, handoff, length = topic.phase, topic.phase.handoff, topic.phase.length
    return {
        "format": FORMAT,
        "kind": "phase",
        "phase": phase.id,
        "title": phase.title,
        "owner": phase.owner,
        "weeks": {
            "at_least": length.at_least,
            "at_most": length.at_most,
            "times": None if length.times is None else str(length.times),
            "fact": None if length.fact is None else length.fact.name,
        },
        "conditions": _conditions(phase.when),
        "entry": phase.entry,
        "exit": phase.exit,
        "measure": phase.measure,
        "handoff_to": "" if handoff is None else handoff.to,
        "handoff": "" if handoff is None else handoff.what,
        "repeats": phase.repeats,
        "do": [
            {"item": step.item.id, "conditions": _conditions(step.when), "how": _how(step.how)}
            for step in phase.steps
        ],
        "plans": _plans(topic.stands),
    }


def _how(sayings: Sequence[Saying]) -> list[WayDict]:
    return [{"text": each.text, "conditions": _conditions(each.when)} for each in sayings]


def _plans(stands: Sequence[Stand]) -> list[StandDict]:
    return [
        {"answer": each.answer, "number": each.number, "phase": each.phase.id} for each in stands
    ]


def _conditions(condition: Condition | None) -> list[str]:
    """A condition as lines of words, indented by two blanks for each step in; none for always."""
    if condition is None:
        return []
    return ["  " * line.depth + line.text for line in condition_lines(condition)]
