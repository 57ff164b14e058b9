"""The JSON form of a report, `leadoff.lint/1`.

Keys may be added to this version; none changes its meaning or goes away before version 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from leadoff.facts.json_value import JsonValue, json_value, json_whole
from leadoff.linter.document import Kind  # noqa: TC001  # the JSON Schema is made from it
from leadoff.linter.report import STEPS_PER_SEARCH

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Label
    from leadoff.linter.finding import Edit, Finding, Fix
    from leadoff.linter.report import LintReport, Reported

FORMAT: Final = "leadoff.lint/1"


class PlaceDict(TypedDict):
    """A stretch of a file: lines and columns count from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class RelatedDict(PlaceDict):
    """Another place a reader needs to see, with a few words about it."""

    message: str


class EditDict(PlaceDict):
    """What to write at a place instead of what stands there."""

    text: str


class FixDict(TypedDict):
    """Edits that mend a finding; a safe one changes no decision."""

    title: str
    safe: bool
    edits: list[EditDict]


class FindingDict(PlaceDict):
    """One finding. `rules` begins with the rule it is about; `silenced` are implied codes.

    Of a finding about something else, such as an outcome, `rules` are those that bring it about.
    `proof` is `proved` (over all profiles), `read` (in the text) or `not-proved` (in the budget).
    """

    code: str
    name: str
    severity: str
    message: str
    help: str
    rules: list[str]
    related: list[RelatedDict]
    witness: dict[str, JsonValue] | None
    regions: list[str]
    proof: str
    fixes: list[FixDict]
    fingerprint: str
    silenced: list[str]


class CheckedDict(TypedDict):
    """A file that was checked: `proved` and `not_proved` are codes of checks about meaning.

    `profiles` is how many kinds of profile the proofs range over; over none, nothing is proved.
    """

    file: str
    kind: Kind
    proved: list[str]
    not_proved: list[str]
    profiles: int | str | None


class UnreadableDict(TypedDict):
    """A path that could not be read."""

    path: str
    reason: str


class SummaryDict(TypedDict):
    """The report in numbers. `steps_per_search` is the budget of the proofs."""

    errors: int
    warnings: int
    notes: int
    fixable: int
    ignored: int
    baselined: int
    files: int
    skipped: int
    checks_proved: int
    checks_not_proved: int
    steps_per_search: int


class LintDict(TypedDict):
    """A whole report. `crashes` names checks that failed by a bug of leadoff."""

    format: str
    findings: list[FindingDict]
    files: list[CheckedDict]
    skipped: list[str]
    unreadable: list[UnreadableDict]
    crashes: list[str]
    summary: SummaryDict


def lint_dict(report: LintReport) -> LintDict:
    """A report as plain data."""
    return {
        "format": FORMAT,
        "findings": [_finding(each) for each in report.findings],
        "files": [
            {
                "file": each.file,
                "kind": each.kind,
                "proved": [code.value for code in each.proved],
                "not_proved": [code.value for code in each.not_proved],
                "profiles": None if each.profiles is None else json_whole(each.profiles),
            }
            for each in report.checked
        ],
        "skipped": list(report.skipped),
        "unreadable": [{"path": each.path, "reason": each.reason} for each in report.unreadable],
        "crashes": [str(each) for each in report.crashes],
        "summary": summary_dict(report),
    }


def summary_dict(report: LintReport) -> SummaryDict:
    """A report in numbers."""
    return {
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("note"),
        "fixable": report.fixable,
        "ignored": report.ignored,
        "baselined": report.baselined,
        "files": len(report.checked),
        "skipped": len(report.skipped),
        "checks_proved": sum(len(each.proved) for each in report.checked),
        "checks_not_proved": sum(len(each.not_proved) for each in report.checked),
        "steps_per_search": STEPS_PER_SEARCH,
    }


def place_of(label: Label, file: str) -> PlaceDict:
    """A place under the name of its file."""
    start, end = label.span
    line, column = label.source.position(start)
    end_line, end_column = label.source.position(max(start, end))
    return {
        "file": file,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _finding(each: Reported) -> FindingDict:
    finding, said = each.finding, each.finding.diagnostic
    witness = {name: json_value(value) for name, value in finding.witness}
    return {
        **place_of(said.primary, each.file),
        "code": said.code.value,
        "name": said.code.title,
        "severity": said.severity,
        "message": said.message,
        "help": said.help,
        "rules": [*finding.rules, *finding.involved],
        "related": [
            {**place_of(label, _file_of(label, each)), "message": label.text}
            for label in said.related
        ],
        "witness": witness or None,
        "regions": list(finding.regions),
        "proof": finding.proof,
        "fixes": [_fix(fix, finding, each.file) for fix in finding.fixes],
        "fingerprint": each.fingerprint,
        "silenced": [code.value for code in each.implied],
    }


def _file_of(label: Label, each: Reported) -> str:
    same = label.source is each.finding.diagnostic.primary.source
    return each.file if same else label.source.name.replace("\\", "/")


def _fix(fix: Fix, finding: Finding, file: str) -> FixDict:
    return {
        "title": fix.title,
        "safe": fix.is_safe,
        "edits": [_edit(edit, finding, file) for edit in fix.edits],
    }


def _edit(edit: Edit, finding: Finding, file: str) -> EditDict:
    label = finding.diagnostic.primary._replace(span=edit.span)
    return {**place_of(label, file), "text": edit.text}
