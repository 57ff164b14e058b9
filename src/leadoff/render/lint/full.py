"""Findings as a person reads them: the lines they are about, an example, and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from leadoff.diagnostic.message import MOST_MESSAGES
from leadoff.render.diagnostics import message_onto
from leadoff.render.inert import inert
from leadoff.render.lint.example import command, entries, in_single_quotes
from leadoff.render.lint.summary import summary
from leadoff.render.page import Page

if TYPE_CHECKING:
    from leadoff.linter.report import LintReport, Reported
    from leadoff.render.style import PageStyle

_QUIET = "dim"
_MOST_REGIONS = 5
_BETWEEN_FACTS = re.compile(r"(?<=;) |(?<=`:) ")
"""Between the facts of a region, and behind the rule in front of them: ``only `one`: sky: sun``."""


def full_text(report: LintReport, style: PageStyle) -> str:
    """A report with the lines it is about; of very many findings the first hundred."""
    page = Page(style)
    for each in report.findings[:MOST_MESSAGES]:
        _finding(page, each)
        page.blank()
    hidden = len(report.findings) - MOST_MESSAGES
    if hidden > 0:
        page.prose(f"And {hidden:,} more: --format concise shows each on a line.")
    for sentence in summary(report):
        page.prose(sentence)
    if report.worst is not None:
        code = report.worst.finding.diagnostic.code.value
        page.line((f"{style.glyphs.arrow} ", _QUIET), f"leadoff explain {code}")
    return page.text()


def _finding(page: Page, each: Reported) -> None:
    finding = each.finding
    gutter = message_onto(page, finding.diagnostic)
    _regions(page, finding.regions, gutter)
    _example(page, each, gutter)
    for fix in finding.fixes:
        flag = "--fix" if fix.is_safe else "--fix --unsafe-fixes"
        _remark(page, gutter, "fix", inert(fix.title), f"({flag})")
    if each.implied:
        implied = ", ".join(code.value for code in each.implied)
        _remark(page, gutter, "implies", f"{implied}, not repeated here")


def _remark(page: Page, gutter: int, what: str, *pieces: str) -> None:
    lead = f"{'':>{gutter}} = {what}: "
    page.pieces(lead, pieces, len(lead))


def _regions(page: Page, regions: tuple[str, ...], gutter: int) -> None:
    """The first regions; a line ends between facts, and not between a fact and its values."""
    for number, region in enumerate(regions[:_MOST_REGIONS]):
        facts = _BETWEEN_FACTS.split(inert(region))
        _remark(page, gutter, "where" if number == 0 else "   or", *facts)
    if len(regions) > _MOST_REGIONS:
        _remark(page, gutter, "   or", f"{len(regions) - _MOST_REGIONS} more")


def _example(page: Page, each: Reported, gutter: int) -> None:
    """A witness as a command to copy; it may be broken between facts, and behind the bar."""
    facts = list(map(inert, entries(each.finding)))
    if not facts:
        return
    lead, advise = f"{'':>{gutter}} = example: ", inert(command(each))
    pieces = _printing(facts) if advise else _mapping(facts)
    lines = _packed(pieces, page.style.prose - len(lead))
    for number, shown in enumerate(filter(None, [*lines, advise])):
        page.line((lead if number == 0 else " " * len(lead)), shown)


def _printing(facts: list[str]) -> list[str]:
    """A command that prints a profile to another one, in pieces."""
    quoted = [in_single_quotes(fact) for fact in facts]
    # Some shells' echo takes a backslash for the beginning of something else.
    printing = "printf %s" if any("\\" in fact for fact in quoted) else "echo"
    first, *others = _mapping(quoted)
    *others, last = [f"{printing} '{first}", *others]
    return [*others, f"{last}' |"]


def _mapping(facts: list[str]) -> list[str]:
    """A profile on one line, in pieces."""
    first, *others = [f"{fact}," for fact in facts[:-1]] + [f"{facts[-1]}}}"]
    return [f"{{{first}", *others]


def _packed(pieces: list[str], room: int) -> list[str]:
    """Pieces on lines that are no wider than they need be."""
    line, *others = pieces
    lines = []
    for piece in others:
        if cell_len(line) + 1 + cell_len(piece) > room:
            lines.append(line)
            line = piece
        else:
            line += f" {piece}"
    return [*lines, line]
