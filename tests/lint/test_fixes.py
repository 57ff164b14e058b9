"""Fixes take out what they name, and leave comments, order and everything else as it was."""

from __future__ import annotations

import pytest

from .told import findings_in

HEAD = """\
leadoff: 1
profile: none
facts: {n: {kind: whole, range: {at_least: 0, at_most: 9}}, c: {kind: choice, values: [x, y, z]}}
outcomes: {a: {}, b: {}}
decide: {by: first, otherwise: none}
rules:
"""


def fixed(code: str, rules: str) -> str:
    """The rules after all edits of the first finding with a code; empty if it has no fix."""
    text = HEAD + rules
    finding, *_ = findings_in(text, code)
    if not finding.fixes:
        return ""
    for edit in sorted(finding.fixes[0].edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text.removeprefix(HEAD)


def block(*when: str) -> str:
    """A rule with a condition in lines."""
    return "\n".join(
        ("  - id: r", "    when:", *(f"      {line}" for line in when), "    gives: a\n")
    )


REST = "  - {id: last, when: {c: z}, gives: b}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            block("n: {at_most: 9}   # mine", "c: x  # kept"),
            block("c: x  # kept"),
            id="the lines of an entry",
        ),
        pytest.param(
            block("all:", "  - n: {at_most: 9}", "    c: x"),
            block("all:", "  - c: x"),
            id="the first entry of an item",
        ),
        pytest.param(
            "  - {id: r, when: {n: {at_most: 9}, c: x}, gives: a}\n",
            "  - {id: r, when: {c: x}, gives: a}\n",
            id="the first entry in braces",
        ),
        pytest.param(
            "  - {id: r, when: {c: x, n: {at_most: 9}}, gives: a}\n",
            "  - {id: r, when: {c: x}, gives: a}\n",
            id="the last entry in braces",
        ),
        pytest.param(
            "  - {id: r, when: {all: [{c: x}, {n: {at_most: 9}}]}, gives: a}\n",
            "  - {id: r, when: {all: [{c: x}]}, gives: a}\n",
            id="an item in brackets",
        ),
        pytest.param(
            block("all:", "  - c: x", "  # about n", "  - n: {at_most: 9}"),
            block("all:", "  - c: x", "  # about n"),
            id="an item on its lines",
        ),
        pytest.param(
            block("n: {at_most: 9}", "c: x").replace("\n", "\r\n"),
            block("c: x").replace("\n", "\r\n"),
            id="lines that end with CR LF",
        ),
        pytest.param(
            block("all: [{n: {at_most: 9}, # about n", "  c: x}]"),
            "",
            id="not where a comment would go with it",
        ),
    ],
)
def test_a_condition_is_taken_out(before: str, after: str) -> None:
    assert fixed("LO103", before + REST) == (after + REST if after else "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("n: {above: 4}", "n: {at_least: 5}"),
        ("n: {at_least: 4, at_most: 4}", "n: 4"),
        ("n: {below: 1}", "n: 0"),
        ("n: {above: 2, below: 6}", "n: {above: 2, at_most: 5}"),
        ("n: [4, 4, 5]", "n: [4, 5]"),
        ("n: {none_of: [4, 4, 5]}", "n: {none_of: [4, 5]}"),
        ("c: [x]", "c: x"),
        ("c: [x, y]", "c: {is_not: z}"),
        ("c: {none_of: [x, y]}", "c: z"),
        ("c: {is_not: z, none_of: [z]}", "c: {is_not: z}"),
        ("c:\n      - x  # one\n      - x", None),
        ("c:\n      - x\n      - x", "c: x"),
        ("c:\n      is_not: x\n      none_of: [y]", "c: z"),
    ],
)
def test_a_test_is_written_in_its_simpler_form(before: str, after: str | None) -> None:
    rules = "  - id: r\n    when:\n     {}\n    gives: a\n"
    expected = "" if after is None else rules.format(after)

    assert fixed("LO107", rules.format(before)) == expected


def test_a_rule_is_deleted_with_its_lines() -> None:
    first, second = block("c: x") + "\n  # kept\n", block("c: x").replace("id: r", "id: s")

    assert fixed("LO201", first + second + REST) == first + REST


def test_a_rule_that_another_overrides_is_not_deleted() -> None:
    first = "  - {id: r, when: {c: x}, gives: a}\n  - {id: s, when: {c: x}, gives: a}\n"
    last = "  - {id: t, when: {c: y}, gives: a, overrides: [s]}\n"

    assert fixed("LO201", first + last) == ""


def test_the_only_rule_is_not_deleted() -> None:
    assert fixed("LO101", "  - {id: r, when: {n: {above: 5, below: 3}}, gives: a}\n") == ""
