"""The JSON form of a run of cases, `leadoff.test/1`.

Keys may be added to this version; none changes its meaning or goes away before version 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from leadoff.cases.coverage import named
from leadoff.cases.goals import OutcomeGoal, RuleGoal, SideGoal
from leadoff.cases.parse import BUILTIN
from leadoff.cases.written import written_case
from leadoff.engine.rule_set import shipped_rules
from leadoff.errors import LocatedError
from leadoff.facts.domain import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.cases.coverage import Coverage, Mark
    from leadoff.cases.report import Broken, Report
    from leadoff.cases.run import CaseResult
    from leadoff.diagnostic.text import SourceText
    from leadoff.engine.rule_set import RuleSet

FORMAT: Final = "leadoff.test/1"


class MismatchDict(TypedDict):
    """One thing a case expects and what is so instead; for a rule, what it does and why."""

    key: str
    expected: str
    got: str


class CaseDict(TypedDict):
    """A case that was run, and the decision for its profile."""

    file: str
    line: int
    column: int
    name: str
    rules: str
    post_only: bool
    passed: bool
    result: str
    firmness: str | None
    lean: str | None
    provisional: bool
    fired: list[str]
    set_aside: list[str]
    totals: dict[str, int]
    mismatches: list[MismatchDict]


class ErrorDict(TypedDict):
    """What kept a file from being run, with its place; line and column are 0 for a whole file."""

    file: str
    line: int
    column: int
    code: str | None
    message: str
    help: str


class GoalDict(TypedDict):
    """One thing the cases should show: a level of a rule, a side of a threshold, an outcome.

    `state` is covered, uncovered, impossible (by proof) or not proved (within the budget).
    """

    kind: str
    goal: str
    rules: list[str]
    fact: str | None
    literal: str | None
    outcome: str | None
    cases: int
    state: str
    reason: str | None


class SuggestionDict(TypedDict):
    """A case to add: its YAML, and the goals it covers."""

    name: str
    yaml: str
    covers: list[str]


class CoverageDict(TypedDict):
    """What the cases about one rule file cover; the percent is rounded down."""

    rules: str
    cases: int
    covered: int
    coverable: int
    percent: int
    goals: list[GoalDict]
    suggestions: list[SuggestionDict]


class SummaryDict(TypedDict):
    """How many cases there are of each kind, and how many files could not be run."""

    passed: int
    failed: int
    not_run: int
    left_out: int
    broken_files: int


class ReportDict(TypedDict):
    """A run of cases; the coverage is there where it was asked for."""

    format: str
    summary: SummaryDict
    cases: list[CaseDict]
    errors: list[ErrorDict]
    coverage: list[CoverageDict] | None


def report_dict(report: Report, coverage: Sequence[Coverage] | None) -> ReportDict:
    """A run of cases as plain data."""
    return {
        "format": FORMAT,
        "summary": {
            "passed": report.passed,
            "failed": report.failed,
            "not_run": report.not_run,
            "left_out": report.left_out,
            "broken_files": len(report.errors),
        },
        "cases": [
            _case(result, file.file.source, file.file.rules)
            for file in report.files
            for result in file.results
        ],
        "errors": [each for error in report.errors for each in _errors(error)],
        "coverage": None if coverage is None else [_coverage(each) for each in coverage],
    }


def rules_name(rules: RuleSet) -> str:
    """The file of some rules as a report names it."""
    name = rules.file.source.name
    return BUILTIN if name == shipped_rules() else name


def _case(result: CaseResult, source: SourceText, rules: RuleSet) -> CaseDict:
    case, decision = result.case, result.decision
    line, column = source.position(case.span.start)
    return {
        "file": source.name,
        "line": line,
        "column": column,
        "name": case.name,
        "rules": rules_name(rules),
        "post_only": case.post_only,
        "passed": result.passed,
        "result": result.found.result.word,
        "firmness": decision.firmness,
        "lean": decision.lean,
        "provisional": decision.provisional,
        "fired": list(decision.fired),
        "set_aside": list(decision.set_aside),
        "totals": dict(decision.totals),
        "mismatches": [
            {"key": each.key, "expected": each.expected, "got": each.got}
            for each in result.mismatches
        ],
    }


def _errors(error: Broken) -> list[ErrorDict]:
    if not isinstance(error, LocatedError):
        whole: ErrorDict = {
            "file": error.path,
            "line": 0,
            "column": 0,
            "code": None,
            "message": error.reason,
            "help": "",
        }
        return [whole]
    found: list[ErrorDict] = []
    for each in error.diagnostics:
        source = each.primary.source
        line, column = source.position(each.primary.span.start)
        found.append(
            {
                "file": source.name,
                "line": line,
                "column": column,
                "code": each.code.value,
                "message": each.message,
                "help": each.help,
            }
        )
    return found


def _coverage(coverage: Coverage) -> CoverageDict:
    return {
        "rules": rules_name(coverage.rules),
        "cases": coverage.cases,
        "covered": coverage.covered,
        "coverable": coverage.coverable,
        "percent": coverage.percent,
        "goals": [_goal(coverage, mark) for mark in coverage.marks],
        "suggestions": [
            {
                "name": each.name,
                "yaml": written_case(each),
                "covers": [named(goal) for goal in each.goals],
            }
            for each in coverage.suggestions
        ],
    }


def _goal(coverage: Coverage, mark: Mark) -> GoalDict:
    goal = mark.goal
    threshold = goal.threshold if isinstance(goal, SideGoal) else None
    rules = [goal.rule] if isinstance(goal, RuleGoal) else threshold.rules if threshold else []
    kind = goal.level if isinstance(goal, RuleGoal) else "outcome"
    return {
        "kind": goal.side if isinstance(goal, SideGoal) else kind,
        "goal": named(goal),
        "rules": [rule.id for rule in rules],
        "fact": threshold.fact.name if threshold else None,
        "literal": format_number(threshold.literal) if threshold else None,
        "outcome": goal.outcome if isinstance(goal, OutcomeGoal) else None,
        "cases": mark.cases,
        "state": mark.state,
        "reason": coverage.why_impossible(goal) if mark.state == "impossible" else None,
    }
