"""The answer in the terminal: what texts ask of a terminal or a build log is not done."""

from __future__ import annotations

import re

import pytest

from leadoff.render.commands import Commands
from leadoff.render.recommendation import ReportStyle, recommendation_text
from leadoff.render.style import PageStyle

from .examples import HOSTILE, hostile_recommendation

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
