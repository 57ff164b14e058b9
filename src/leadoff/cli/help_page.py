"""`--help` as text at the width of the terminal, down to 40 columns and under.

Typer's own pages are never narrower than 50 columns, cut the summaries of commands and keep long
examples as they are. Here a list whose second column would be too narrow says it below the first.
"""

from __future__ import annotations

import re
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDEST: Final = 98
NARROWEST: Final = 30

_INDENT: Final = "  "
_WIDEST_TERM: Final = 30
_NARROWEST_MEANING: Final = 24
_AS_IT_IS: Final = "\b\n"
"""How a paragraph begins whose lines are examples, or a list of terms with meanings."""
_BEFORE_VALUE: Final = re.compile(r"(?<= )(-[\w-]+|>) ")
_GLUE: Final = "\xa0"


class Row(NamedTuple):
    """A term of a list, such as an option, and what it means."""

    term: str
    meaning: str


class Section(NamedTuple):
    """A list under a heading."""

    heading: str
    rows: tuple[Row, ...]


class HelpPage(NamedTuple):
    """The help of a command: how it is called, the docstring of its function, its options."""

    usage: str
    description: str
    sections: tuple[Section, ...]

    def text(self, columns: int) -> str:
        """The page for a terminal of so many columns; words longer than it stand out."""
        width = max(NARROWEST, min(WIDEST, columns - 2))
        parts = [_wrapped(f"Usage: {self.usage}", width, "", " " * len("Usage: "))]
        parts += [_paragraph(each, width) for each in self.description.split("\n\n")]
        parts += [
            [f"{section.heading}:", *_list(section.rows, width)]
            for section in self.sections
            if section.rows
        ]
        return "\n\n".join("\n".join(part) for part in parts)


def _paragraph(text: str, width: int) -> list[str]:
    if not text.startswith(_AS_IT_IS):
        return _wrapped(text, width, _INDENT, _INDENT)
    lines = text.removeprefix(_AS_IT_IS).splitlines()
    rows = [Row(*parts) for line in lines if len(parts := re.split(" {2,}", line, maxsplit=1)) == 2]
    if len(rows) == len(lines):
        return list(_list(rows, width))
    return [part for line in lines for part in _command(line, width)]


def _command(line: str, width: int) -> list[str]:
    """A command line to copy: broken as a shell reads it, an option beside its value."""
    if len(_INDENT + line) <= width:
        return [_INDENT + line]
    glued = _BEFORE_VALUE.sub(rf"\1{_GLUE}", line)
    wrapped = _wrapped(glued, width - len(" \\"), _INDENT, _INDENT * 3)
    return " \\\n".join(wrapped).replace(_GLUE, " ").splitlines()


def _list(rows: Sequence[Row], width: int) -> Iterator[str]:
    column = min(_WIDEST_TERM, max(len(row.term) for row in rows)) + 4
    is_stacked = width - column < _NARROWEST_MEANING
    indent = _INDENT * 3 if is_stacked else " " * column
    for term, meaning in rows:
        start = f"{_INDENT}{term}"
        fits = not is_stacked and len(start) + 2 <= column
        if not fits or not meaning:
            yield start
        if meaning:
            yield from _wrapped(meaning, width, start.ljust(column) if fits else indent, indent)


def _wrapped(text: str, width: int, first: str, indent: str) -> list[str]:
    wrapper = TextWrapper(width, first, indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(text)
