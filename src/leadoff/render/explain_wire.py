"""The JSON form of manual pages, `leadoff.explain/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypedDict

from leadoff.render.conditions import condition_lines
from leadoff.render.topic import CodeTopic, RuleTopic
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.lint.manual import Manual
    from leadoff.render.topic import FactTopic, Topic

FORMAT: Final = "leadoff.explain/1"


class SectionDict(TypedDict):
    """A part of a page under a heading."""

    heading: str
    text: str


class CodeDict(TypedDict):
    """The page of a code; `severity` is null where it depends on what was read."""

    format: str
    kind: Literal["code"]
    code: str
    name: str
    severity: str | None
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


TopicDict: TypeAlias = CodeDict | RuleDict | FactDict


def list_dict(manuals: Sequence[Manual]) -> ListDict:
    """All codes as plain data."""
    return {"format": FORMAT, "kind": "list", "codes": [_code(manual) for manual in manuals]}


def topic_dict(topic: Topic) -> TopicDict:
    """One page as plain data."""
    if isinstance(topic, CodeTopic):
        return _code(topic.manual)
    return _rule(topic) if isinstance(topic, RuleTopic) else _fact(topic)


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
        "conditions": ["  " * line.depth + line.text for line in condition_lines(rule.when)],
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
