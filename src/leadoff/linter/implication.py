"""The strongest finding about a rule stays; what it implies is named beside it, not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.diagnostic.code import Code
    from leadoff.linter.check import Check
    from leadoff.linter.finding import Finding


def with_implying(codes: frozenset[Code], checks: Iterable[Check]) -> frozenset[Code]:
    """Some codes and all whose findings would imply theirs: the checks that have to run."""
    implied_by = {check.code: check.implied_by for check in checks}
    wanted, rest = set(codes), list(codes)
    while rest:
        for code in implied_by.get(rest.pop(), ()):
            if code not in wanted:
                wanted.add(code)
                rest.append(code)
    return frozenset(wanted)


def strongest(
    findings: Iterable[Finding], checks: Sequence[Check]
) -> list[tuple[Finding, tuple[Code, ...]]]:
    """The findings of one file that no other implies, each with the codes that it implies."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rules[0] if finding.rules else "", []).append(finding)
    implied_by = {check.code: check.implied_by for check in checks}
    kept: list[tuple[Finding, tuple[Code, ...]]] = []
    for rule, found in by_rule.items():
        codes = {finding.diagnostic.code for finding in found} if rule else set()
        dropped = {code for code in codes if not codes.isdisjoint(implied_by.get(code, ()))}
        for finding in found:
            code = finding.diagnostic.code
            if code not in dropped:
                implied = (
                    other for other in dropped if code in with_implying(frozenset((other,)), checks)
                )
                kept.append((finding, tuple(sorted(implied, key=lambda each: each.value))))
    return kept
