"""A run of cases as text: what failed and why, then how many of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from leadoff.render.cases.coverage import add_coverage
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.cases.coverage import Coverage
    from leadoff.cases.report import FileResults, Report
    from leadoff.cases.run import CaseResult, Mismatch
    from leadoff.diagnostic.text import SourceText
    from leadoff.render.style import PageStyle
    from leadoff.ruleset.model import Rule

_PASSED, _FAILED = "bold green", "bold red"
_DECIDED = "decided"


def cases_text(
    report: Report, coverage: Sequence[Coverage] | None, style: PageStyle, *, verbose: bool
) -> str:
    """The failures and the count; with `verbose` the name of every case, and whole tables."""
    page = Page(style)
    if verbose:
        for file in report.files:
            _names(page, file)
    for file in report.files:
        for result in file.results:
            if not result.passed:
                _failure(page, result, file.file.source)
    page.blank()
    page.prose(_count(report))
    for each in coverage or ():
        add_coverage(page, each, verbose=verbose)
    return page.text()


def failure_lines(result: CaseResult) -> list[str]:
    """What a failed case expected and what it got, then the rules that decided; inert."""
    lines = [f"{key}: {words}" for key, words in map(_said, result.mismatches)]
    decided = ", ".join(_spoke(rule) for rule in result.decided_by)
    return [*lines, f"decided by {decided}" if decided else "no rule fires"]


def _names(page: Page, file: FileResults) -> None:
    page.blank()
    page.line((inert(file.file.source.name), "bold"))
    for result in file.results:
        word, style = ("passed", "green") if result.passed else ("FAILED", _FAILED)
        lead = Text("  ")
        lead.append(word, style)
        lead.append("  ")
        page.hanging(lead, Text(inert(result.case.name)), 10)


def _failure(page: Page, result: CaseResult, source: SourceText) -> None:
    line, column = source.position(result.case.span.start)
    page.blank()
    page.line(
        f"{inert(source.name)}:{line}:{column}: ",
        ("failed", _FAILED),
        f": {inert(result.case.name)}",
    )
    said = [_said(each) for each in result.mismatches]
    wide = max(len(_DECIDED), *(len(key) for key, _ in said))
    for key, words in said:
        page.hanging(f"  {key:<{wide}}  ", Text(words), wide + 4)
    lead = f"  {_DECIDED:<{wide}}  "
    if not result.decided_by:
        page.hanging(lead, Text("by no rule: none fires"), len(lead))
    for rule in result.decided_by:
        page.hanging(lead, Text(f"by {_spoke(rule)}"), len(lead))
        lead = " " * len(lead)


def _said(mismatch: Mismatch) -> tuple[str, str]:
    expected, got = inert(mismatch.expected), inert(mismatch.got)
    if mismatch.is_about_a_rule:
        return mismatch.key, f"{expected} {got}"
    return mismatch.key, f"expected {expected}, got {got}"


def _spoke(rule: Rule) -> str:
    """A rule that fired, and what for."""
    points = f"{rule.points:,} for " if rule.points else ""
    verb = "settles " if rule.effect == "settles" else points
    return f"{inert(rule.id)} ({verb}{inert(rule.outcome)})"


def _count(report: Report) -> str | tuple[str, str]:
    parts = [f"{report.passed:,} passed"]
    if report.failed:
        parts.append(f"{report.failed:,} failed")
    if report.not_run:
        parts.append(f"{report.not_run:,} not run after the first failure")
    if report.left_out:
        parts.append(f"{report.left_out:,} left out by name")
    if report.errors:
        parts.append(f"{counted(len(report.errors), 'file')} could not be run")
    return ", ".join(parts), _FAILED if report.failed or report.errors else _PASSED
