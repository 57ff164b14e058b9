"""LO701: rules that give no reason or no source."""

from __future__ import annotations

import pytest

from leadoff.linter.checks import missing_reason

from .linting import report_of, told

HEAD = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}}
outcomes: {x: {}}
decide: {by: first}
rules:
"""
BOTH = "because: x, source: y"


def found(*texts: str) -> list[str]:
    rules = [
        f"  - {{id: r{place}, when: {{f: true}}, gives: x, {text}}}\n"
        for place, text in enumerate(texts, 1)
    ]
    return told(report_of(HEAD + "".join(rules), missing_reason.CHECK))


@pytest.mark.parametrize("text", [BOTH, "quote: x, source: y"])
def test_a_reason_or_a_quote_and_a_source_are_enough(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title: x", "reason and no source"),
        ("because: x", "source"),
        ("quote: x", "source"),
        ("source: x", "reason"),
        ("origin: post, because: x, source: y", "quote"),
        ("origin: post", "quote and no source"),
    ],
)
def test_what_a_rule_lacks(text: str, what: str) -> None:
    assert found(BOTH, text) == [f"8:10 LO701 the rule `r2` gives no {what}"]
    assert found(text) == [f"7:10 LO701 the rule `r1` gives no {what}"]


def test_what_all_rules_lack_is_said_once() -> None:
    assert found("title: a", "title: b") == [
        "7:10 LO701 no rule of this file gives a reason and a source"
    ]
    assert found("because: x", "title: a") == [
        "7:10 LO701 no rule of this file gives a source",
        "8:10 LO701 the rule `r2` gives no reason",
    ]
