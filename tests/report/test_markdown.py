"""Markdown that shows what it was given, and nothing that a text in it asks for."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from leadoff.cli.reports import report_text
from leadoff.render.inert import inert
from leadoff.render.report.markdown import code, plain

from .examples import HOSTILE, hostile_recommendation, recommendation

if TYPE_CHECKING:
    from markdown_it.token import Token

RENDERER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
TEXTS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1)


def tokens(text: str) -> list[Token]:
    found = []
    for token in RENDERER.parse(text):
        found += [token, *(token.children or ())]
    return found


@given(TEXTS)
def test_a_text_is_shown_as_it_is(text: str) -> None:
    text = " ".join(text.split()) or "x"

    shown = RENDERER.render(plain(inert(text)))

    assert unescape(shown) == f"<p>{inert(text)}</p>\n"


@given(TEXTS)
def test_code_is_shown_as_it_is(text: str) -> None:
    text = " ".join(text.split()) or "x"

    shown = RENDERER.render(f"| a |\n|---|\n| {code(text)} |\n")

    assert f"<code>{escape(text, quote=False)}</code>" in shown.replace("&quot;", '"')


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_makes_no_link_no_image_and_no_html(text: str) -> None:
    report = report_text(hostile_recommendation(text), "markdown", f"leadoff advise {text!r}")
    found = tokens(report)

    kinds = {token.type for token in found}
    assert not kinds & {"link_open", "image"}
    html = {token.content.strip() for token in found if token.type.startswith("html_")}
    assert all(
        each.startswith("<details><summary>") or each in ("</details>", "<!-- leadoff report -->")
        for each in html
    ), html
    assert not set(report) & set("\x1b\x00\u202e\u2066")


def test_a_report_holds_all_that_the_terminal_shows() -> None:
    found = recommendation("examples/home-solar.yaml")
    report = report_text(found, "markdown", "leadoff advise x.yaml")

    assert report.startswith("# Sales first, close call\n")
    for firing in found.firings:
        assert plain(firing.rule.title) in report
        assert firing.rule.quote in report.replace("\\", "")
    assert found.plan is not None
    for phase in found.plan.phases:
        assert plain(phase.phase.title) in report
    assert "SHA-256" in report
    assert report.endswith("<!-- leadoff report -->\n")
