"""Conditions that are empty or out of place: one fault, told where it is made."""

from __future__ import annotations

import pytest

from .examples import FIRST, Said, rule_faults, said

FIRES = "write the condition under which the rule fires, or `always`"

RULES = {
    "a `when` with nothing behind it": (
        "- id: r\n  when:\n  gives: a\n",
        Said("13:3", "LO007", "rule `r` needs the key `when`", FIRES),
    ),
    "tests as far to the left as their `when`": (
        "- id: r\n  when:\n  p: true\n  q: true\n  gives: a\n",
        Said(
            "14:3",
            "LO007",
            "`when` of rule `r` is empty",
            "indent its condition below it, from `p` on",
        ),
    ),
    "a test without a `when`": (
        "- id: r\n  any: [{p: true}]\n  gives: a\n",
        Said(
            "14:3",
            "LO003",
            "rule `r` has no key `any`",
            "put the condition under `when`: `when: {any: ...}`",
        ),
    ),
    "a test below a misspelled `when`": (
        "- id: r\n  wehn:\n    p: true\n  p: true\n  gives: a\n",
        Said("14:3", "LO003", "rule `r` has no key `wehn`", "did you mean `when`?"),
    ),
    "a test beside a `when`": (
        "- id: r\n  when: {p: true}\n  q: true\n  gives: a\n",
        Said(
            "15:3",
            "LO003",
            "rule `r` has no key `q`",
            "one of `id`, `title`, `origin`, `when`, `votes`, `settles`, `gives`, `strength` "
            "and 6 more",
        ),
    ),
}


@pytest.mark.parametrize("fault", RULES)
def test_a_rule_whose_condition_is_not_below_it(fault: str) -> None:
    text, expected = RULES[fault]

    assert rule_faults(f"{FIRST}rules:\n{text}") == said(expected)


def test_an_assumption_without_its_key_is_one_fault() -> None:
    sound = "rules: [{id: r, when: {p: true}, gives: a}]\n"
    expected = Said(
        "14:3",
        "LO003",
        "assumption 1 has no key `not`",
        "put the condition under `that`: `that: {not: ...}`",
    )

    assert rule_faults(f"{FIRST}{sound}assume:\n- not: {{p: true}}\n  because: B.\n") == said(
        expected
    )


def test_a_fact_called_like_a_key_is_that_key() -> None:
    facts = FIRST.replace("  p: {kind: flag}\n", "  title: {kind: flag}\n")

    assert rule_faults(f"{facts}rules: [{{id: r, title: T, gives: a}}]\n") == said(
        Said("12:10", "LO007", "rule `r` needs the key `when`", FIRES)
    )
