"""Findings in plain words, for tests: what a check says, and nothing of how a report shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.facts.annotations import facts_of_annotations
from leadoff.facts.business import BusinessFacts
from leadoff.facts.domain import shown
from leadoff.linter.check import findings_of
from leadoff.linter.checks import ALL
from leadoff.linter.subject import Subject
from leadoff.ruleset.parse import parse_rule_file

if TYPE_CHECKING:
    from leadoff.linter.finding import Finding

INSIDE = ("LO103", "LO104", "LO105", "LO107")
"""Checks of the parts of a condition."""

OUTSIDE = (
    *("LO101", "LO106", "LO201", "LO202", "LO203", "LO204", "LO205", "LO206", "LO209", "LO210"),
    *("LO301", "LO302", "LO304", "LO404"),
)
"""Checks of which rules fire where."""

BUSINESS = facts_of_annotations(BusinessFacts)


def subject_of(text: str) -> Subject:
    """The subject of a sound rule file."""
    return Subject(RuleSet(parse_rule_file(SourceText("rules", text), BUSINESS)))


def findings_in(text: str, *codes: str) -> list[Finding]:
    """What the checks with some codes, by default all, find in a rule file, by place."""
    return findings_about(subject_of(text), *codes)


def findings_about(subject: Subject, *codes: str) -> list[Finding]:
    """What the checks with some codes, by default all, find, by place and code."""
    by = subject.file.decide.by
    found = [
        finding
        for check in ALL
        if by in check.policies and (not codes or check.code.value in codes)
        for finding in findings_of(check, subject)
    ]
    return sorted(
        found,
        key=lambda each: (each.diagnostic.primary.span, each.diagnostic.code.value, each.rules),
    )


def told(finding: Finding) -> str:
    """A finding, line by line."""
    said = finding.diagnostic
    lines = [str(said)]
    lines += [f"  there: {said.primary.text}"] if said.primary.text else []
    for label in said.related:
        line, column = label.source.position(label.span.start)
        lines.append(f"  {line}:{column}: {label.text}")
    if finding.rules:
        lines.append(f"  rules: {', '.join(finding.rules)}")
    if finding.involved:
        lines.append(f"  involved: {', '.join(finding.involved)}")
    if finding.witness:
        values = (f"{name} = {shown(value)}" for name, value in finding.witness)
        lines.append(f"  witness: {', '.join(values)}")
    lines += [f"  region: {region}" for region in finding.regions]
    lines += [f"  {'safe' if fix.is_safe else 'unsafe'} fix: {fix.title}" for fix in finding.fixes]
    return "\n".join(lines)
