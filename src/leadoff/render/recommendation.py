"""A recommendation as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from leadoff.render.author import contents_of
from leadoff.render.changes.flips import few_flips
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.plan import PlanDetail, add_plan
from leadoff.render.style import PageStyle, side_color
from leadoff.render.wording import Wording, lowered

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation
    from leadoff.render.commands import Commands
    from leadoff.render.contents import Ask, Entry, Group

Why = Literal["fired", "all"]

_WIDEST_BAR = 40
_INDENT = 7
_HEADING = "bold"
_QUIET = "dim"


class ReportStyle(NamedTuple):
    """How much of a recommendation is shown, and where."""

    page: PageStyle = PageStyle()
    why: Why = "fired"
    brief: bool = False
    plan: PlanDetail = "next"


def recommendation_text(found: Recommendation, style: ReportStyle, commands: Commands) -> str:
    """A recommendation as text, which ends with what to type next."""
    return _Report(found, style).text(commands)


class _Report:
    def __init__(self, found: Recommendation, style: ReportStyle) -> None:
        self._found = found
        self._contents = contents_of(found)
        self._style = style
        self._page = Page(style.page)
        self._glyphs = style.page.glyphs

    def text(self, commands: Commands) -> str:
        found, contents = self._found, self._contents
        self._head()
        if self._style.brief:
            self._next()
        else:
            self._totals()
            self._paragraph(contents.otherwise)
            for group in contents.groups:
                if group.kind != "open":
                    self._group(group)
            self._paragraph(contents.post_alone)
            self._next()
            for group in contents.groups:
                if group.kind == "open":
                    self._group(group)
            if found.flips is not None:
                wording = Wording(found.rule_file.outcomes)
                few_flips(self._page, found.flips, wording, commands.flips)
            if found.plan is not None:
                is_provisional = found.decision.provisional
                add_plan(self._page, found.plan, self._style.plan, is_provisional, commands.plan)
            if self._style.why == "all":
                self._group(contents.unfired)
        self._page.blank()
        self._page.line((f"{self._glyphs.arrow} ", _QUIET), inert(commands.next))
        return self._page.text()

    def _head(self) -> None:
        contents = self._contents
        label = (contents.label.upper(), "bold")
        manner = [f", {contents.manner}"] if contents.manner else []
        self._page.columns([label, *manner], contents.name)
        if contents.headline:
            self._page.prose(contents.headline)
        if contents.about and not self._style.brief:
            self._page.list_of(contents.about, _QUIET, 0)

    def _totals(self) -> None:
        totals = self._contents.totals
        if not totals:
            return
        self._page.blank()
        labels = [self._page.style.shown(lowered(each.label)) for each in totals]
        wide = max(map(cell_len, labels))
        digits = max(len(f"{each.points:,}") for each in totals)
        room = self._style.page.prose - wide - digits - 6
        bar = max(4, min(_WIDEST_BAR, room))
        for label, total in zip(labels, totals, strict=True):
            filled = max(round(bar * total.share), total.points > 0)
            gap = " " * (wide - cell_len(label) + 2)
            self._page.line(
                (f"  {label}{gap}", "bold" if total.leads else ""),
                (self._glyphs.full * filled, side_color(total.side)),
                (self._glyphs.empty * (bar - filled), _QUIET),
                f"  {total.points:>{digits},}",
            )

    def _paragraph(self, text: str) -> None:
        if text:
            self._page.blank()
            self._page.prose(text)

    def _heading(self, heading: str) -> None:
        self._page.blank()
        self._page.prose((heading, _HEADING))

    def _group(self, group: Group) -> None:
        if not group.entries:
            return
        self._heading(group.heading)
        for entry in group.entries:
            is_told = group.kind == "fired"
            self._rule(entry, entry.points if group.kind != "set-aside" else 0)
            if is_told:
                self._guideline(entry)
            if entry.said:
                self._page.prose(entry.said, first=_INDENT, indent=_INDENT)
            if entry.facts:
                lead = f"{entry.does}, as" if group.is_mixed else entry.lead
                self._page.list_of(entry.facts, _QUIET, _INDENT, lead)
            if is_told and entry.advises:
                lead = f"{' ' * _INDENT}{self._glyphs.arrow} "
                self._page.hanging(lead, Text(entry.advises), len(lead))

    def _rule(self, entry: Entry, points: int) -> None:
        """The line that names a rule, after its points or a mark."""
        text = Text(entry.title)
        if entry.is_named:
            text.append(f"  {entry.id}", _QUIET)
        if entry.is_refinement:
            text.append("  (refinement)", _QUIET)
        lead = str(points or self._glyphs.arrow)
        self._page.hanging(f"{lead:>{_INDENT - 2}}  ", text, _INDENT)

    def _guideline(self, entry: Entry) -> None:
        """The guideline: in quotation marks only where the words are the post's own."""
        if entry.quote:
            quoted = f"{self._glyphs.open_quote}{entry.quote}{self._glyphs.close_quote}"
            self._page.prose(quoted, first=_INDENT, indent=_INDENT)
        elif entry.because:
            self._page.prose(entry.because, first=_INDENT, indent=_INDENT)

    def _next(self) -> None:
        """What is certain, or the question whose answer could change the result."""
        self._paragraph(self._contents.certainty)
        ask = self._contents.ask
        if ask is not None:
            self._heading(ask.heading)
            self._page.prose(ask.question, first=2, indent=2)
            if len(ask.effects) > 1:
                self._effects(ask)
            for _, results in ask.effects if len(ask.effects) == 1 else ():
                self._page.hanging("    ", Text(f"any answer leaves: {results}"), 6)

    def _effects(self, ask: Ask) -> None:
        """What each answer leaves possible: a table, or lines where the answers are long."""
        answers = [self._page.style.shown(answer) for answer, _ in ask.effects]
        wide = max(map(cell_len, answers))
        is_table = wide <= self._page.style.prose // 3
        for answer, (_, results) in zip(answers, ask.effects, strict=True):
            if is_table:
                lead = f"    {answer}{' ' * (wide - cell_len(answer))}  "
                self._page.hanging(lead, Text(results), len("    ") + wide + 2)
            else:
                self._page.hanging("    ", Text(f"{answer}: {results}"), 6)
