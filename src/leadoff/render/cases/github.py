"""A run of cases as workflow commands: GitHub shows them beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.errors import LocatedError
from leadoff.render.cases.text import failure_lines
from leadoff.render.inert import inert, without_workflow_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.report import Broken, Report
    from leadoff.diagnostic.text import SourceText

MOST: Final = 10
"""How many annotations GitHub shows of one step; what comes after them would be lost silently."""


class _Annotation(NamedTuple):
    file: str
    line: int
    column: int
    title: str
    message: str

    def __str__(self) -> str:
        place = f"file={_property(self.file)}"
        if self.line:
            place += f",line={self.line},col={self.column}"
        return f"::error {place},title={_property(self.title)}::{_data(self.message)}"


def cases_annotations(report: Report) -> str:
    """An annotation for each file that could not be run and each case that failed, then counts."""
    found = [*_broken(report), *_failed(report)]
    lines = [str(each) for each in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"and {len(found) - MOST:,} more:")
        lines += (
            without_workflow_commands(f"{inert(each.file)}:{each.line}: {each.message}")
            for each in found[MOST:]
        )
    counts = f"{report.passed:,} passed, {report.failed:,} failed"
    files = len(report.errors)
    broken = f", {files} file{'s' if files > 1 else ''} could not be run" if files else ""
    return "".join(f"{line}\n" for line in [*lines, counts + broken])


def _failed(report: Report) -> Iterator[_Annotation]:
    for file in report.files:
        source = file.file.source
        for result in file.results:
            if not result.passed:
                lines = failure_lines(result)
                yield _at(source, result.case.span.start, result.case.name, "; ".join(lines))


def _broken(report: Report) -> Iterator[_Annotation]:
    for error in report.errors:
        yield from _of_error(error)


def _of_error(error: Broken) -> Iterator[_Annotation]:
    if not isinstance(error, LocatedError):
        yield _Annotation(error.path, 0, 0, "cannot be run", inert(error.reason))
        return
    for each in error.diagnostics:
        help = f"; {each.help}" if each.help else ""
        label = each.primary
        yield _at(label.source, label.span.start, each.code.value, f"{each.message}{help}")


def _at(source: SourceText, offset: int, title: str, message: str) -> _Annotation:
    line, column = source.position(offset)
    return _Annotation(source.name, line, column, title, inert(message))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(inert(text)).replace(":", "%3A").replace(",", "%2C")
