"""Fixes applied: edits replace stretches of a file, and everything around them stays as it is.

A safe fix is applied only where it is proved to change no decision about a complete profile, by all
rules or by those of the post alone; one that fails the proof is refused, whatever it claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.text import SourceText
from leadoff.engine.budget import OverBudgetError
from leadoff.linter.checks import ALL
from leadoff.linter.document import kind_of, read_document
from leadoff.linter.run import lint_documents
from leadoff.linter.sameness import is_sound, means_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.linter.check import Check
    from leadoff.linter.document import Document
    from leadoff.linter.finding import Edit, Fix
    from leadoff.linter.report import Reported
    from leadoff.linter.settings import Settings

_MOST_ROUNDS: Final = 20


class Refused(NamedTuple):
    """A fix that was not applied, and why."""

    reported: Reported
    fix: Fix
    reason: str


class Fixed(NamedTuple):
    """A file after its fixes: the text to write, how many were applied, which were refused."""

    before: Document
    after: Document
    applied: int
    refused: tuple[Refused, ...]


def fix_document(
    document: Document,
    settings: Settings,
    *,
    unsafe: bool = False,
    checks: Sequence[Check] = ALL,
    beside: Sequence[Document] = (),
) -> Fixed:
    """Fix one file until nothing more can be fixed; with `unsafe`, also what changes decisions.

    `beside` are files that may hold cases about it. Fixes that make each other's findings again and
    again are not applied at all.
    """
    cases = tuple(each for each in beside if kind_of(each) == "tests" and each is not document)
    fixer = _Fixer(document, settings, checks, cases)
    for _ in range(_MOST_ROUNDS):
        if not fixer.round(unsafe=False) and not (unsafe and fixer.round(unsafe=True)):
            return Fixed(document, fixer.document, fixer.applied, tuple(fixer.refused.values()))
    endless = (Refused(each, fix, "the fixes come to no end") for each, fix in fixer.wanted(unsafe))
    return Fixed(document, document, 0, (*fixer.refused.values(), *endless))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with its edits made; none may overlap another."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda each: each.span):
        parts += text[done : edit.span.start], edit.text
        done = edit.span.end
    return "".join((*parts, text[done:]))


class _Fixer:
    def __init__(
        self,
        document: Document,
        settings: Settings,
        checks: Sequence[Check],
        cases: tuple[Document, ...],
    ) -> None:
        self._settings = settings
        self._checks = checks
        self._cases = cases
        self.document = document
        self.applied = 0
        self.refused: dict[tuple[str, str], Refused] = {}

    def round(self, *, unsafe: bool) -> bool:
        """Apply what can be applied at once; whether anything was."""
        wanted = self.wanted(unsafe)
        if not wanted:
            return False
        after = self._edited(wanted)
        if self._objection(after, unsafe=unsafe) is None:
            self.document = after
            self.applied += len(wanted)
            return True
        # One of them is to blame: try each alone, on top of those before it that were fine.
        first, *_ = wanted
        after = self._edited((first,))
        objection = self._objection(after, unsafe=unsafe)
        if objection is None:
            self.document = after
            self.applied += 1
        else:
            reported, fix = first
            self.refused[reported.fingerprint, fix.title] = Refused(reported, fix, objection)
        return True

    def wanted(self, unsafe: bool) -> list[tuple[Reported, Fix]]:
        """The first fix of each finding, but for those that overlap one before them."""
        report = lint_documents((self.document, *self._cases), self._settings, self._checks)
        taken: list[Edit] = []
        wanted: list[tuple[Reported, Fix]] = []
        for each in report.findings:
            if each.finding.diagnostic.primary.source is not self.document.source:
                continue
            for fix in each.finding.fixes:
                is_new = (each.fingerprint, fix.title) not in self.refused
                if is_new and fix.is_safe is not unsafe and not _overlap(fix.edits, taken):
                    taken += fix.edits
                    wanted.append((each, fix))
                    break
        return wanted

    def _edited(self, wanted: Iterable[tuple[Reported, Fix]]) -> Document:
        source = self.document.source
        text = apply(source.text, (edit for _, fix in wanted for edit in fix.edits))
        return read_document(SourceText(source.name, text), (), named=self.document.named)

    def _objection(self, after: Document, *, unsafe: bool) -> str | None:
        """Why an edited file must not be written."""
        if after.faults:
            return "the file could not be read any more"
        if unsafe:
            broken = is_sound(self.document) and not is_sound(after)
            return "the rule file could not be used any more" if broken else None
        try:
            same = means_the_same(self.document, after)
        except OverBudgetError:
            return "that it changes no decision is not proved within the budget"
        return None if same else "it would change a decision"


def _overlap(edits: Sequence[Edit], taken: Iterable[Edit]) -> bool:
    """Whether one of some edits touches a stretch that another one changes."""
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in taken
        for edit in edits
    )
