"""The picture in the README: what a terminal shows for one of the examples, as SVG.

    python -m tests.readme.picture

A test compares `docs/answer.svg` with what this makes, so the picture is never older than the
program.
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from leadoff.advice.advise import advise
from leadoff.analysis.changes.conclusion import conclusion_of
from leadoff.engine.rule_set import load_rules
from leadoff.facts.profile import read_profile
from leadoff.render.commands import Commands
from leadoff.render.recommendation import ReportStyle, recommendation_text
from leadoff.render.style import PageStyle
from leadoff.render.wording import Wording
from leadoff.source.reading import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.advice.recommendation import Recommendation

ROOT: Final = Path(__file__).parent.parent.parent
PICTURE: Final = ROOT / "docs" / "answer.svg"
EXAMPLE: Final = "examples/home-solar.yaml"
COLUMNS: Final = 84
END: Final = "On Monday"
"""The heading in front of which the picture ends."""
WIDE, HIGH, MARGIN = 8.4, 19, 24
PAPER, INK, PALE = "#14171d", "#e8eaf0", "#98a1b3"
COLORS: Final = {2: "#9ac977", 4: "#8fb0f5", 5: "#ea8fcb", 6: "#5cc7ce"}
"""The colours of a terminal that the answer uses, by their ANSI numbers."""


def picture() -> str:
    """The SVG, as text."""
    found = _answer()
    shown = takewhile(lambda line: END not in line, _shown(found).split("\n"))
    lines = [f"$ leadoff advise {EXAMPLE}", "", *shown]
    width, height = COLUMNS * WIDE + 2 * MARGIN, len(lines) * HIGH + 2 * MARGIN
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:g} {height:g}",
            "role": "img",
            "aria-label": f"leadoff advise {EXAMPLE}: {_said(found)}",
            "font-family": "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
            "font-size": "14",
        },
    )
    paper = {"width": "100%", "height": "100%", "rx": "8", "fill": PAPER}
    SubElement(svg, "rect", paper)
    for number, line in enumerate(lines):
        _line(svg, Text.from_ansi(line), MARGIN + (number + 0.8) * HIGH)
    return tostring(svg, encoding="unicode") + "\n"


def _answer() -> Recommendation:
    rules = load_rules()
    source, _ = read_source(str(ROOT / EXAMPLE))
    return advise(read_profile(source, rules.facts), rules)


def _said(found: Recommendation) -> str:
    """The answer for who cannot see the picture."""
    return Wording(found.rule_file.outcomes).conclusion(conclusion_of(found.decision))


def _shown(found: Recommendation) -> str:
    style = ReportStyle(PageStyle(width=COLUMNS, color=True))
    again = f"leadoff advise {EXAMPLE}"
    commands = Commands(
        f"{again} --why all", f"leadoff whatif {EXAMPLE} --flips", f"{again} --plan full"
    )
    return recommendation_text(found, style, commands)


def _line(svg: Element, text: Text, y: float) -> None:
    """A line: each run of one style stands at its own place, whatever font shows it."""
    for start, run, style in _runs(text):
        if not run.strip():
            continue
        x = MARGIN + start * WIDE
        length = cell_len(run) * WIDE
        if set(run) <= set("█░"):
            bar = {"x": f"{x:g}", "y": f"{y - 12:g}", "width": f"{length:g}", "height": "15"}
            SubElement(svg, "rect", bar | {"fill": _color(style), "opacity": _strength(run)})
            continue
        attributes = {
            "x": f"{x:g}",
            "y": f"{y:g}",
            "textLength": f"{length:g}",
            "fill": _color(style),
            "xml:space": "preserve",
        }
        if style.bold:
            attributes["font-weight"] = "bold"
        SubElement(svg, "text", attributes).text = run


def _runs(text: Text) -> Iterator[tuple[int, str, Style]]:
    """The runs of a line with the column at which each begins."""
    console = Console(file=None, width=1000, color_system="standard")
    column = 0
    for segment in text.render(console):
        if segment.text and segment.text != "\n":
            yield column, segment.text, segment.style or Style.null()
            column += cell_len(segment.text)


def _color(style: Style) -> str:
    number = style.color.number if style.color is not None else None
    return COLORS.get(number or 0, PALE if style.dim else INK)


def _strength(run: str) -> str:
    return "1" if run[0] == "█" else "0.25"


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
