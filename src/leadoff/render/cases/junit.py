"""A run of cases as JUnit XML: a suite for each file, a test case for each case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from leadoff.errors import LocatedError
from leadoff.render.cases.text import failure_lines
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.report import Broken, FileResults, Report

_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


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
    name = _attribute(source.name)
    failed = sum(not result.passed for result in file.results)
    yield f"  <testsuite name={name} {_Counts(len(file.results), failed, 0)}>"
    for result in file.results:
        line = source.position(result.case.span.start).line
        case = f"name={_attribute(result.case.name)}"
        start = f'    <testcase classname={name} {case} file={name} line="{line}"'
        if result.passed:
            yield f"{start}/>"
            continue
        said = failure_lines(result)
        yield f"{start}>"
        yield f"      <failure message={_attribute('; '.join(said[:-1]))}>{_text(said)}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _broken(error: Broken) -> Iterator[str]:
    """A file that could not be run, as a suite of one case with an error."""
    if isinstance(error, LocatedError):
        said = [str(each) for each in error.diagnostics]
        place = error.diagnostics[0].primary.source.name
    else:
        said, place = [error.reason], error.path
    name = _attribute(place)
    yield f"  <testsuite name={name} {_Counts(1, 0, 1)}>"
    yield f'    <testcase classname={name} name="can be read">'
    yield f"      <error message={_attribute(said[0])}>{_text(said)}</error>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _text(lines: list[str]) -> str:
    """Lines of text; what a build log takes for a command does not begin one."""
    return escape("\n".join(f"  {_allowed(line)}".rstrip() for line in ["", *lines, ""]))


def _allowed(text: str) -> str:
    """A text on one line, without characters that XML cannot hold."""
    return _NOT_IN_XML.sub(lambda match: f"\\u{{{ord(match.group()):04x}}}", inert(text))
