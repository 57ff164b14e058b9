"""The strongest finding about a rule stays; what it implies is named beside it, not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.diagnostic.code import Code
    from leadoff.linter.check import Check
    from leadoff.linter.finding import Finding


def silencers_of(codes: frozenset[Code], checks: Iterable[Check]) -> frozenset[Code]:
    """Some codes and all whose findings would silence theirs: the checks that have to run."""
    silenced_by = {check.code: check.silenced_by for check in checks}
    wanted, rest = set(codes), list(codes)
    while rest:
        for code in silenced_by.get(rest.pop(), ()):
            if code not in wanted:
                wanted.add(code)
                rest.append(code)
    return frozenset(wanted)


def strongest(
    findings: Iterable[Finding], checks: Sequence[Check]
) -> list[tuple[Finding, tuple[Code, ...]]]:
    """The findings of one file that no other silences, each with the codes that it silences."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rules[0] if finding.rules else "", []).append(finding)
    silenced_by = {check.code: check.silenced_by for check in checks}
    kept: list[tuple[Finding, tuple[Code, ...]]] = []
    for rule, found in by_rule.items():
        codes = {finding.diagnostic.code for finding in found} if rule else set()
        dropped = {code for code in codes if not codes.isdisjoint(silenced_by.get(code, ()))}
        for finding in found:
            code = finding.diagnostic.code
            if code not in dropped:
                implied = (
                    other for other in dropped if code in silencers_of(frozenset((other,)), checks)
                )
                kept.append((finding, tuple(sorted(implied, key=lambda each: each.value))))
    return kept
