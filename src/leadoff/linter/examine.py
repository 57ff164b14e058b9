"""One file examined: everything its checks find, before anything is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import MOST_MESSAGES, Diagnostic, Label
from leadoff.diagnostic.text import Span
from leadoff.engine.assess import situation_of, walk_of
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.conflict import conflict_of
from leadoff.engine.contradiction import contradictions_of
from leadoff.engine.judge import Existing
from leadoff.engine.rule_set import RuleSet, profile_facts
from leadoff.errors import PlaybookError, ProfileError, RuleSetError
from leadoff.facts.business import BusinessFacts
from leadoff.facts.domain import listed
from leadoff.facts.profile import read_profile
from leadoff.linter.casebook import NO_CASES
from leadoff.linter.check import findings_of
from leadoff.linter.finding import Finding
from leadoff.linter.report import CheckCrashError
from leadoff.linter.subject import Subject
from leadoff.plan.playbook import playbook_of
from leadoff.ruleset.parse import parse_rule_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.linter.casebook import KnownCases
    from leadoff.linter.check import Check
    from leadoff.linter.document import Document
    from leadoff.plan.model import Playbook

READING: Final = frozenset(code for code in Code if code.value.startswith("LO0"))
"""The codes of what is found by reading a file, and judged in every file."""

PLAYBOOK_CODES: Final = frozenset((Code.PROMISE_BROKEN, Code.MISSING_PLAN))
"""The codes of what is found in a playbook."""

CASES_CODES: Final = frozenset((Code.UNTESTED_RULE,))
"""The codes of what is found by comparing rules with the cases about them."""


class Examined(NamedTuple):
    """What one file came to.

    `judged` are the codes that would have been found, had there been anything; `proved` and
    `not_proved` those of checks that came to an end and that did not, none where there is no
    profile to prove anything over. `rule_set` is there if the
    file is one and is sound.
    """

    findings: tuple[Finding, ...]
    judged: frozenset[Code] = READING
    proved: tuple[Code, ...] = ()
    not_proved: tuple[Code, ...] = ()
    crashes: tuple[CheckCrashError, ...] = ()
    rule_set: RuleSet | None = None
    profiles: int | None = None


def examine_rules(
    document: Document,
    checks: Sequence[Check],
    wanted: frozenset[Code],
    known: KnownCases = NO_CASES,
) -> Examined:
    """A rule file under all checks that its policy allows and whose codes are wanted.

    `known` are the cases about it. Where some cannot be read, no check judges by the others.
    """
    if document.faults:
        return Examined(as_read(document.faults))
    try:
        file = parse_rule_file(document.source, profile_facts(BusinessFacts))
        rule_set = RuleSet(file)
    except RuleSetError as error:
        return Examined(as_read(error.diagnostics))
    playbook, faults = playbook_beside(rule_set)
    run = _Run(Subject(rule_set, known.cases, playbook))
    for check in checks:
        if check.code not in wanted or file.decide.by not in check.policies:
            continue
        if check.code in CASES_CODES and known.unread:
            run.leave_out(check, known.unread)
        else:
            run.check(check)
    unfinished = {*run.not_proved, *run.left_out, *run.crashed}
    kinds = kinds_of_profile(rule_set)
    return Examined(
        (*as_read(faults), *run.findings),
        (wanted - unfinished) | READING,
        () if kinds == 0 else tuple(run.proved),
        tuple(run.not_proved),
        tuple(run.crashes),
        rule_set,
        kinds,
    )


def playbook_beside(rule_set: RuleSet) -> tuple[Playbook | None, tuple[Diagnostic, ...]]:
    """The playbook that a rule file names, and what is wrong with it."""
    try:
        ready = playbook_of(rule_set)
    except PlaybookError as error:
        return None, error.diagnostics
    return ready.playbook if ready is not None else None, ()


def examine_playbook(
    rule_set: RuleSet, checks: Sequence[Check], wanted: frozenset[Code]
) -> tuple[Finding, ...]:
    """A playbook alone, under the rules that name it and the checks that look at playbooks."""
    playbook, faults = playbook_beside(rule_set)
    run = _Run(Subject(rule_set, (), playbook))
    for check in checks:
        if check.code in wanted and check.code in PLAYBOOK_CODES:
            run.check(check)
    return (*as_read(faults), *run.findings)


def examine_profile(document: Document, rule_set: RuleSet) -> Examined:
    """A profile under the rules it belongs to: readable, and nothing its rules exclude."""
    try:
        profile = read_profile(document.source, rule_set.facts)
    except ProfileError as error:
        return Examined(as_read(error.diagnostics))
    found = rule_set.assess(profile)
    contradictions = contradictions_of(rule_set.file, profile, found.situation)
    findings = as_read((*profile.warnings, *contradictions))
    conflict = conflict_of(rule_set, found)
    if conflict is not None:
        findings = (*findings, _conflict_here(document, conflict))
    return Examined(findings, READING | {Code.OVERLAP_UNIQUE, Code.CONFLICT_ANY})


def as_read(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Findings from the messages of a reader; of each file so many, the last counts the rest."""
    by_file: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        by_file.setdefault(each.primary.source.name, []).append(each)
    shown = (each for found in by_file.values() for each in _first(found))
    return tuple(Finding(each, "read") for each in shown)


