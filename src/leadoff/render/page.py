"""A page of text: what it may use, and its lines, wrapped with hanging indents."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from leadoff.render.style import NARROWEST, PageStyle

if TYPE_CHECKING:
    from collections.abc import Sequence


class Page:
    """Collects lines; all text given to it must be inert."""

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self._lines: list[Text] = []

    def blank(self) -> None:
        """An empty line, unless the page begins or one is there already."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def line(self, *parts: str | tuple[str, str]) -> None:
        """A line that is never wrapped, such as a command to copy."""
        self._lines.append(self._shown(_styled(parts)))

    def prose(self, *parts: str | tuple[str, str], first: int = 0, indent: int = 0) -> None:
        """A paragraph wrapped to the page; `first` and `indent` are the indents in columns."""
        self.hanging(" " * first, _styled(parts), indent)

    def hanging(self, lead: str | Text, text: Text, indent: int) -> None:
        """A paragraph after a lead; further lines stand `indent` columns in."""
        start = self._shown(lead if isinstance(lead, Text) else Text(lead))
        text = self._shown(text)
        room, indent = self._room(start, indent)
        self._wrapped(start, text, _breaks(text.plain, room), indent)

    def pieces(self, lead: str, pieces: Sequence[str], indent: int) -> None:
        """Pieces behind a lead, joined by blanks; a line ends inside one only if it is too long."""
        start = self._shown(Text(lead))
        shown = list(map(self.style.shown, pieces))
        room, indent = self._room(start, indent)
        # A piece that fits into a line is to the breaks as one word.
        words = (each.replace(" ", "_") if cell_len(each) <= room else each for each in shown)
        self._wrapped(start, Text(" ".join(shown)), _breaks(" ".join(words), room), indent)

    def _room(self, start: Text, indent: int) -> tuple[int, int]:
        """The columns there are behind a lead, and the indent, which a narrow page makes less."""
        room = self.style.prose - max(indent, start.cell_len)
        if room < NARROWEST // 2:
            indent = 2
            room = self.style.prose - max(indent, start.cell_len)
        return max(1, room), indent

    def _wrapped(self, start: Text, text: Text, breaks: Sequence[int], indent: int) -> None:
        for number, part in enumerate(text.divide(breaks)):
            part.rstrip()
            self._lines.append(start + part if number == 0 else Text(" " * indent) + part)

    def message(self, lead: Sequence[str | tuple[str, str]], message: str, indent: int) -> None:
        """A message behind a lead that stays on one line, so that a program can find it.

        On a terminal the message is wrapped; what does not fit beside the lead stands below it.
        """
        start, text = self._shown(_styled(lead)), self._shown(Text(message))
        room = self.style.prose - start.cell_len
        if not self.style.is_terminal or text.cell_len <= room:
            self._lines.append(start + text)
            return
        beside = _breaks(text.plain, room)[0] if room > 0 else 0
        if " " not in text.plain[:beside]:
            beside = 0
        first, *rest = text.divide([beside])
        self._lines.append(start + first)
        for part in rest:
            self.hanging(" " * indent, part, indent)

    def list_of(self, parts: Sequence[str], style: str, indent: int, lead: str = "") -> None:
        """Parts joined by commas; a line ends between parts where one is not too long itself."""
        line = lead
        for number, part in enumerate(map(self.style.shown, parts)):
            joined = f"{part}," if number < len(parts) - 1 else part
            wider = f"{line} {joined}" if line else joined
            if line and cell_len(wider) > self.style.prose - indent:
                self.prose((line, style), first=indent, indent=indent)
                line = joined
            else:
                line = wider
        self.prose((line, style), first=indent, indent=indent)

    def columns(self, left: Sequence[str | tuple[str, str]], right: str) -> None:
        """Two texts at the ends of a line; on a narrow page the right one stands below."""
        start, end = self._shown(_styled(left)), self._shown(Text(right))
        room = self.style.prose - start.cell_len - end.cell_len
        if room >= 2:
            self._lines.append(start + Text(" " * room) + end)
        else:
            self.hanging("", start, 0)
            self.hanging("", end, 0)

    def side_by_side(self, left: Page, right: Page) -> None:
        """Two pages beside each other, the right one after a gap of two columns."""
        start = left.style.width + 2
        for ours, theirs in zip_longest(left._lines, right._lines, fillvalue=Text()):
            line = ours.copy()
            line.rstrip()
            self._lines.append(line + Text(" " * (start - line.cell_len)) + theirs)

    def _shown(self, text: Text) -> Text:
        """A text as it arrives, so that its width is known: see `PageStyle.shown`."""
        if self.style.shown(text.plain) == text.plain:
            return text.copy()
        found = Text()
        for character in text.divide(range(1, len(text))):
            spelled = Text(self.style.shown(character.plain))
            for span in character.spans:
                spelled.stylize(span.style)
            found += spelled
        return found

    def text(self) -> str:
        """The page, each line ended by a line feed, without blanks at the ends of lines."""
        while self._lines and not self._lines[-1].plain:
            self._lines.pop()
        for line in self._lines:
            line.rstrip()
        if self.style.color:
            return _colored(self._lines)
        return "".join(f"{line.plain}\n" for line in self._lines)


def _colored(lines: Sequence[Text]) -> str:
    # Imported late: without colour, a page needs nothing of the console.
    from io import StringIO

    from rich.console import Console

    file = StringIO()
    console = Console(
        file=file,
        height=100,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True)
    return file.getvalue()


def wrapped(text: str, width: int) -> list[str]:
    """A text as lines that are no wider; one line where it is empty."""
    lines = Text(text).divide(_breaks(text, max(1, width)))
    return [line.plain.rstrip() for line in lines]


def _breaks(text: str, width: int) -> list[int]:
    """Where to break a text so that each line fits: behind blanks, in a word if it is too long."""
    breaks: list[int] = []
    start = 0
    while len(text) - start > 4 * width or cell_len(text[start:].rstrip()) > width:
        end = start + max(1, _fitting(text[start : start + 4 * width], width))
        blank = text.rfind(" ", start + 1, end + 1)
        start = blank + 1 if blank > start else end
        breaks.append(start)
    return breaks


def _fitting(text: str, width: int) -> int:
    """How many of the first characters of a text fit into some columns, blanks at the end free."""
    end = 0
    if text.isascii():
        return width + len(text[width:]) - len(text[width:].lstrip(" "))
    while end < len(text) and cell_len(text[: end + 1].rstrip()) <= width:
        end += 1
    return end


def _styled(parts: Sequence[str | tuple[str, str]]) -> Text:
    text = Text()
    for part in parts:
        if isinstance(part, str):
            text.append(part)
        else:
            text.append(*part)
    return text
