"""Conditions in words."""

from __future__ import annotations

import pytest

from leadoff.render.conditions import condition_lines

from .examples import FIRST, rules


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("always", ["always"]),
        ("{p: true}", ["p is yes"]),
        ("{n: 3}", ["n is 3"]),
        ("{n: [3, 4, 5]}", ["n is 3, 4 or 5"]),
        ("{x: {at_least: 3, below: 7.5}}", ["x is at least 3 percent", "x is below 7.5 percent"]),
        ("{c: {is_not: red}, t: some}", ["c is not red", "t is some"]),
        ("{c: {none_of: [red, blue]}}", ["c is neither red nor blue"]),
        ("{c: {none_of: [red]}}", ["c is not red"]),
        ("{n: {above: 3}}", ["n is above 3"]),
        ("{n: {at_most: 3}}", ["n is at most 3"]),
        ("{any: [{p: true}, {q: true}]}", ["any of these:", "  p is yes", "  q is yes"]),
        (
            "{n: 1, not: {p: true, q: false}}",
            ["n is 1", "not:", "  all of these:", "    p is yes", "    q is no"],
        ),
        (
            "{some: {at_least: 2, of: [{p: true}, {q: true}, {n: 1}]}}",
            ["at least 2 of these:", "  p is yes", "  q is yes", "  n is 1"],
        ),
        (
            "{any: [{p: true}, {all: [{q: true}]}]}",
            ["any of these:", "  p is yes", "  all of these:", "    q is yes"],
        ),
    ],
)
def test_words(when: str, expected: list[str]) -> None:
    rule = rules(f"{FIRST}rules: [{{id: r, when: {when}, gives: a}}]\n").file.rules[0]

    assert ["  " * line.depth + line.text for line in condition_lines(rule.when)] == expected
