"""Manual pages: every code has one, and all have the same parts."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

import pytest

from leadoff.diagnostic.code import Code
from leadoff.linter.checks import ALL
from leadoff.linter.manual import EXAMPLES, HEADINGS, manual_of, read_manual

CHECKED = [check.code for check in ALL]
PAGE = """What it is,
in one sentence.

More of it,
on two lines.

- a point
- another

Why it matters:
    Because.

Avoid:
    - id: one
      when: always

Prefer:
    - id: two

Policies:
    votes, first
"""


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_page_with_all_parts(code: Code) -> None:
    manual = manual_of(code)

    assert manual is not None
    headings = [heading for heading, _ in manual.sections]
    assert [heading for heading in headings if heading in HEADINGS] == list(HEADINGS)
    assert all(body.strip() for _, body in manual.sections)
    assert manual.summary.endswith(".")
    assert manual.summary.count(". ") == 0, "a summary is one sentence"


@pytest.mark.parametrize(
    ("severity", "codes"),
    [
        ("error", "LO001 LO002 LO003 LO004 LO005 LO006 LO007 LO008 LO009 LO010 LO011 LO102"),
        ("warning", "LO021 LO022 LO702 LO703 LO704 LO705 LO801"),
    ],
)
def test_what_is_found_without_a_check_has_a_severity_too(severity: str, codes: str) -> None:
    pages = [manual_of(code) for code in Code if code.value in codes.split()]

    assert [each.severity if each else "" for each in pages] == [severity] * len(codes.split())


def test_the_checks_are_in_the_order_of_their_codes_each_once() -> None:
    values = [code.value for code in CHECKED]

    assert values == sorted(set(values))


def test_the_page_of_a_check_names_policies() -> None:
    for check in ALL:
        manual = manual_of(check.code)
        assert manual is not None
        named = set(re.findall(r"\w+", dict(manual.sections)["Policies"]))
        assert named & set(check.policies) or "every" in named, check.code


def test_no_checks_imply_each_other_in_a_circle() -> None:
    order = TopologicalSorter({check.code: check.implied_by for check in ALL}).static_order()

    assert set(CHECKED) <= set(order)


def test_a_page_is_read_from_a_docstring() -> None:
    manual = read_manual(Code.TIE, "warning", PAGE)

    assert manual.summary == "What it is, in one sentence."
    assert manual.more == "More of it, on two lines.\n\n- a point\n- another"
    assert dict(manual.sections) == {
        "Why it matters": "Because.",
        "Avoid": "- id: one\n  when: always",
        "Prefer": "- id: two",
        "Policies": "votes, first",
    }
    assert manual.markdown.startswith(
        f"{manual.summary}\n\n{manual.more}\n\n### Why it matters\n\n"
    )
    assert "```yaml\n- id: one\n  when: always\n```" in manual.markdown
    assert "Avoid\n  - id: one\n    when: always\n" in manual.text


def test_examples_of_pages_are_yaml() -> None:
    from .examples import faults_of

    for check in ALL:
        manual = manual_of(check.code)
        assert manual is not None
        for heading in EXAMPLES:
            assert faults_of(dict(manual.sections)[heading]) == [], check.code
