"""Fixes take out what they name, and leave comments, order and everything else as it was."""

from __future__ import annotations

import json

import pytest

from leadoff.linter.fixing import apply

from .told import findings_in

HEAD = """\
leadoff: 1
profile: none
facts:
  n: {kind: whole, range: {at_least: 0, at_most: 9}}
  many: {kind: whole, range: {above: 4}}
  one: {kind: whole, range: {above: 0, below: 2}}
  share: {kind: number, range: {at_least: 0}}
  c: {kind: choice, values: [x, y, z]}
  t: {kind: text}
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
    return apply(text, finding.fixes[0].edits).removeprefix(HEAD)


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
        ("n: {above: 4, is_not: 7}", "n: {at_least: 5, is_not: 7}"),
        ("n: {at_least: 4, below: 6, is_not: 5}", "n: 4"),
        ("n: {at_least: 4, none_of: [7]}", "n: {at_least: 4, is_not: 7}"),
        ("n: {is_not: 4, none_of: [7, 4]}", "n: {none_of: [4, 7]}"),
        ("share: {at_most: 0}", "share: 0"),
        ("share: {at_least: 5, at_most: 5, below: 9}", "share: 5"),
        ('t: ["\\U0001F600\\u2028"]', 't: "\U0001f600\\u2028"'),
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


@pytest.mark.parametrize(
    "test",
    [
        pytest.param("n: {above: 4, below: 3}", id="never"),
        pytest.param("many: {above: 4}", id="always"),
        pytest.param("one: [1, 1]", id="always, of one value"),
        pytest.param("one: {none_of: [1]}", id="never, of one value"),
        pytest.param("n: {above: 4, at_least: 2}", id="two limits on a side"),
        pytest.param("share: {above: 4}", id="not a whole number"),
        pytest.param(f"many: {{above: {'9' * 64}}}", id="the next number is too long"),
        pytest.param("n: [1, 2, 3]", id="a list"),
        pytest.param("c: {is_not: x}", id="all but one"),
    ],
)
def test_a_test_without_a_simpler_form_stays(test: str) -> None:
    assert findings_in(f"{HEAD}  - {{id: r, when: {{{test}}}, gives: a}}\n", "LO107") == []


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("LO107", '{"n": {"above": 4}}', {"n": {"at_least": 5}}),
        ("LO107", '{"t": {"none_of": ["\\ud83d\\ude00"]}}', {"t": {"is_not": "\U0001f600"}}),
        ("LO104", '{\n"n": {\n"above": 4,\n"at_least": 2\n}\n}', {"n": {"above": 4}}),
        ("LO104", '{\n"n": {\n"at_least": 2,\n"above": 4\n}\n}', {"n": {"above": 4}}),
    ],
)
def test_json_stays_json(code: str, before: str, after: object) -> None:
    text = f"""{{
      "leadoff": 1, "profile": "none",
      "facts": {{"n": {{"kind": "whole"}}, "t": {{"kind": "text"}}}},
      "outcomes": {{"a": {{}}}}, "decide": {{"by": "first"}},
      "rules": [{{"id": "r", "when": {before}, "gives": "a"}}]
    }}"""
    finding, *_ = findings_in(text, code)
    (rule,) = json.loads(apply(text, finding.fixes[0].edits))["rules"]

    assert rule["when"] == after


def test_a_rule_is_deleted_with_its_lines() -> None:
    first, second = block("c: x") + "\n  # kept\n", block("c: x").replace("id: r", "id: s")

    assert fixed("LO201", first + second + REST) == first + REST


def test_a_rule_that_another_overrides_is_not_deleted() -> None:
    first = "  - {id: r, when: {c: x}, gives: a}\n  - {id: s, when: {c: x}, gives: a}\n"
    last = "  - {id: t, when: {c: y}, gives: a, overrides: [s]}\n"

    assert fixed("LO201", first + last) == ""


def test_the_only_rule_is_not_deleted() -> None:
    assert fixed("LO101", "  - {id: r, when: {n: {above: 5, below: 3}}, gives: a}\n") == ""
