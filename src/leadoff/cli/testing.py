"""Testing at the command line: files of cases in, a report and messages out."""

from __future__ import annotations

import os
import re
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.cases.coverage import coverage_of
from leadoff.cases.find import TESTS_ENDINGS, find_case_files
from leadoff.cases.report import run_cases
from leadoff.cases.wire import report_dict, rules_name
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.profiles import read_inputs_once
from leadoff.cli.terminal import Color, page_style, write
from leadoff.errors import LocatedError, UsageError
from leadoff.facts.domain import either
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.cases.coverage import Coverage
    from leadoff.cases.report import Report
    from leadoff.diagnostic.message import Diagnostic


class Testing(NamedTuple):
    """How `leadoff test` was called."""

    only: str
    fail_fast: bool
    coverage: bool
    min_coverage: Decimal | None
    format: Literal["text", "json", "junit", "github"]
    verbose: bool
    color: Color

    def test_all(self, paths: Sequence[str]) -> ExitCode:
        """Run the cases of all files; a broken one does not keep the others from being run."""
        read_inputs_once(*paths)
        found = find_case_files(paths)
        report = run_cases(found.files, only=self.only, fail_fast=self.fail_fast)
        report = report._replace(errors=(*found.errors, *report.errors))
        wants_coverage = self.coverage or self.min_coverage is not None
        coverage = coverage_of(report) if wants_coverage else None
        self._complain(report, paths)
        if report.results or report.errors:
            self._print(report, coverage)
        too_little = [each for each in coverage or () if self._is_too_little(each)]
        if report.errors or not report.results:
            return ExitCode.UNREADABLE
        return ExitCode.FINDINGS if report.failed or too_little else ExitCode.DONE

    def _print(self, report: Report, coverage: Sequence[Coverage] | None) -> None:
        if self.format == "json":
            from leadoff.render.json import json_text

            write(sys.stdout, json_text(report_dict(report, coverage)))
        elif self.format == "junit":
            from leadoff.render.cases.junit import cases_junit

            write(sys.stdout, cases_junit(report))
        elif self.format == "github":
            from leadoff.render.cases.github import cases_annotations

            write(sys.stdout, cases_annotations(report), commands=True)
        else:
            from leadoff.render.cases.text import cases_text

            style = page_style(sys.stdout, self.color, os.environ)
            write(sys.stdout, cases_text(report, coverage, style, verbose=self.verbose))

    def _complain(self, report: Report, paths: Sequence[str]) -> None:
        """What is wrong with files, and what is suspicious in them, on standard error."""
        located: list[Diagnostic] = [each for file in report.files for each in file.file.warnings]
        for error in report.errors:
            if isinstance(error, LocatedError):
                located += error.diagnostics
            else:
                write(sys.stderr, f"{inert(str(error))}\n")
        if located:
            from leadoff.render.diagnostics import diagnostics_text

            style = page_style(sys.stderr, self.color, os.environ)
            write(sys.stderr, diagnostics_text(located, style))
        if not report.results and not report.errors:
            write(sys.stderr, f"leadoff: {self._nothing(report, paths)}\n")

    def _nothing(self, report: Report, paths: Sequence[str]) -> str:
        """Why there is nothing to run."""
        if report.left_out:
            return f"no case has `{inert(self.only)}` in its name; there are {report.left_out:,}"
        where = ", ".join(inert(path) for path in paths)
        endings = either([f"`{ending}`" for ending in TESTS_ENDINGS])
        return f"no cases found in {where}; they stand in files that end in {endings}"

    def _is_too_little(self, coverage: Coverage) -> bool:
        """Whether less than asked for is covered; then it is said."""
        if self.min_coverage is None or coverage.reaches(self.min_coverage):
            return False
        rules = inert(rules_name(coverage.rules))
        covered = f"{coverage.percent} percent ({coverage.covered:,} of {coverage.coverable:,})"
        message = f"{rules}: covered to {covered}, less than {self.min_coverage} percent"
        is_shown = self.format in ("text", "json")
        more = "" if is_shown else "; --coverage shows what is missing"
        write(sys.stderr, f"{message}{more}\n")
        return True


def percent(option: str, given: str) -> Decimal:
    """A share from 0 to 100 that an option gives, exactly as it is written.

    Raises:
        UsageError: it is none.
    """
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,20})?", given) and Decimal(given) <= 100:
        return Decimal(given)
    raise UsageError(f"{option} takes a number from 0 to 100, not `{given}`")
