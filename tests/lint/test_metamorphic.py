"""What the checks say does not hang on what means nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.reference.generate import generate, to_yaml

from .told import INSIDE, OUTSIDE, findings_in

if TYPE_CHECKING:
    from leadoff.linter.finding import Finding

POLICIES = ("votes", "first", "unique", "any", "priority", "collect")
CODES = tuple({*INSIDE, *OUTSIDE} - {"LO101", "LO206"})
Said = set[tuple[str, tuple[str, ...], str]]


@pytest.mark.parametrize("policy", POLICIES)
def test_the_order_of_facts_changes_no_verdict(policy: str) -> None:
    for seed in range(12):
        random_ = random.Random(f"facts {policy} {seed}")
        rules = generate(random_, policy=policy).rules
        names = random_.sample(list(rules["facts"]), len(rules["facts"]))
        moved = {**rules, "facts": {name: rules["facts"][name] for name in names}}

        assert _said(moved) == _said(rules)


@pytest.mark.parametrize("policy", ["unique", "any", "collect"])
def test_the_order_of_rules_changes_no_verdict_where_it_means_nothing(policy: str) -> None:
    """But for which of two equal rules is called the later one."""
    for seed in range(12):
        random_ = random.Random(f"rules {policy} {seed}")
        rules = generate(random_, policy=policy).rules
        moved = {**rules, "rules": random_.sample(rules["rules"], len(rules["rules"]))}

        assert _regardless(moved) == _regardless(rules)


def _said(rules: dict[str, Any]) -> Said:
    return {
        (each.diagnostic.code.value, each.rules, each.diagnostic.message)
        for each in findings_in(to_yaml(rules), *CODES)
    } | _subjects(rules, "LO206", "LO101")


def _subjects(rules: dict[str, Any], *codes: str) -> Said:
    """Of several covers and clashes the one that is named may be another."""
    found = findings_in(to_yaml(rules), *codes)
    return {(each.diagnostic.code.value, each.rules[:1], "") for each in found}


def _regardless(rules: dict[str, Any]) -> set[tuple[str, frozenset[str]]]:
    pairs: set[tuple[str, frozenset[str]]] = set()
    for each in findings_in(to_yaml(rules), "LO101", "LO106", "LO203", "LO204", "LO301", "LO304"):
        code = each.diagnostic.code.value
        pairs |= {(code, frozenset({each.rules[0], other})) for other in each.rules[1:]}
        pairs |= set() if each.rules[1:] else {(code, frozenset(each.rules))}
    return pairs


def test_the_same_file_has_the_same_findings() -> None:
    def once() -> list[Finding]:
        return findings_in(to_yaml(generate(random.Random(7), policy="first").rules))

    assert [each.diagnostic.message for each in once()] == [
        each.diagnostic.message for each in once()
    ]
    assert [(each.witness, each.regions) for each in once()] == [
        (each.witness, each.regions) for each in once()
    ]
