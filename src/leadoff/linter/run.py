"""`lint`: paths in, a report out. Every file is examined, whatever is wrong with the others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.diagnostic.text import Span
from leadoff.errors import CasesError, FileError, LocatedError
from leadoff.linter.casebook import Casebook
from leadoff.linter.checks import ALL
from leadoff.linter.configuration import read_configuration
from leadoff.linter.document import kind_of, read_document
from leadoff.linter.examine import (
    PLAYBOOK_CODES,
    READING,
    Examined,
    as_read,
    examine_playbook,
    examine_profile,
    examine_rules,
)
from leadoff.linter.finding import Finding
from leadoff.linter.fingerprint import fingerprint
from leadoff.linter.gather import gather
from leadoff.linter.implication import strongest, with_implying
from leadoff.linter.report import Checked, LintReport, Reported
from leadoff.linter.rulebook import Rulebook
from leadoff.linter.settings import Settings
from leadoff.linter.suppression import (
    ABOUT_COMMENTS,
    about_suppressions,
    can_be_silenced,
    silenced,
    suppressions_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

    from leadoff.linter.check import Check
    from leadoff.linter.document import Document, Kind
    from leadoff.linter.report import CheckCrashError

EVERYTHING = Settings()


def lint(
    paths: Iterable[str | PathLike[str]],
    settings: Settings = EVERYTHING,
    checks: Sequence[Check] = ALL,
) -> LintReport:
    """Check rule files and profiles: files as named, folders with all below them.

    What cannot be read is in the report beside the findings; nothing is printed, nothing raised for
    what is in a file.
    """
    gathered = gather(os.fspath(path) for path in paths)
    report = lint_documents(gathered.documents, settings, checks)
    return report._replace(unreadable=(*gathered.unreadable, *report.unreadable))


def lint_documents(
    documents: Iterable[Document], settings: Settings, checks: Sequence[Check] = ALL
) -> LintReport:
    """Check files that were read."""
    run = _Run(settings, checks)
    by_kind: dict[Kind | None, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(kind_of(document), []).append(document)
    for document in by_kind.get("configuration", ()):
        run.examine_configuration(document)
    for document in by_kind.get("tests", ()):
        run.examine_cases(document)
    for document in by_kind.get("rules", ()):
        run.examine_rules(document)
    for document in by_kind.get("playbook", ()):
        run.examine_playbook(document)
    for document in by_kind.get(None, ()):
        run.examine_rest(document)
    return run.report()


class _Run:
    """The state of one run: what was examined so far."""

    def __init__(self, settings: Settings, checks: Sequence[Check]) -> None:
        self._settings = settings
        self._checks = checks
        self._rulebook = Rulebook()
        self._casebook = Casebook()
        self._found: list[Reported] = []
        self._checked: list[Checked] = []
        self._skipped: list[str] = []
        self._crashes: list[CheckCrashError] = []
        self._ignored = 0
        self._playbooks: dict[str, list[Finding]] = {}
        """What was found in playbooks while the rules that name them were examined, by file."""

    def examine_configuration(self, document: Document) -> None:
        """Examine a configuration."""
        self._add(document, "configuration", Examined(as_read(read_configuration(document)[1])))

    def examine_cases(self, document: Document) -> None:
        """Examine a file of cases; what is wrong with their rules is reported of those."""
        faults: tuple[Diagnostic, ...] = ()
        try:
            faults = self._casebook.read(document)
        except CasesError as error:
            faults = error.diagnostics
        except LocatedError as error:
            self._rulebook.faults += error.diagnostics
        except FileError as error:
            self._rulebook.unreadable.append(error)
        self._add(document, "tests", Examined(as_read(faults)))

    def examine_rules(self, document: Document) -> None:
        """Examine a rule file, with the cases about it."""
        wanted = with_implying(self._judged(document), self._checks)
        known = self._casebook.about(document.name)
        found = examine_rules(document, self._checks, wanted, known)
        self._rulebook.add(document.name, found.rule_set)
        self._add(document, "rules", self._without_playbook(found, document), document.name)

    def _without_playbook(self, found: Examined, document: Document) -> Examined:
        """What was found in the rule file itself; what stands in its playbook is kept for that."""
        own: list[Finding] = []
        for finding in found.findings:
            source = finding.diagnostic.primary.source
            if source.name == document.name:
                own.append(finding)
            else:
                self._playbooks.setdefault(os.path.realpath(source.name), []).append(finding)
        return found._replace(findings=tuple(own))

    def examine_playbook(self, document: Document) -> None:
        """Examine a playbook with the rules that name it, unless these were examined before."""
        place = os.path.realpath(document.name)
        rule_set = self._rulebook.naming(document)
        if rule_set is None:
            findings = as_read(document.faults or (_unnamed(document),))
        elif place in self._playbooks:
            findings = tuple(self._playbooks.pop(place))
        else:
            findings = examine_playbook(rule_set, self._checks, self._judged(document))
        rules = rule_set.file.source.name if rule_set is not None else None
        judged = READING if rule_set is None else READING | PLAYBOOK_CODES
        self._add(document, "playbook", Examined(findings, judged), rules)

    def examine_rest(self, document: Document) -> None:
        """Examine what is a profile, or nothing of ours."""
        path = self._settings.rules_of(document.name)
        rules = self._rulebook.likeliest(document) if path is None else self._rulebook.load(path)
        if rules is None and not document.named:
            self._skipped.append(document.name)
        elif document.faults:
            self._add(document, "profile", Examined(as_read(document.faults)))
        elif rules is not None:
            found = examine_profile(document, rules)
            self._add(document, "profile", found, rules.file.source.name)
        elif path is None:
            self._add(document, "unknown", Examined((_unknown(document),)))

    def report(self) -> LintReport:
        """What was found so far, by file and position."""
        for findings in list(self._playbooks.values()):
            source = findings[0].diagnostic.primary.source
            self._add(read_document(source, (), named=False), "playbook", Examined(tuple(findings)))
        linted = {os.path.realpath(each.name) for each in self._checked}
        for finding in as_read(dict.fromkeys(self._rulebook.faults)):
            name = finding.diagnostic.primary.source.name
            if os.path.realpath(name) not in linted:
                self._found.append(self._reported(finding, (), name))
        return LintReport(
            tuple(sorted(self._found, key=_order)),
            tuple(sorted(self._checked, key=lambda each: each.name)),
            tuple(sorted(self._skipped)),
            tuple(self._rulebook.unreadable),
            tuple(self._crashes),
            self._ignored,
        )

    def _judged(self, document: Document) -> frozenset[Code]:
        """The codes to look for in a file: those to report, and those that its comments name."""
        checked = self._settings.checked(document.name)
        if Code.STALE_SUPPRESSION not in checked or not self._settings.heeds_ignores:
            return checked
        named = (code for each in suppressions_in(document).found for code, _ in each.codes)
        return checked.union(named) - self._settings.ignored(document.name)

    def _add(
        self, document: Document, kind: Kind, found: Examined, rules: str | None = None
    ) -> None:
        """Take over what is to be reported of one file."""
        selected = self._settings.selected(document.name)
        checked = self._settings.checked(document.name)
        judged = frozenset() if _is_broken(found) else found.judged
        loudest = dict(strongest(found.findings, self._checks))
        wanted = [each for each in loudest if _is_wanted(each, selected, checked)]
        if self._settings.heeds_ignores:
            suppressions = suppressions_in(document)
            heard, used = silenced(list(loudest), suppressions)
            left_out = loudest.keys() - set(heard)
            self._ignored += sum(each in left_out for each in wanted)
            wanted = [each for each in wanted if each not in left_out]
            judged &= self._judged(document)
            wanted += (
                each
                for each in about_suppressions(suppressions, used, judged)
                if each.diagnostic.code in selected
            )
        self._found += (self._reported(each, loudest.get(each, ()), rules) for each in wanted)
        self._crashes += found.crashes
        file = self._settings.relative(document.name)
        proved, not_proved = (
            tuple(code for code in codes if code in checked)
            for codes in (found.proved, found.not_proved)
        )
        reported = frozenset() if _is_broken(found) else (found.judged | ABOUT_COMMENTS) & selected
        self._checked.append(
            Checked(document.name, file, kind, proved, not_proved, found.profiles, reported)
        )

    def _reported(self, finding: Finding, implied: tuple[Code, ...], rules: str | None) -> Reported:
        file = self._settings.relative(finding.diagnostic.primary.source.name)
        return Reported(finding, file, fingerprint(finding, file), implied, rules)


def _is_wanted(finding: Finding, selected: frozenset[Code], checked: frozenset[Code]) -> bool:
    """Whether a finding is to be reported: what stands in the way of reading a file always is."""
    code = finding.diagnostic.code
    if code is Code.NOT_PROVED:
        return code in selected and any(finding.key == each.value for each in checked)
    return code in selected or not can_be_silenced(finding)


def _is_broken(found: Examined) -> bool:
    """Whether a file could not be read to its end, so that little is known of it."""
    return any(not can_be_silenced(finding) for finding in found.findings)


def _unknown(document: Document) -> Finding:
    """A file that was named, and is nothing that can be checked."""
    empty = document.tree is None
    message = "this file is empty" if empty else "this is neither a rule file nor a profile"
    help = "a rule file begins with `leadoff: 1`; `leadoff facts` lists what a profile may answer"
    here = Label(document.source, Span(0, 1))
    return Finding(Diagnostic("error", Code.SYNTAX, message, here, help), "read")


def _unnamed(document: Document) -> Diagnostic:
    """A playbook that nobody uses, as far as can be seen from where it stands."""
    message = "no rule file in this folder names this playbook"
    help = f"write `playbook: {Path(document.name).name}` in the rule file it is for"
    return Diagnostic(
        "warning", Code.UNKNOWN_NAME, message, Label(document.source, Span(0, 1)), help
    )


def _order(each: Reported) -> tuple[str, int, int, str, str]:
    said = each.finding.diagnostic
    return each.file, *said.primary.span, said.code.value, said.message
