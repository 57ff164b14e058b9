"""A rule set as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from leadoff.render.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.render.conditions import ConditionLine
    from leadoff.render.rules.contents import Promise, RuleEntry, RulesPage
    from leadoff.render.style import PageStyle

NOT_PROVED = "Which rules can fire together was not proved within the budget."
_HEADING = "bold"
_QUIET = "dim"
_LABEL = 13


def rules_text(contents: RulesPage, style: PageStyle) -> str:
    """The page as text."""
    page = Page(style)
    page.prose((contents.title, _HEADING))
    for sentence in contents.deciding:
        page.prose(sentence)
    page.blank()
    for label, headline in contents.outcomes:
        page.hanging("  ", Text.assemble((label, _HEADING), f"  {headline}".rstrip()), 4)
    for number, rule in enumerate(contents.rules, 1):
        _rule(page, number, rule)
    _promises(page, "Assumptions", contents.assumptions)
    _promises(page, "Laws", contents.laws)
    _together(page, contents)
    return page.text()


def _rule(page: Page, number: int, rule: RuleEntry) -> None:
    page.blank()
    name = Text.assemble((rule.title, _HEADING), (f"  {rule.id}", _QUIET))
    if rule.origin:
        name.append(f"  ({rule.origin})", _QUIET)
    page.hanging(f"{number:>3}  ", name, 5)
    _conditions(page, rule.when)
    page.hanging("  then".ljust(_LABEL), Text(rule.effect), _LABEL)
    if rule.quote:
        glyphs = page.style.glyphs
        quoted = f"{glyphs.open_quote}{rule.quote}{glyphs.close_quote}"
        page.hanging("  quote".ljust(_LABEL), Text(quoted), _LABEL)
    for label, text in rule.notes:
        page.hanging(f"  {label}".ljust(_LABEL), Text(text), _LABEL)


def _conditions(page: Page, lines: Sequence[ConditionLine]) -> None:
    for number, line in enumerate(lines):
        lead = "  when".ljust(_LABEL) if number == 0 else " " * _LABEL
        lead += "  " * line.depth
        page.hanging(lead, Text(line.text), len(lead) + 2)


def _promises(page: Page, heading: str, promises: Sequence[Promise]) -> None:
    if not promises:
        return
    page.blank()
    page.prose((heading, _HEADING))
    for each in promises:
        page.blank()
        if each.name:
            page.prose((each.name, _QUIET), first=2, indent=2)
        _conditions(page, each.when)
        page.hanging("  then".ljust(_LABEL) if each.name else " " * _LABEL, Text(each.said), _LABEL)
        if each.because:
            page.hanging("  because".ljust(_LABEL), Text(each.because), _LABEL)


def _together(page: Page, contents: RulesPage) -> None:
    """A triangle: a row and a column for each rule, a mark where both can fire for one profile."""
    page.blank()
    page.prose(("Which rules can fire together", _HEADING))
    if contents.together is None:
        page.prose(NOT_PROVED, first=2, indent=2)
        return
    mark = page.style.glyphs.full
    for number, (rule, row) in enumerate(zip(contents.rules, contents.together, strict=True), 1):
        marks = "".join(f"{mark if met else '.':>3}" for met in row[: number - 1])
        page.line(f"{number:>3}", marks, (f"  {rule.id}", _QUIET))
    columns = "".join(f"{number:>3}" for number in range(1, len(contents.rules)))
    page.line((f"   {columns}", _QUIET))
