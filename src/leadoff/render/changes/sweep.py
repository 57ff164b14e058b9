"""A sweep as text: a bar with the break points under it, and the answer in each stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from leadoff.facts.domain import Number, Whole
from leadoff.render.changes.whatif import now_line
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.style import ASCII, side_color
from leadoff.render.wording import Wording

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation
    from leadoff.analysis.changes.sweep import Stretch, Sweep
    from leadoff.facts.fact import Fact
    from leadoff.render.style import PageStyle

_WIDEST = 60
_FILLS = "█▓▒░"
_ASCII_FILLS = "#=+."
_FORBIDDEN = "cannot be: an assumption of the rules forbids it"


class _Mark(NamedTuple):
    """What stands for a result in the bar."""

    fill: str
    color: str


def sweep_text(before: Recommendation, found: Sweep, style: PageStyle) -> str:
    """The answer along one fact, the rest of the profile as it is."""
    return _SweepText(before, found, style).text()


class _SweepText:
    def __init__(self, before: Recommendation, found: Sweep, style: PageStyle) -> None:
        self._before = before
        self._found = found
        self._page = Page(style)
        self._wording = Wording(before.rule_file.outcomes)
        fills = _FILLS if style.glyphs != ASCII else _ASCII_FILLS
        results = dict.fromkeys(each.after.result for each in found.stretches if each.after)
        file = before.rule_file
        order = list(dict.fromkeys((*file.decide.among, *(each.id for each in file.outcomes))))
        colors = {id: side_color(place) for place, id in enumerate(order)}
        self._marks = {
            result: _Mark(fills[place % len(fills)], colors.get(result.outcome or "", ""))
            for place, result in enumerate(results)
        }

    def text(self) -> str:
        fact, answer = self._found.fact, self._found.answer
        now_line(self._page, self._before, self._wording)
        self._page.blank()
        now = "not answered" if answer is None else f"now {fact.shown(answer)}"
        words = f"{_limits(fact) if self._found.is_narrowed else ''} ({now})"
        self._page.hanging("", Text.assemble((fact.name, "bold"), inert(words)), 2)
        if not self._found.is_tested:
            words = "No rule tests this fact: no answer to it changes anything."
            self._page.prose(words, first=2, indent=2)
            return self._page.text()
        if self._found.is_ordered and len(self._found.stretches) > 1:
            self._bar()
        self._lines()
        return self._page.text()

    def _bar(self) -> None:
        """A segment for each stretch, equally wide, with its values under it where they fit."""
        stretches = self._found.stretches
        wide = max(2, min(_WIDEST, self._page.style.prose - 2) // len(stretches))
        if wide * len(stretches) > self._page.style.prose - 2:
            return
        marks = [self._mark(each) for each in stretches]
        self._page.blank()
        self._page.line("  ", *((mark.fill * (wide - 1) + " ", mark.color) for mark in marks))
        words = [inert(each.answers) for each in stretches]
        if all(cell_len(each) < wide for each in words):
            self._page.line("  " + "".join(each + " " * (wide - cell_len(each)) for each in words))

    def _lines(self) -> None:
        """A line for each stretch: its values, and the answer there."""
        self._page.blank()
        stretches = self._found.stretches
        words = [inert(each.answers) + " (now)" * each.is_here for each in stretches]
        if len(stretches) == 1 and self._found.is_ordered:
            words = ["everywhere"]
        wide = min(max(map(cell_len, words)), self._page.style.prose // 2)
        for each, said in zip(stretches, words, strict=True):
            mark = self._mark(each)
            answer = _FORBIDDEN if each.after is None else self._wording.conclusion(each.after)
            lead = Text.assemble("  ", (mark.fill * 2, mark.color), f"  {said}")
            lead.pad_right(max(0, wide + 6 - lead.cell_len))
            text = Text.assemble("  ", (answer, "bold" if each.is_here else ""))
            self._page.hanging(lead, text, min(lead.cell_len, wide + 6) + 2)

    def _mark(self, each: Stretch) -> _Mark:
        return _Mark(" ", "") if each.after is None else self._marks[each.after.result]


def _limits(fact: Fact) -> str:
    """The range that is swept: ` from 1,000 to 50,000`."""
    if not isinstance(fact.domain, Whole | Number):
        return ""
    lower, upper = (None if end is None else fact.figure(end.value) for end in fact.domain.range)
    if lower is None:
        return f" up to {upper}"
    return f" from {lower}" + (f" to {upper}" if upper is not None else "")
