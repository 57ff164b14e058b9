"""A report as Markdown, for the summary of a job or a comment on a change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leadoff.render.inert import inert
from leadoff.render.lint.example import command, entries
from leadoff.render.lint.summary import counts, summary
from leadoff.render.markdown import in_html, message, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.linter.report import LintReport, Reported

MOST_ROWS: Final = 500
MOST_EXAMPLES: Final = 50


def markdown_text(report: LintReport) -> str:
    """A heading, a table of the findings, and their examples as profiles to copy."""
    lines = [f"## leadoff lint: {counts(report) or 'no findings'}", ""]
    lines += _table(report.findings[:MOST_ROWS])
    if len(report.findings) > MOST_ROWS:
        lines += [f"And {len(report.findings) - MOST_ROWS:,} more.", ""]
    lines += [" ".join(summary(report)), ""]
    shown = [each for each in report.findings if each.finding.witness][:MOST_EXAMPLES]
    for each in shown:
        lines += _example(each)
    for path, reason in ((each.path, each.reason) for each in report.unreadable):
        lines += [f"- {plain(path)} was not checked: {message(reason)}"]
    lines += [f"- A bug in leadoff: {plain(str(each))}" for each in report.crashes]
    while not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _table(found: Sequence[Reported]) -> Iterator[str]:
    if not found:
        return
    yield "| Severity | Where | What |"
    yield "| --- | --- | --- |"
    for each in found:
        said = each.finding.diagnostic
        line, column = said.primary.source.position(said.primary.span.start)
        help = f" *{message(said.help)}*" if said.help else ""
        stop = "" if said.message.endswith("?") else "."
        what = f"**{said.code.value}** {said.code.title}: {message(said.message)}{stop}{help}"
        yield f"| {said.severity} | {plain(each.file)}:{line}:{column} | {what} |"
    yield ""


def _example(each: Reported) -> Iterator[str]:
    said = each.finding.diagnostic
    line, column = said.primary.source.position(said.primary.span.start)
    place = f"{in_html(each.file)}:{line}:{column}"
    facts = [inert(entry) for entry in entries(each.finding)]
    runs = re.findall("`+", "\n".join(facts))
    fence = "`" * max(3, *(len(run) + 1 for run in runs)) if runs else "```"
    yield f"<details><summary>{said.code.value} at {place}: a profile that shows it</summary>"
    yield ""
    yield f"{fence}yaml"
    if advise := command(each):
        yield f"# {inert(advise)}"
    yield from facts
    yield fence
    yield ""
    yield "</details>"
    yield ""
