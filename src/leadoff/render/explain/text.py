"""Manual pages as text: of codes, rules, facts and the parts of a playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from leadoff.facts.domain import either
from leadoff.linter.manual import EXAMPLES
from leadoff.render.conditions import condition_lines
from leadoff.render.explain.plan import part_page
from leadoff.render.explain.topic import CodeTopic, ItemTopic, PhaseTopic, RuleTopic
from leadoff.render.facts import fact_text
from leadoff.render.inert import inert
from leadoff.render.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.linter.manual import Manual
    from leadoff.render.explain.plan import PartPage
    from leadoff.render.explain.topic import Topic
    from leadoff.render.style import PageStyle

_HEADING = "bold"
_QUIET = "dim"
_LABEL = 12


def topic_text(topic: Topic, style: PageStyle) -> str:
    """One page."""
    if isinstance(topic, CodeTopic):
        return _code_text(topic.manual, style)
    if isinstance(topic, RuleTopic):
        return _rule_text(topic, style)
    if isinstance(topic, ItemTopic | PhaseTopic):
        return _part_text(part_page(topic), style)
    return fact_text(topic.fact, topic.file, style)


def list_text(manuals: Sequence[Manual], style: PageStyle) -> str:
    """All codes, each with its name and its sentence."""
    page = Page(style)
    for manual in manuals:
        page.line((manual.code.value, _HEADING), f"  {manual.code.title}", f"  ({manual.severity})")
        page.prose((manual.summary, _QUIET), first=7, indent=7)
    return page.text()


def _code_text(manual: Manual, style: PageStyle) -> str:
    page = Page(style)
    page.line((f"{manual.code.value} {manual.code.title}", _HEADING), f"  ({manual.severity})")
    _paragraphs(page, manual.summary, 0)
    if manual.more:
        page.blank()
        _paragraphs(page, manual.more, 0)
    for heading, body in manual.sections:
        page.blank()
        page.prose((heading, _HEADING))
        if heading in EXAMPLES:
            for line in body.split("\n"):
                page.line(f"  {line}")
        else:
            _paragraphs(page, body, 2)
    return page.text()


def _paragraphs(page: Page, text: str, indent: int) -> None:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            page.blank()
        for line in paragraph.split("\n"):
            page.prose(line, first=indent, indent=indent)


def _rule_text(topic: RuleTopic, style: PageStyle) -> str:
    rule = topic.rule
    page = Page(style)
    origin = f"  ({rule.origin})" if rule.origin else ""
    title = f"  {inert(rule.title)}" if rule.title else ""
    page.line((inert(rule.id), _HEADING), title, origin)
    page.prose(inert(topic.effect), first=2, indent=2)
    page.blank()
    for number, line in enumerate(condition_lines(rule.when)):
        lead = "  when      " if number == 0 else " " * _LABEL
        lead += "  " * line.depth
        page.hanging(lead, Text(inert(line.text)), len(lead) + 2)
    page.blank()
    glyphs = style.glyphs
    quote = f"{glyphs.open_quote}{inert(rule.quote)}{glyphs.close_quote}" if rule.quote else ""
    for label, text in (
        ("quote", quote),
        ("because", inert(rule.because)),
        ("source", inert(rule.source)),
        ("note", inert(rule.note)),
        ("advises", inert(rule.advises)),
        ("overrides", ", ".join(rule.overrides)),
        ("except", f"where {either(topic.exceptions)} fires" if topic.exceptions else ""),
    ):
        if text:
            page.hanging(f"  {label}".ljust(_LABEL), Text(text), _LABEL)
    return page.text()


def _part_text(contents: PartPage, style: PageStyle) -> str:
    page = Page(style)
    page.line((contents.id, _HEADING), f"  {contents.title}", f"  ({contents.kind})")
    page.prose(contents.owner, first=2, indent=2)
    page.blank()
    wide = max(_LABEL, *(len(part.label) + 4 for part in contents.parts))
    for part in contents.parts:
        lead = f"  {part.label}".ljust(wide) + "  " * part.depth
        page.hanging(lead, Text(part.text), len(lead))
    return page.text()
