"""`LintReport`: what was checked, what was found, and what was proved, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from leadoff.analysis.regions.firing import MOST_STEPS_OF_ALL
from leadoff.analysis.results.results import MOST_STEPS_OF_SEARCH
from leadoff.engine.walk import MOST_STEPS_OF_WALK

if TYPE_CHECKING:
    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.errors import FileError
    from leadoff.linter.document import Kind
    from leadoff.linter.finding import Finding
    from leadoff.linter.wire import LintDict

Threshold = Literal["error", "warning", "note", "never"]
"""The least severity at which a run has failed."""
THRESHOLDS: Final[tuple[Threshold, ...]] = get_args(Threshold)

STEPS_PER_SEARCH: Final = max(MOST_STEPS_OF_ALL, MOST_STEPS_OF_SEARCH, MOST_STEPS_OF_WALK)
"""The budget: no search of a proof takes more steps. What needs more is not proved."""

_RANKS: dict[str, int] = {"error": 0, "warning": 1, "note": 2}


class CheckCrashError(Exception):
    """A bug of leadoff in one check; the message names the check and the file."""


class Reported(NamedTuple):
    """A finding in a report.

    `file` is its file seen from the root, with `/`. `implied` are codes of other findings about
    the same rule, which this one implies. `rule_file` is the file of the rules it is about, if any.
    """

    finding: Finding
    file: str
    fingerprint: str
    implied: tuple[Code, ...] = ()
    rule_file: str | None = None


class Checked(NamedTuple):
    """One file that was checked, and how far its checks came.

    `profiles` is how many kinds of profile the proofs range over: two profiles are of one kind if
    no rule can tell them apart. None where that is no question, or was not counted in the budget.
    Where they are none, nothing is `proved`. `judged` are the codes that would have been reported,
    had there been anything.
    """

    name: str
    file: str
    kind: Kind
    proved: tuple[Code, ...] = ()
    not_proved: tuple[Code, ...] = ()
    profiles: int | None = None
    judged: frozenset[Code] = frozenset()


class LintReport(NamedTuple):
    """The outcome of a run of the linter.

    `skipped` are YAML and JSON files in folders that are not of leadoff; `ignored` and `baselined`
    count the findings left out by comments and by the baseline.
    """

    findings: tuple[Reported, ...]
    checked: tuple[Checked, ...]
    skipped: tuple[str, ...] = ()
    unreadable: tuple[FileError, ...] = ()
    crashes: tuple[CheckCrashError, ...] = ()
    ignored: int = 0
    baselined: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity."""
        return sum(each.finding.diagnostic.severity == severity for each in self.findings)

    def fails(self, threshold: Threshold) -> bool:
        """Whether a finding is as severe as the threshold, or more."""
        return any(reaches(each.finding.diagnostic.severity, threshold) for each in self.findings)

    @property
    def worst(self) -> Reported | None:
        """The first of the most severe findings."""
        by_severity = (_RANKS[each.finding.diagnostic.severity] for each in self.findings)
        found = min(zip(by_severity, range(len(self.findings)), strict=True), default=None)
        return None if found is None else self.findings[found[1]]

    @property
    def fixable(self) -> int:
        """How many findings have a fix that changes no decision."""
        return sum(any(fix.is_safe for fix in each.finding.fixes) for each in self.findings)

    def to_dict(self) -> LintDict:
        """The report as plain data, format `leadoff.lint/1`."""
        from leadoff.linter.wire import lint_dict

        return lint_dict(self)


def reaches(severity: Severity, threshold: Threshold) -> bool:
    """Whether a severity is at or above a threshold."""
    return threshold != "never" and _RANKS[severity] <= _RANKS[threshold]
