"""Checks made up for the tests of the linter, and files to run them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.text import SourceText, Span
from leadoff.engine.budget import OverBudgetError
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.document import read_document
from leadoff.linter.finding import Edit, Fix
from leadoff.linter.run import lint_documents
from leadoff.linter.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.linter.document import Document
    from leadoff.linter.report import LintReport
    from leadoff.linter.subject import Subject

TWO_RULES = """\
leadoff: 1
profile: none
facts:
  f: {kind: flag}
  n: {kind: whole, range: {at_least: 0, at_most: 9}}
  t: {kind: text}
outcomes: {x: {}, y: {}}
decide: {by: first}
rules:
  - id: one
    when: {f: true, t: some}
    gives: x
    because: It is so.
    source: here
  - id: two
    when: {n: {at_least: 5}}
    gives: y
    because: It is so.
    source: here
"""


def check(
    code: Code,
    find: Callable[[Subject], Iterable[Claim]],
    implied_by: tuple[Code, ...] = (),
    severity: Severity = "warning",
) -> Check:
    return Check(code, severity, EVERY_POLICY, find, "A check.", implied_by)


def each_rule(
    code: Code, implied_by: tuple[Code, ...] = (), severity: Severity = "warning"
) -> Check:
    """A check that finds every rule, with all that a finding may carry."""

    def find(subject: Subject) -> Iterator[Claim]:
        file = subject.file
        other = file.rules[-1]
        for rule in file.rules:
            witness = (("f", True), ("n", 5), ("t", 'it\'s [/] "so"')) if file.facts else ()
            yield Claim(
                rule.span,
                f"the rule `{rule.id}` is found",
                "write another",
                [(other.span, "like this one")],
                rules=(rule.id,),
                witness=witness,
                regions=("f is yes", "n is at least 5"),
            )

    return check(code, find, implied_by, severity)


def edits(code: Code, pattern: str, text: str, *, is_safe: bool = True) -> Check:
    """A check that finds each place of a text, and offers to write another there."""

    def find(subject: Subject) -> Iterator[Claim]:
        source = subject.file.source
        start = source.text.find(pattern)
        while start >= 0:
            span = Span(start, start + len(pattern))
            fix = Fix(f"write `{text}`", is_safe, (Edit(span, text),))
            yield Claim(span, f"`{pattern}` is found", fixes=(fix,), key=str(start))
            start = source.text.find(pattern, span.end)

    return check(code, find)


def crash(code: Code) -> Check:
    """A check that breaks after its first finding."""

    def find(subject: Subject) -> Iterator[Claim]:
        yield from list(each_rule(code).find(subject))[:1]
        raise KeyError("[/] oops")

    return check(code, find)


def endless(code: Code) -> Check:
    """A check whose budget ends after its first finding."""

    def find(subject: Subject) -> Iterator[Claim]:
        yield from list(each_rule(code).find(subject))[:1]
        raise OverBudgetError

    return check(code, find)


def document(text: str, name: str = "rules.yaml", *, named: bool = True) -> Document:
    return read_document(SourceText(name, text), (), named=named)


def report_of(text: str, *checks: Check, settings: Settings | None = None) -> LintReport:
    """The report about one rule file under some checks."""
    return lint_documents([document(text)], settings or Settings(), checks)


def told(report: LintReport) -> list[str]:
    """The findings of a report, each as LINE:COLUMN CODE MESSAGE."""
    lines = []
    for each in report.findings:
        said = each.finding.diagnostic
        line, column = said.primary.source.position(said.primary.span.start)
        lines.append(f"{line}:{column} {said.code.value} {said.message}")
    return lines
