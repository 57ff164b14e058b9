"""A baseline: findings that were there already, so that only new ones count.

Its entries are fingerprints with how often each was found, so no edit elsewhere in a file makes an
old finding new. What is in the file beside them is for people.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector, Diagnostic, Label
from leadoff.errors import LocatedError
from leadoff.linter.finding import Finding
from leadoff.linter.fingerprint import fingerprint
from leadoff.linter.report import Reported
from leadoff.linter.suppression import can_be_silenced
from leadoff.ruleset.section import Names, Section
from leadoff.source.compose import compose
from leadoff.source.tree import ListNode, MappingNode

if TYPE_CHECKING:
    from leadoff.diagnostic.text import SourceText, Span
    from leadoff.linter.report import LintReport
    from leadoff.linter.settings import Settings
    from leadoff.source.tree import Node

FORMAT: Final = "leadoff.baseline/1"
_NEEDED_KEYS: Final = ("fingerprint", "count", "code", "file")
_ENTRY_KEYS: Final = (*_NEEDED_KEYS, "message")
_MOST: Final = 1_000_000


class BaselineError(LocatedError):
    """A baseline is wrong."""


class Entry(NamedTuple):
    """One finding that was there, so many times; `span` is where it stands in the baseline."""

    fingerprint: str
    times: int
    code: str
    file: str
    message: str
    span: Span


class Baseline(NamedTuple):
    """The findings that were there when it was written."""

    source: SourceText
    entries: tuple[Entry, ...]

    @property
    def files(self) -> frozenset[str]:
        """The files it is about, as seen from the root."""
        return frozenset(each.file for each in self.entries)


def kept_in_baseline(report: LintReport) -> tuple[Reported, ...]:
    """The findings a baseline may hold: all but faults that keep a file from being read."""
    return tuple(each for each in report.findings if can_be_silenced(each.finding))


def baseline_text(
    report: LintReport,
    before: Baseline | None = None,
    gone: frozenset[str] = frozenset(),
) -> str:
    """The baseline of a report, as JSON; entries of one from `before` that it cannot judge stay.

    `gone` are files that are no longer there.
    """
    found = kept_in_baseline(report)
    counts = Counter(each.fingerprint for each in found)
    first = {each.fingerprint: each for each in reversed(found)}
    entries = [
        _item(
            fingerprint=name,
            count=number,
            code=first[name].finding.diagnostic.code.value,
            file=first[name].file,
            message=first[name].finding.diagnostic.message,
        )
        for name, number in counts.items()
    ]
    entries += (
        _item(
            fingerprint=each.fingerprint,
            count=each.times,
            code=each.code,
            file=each.file,
            message=each.message,
        )
        for each in (before.entries if before is not None else ())
        if each.fingerprint not in counts and not _is_judged(each, report, gone)
    )
    return json.dumps({"format": FORMAT, "findings": entries}, indent=2) + "\n"


def _item(
    *, fingerprint: str, count: int, code: str, file: str, message: str
) -> dict[str, str | int]:
    """An entry as it stands in the file."""
    return {
        "code": code,
        "count": count,
        "file": file,
        "fingerprint": fingerprint,
        "message": message,
    }


def read_baseline(source: SourceText, faults: tuple[Diagnostic, ...]) -> Baseline:
    """The baseline in a text.

    Raises:
        BaselineError: with every problem of the text.
    """
    collector = Collector(source)
    tree = None if faults else compose(source, collector)
    entries: list[Entry] = []
    if isinstance(tree, MappingNode):
        top = Section(collector, tree, "a baseline", ("format", "findings"))
        top.require("format", f"write `{FORMAT}`")
        top.one_of("format", Names((FORMAT,)), "a format")
        if not _is_empty(top.node("findings")):
            entries = [
                entry
                for item in top.items("findings", "findings") or ()
                if (entry := _entry(top, item)) is not None
            ]
    elif not faults and not collector.has_errors:
        message = "this is no baseline"
        collector.error(Code.SYNTAX, (0, 1), message, "write one with `--write-baseline`")
    if faults or collector.has_errors:
        raise BaselineError(faults or collector.sorted())
    return Baseline(source, tuple(entries))


def without_known(
    report: LintReport,
    baseline: Baseline,
    settings: Settings,
    gone: frozenset[str] = frozenset(),
) -> LintReport:
    """A report without what the baseline holds, and with what the baseline holds in vain.

    Entries about files that were not checked this time or could not be, and about codes that were
    not selected or not proved, are left as they are, unless the file is `gone`.
    """
    left = Counter({entry.fingerprint: 0 for entry in baseline.entries})
    for entry in baseline.entries:
        left[entry.fingerprint] += entry.times
    new: list[Reported] = []
    for each in report.findings:
        if can_be_silenced(each.finding) and left[each.fingerprint] > 0:
            left[each.fingerprint] -= 1
        else:
            new.append(each)
    known = len(report.findings) - len(new)
    new += (
        _stale(baseline, entry, left.pop(entry.fingerprint), settings)
        for entry in baseline.entries
        if left[entry.fingerprint] > 0 and _is_judged(entry, report, gone)
    )
    return report._replace(findings=tuple(new), baselined=known)


def _is_judged(entry: Entry, report: LintReport, gone: frozenset[str]) -> bool:
    """Whether a finding would be in a report, were it still there."""
    return entry.file in gone or any(
        code.value == entry.code
        for each in report.checked
        if each.file == entry.file
        for code in each.judged
    )


def _is_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, ListNode) and not node.items)


def _entry(top: Section, item: Node) -> Entry | None:
    section = top.below(item, "a finding", _ENTRY_KEYS, "`{fingerprint: ..., count: 1}`")
    if section is None:
        return None
    for key in _NEEDED_KEYS:
        section.require(key, "write the baseline anew with `--write-baseline`")
    name, code, file = (section.text(key) for key in ("fingerprint", "code", "file"))
    count = section.whole("count", 1, _MOST)
    if name is None or code is None or file is None or count is None:
        return None
    return Entry(
        fingerprint=name,
        times=count,
        code=code,
        file=file,
        message=section.text("message") or "",
        span=section.span("fingerprint"),
    )


def _stale(baseline: Baseline, entry: Entry, gone: int, settings: Settings) -> Reported:
    what = "it is" if gone == entry.times else f"{gone} of {entry.times} are"
    message = f"{entry.code} in `{entry.file}` is in the baseline, but {what} gone"
    help = "write the baseline anew with `--write-baseline`"
    label = Label(baseline.source, entry.span)
    said = Diagnostic("warning", Code.STALE_BASELINE, message, label, help)
    finding = Finding(said, "read", key=entry.fingerprint)
    file = settings.relative(baseline.source.name)
    return Reported(finding, file, fingerprint(finding, file))
