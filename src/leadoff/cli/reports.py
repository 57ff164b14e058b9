"""Reports in files: `-o acme.html`, written whole or not at all, over nothing but a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from leadoff.cli.files import replace_file
from leadoff.cli.report_path import format_and_path
from leadoff.errors import FileError, unwritable

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation

ReportFormat = Literal["text", "json", "markdown", "html"]

_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)
_BY_ENDING: Final[dict[str, ReportFormat]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".txt": "text",
}
_MOST_READ: Final = 4 * 1024 * 1024


class ReportFile(NamedTuple):
    """A file to write a report to."""

    path: str
    format: ReportFormat

    @classmethod
    def of(cls, given: str) -> ReportFile:
        """The file meant by `FILE` or `FORMAT:FILE`; without a format the extension says it.

        Raises:
            UsageError: neither does.
        """
        format, path = format_and_path(given, _FORMATS, _BY_ENDING)
        return cls(path, format)

    def write(self, text: str, *, force: bool) -> None:
        """Write a report; what is no report is overwritten only with `force`.

        Raises:
            FileError: there is another file, or it cannot be written.
        """
        path = Path(self.path)
        if not force and path.is_file() and _is_foreign(path, self.format):
            reason = "is not a report of leadoff; it is left as it is (--force overwrites it)"
            raise FileError(self.path, reason)
        replace_file(path, text.encode("utf-8", "backslashreplace"))


def _is_foreign(path: Path, format: ReportFormat) -> bool:
    """Whether something is there that no report of this format may replace."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_READ).decode("utf-8", "replace")
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unwritable(str(path), error) from None
    return bool(text) and not _is_report(text, format)


def _is_report(text: str, format: ReportFormat) -> bool:
    from leadoff.advice.wire import FORMAT
    from leadoff.render.report.element import GENERATOR
    from leadoff.render.report.markdown import MARK

    if format == "html":
        return f'<meta name="generator" content="{GENERATOR}">' in text[:4096]
    if format == "markdown":
        return text.rstrip().endswith(MARK)
    if format == "json":
        try:
            found = json.loads(text)
        except ValueError:
            return False
        return isinstance(found, dict) and found.get("format") == FORMAT
    return False


def report_text(found: Recommendation, format: Literal["markdown", "html"], command: str) -> str:
    """A report on a recommendation; `command` gives it again."""
    from leadoff.render.author import contents_of, reproduction

    contents, reproduce = contents_of(found), reproduction(found, command)
    if format == "html":
        from leadoff.render.report.html import report_html

        return report_html(contents, reproduce)
    from leadoff.render.report.markdown import report_markdown

    return report_markdown(contents, reproduce)