def _first(found: list[Diagnostic]) -> list[Diagnostic]:
    """The messages about one file that are reported."""
    kept, rest = found[:MOST_MESSAGES], len(found) - MOST_MESSAGES
    if rest > 0:
        are = "finding in this file is" if rest == 1 else "findings in this file are"
        message = f"{kept[-1].message} ({rest:,} more {are} not shown)"
        kept[-1] = kept[-1]._replace(message=message)
    return kept


def kinds_of_profile(rule_set: RuleSet) -> int | None:
    """How many complete profiles the assumptions allow, those alike to all rules counted once.

    None where that was not counted within the budget.
    """
    compiled = rule_set.machine.compiled
    situation = situation_of(compiled, {})
    if situation.dropped:
        return 0
    walk = walk_of(rule_set.machine, situation, Existing(), rules=0)
    try:
        ways = walk.survey().ways.get(True, 0)
    except OverBudgetError:
        return None
    for place, fact in enumerate(compiled.facts):
        if place not in walk.facts:
            ways *= len(fact.masks)
    return ways


class _Run:
    """Checks of one rule set, one after another; none keeps the next from running."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._source = subject.file.source
        self.findings: list[Finding] = []
        self.proved: list[Code] = []
        self.not_proved: list[Code] = []
        self.left_out: list[Code] = []
        self.crashed: list[Code] = []
        self.crashes: list[CheckCrashError] = []

    def check(self, check: Check) -> None:
        """Run one check. What it found before its budget ended, or it broke, is kept."""
        found: list[Finding] = []
        try:
            for finding in findings_of(check, self._subject):
                found.append(finding)  # noqa: PERF402  # extend would lose them in an exception
        except OverBudgetError as error:
            self.not_proved.append(check.code)
            found.append(self._not_proved(check, str(error)))
        except Exception as error:  # noqa: BLE001  # a bug in one check is named; the others run
            self.crashed.append(check.code)
            self.crashes.append(self._crash(check, error))
        else:
            if check.proves:
                self.proved.append(check.code)
        self.findings += found

    def leave_out(self, check: Check, unread: tuple[str, ...]) -> None:
        """Say that a check is not made, because files of cases cannot be read."""
        self.left_out.append(check.code)
        files = listed([f"`{name}`" for name in unread], "and")
        message = f"{_named(check)} is not checked: the cases in {files} cannot be read"
        help = f"`leadoff test {unread[0]}` says what is wrong with them"
        self.findings.append(self._said(check, message, help))

    def _not_proved(self, check: Check, what: str) -> Finding:
        """The finding that says so; `what` is what was not proved, empty for the whole file."""
        steps = f"{f'for {what} ' if what else ''}within its budget of steps"
        help = "what this check looks for may be there; fewer facts in one rule file cost less"
        return self._said(check, f"{_named(check)} is not proved {steps}", help)

    def _said(self, check: Check, message: str, help: str) -> Finding:
        """The finding that nothing is known of what a check looks for."""
        label = Label(self._source, _first_line(self._source.text))
        said = Diagnostic("warning", Code.NOT_PROVED, message, label, help)
        return Finding(said, "not-proved", key=check.code.value)

    def _crash(self, check: Check, error: Exception) -> CheckCrashError:
        said = f"{type(error).__name__}: {error}"
        crash = CheckCrashError(f"the check {_named(check)} failed on {self._source.name}: {said}")
        crash.__cause__ = error
        return crash


def _named(check: Check) -> str:
    return f"{check.code.value} ({check.code.title})"


def _first_line(text: str) -> Span:
    first = text.partition("\n")[0].rstrip()
    return Span(0, max(len(first), 1))


def _conflict_here(document: Document, conflict: Diagnostic) -> Finding:
    """A conflict, told where the profile begins and not where the rules are."""
    start = document.tree.start if document.tree is not None else 0
    here = Label(document.source, Span(start, start + 1))
    rules = conflict.primary._replace(text="this rule")
    said = conflict._replace(primary=here, related=(*conflict.related, rules))
    return Finding(said, "read")
