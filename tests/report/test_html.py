"""The HTML report, read by a parser of other hands."""

from __future__ import annotations

import itertools
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadoff.cli.reports import report_text
from leadoff.render.inert import inert

from .examples import HOSTILE, hostile_recommendation, recommendation

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ALLOWED = frozenset(
    (
        *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section"),
        *("article", "h1", "h2", "h3", "p", "small", "strong", "span", "code", "blockquote"),
        *(
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "svg",
            "rect",
        ),
        *("details", "summary", "div"),
    )
)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs"]), min_size=1, max_size=60)


def parsed(page: str) -> Element:
    """The tree of a page that is without fault."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def page(text: str) -> str:
    return report_text(hostile_recommendation(text), "html", "leadoff advise x.yaml")


def check_inert(html: str) -> Element:
    tree = parsed(html)
    for element in tree.iter():
        assert name(element) in ALLOWED
        assert not {key for key in element.attrib if key.startswith("on") or key == "style"}
        assert not {"src", "href", "action", "srcset"} & element.attrib.keys()
    return tree


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    tree = check_inert(page(text))

    heading = tree.find("body/main/header/h1")
    assert heading is not None
    assert words(heading).startswith(" ".join(inert(text).split()))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_stays_a_text(text: str) -> None:
    check_inert(page(text))


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    tree = parsed(page("x"))
    style = tree.findtext("head/style")
    policy = [
        each.get("content")
        for each in tree.iter("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]

    assert style is not None
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert "url(" not in style
    assert "@import" not in style


def test_a_report_says_what_the_terminal_says() -> None:
    found = recommendation("examples/home-solar.yaml")
    tree = parsed(report_text(found, "html", "leadoff advise x.yaml"))
    said = words(tree)

    for firing in found.firings:
        assert " ".join(firing.rule.title.split()) in said
        assert " ".join(firing.rule.quote.split()) in said
        assert f"{firing.rule.points} for" in said
    assert found.plan is not None
    for phase in found.plan.phases:
        for step in phase.steps:
            assert step.item.title in said
            assert all(" ".join(each.text.split()) in said for each in step.how)
    assert "leadoff advise x.yaml" in said


def test_headings_go_down_by_one_level_at_a_time() -> None:
    tree = parsed(report_text(recommendation("examples/hr-software.yaml"), "html", "x"))
    levels = [int(name(each)[1]) for each in tree.iter() if name(each) in ("h1", "h2", "h3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_same_input_gives_the_same_bytes() -> None:
    found = recommendation("examples/cafe.yaml")

    assert report_text(found, "html", "x") == report_text(found, "html", "x")


def test_redacted_reports_name_nobody() -> None:
    found = recommendation("examples/home-solar.yaml").redacted()
    html = report_text(found, "html", "leadoff advise x.yaml")

    assert "Home solar" not in html
    assert "suitable roof" not in html


def test_text_answers_wrap_and_numbers_do_not() -> None:
    page = report_text(recommendation("examples/device-maker.yaml"), "html", "leadoff advise")
    cells = {words(cell): cell.get("class") for cell in parsed(page).iter("td")}

    assert (cells["b2b"], cells["180 months"]) == ("answer", "number")
