"""A run of cases as workflow commands: GitHub shows them beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.errors import LocatedError
from leadoff.render.cases.text import failure_lines
from leadoff.render.inert import inert, without_workflow_commands
from leadoff.render.words import counted
from leadoff.render.workflow import MOST_ANNOTATIONS, annotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.report import Broken, Report
    from leadoff.diagnostic.text import SourceText


class _Annotation(NamedTuple):
    file: str
    line: int
    column: int
    title: str
    message: str

    def __str__(self) -> str:
        properties = {"file": self.file}
        if self.line:
            properties |= {"line": str(self.line), "col": str(self.column)}
        return annotation("error", properties | {"title": self.title}, [self.message])


def cases_annotations(report: Report) -> str:
    """An annotation for each file that could not be run and each case that failed, then counts."""
    found = [*_broken(report), *_failed(report)]
    lines = [str(each) for each in found[:MOST_ANNOTATIONS]]
    if len(found) > MOST_ANNOTATIONS:
        lines.append(f"and {len(found) - MOST_ANNOTATIONS:,} more:")
        lines += (
            without_workflow_commands(f"{inert(each.file)}:{each.line}: {inert(each.message)}")
            for each in found[MOST_ANNOTATIONS:]
        )
    counts = f"{report.passed:,} passed, {report.failed:,} failed"
    files = counted(len(report.errors), "file")
    broken = f", {files} could not be run" if report.errors else ""
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
        yield _Annotation(error.path, 0, 0, "cannot be run", error.reason)
        return
    for each in error.diagnostics:
        help = f"; {each.help}" if each.help else ""
        label = each.primary
        yield _at(label.source, label.span.start, each.code.value, f"{each.message}{help}")


def _at(source: SourceText, offset: int, title: str, message: str) -> _Annotation:
    line, column = source.position(offset)
    return _Annotation(source.name, line, column, title, message)
