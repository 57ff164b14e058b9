"""A text with a name, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A stretch of a text: offsets in code points, from 0, the end exclusive."""

    start: int
    end: int


class Position(NamedTuple):
    """A line and a column as an editor counts them: code points, both from 1."""

    line: int
    column: int


class SourceText:
    """The text of one file under the name a message shows for it.

    Lines end at LF, CR LF or CR only, as in an editor; where they start is computed when the first
    message needs it.
    """

    __slots__ = ("_line_starts", "data", "name", "text")

    def __init__(self, name: str, text: str, data: bytes | None = None) -> None:
        """Take a text; `data` are the bytes it was read from, by default its UTF-8 form."""
        self.name = name
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass") if data is None else data
        self._line_starts: list[int] | None = None

    def position(self, offset: int) -> Position:
        """The line and column of an offset; one past the end of the text is a place too."""
        starts = self._starts()
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Line `number`, from 1, without its line break."""
        starts = self._starts()
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def _starts(self) -> list[int]:
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        return self._line_starts


def shortened(text: str, most: int = 60) -> str:
    """A text for a message: cut where it is long."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
