"""What a run came to, in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.facts.domain import listed
from leadoff.linter.report import STEPS_PER_SEARCH
from leadoff.render.words import counted, sentence

if TYPE_CHECKING:
    from leadoff.linter.document import Kind
    from leadoff.linter.report import Checked, LintReport

_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "rules": ("rule file", "rule files"),
    "playbook": ("playbook", "playbooks"),
    "profile": ("profile", "profiles"),
    "tests": ("file of cases", "files of cases"),
    "configuration": ("configuration", "configurations"),
    "unknown": ("other file", "other files"),
}


def counts(report: LintReport) -> str:
    """How many findings there are of each severity; empty where there is none."""
    said = [
        _many(number, severity)
        for severity, number in (
            ("error", report.count("error")),
            ("warning", report.count("warning")),
            ("note", report.count("note")),
        )
        if number
    ]
    return ", ".join(said)


def summary(report: LintReport) -> tuple[str, ...]:
    """Sentences: what was found, what was left out, what was proved and what was not looked at."""
    left_out = [
        f"{number} {words}"
        for number, words in (
            (report.ignored, "silenced by a comment"),
            (report.baselined, "in the baseline"),
            (report.fixable, "fixable with --fix"),
        )
        if number
    ]
    said = f"{_many(len(report.findings), 'finding')} in {_files(report.checked)}"
    if report.findings:
        said += f": {counts(report)}"
    sentences = [f"{'; '.join((said, *left_out))}."]
    rest = (_proofs(report.checked), _without_profiles(report.checked), _skipped(report))
    sentences += filter(None, rest)
    return tuple(map(sentence, sentences))


def _proofs(checked: tuple[Checked, ...]) -> str:
    proved = sum(len(each.proved) for each in checked)
    open_checks = sum(len(each.not_proved) for each in checked)
    if not proved and not open_checks:
        return ""
    within = f"within {STEPS_PER_SEARCH:,} steps a search"
    if not proved:
        return f"{_many(open_checks, 'check')} not proved {within}."
    kinds = [each.profiles for each in checked if each.proved]
    known = [number for number in kinds if number is not None]
    over = "all profiles" if len(known) < len(kinds) else _kinds_of_profile(sum(known))
    said = f"{_many(proved, 'check')} proved over {over}, {within}"
    return f"{said}; {open_checks} not proved." if open_checks else f"{said}."


def _without_profiles(checked: tuple[Checked, ...]) -> str:
    """What is said of rules that no profile can come to: over none, everything is true."""
    number = sum(each.profiles == 0 for each in checked)
    if not number:
        return ""
    files = counted(number, "rule file")
    return f"Nothing is left to prove about {files}: the assumptions allow no profile."


def _kinds_of_profile(number: int) -> str:
    return "the one kind of profile" if number == 1 else f"all {number:,} kinds of profile"


def _skipped(report: LintReport) -> str:
    number = len(report.skipped)
    if number == 1:
        return "Skipped a YAML or JSON file about something else."
    return f"Skipped {number:,} YAML or JSON files about something else." if number else ""


def _files(checked: tuple[Checked, ...]) -> str:
    said = []
    for kind, (one, several) in _KINDS.items():
        number = sum(each.kind == kind for each in checked)
        if number:
            said.append(counted(number, one, several))
    return listed(said, "and")


def _many(number: int, word: str) -> str:
    return counted(number, word) if number else f"no {word}s"
