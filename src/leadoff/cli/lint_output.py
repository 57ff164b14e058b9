"""Where the reports of `leadoff lint` go: to standard output, to files, to a job's summary."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from leadoff.cli.files import replace_file
from leadoff.cli.report_path import format_and_path
from leadoff.cli.terminal import Color, page_style, tell, write
from leadoff.errors import FileError, unwritable
from leadoff.render.inert import inert
from leadoff.render.style import PageStyle

if TYPE_CHECKING:
    from leadoff.linter.report import LintReport, Threshold

ReportFormat = Literal["full", "concise", "json", "github", "junit", "sarif", "markdown"]
_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)
FORMATS: Final[tuple[ReportFormat | Literal["auto"], ...]] = ("auto", *_FORMATS)
_BY_ENDING: Final[dict[str, ReportFormat]] = {
    ".json": "json",
    ".md": "markdown",
    ".sarif": "sarif",
    ".txt": "full",
    ".xml": "junit",
}
_IN_A_FILE: Final = PageStyle(width=100)


class Target(NamedTuple):
    """A file for a report, and the format of that."""

    format: ReportFormat
    path: str


def target_of(given: str) -> Target:
    """The file an `-o` names, with its format in front or in the ending.

    Raises:
        UsageError: the format cannot be told.
    """
    return Target(*format_and_path(given, _FORMATS, _BY_ENDING))


class Output(NamedTuple):
    """How a report is printed, and the files it goes to besides."""

    format: ReportFormat | Literal["auto"]
    targets: tuple[Target, ...]
    statistics: bool
    color: Color

    @property
    def is_text(self) -> bool:
        """Whether standard output is for a person."""
        return self.format in ("auto", "full", "concise")

    def put(self, report: LintReport, threshold: Threshold) -> None:
        """Write a report to the files that were asked for, and print it.

        What cannot be written keeps nothing else from being written.

        Raises:
            FileError: something could not be written; of several, the others are told.
            ReaderGoneError: the reader went away.
        """
        failed: list[FileError] = []
        for target in self.targets:
            try:
                _save(target, self._text(report, target.format, threshold, _IN_A_FILE))
            except FileError as error:
                failed.append(error)
        self._print(report, threshold)
        for other in failed[1:]:
            tell(f"{inert(str(other))}\n")
        if failed:
            raise failed[0]

    def _print(self, report: LintReport, threshold: Threshold) -> None:
        style = page_style(sys.stdout, self.color, os.environ)
        if self.statistics and self.is_text:
            from leadoff.render.lint.concise import statistics_text

            write(sys.stdout, statistics_text(report))
        else:
            shown = "full" if self.format == "auto" else self.format
            text = self._text(report, shown, threshold, style)
            write(sys.stdout, text, commands=shown == "github")
        if self._is_for_github:
            self._annotate(report, threshold, style)

    def _annotate(self, report: LintReport, threshold: Threshold, style: PageStyle) -> None:
        """Tell GitHub Actions: annotations on the lines, and a summary of the job."""
        if self.format == "auto":
            text = self._text(report, "github", threshold, style)
            write(sys.stdout, text, commands=True)
        path = self._summary
        if path:
            try:
                with Path(path).open("a", encoding="utf-8", newline="\n") as file:
                    file.write(report_text(report, "markdown", threshold, style))
            except OSError as error:
                raise unwritable(path, error) from None

    @property
    def _is_for_github(self) -> bool:
        """Whether GitHub Actions reads what is printed."""
        return os.environ.get("GITHUB_ACTIONS") == "true" and self.format in ("auto", "github")

    @property
    def _summary(self) -> str:
        """The file for the summary of a job; empty if there is none."""
        return os.environ.get("GITHUB_STEP_SUMMARY", "") if self._is_for_github else ""

    def _text(
        self, report: LintReport, format: ReportFormat, threshold: Threshold, style: PageStyle
    ) -> str:
        return report_text(report, format, threshold, style, has_summary=bool(self._summary))


def report_text(
    report: LintReport,
    format: ReportFormat,
    threshold: Threshold,
    style: PageStyle,
    *,
    has_summary: bool = False,
) -> str:
    """A report in one of its formats, each of which is imported when it is needed.

    `has_summary` says that all of it is in the summary of a job, too.
    """
    if format == "json":
        from leadoff.render.json import json_text

        return json_text(report.to_dict())
    if format == "sarif":
        from leadoff.render.lint.sarif import sarif_text

        return sarif_text(report)
    if format == "junit":
        from leadoff.render.lint.junit import junit_text

        return junit_text(report, threshold)
    if format == "github":
        from leadoff.render.lint.github import github_text

        return github_text(report, has_summary=has_summary)
    if format == "markdown":
        from leadoff.render.lint.markdown import markdown_text

        return markdown_text(report)
    if format == "concise":
        from leadoff.render.lint.concise import concise_text

        return concise_text(report)
    from leadoff.render.lint.full import full_text

    return full_text(report, style)


def _save(target: Target, text: str) -> None:
    path = Path(target.path)
    if path.exists() and not path.is_file():
        # A device or a pipe, such as /dev/stderr, is written to and not replaced.
        try:
            path.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise unwritable(target.path, error) from None
    else:
        replace_file(path, text.encode("utf-8", "backslashreplace"))
