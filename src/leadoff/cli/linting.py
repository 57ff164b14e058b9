"""Linting at the command line: paths in, a report out, and what could not be checked said."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leadoff.cases.find import cases_beside
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.files import replace_file
from leadoff.cli.profiles import read_inputs_once
from leadoff.cli.terminal import write
from leadoff.errors import FileError, UsageError
from leadoff.linter.baseline import (
    BaselineError,
    baseline_text,
    kept_in_baseline,
    read_baseline,
    without_known,
)
from leadoff.linter.gather import gather
from leadoff.linter.run import lint_documents
from leadoff.linter.suppression import can_be_silenced
from leadoff.render.inert import inert
from leadoff.render.words import counted
from leadoff.source.reading import STANDARD_INPUT, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.cli.lint_fixes import FixedFiles
    from leadoff.cli.lint_output import Output
    from leadoff.cli.lint_settings import Scope
    from leadoff.linter.baseline import Baseline
    from leadoff.linter.document import Document
    from leadoff.linter.report import LintReport, Threshold
    from leadoff.linter.settings import Settings


class Linting(NamedTuple):
    """How `leadoff lint` was called."""

    paths: tuple[str, ...]
    scope: Scope
    output: Output
    baseline: str | None
    writes_baseline: bool
    fixes: bool
    fixes_unsafely: bool
    shows_diff: bool
    exit_zero: bool

    def run(self) -> ExitCode:
        """Check everything, mend what is to be mended, and report.

        Raises:
            CheckCrashError: a check failed by a bug of leadoff; the rest is reported by then.
        """
        self._refuse_contradictions()
        settings, threshold = self.scope.settled()
        known = self._known()
        if self.scope.rules not in (None, STANDARD_INPUT):
            # Also where no profile is checked under them: who names a file means one that is there.
            read_source(str(self.scope.rules))
        gathered = gather(self.paths)
        self._refuse_to_replace(gathered.documents)
        documents, fixed = gathered.documents, 0
        unwritten: tuple[FileError, ...] = ()
        if self.fixes or self.shows_diff:
            documents, fixed, unwritten = self._fixed(documents, settings)
        report = lint_documents(documents, settings)
        unreadable = (*gathered.unreadable, *unwritten, *report.unreadable)
        report = report._replace(unreadable=unreadable)
        failed = False
        if self.shows_diff:
            failed = fixed > 0
        else:
            if self.writes_baseline:
                report = self._write_baseline(report, known, settings)
            elif known is not None:
                report = without_known(report, known, settings, _gone(known, settings))
            failed = report.fails(threshold)
            is_shown = report.findings if self.writes_baseline else report.checked
            if is_shown or not self.output.is_text:
                self._put(report, threshold)
        self._complain(report)
        return self._code(report, failed=failed)

    def _put(self, report: LintReport, threshold: Threshold) -> None:
        try:
            self.output.put(report, threshold)
        except FileError:
            self._complain(report)
            raise

    def _refuse_contradictions(self) -> None:
        if self.writes_baseline and self.baseline is None:
            raise UsageError("--write-baseline needs the file: --baseline FILE")
        if self.writes_baseline and self.shows_diff:
            raise UsageError("--diff writes nothing; leave --write-baseline out")
        if self.fixes_unsafely and not (self.fixes or self.shows_diff):
            raise UsageError("--unsafe-fixes goes with --fix or --diff")
        if self.fixes and not self.shows_diff and STANDARD_INPUT in self.paths:
            raise UsageError("standard input cannot be fixed in place; --diff shows the fixes")
        # A path given twice is read once, so only the rules can be in the way.
        read_inputs_once(self.scope.rules, *set(self.paths))
        if self.scope.config is not None and not self.scope.reads_config:
            raise UsageError("--config and --no-config exclude each other")

    def _refuse_to_replace(self, documents: Iterable[Document]) -> None:
        """Refuse reports that would replace what this run reads, or each other."""
        names = [each.name for each in documents]
        beside = [str(cases) for name in names for cases in cases_beside(Path(name))]
        others = (self.scope.rules, self.scope.configuration, self.baseline)
        taken = {os.path.realpath(name) for name in (*names, *beside, *filter(None, others))}
        for target in self.output.targets:
            place = os.path.realpath(target.path)
            if place in taken:
                where = inert(target.path)
                raise UsageError(f"-o would replace {where}, which this run reads or writes")
            taken.add(place)

    def _known(self) -> Baseline | None:
        """The findings that were there already; None if no baseline is named, or none there yet."""
        if self.baseline is None or (self.writes_baseline and not Path(self.baseline).exists()):
            return None
        try:
            return read_baseline(*read_source(self.baseline))
        except BaselineError:
            if not self.writes_baseline:
                raise
            where = inert(self.baseline)
            raise UsageError(f"{where} is no baseline, so it is not overwritten") from None

    def _fixed(self, documents: tuple[Document, ...], settings: Settings) -> FixedFiles:
        """The files after their fixes, which are written or shown."""
        from leadoff.cli.lint_fixes import difference, fix_all

        writes = not self.shows_diff
        fixed = fix_all(documents, settings, unsafe=self.fixes_unsafely, writes=writes)
        if self.shows_diff:
            write(sys.stdout, difference(documents, fixed.documents))
        return fixed

    def _write_baseline(
        self, report: LintReport, before: Baseline | None, settings: Settings
    ) -> LintReport:
        """Write the baseline of a report; the report of what can be in none."""
        path = self.baseline or ""
        gone = frozenset() if before is None else _gone(before, settings)
        text = baseline_text(report, before, gone)
        replace_file(Path(path), text.encode("utf-8"))
        kept = kept_in_baseline(report)
        write(sys.stderr, f"{inert(path)}: {counted(len(kept), 'finding')} written\n")
        left = tuple(each for each in report.findings if not can_be_silenced(each.finding))
        return report._replace(findings=left, baselined=len(kept))

    def _complain(self, report: LintReport) -> None:
        """Say on standard error what could not be checked."""
        for error in report.unreadable:
            write(sys.stderr, f"{inert(str(error))}\n")
        for crash in report.crashes[1:]:
            write(sys.stderr, f"leadoff: a bug in leadoff, please report it: {inert(str(crash))}\n")
        if not report.checked and not report.unreadable:
            where = ", ".join(map(inert, self.paths))
            other = len(report.skipped)
            files = "one YAML or JSON file" if other == 1 else f"{other} YAML or JSON files"
            rest = f"; {files} there of something else" if other else ""
            write(sys.stderr, f"leadoff: no rule file and no profile to lint in {where}{rest}\n")

    def _code(self, report: LintReport, *, failed: bool) -> ExitCode:
        if report.crashes:
            raise report.crashes[0]
        if report.unreadable or not report.checked:
            return ExitCode.UNREADABLE
        return ExitCode.FINDINGS if failed and not self.exit_zero else ExitCode.DONE


def _gone(baseline: Baseline, settings: Settings) -> frozenset[str]:
    """The files of a baseline that are no longer there."""
    return frozenset(
        file
        for file in baseline.files
        if not file.startswith("<") and not Path(settings.root, file).exists()
    )
