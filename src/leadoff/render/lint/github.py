"""Findings as GitHub Actions shows them: annotations on the lines of a change.

GitHub shows ten annotations of a kind in one step, so of more the tenth says how many are left, and
where they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.linter.wire import place_of
from leadoff.render.lint.example import profile_line
from leadoff.render.workflow import MOST_ANNOTATIONS, annotation

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Severity
    from leadoff.linter.report import LintReport, Reported
    from leadoff.render.workflow import AnnotationKind

_KINDS: Final[tuple[tuple[Severity, AnnotationKind], ...]] = (
    ("error", "error"),
    ("warning", "warning"),
    ("note", "notice"),
)


def github_text(report: LintReport, *, has_summary: bool) -> str:
    """Workflow commands, errors first, at most ten of a kind.

    `has_summary` says that all findings are in the summary of the job.
    """
    others = ", see the summary of the job" if has_summary else ": leadoff lint shows them all"
    lines: list[str] = []
    for severity, kind in _KINDS:
        found = [each for each in report.findings if each.finding.diagnostic.severity == severity]
        shown = found if len(found) <= MOST_ANNOTATIONS else found[: MOST_ANNOTATIONS - 1]
        lines += (_annotation(kind, each) for each in shown)
        if len(shown) < len(found):
            rest = len(found) - len(shown)
            lines.append(annotation(kind, {"title": "leadoff lint"}, [f"{rest:,} more{others}"]))
    return "".join(f"{line}\n" for line in lines)


def _annotation(kind: AnnotationKind, each: Reported) -> str:
    said = each.finding.diagnostic
    place = place_of(said.primary, each.file)
    properties = {"file": each.file, "line": str(place["line"]), "endLine": str(place["end_line"])}
    if place["line"] == place["end_line"]:
        properties["col"] = str(place["column"])
        properties["endColumn"] = str(place["end_column"])
    properties["title"] = f"{said.code.value} {said.code.title}"
    lines = [said.message]
    lines += [f"example: {profile_line(each.finding)}"] if each.finding.witness else []
    lines += [f"help: {said.help}"] if said.help else []
    return annotation(kind, properties, lines)
