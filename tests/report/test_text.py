"""The answer in the terminal: what texts ask of a terminal or a build log is not done."""

from __future__ import annotations

import re
from typing import Literal

import pytest

import leadoff
from leadoff.cli.reports import report_text
from leadoff.render.commands import Commands
from leadoff.render.recommendation import ReportStyle, recommendation_text
from leadoff.render.style import PageStyle
from tests.cli.test_golden import BUSINESSES

from .examples import HOSTILE, ROOT, hostile_recommendation, recommendation

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


def elsewhere(profile: dict[str, object]) -> leadoff.Recommendation:
    """The answer to a question that has nothing to do with a business."""
    rules = leadoff.load_rules(ROOT / "examples/elsewhere/bike-or-bus.yaml")
    return leadoff.advise(profile, rules)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_an_answer_although_no_rule_fires_says_so(
    format: Literal["text", "markdown", "html"],
) -> None:
    dry = {"distance_km": 5, "sky": "dry", "degrees": 10, "after_dark": False, "load": "nothing"}
    wet = {**dry, "sky": "rain"}

    said = "No rule fires; the rules then say: take the bike."
    assert said in shown(elsewhere({**dry, "lights_work": True}), format)
    assert "No rule fires" not in shown(elsewhere({**wet, "lights_work": True}), format)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_without_an_answer_yet_there_is_no_plan(
    format: Literal["text", "markdown", "html"],
) -> None:
    nothing = leadoff.advise({})

    assert nothing.plan is None
    assert "The plan" not in shown(nothing, format)


def test_a_brief_answer_says_what_any_answer_leaves() -> None:
    found = leadoff.advise({"months_since_first_sale": 0})

    text = recommendation_text(found, ReportStyle(brief=True), Commands("n", "f", "p"))

    assert "    any answer leaves: marketing first or sales first\n" in text


def shown(found: leadoff.Recommendation, format: Literal["text", "markdown", "html"]) -> str:
    if format == "text":
        return recommendation_text(found, ReportStyle(), Commands("n", "f", "p"))
    return report_text(found, format, "leadoff advise")
