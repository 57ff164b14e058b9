"""Markdown that shows what it was given, and nothing that a text in it asks for."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from leadoff.cli.reports import report_text
from leadoff.render.inert import inert
from leadoff.render.markdown import code, in_html, message, plain

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


def rendered(text: str) -> str:
    """What a renderer makes of a text; the comments that keep GitHub from linking show nothing."""
    shown = str(RENDERER.render(text))
    return shown.replace("<!-- -->", "").replace("&quot;", '"')


@given(TEXTS)
def test_a_text_is_shown_as_it_is(text: str) -> None:
    text = " ".join(text.split()) or "x"

    assert unescape(rendered(plain(text))) == f"<p>{inert(text)}</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1. one",
            "1) one",
            "12. ",
            "1.5 times",
            "- x",
            "+ x",
            "---",
            "===",
            "# x",
            "> x",
            "    x",
        ),
        *("_a_ a_b __a__ a__b _ _a a_", "*_a_*b_c_", "a|b", "`a` ``", "\\", "&amp; &#35;", "$x$"),
        *("@x #1 a@b.cc http://y.zz www.y.zz mailto:a@b.cc", "![a](b) [a]: b", "<b>", "a  "),
    ],
)
def test_what_begins_or_makes_markup_is_shown_as_it_is(text: str) -> None:
    assert unescape(rendered(plain(text))) == f"<p>{text.strip()}</p>\n"


@pytest.mark.parametrize("text", ["@team", "a @team #1", "http://x.yy", "www.x.yy", "me@x.yy"])
def test_nobody_is_called_and_nothing_is_linked(text: str) -> None:
    """Nothing in one run of text is a mention or a link, also once the markup is gone."""
    runs = RENDERER.render(plain(text)).split("<!-- -->")

    assert not [run for run in runs if re.search(r"@\w|#\w|https?://|www\.", run)]


def test_a_word_with_an_underscore_can_be_copied() -> None:
    assert plain("customer_type is b2b, 0.6 percent") == "customer_type is b2b, 0.6 percent"


@given(TEXTS, st.sampled_from(["{}", "| a |\n|---|\n| {} |"]))
def test_code_is_shown_as_it_is(text: str, where: str) -> None:
    text = " ".join(text.split()) or "x"

    shown = rendered(where.format(code(text)))

    assert f"<code>{escape(text, quote=False)}</code>" in shown


@given(TEXTS, TEXTS)
def test_what_a_message_quotes_is_shown_as_code(text: str, quoted: str) -> None:
    text, quoted = (" ".join(each.replace("`", "").split()) or "x" for each in (text, quoted))

    shown = rendered(message(f"{text}: `{quoted}` {text}"))

    around = escape(text, quote=False)
    assert shown == f"<p>{around}: <code>{escape(quoted, quote=False)}</code> {around}</p>\n"


def test_a_text_inside_of_html_makes_no_html_and_no_link() -> None:
    shown = in_html("<b>&*x*\x1b #1 www.a.b @c\u202e.yaml")

    assert shown == ("&lt;b&gt;&amp;*x*\\x1b #<!-- -->1 www<!-- -->.a.b @<!-- -->c\\u{202e}.yaml")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_makes_no_link_no_image_and_no_html(text: str) -> None:
    report = report_text(hostile_recommendation(text), "markdown", f"leadoff advise {text!r}")
    found = tokens(report)

    kinds = {token.type for token in found}
    assert not kinds & {"link_open", "image"}
    html = {token.content.strip() for token in found if token.type.startswith("html_")}
    assert all(
        each.startswith("<details><summary>")
        or each in ("</details>", "<!-- leadoff report -->", "<!-- -->", "<code>", "</code>")
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
