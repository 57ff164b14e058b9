"""Findings as GitHub Actions shows them: annotations on the lines of a change.

GitHub shows ten annotations of a kind in one step, so of more the tenth says how many are left for
the summary of the job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.linter.wire import place_of
from leadoff.render.inert import inert
from leadoff.render.lint.example import profile_line

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Severity
    from leadoff.linter.report import LintReport, Reported

_KINDS: Final[tuple[tuple[Severity, str], ...]] = (
    ("error", "error"),
    ("warning", "warning"),
    ("note", "notice"),
)
MOST_ANNOTATIONS: Final = 10


def github_text(report: LintReport) -> str:
    """Workflow commands, errors first, at most ten of a kind."""
    lines: list[str] = []
    for severity, kind in _KINDS:
        found = [each for each in report.findings if each.finding.diagnostic.severity == severity]
        shown = found if len(found) <= MOST_ANNOTATIONS else found[: MOST_ANNOTATIONS - 1]
        lines += (_annotation(kind, each) for each in shown)
        if len(shown) < len(found):
            rest = len(found) - len(shown)
            lines.append(f"::{kind} title=leadoff lint::{rest:,} more, see the summary of the job")
    return "".join(f"{line}\n" for line in lines)


def _annotation(kind: str, each: Reported) -> str:
    said = each.finding.diagnostic
    place = place_of(said.primary, each.file)
    properties = {"file": each.file, "line": str(place["line"]), "endLine": str(place["end_line"])}
    if place["line"] == place["end_line"]:
        properties["col"] = str(place["column"])
        properties["endColumn"] = str(place["end_column"])
    properties["title"] = f"{said.code.value} {said.code.title}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    lines = [said.message]
    lines += [f"example: {profile_line(each.finding)}"] if each.finding.witness else []
    lines += [f"help: {said.help}"] if said.help else []
    return f"::{kind} {written}::{'%0A'.join(map(_data, lines))}"


def _data(text: str) -> str:
    """A text as the message of a command; `##[` is a command wherever it stands."""
    shown = inert(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return shown.replace("##", "#%23")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
