"""The answer in the terminal: what texts ask of a terminal or a build log is not done."""

from __future__ import annotations

import re

import pytest

from leadoff.cli.reports import report_text
from leadoff.render.commands import Commands
from leadoff.render.recommendation import ReportStyle, recommendation_text
from leadoff.render.style import PageStyle
from tests.cli.test_golden import BUSINESSES

from .examples import HOSTILE, hostile_recommendation, recommendation

ESCAPES = ("\u202e right to left", "\u2066 isolated", "\u200b nothing")
STYLE = re.compile(r"\x1b\[[0-9;]*m")
ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("text", [*HOSTILE, *ESCAPES])
@pytest.mark.parametrize("color", [False, True])
def test_nothing_but_styles_of_our_own_reaches_a_terminal(text: str, color: bool) -> None:
    style = ReportStyle(PageStyle(width=60, color=color), why="all", plan="full")
    shown = recommendation_text(hostile_recommendation(text), style, Commands("n", "f", "p"))
    plain = STYLE.sub("", shown) if color else shown

    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", plain
    )
    assert "The plan" in plain


@pytest.mark.parametrize("business", BUSINESSES)
def test_a_report_names_every_change_that_the_terminal_shows(business: str) -> None:
    found = recommendation(f"examples/{business}.yaml")
    style = ReportStyle(PageStyle(width=400))
    text = recommendation_text(found, style, Commands("next", "flips", "plan"))
    shown = re.findall(r"(?:if|or) (.* \((?:now|not answered).*\))$", text, re.MULTILINE)

    report = report_text(found, "markdown", "leadoff advise").replace("\\", "")
    assert shown
    assert [each for each in shown if each not in report] == []
