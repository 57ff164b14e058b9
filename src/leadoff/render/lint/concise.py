"""Findings on a line each, as editors and `grep` take them, and findings counted by code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadoff.render.inert import inert
from leadoff.render.lint.summary import summary

if TYPE_CHECKING:
    from leadoff.linter.report import LintReport


def concise_text(report: LintReport) -> str:
    """A finding on each line, never wrapped."""
    lines = []
    for each in report.findings:
        said = each.finding.diagnostic
        head = f"{inert(said.location)}: {said.severity}[{said.code.value}]"
        lines.append(f"{head}: {inert(said.message)}")
    return "".join(f"{line}\n" for line in (*lines, *summary(report)))


def statistics_text(report: LintReport) -> str:
    """How often each code was found, the most frequent first."""
    found = Counter(each.finding.diagnostic.code for each in report.findings)
    wide = max((len(f"{number:,}") for number in found.values()), default=0)
    lines = [
        f"{number:>{wide},}  {code.value}  {code.title}"
        for code, number in sorted(found.items(), key=lambda each: (-each[1], each[0].value))
    ]
    return "".join(f"{line}\n" for line in (*lines, *summary(report)))
