"""Manual pages as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.conditions import condition_lines
from leadoff.render.explain.plan import part_page
from leadoff.render.explain.topic import CodeTopic, ItemTopic, PhaseTopic, RuleTopic
from leadoff.render.markdown import code, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.linter.manual import Manual
    from leadoff.render.explain.plan import PartPage
    from leadoff.render.explain.topic import FactTopic, Topic


def topic_markdown(topic: Topic) -> str:
    """One page."""
    if isinstance(topic, CodeTopic):
        manual = topic.manual
        return f"## {manual.code.value} {manual.code.title}\n\n{manual.markdown}\n"
    if isinstance(topic, RuleTopic):
        lines = _rule(topic)
    elif isinstance(topic, ItemTopic | PhaseTopic):
        lines = _part(part_page(topic))
    else:
        lines = _fact(topic)
    return "".join(f"{line}\n" for line in lines)


def list_markdown(manuals: Sequence[Manual]) -> str:
    """A table of all codes."""
    lines = ["| Code | Name | Severity | Finds |", "| --- | --- | --- | --- |"]
    for manual in manuals:
        code, severity = manual.code, manual.severity
        summary = manual.summary.replace("\n", " ").replace("|", "\\|")
        lines.append(f"| {code.value} | {code.title} | {severity} | {summary} |")
    return "".join(f"{line}\n" for line in lines)


def _rule(topic: RuleTopic) -> Iterator[str]:
    rule = topic.rule
    yield f"## {plain(rule.id)}"
    yield ""
    if rule.title:
        yield f"**{plain(rule.title)}**"
        yield ""
    yield f"{plain(topic.effect)}, when"
    yield ""
    for line in condition_lines(rule.when):
        yield f"{'  ' * line.depth}- {plain(line.text)}"
    yield ""
    if rule.quote:
        yield f"> {plain(rule.quote)}"
        yield ""
    for label, text in (
        ("Because", rule.because),
        ("Source", rule.source),
        ("Note", rule.note),
        ("Advises", rule.advises),
        ("Overrides", ", ".join(rule.overrides)),
        ("Overridden by", ", ".join(topic.exceptions)),
    ):
        if text:
            yield f"- {label}: {plain(text)}"


def _fact(topic: FactTopic) -> Iterator[str]:
    fact = topic.fact
    yield f"## {plain(fact.name)}"
    yield ""
    for text in (fact.question, fact.help, fact.domain.described):
        if text:
            yield plain(text)
            yield ""


def _part(contents: PartPage) -> Iterator[str]:
    yield f"## {plain(contents.title)}"
    yield ""
    yield f"{code(contents.id)} ({plain(contents.kind)}), {plain(contents.owner)}"
    yield ""
    for part in contents.parts:
        if part.label:
            yield f"- *{plain(part.label)}:* {plain(part.text)}"
        else:
            yield f"  {'  ' * part.depth}- {plain(part.text)}"
