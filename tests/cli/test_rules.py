"""`leadoff rules`: a rule set as a page to read."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from leadoff.engine.rule_set import load_rules
from tests.report.examples import HOSTILE
from tests.report.test_html import check_inert
from tests.report.test_markdown import tokens

from .command import ROOT, leadoff
from .test_golden import check

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = "examples/elsewhere/bike-or-bus.yaml"


@pytest.mark.parametrize("columns", [40, 80])
def test_a_rule_set_as_text(columns: int) -> None:
    check(f"rules-at-{columns}", leadoff("rules", ELSEWHERE, COLUMNS=str(columns)).out)


def test_a_rule_set_as_markdown() -> None:
    check("rules-markdown", leadoff("rules", ELSEWHERE, "--format", "markdown").out)


def test_the_shipped_rules_by_default() -> None:
    out = leadoff("rules").out

    for rule in load_rules().rules:
        assert f"{rule.title}  {rule.id}" in " ".join(out.split("\n")).replace("  (", " (")


def test_rules_are_marked_as_firing_together_exactly_where_some_profile_fires_both() -> None:
    rules = load_rules(ROOT / ELSEWHERE)
    out = leadoff("rules", ELSEWHERE).out
    rows = out.split("Which rules can fire together\n")[1].splitlines()[: len(rules.rules)]
    marked = {
        frozenset((number, other))
        for number, row in enumerate(rows)
        for other, mark in enumerate(row[3:].split()[:number])
        if mark == "█"
    }
    compiled = rules.machine.compiled
    ways: list[dict[str, object]] = [{}]
    for fact in compiled.facts:
        values = [fact.cells.value_in(cell) for cell in range(fact.cells.count)]
        ways = [way | {fact.name: value} for way in ways for value in values]
    ids = [rule.id for rule in rules.rules]
    seen = {
        frozenset(map(ids.index, pair))
        for way in ways
        for pair in combinations(rules.decide(way).fired, 2)
    }

    assert marked == seen


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str, tmp_path: Path) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    (tmp_path / "rules.yaml").write_text(
        f"leadoff: 1\ntitle: {quoted}\nprofile: none\nfacts: {{t: {{kind: text}}}}\n"
        f"outcomes: {{a: {{label: {quoted}, headline: {quoted}}}}}\n"
        f"decide: {{by: first, no_answer: {quoted}}}\n"
        f"assume: [{{that: {{t: {quoted}}}, because: {quoted}}}]\n"
        f"rules: [{{id: r, title: {quoted}, when: {{t: {quoted}}}, gives: a, quote: {quoted},"
        f" because: {quoted}, source: {quoted}, note: {quoted}, advises: {quoted}}}]\n"
        f"laws: [{{id: l, when: {{t: {quoted}}}, always: a, because: {quoted}}}]\n",
        "utf-8",
    )
    html = leadoff("rules", "rules.yaml", "--format", "html", folder=tmp_path).out
    markdown = leadoff("rules", "rules.yaml", "--format", "markdown", folder=tmp_path).out

    check_inert(html)
    found = tokens(markdown)
    assert not {token.type for token in found} & {"link_open", "image"}
    tags = {token.content for token in found if token.type == "html_inline"}
    assert tags <= {"<!-- -->", "<code>", "</code>"}
    assert MarkdownIt().render(markdown).count("<h1>") == 1


def test_a_page_is_written_where_no_other_file_is(tmp_path: Path) -> None:
    shipped = str(ROOT / ELSEWHERE)
    (tmp_path / "notes.md").write_text("mine", "utf-8")

    done = leadoff("rules", shipped, "-o", "page.html", folder=tmp_path)
    again = leadoff("rules", shipped, "-o", "page.html", folder=tmp_path)
    refused = leadoff("rules", shipped, "-o", "notes.md", folder=tmp_path)

    assert (done.code, done.out, done.err) == (0, "", "page.html: written\n")
    assert again.code == 0
    assert refused.code == 3
    assert (tmp_path / "notes.md").read_text("utf-8") == "mine"


def test_a_page_of_rules_is_no_data() -> None:
    assert leadoff("rules", "-o", "page.json").code == 2
