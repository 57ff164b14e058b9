"""A run of cases as JUnit XML: a suite for each file, a test case for each case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.errors import LocatedError
from leadoff.render.cases.text import failure_lines
from leadoff.render.xml import xml_attribute, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.report import Broken, FileResults, Report


class _Counts(NamedTuple):
    tests: int
    failures: int
    errors: int

    def __str__(self) -> str:
        return f'tests="{self.tests}" failures="{self.failures}" errors="{self.errors}"'


def cases_junit(report: Report) -> str:
    """The document; without times, so that the same cases give the same bytes."""
    broken = len(report.errors)
    all_counts = _Counts(len(report.results) + broken, report.failed, broken)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="leadoff test" {all_counts}>',
        *(line for file in report.files for line in _suite(file)),
        *(line for error in report.errors for line in _broken(error)),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _suite(file: FileResults) -> Iterator[str]:
    source = file.file.source
    name = xml_attribute(source.name)
    failed = sum(not result.passed for result in file.results)
    yield f"  <testsuite name={name} {_Counts(len(file.results), failed, 0)}>"
    for result in file.results:
        line = source.position(result.case.span.start).line
        case = f"name={xml_attribute(result.case.name)}"
        start = f'    <testcase classname={name} {case} file={name} line="{line}"'
        if result.passed:
            yield f"{start}/>"
            continue
        said = failure_lines(result)
        yield f"{start}>"
        message = xml_attribute("; ".join(said[:-1]))
        yield f"      <failure message={message}>{_text(said)}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _broken(error: Broken) -> Iterator[str]:
    """A file that could not be run, as a suite of one case with an error."""
    if isinstance(error, LocatedError):
        said = [str(each) for each in error.diagnostics]
        place = error.diagnostics[0].primary.source.name
    else:
        said, place = [error.reason], error.path
    name = xml_attribute(place)
    yield f"  <testsuite name={name} {_Counts(1, 0, 1)}>"
    yield f'    <testcase classname={name} name="can be read">'
    yield f"      <error message={xml_attribute(said[0])}>{_text(said)}</error>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _text(lines: list[str]) -> str:
    """Lines of text; what a build log takes for a command does not begin one."""
    return "\n".join(f"  {xml_text(line)}".rstrip() for line in ["", *lines, ""])
