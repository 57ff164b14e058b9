"""What is wrong with the lines around a place where block YAML stops: the indentation, mostly.

The parsers say where they could not go on. What a person has to change often stands a line or two
above, or is a few spaces in front of the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNUSUAL_SPACE: Final = re.compile("(?m)^ *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000])")
_TOP_LEVEL: Final = re.compile(r"(?m)^[^\s#-]")
_KEY: Final = re.compile(r"""(?P<name>[^\s#'"\[\]{},][^:#]*|'[^']*'|"[^"]*"):(?=\s|$)""")
_NEARLY_KEY: Final = re.compile(
    r"(?P<name>[A-Za-z][\w-]*)(?:\s*[:=]\s*(?P<value>\S.*)|\s+(?P<word>\S+))"
)
_COMMENT: Final = re.compile(r"\s#.*", re.DOTALL)
_NOT_PLAIN: Final = frozenset("'\"[{|>")
_MOST_REPEATED: Final = 40
"""A longer line is not repeated in a hint."""


class Line(NamedTuple):
    """A line with something on it; `dash` is the column of its `- `, if it has one."""

    start: int
    column: int
    dash: int | None
    content: str

    @property
    def begin(self) -> int:
        """Where it begins in the text, behind its indentation."""
        return self.start + (self.column if self.dash is None else self.dash)

    @property
    def key(self) -> str | None:
        """The key that it begins with."""
        match = _KEY.match(self.content)
        return None if match is None else match["name"].rstrip()

    @property
    def place(self) -> int:
        """Where its content begins in the text."""
        return self.start + self.column


def unusual_space(text: str, offset: int) -> tuple[int, str] | None:
    """The last place up to a line where another space than the usual one indents; its character.

    Lines are looked at as far up as the key at the top level that holds them.
    """
    end = _line_end(text, offset)
    tops = [match.start() for match in _TOP_LEVEL.finditer(text, 0, offset)]
    found = list(_UNUSUAL_SPACE.finditer(text, tops[-1] if tops else 0, end))
    return (found[-1].start(1), found[-1][1]) if found else None


def not_a_key(text: str, offset: int) -> tuple[int, str] | None:
    """The line above a `:` that should be `key: value`, and has become a part of the key below it.

    Its place, and what to write.
    """
    here = _line_at(text, offset)
    if here is None or ":" in text[here.place : offset]:
        return None
    suspect: Line | None = None
    for line in _lines_above(text, here.start):
        if line.key is not None:
            if line.content.rstrip().endswith(":"):
                break
            return None
        if not line.content:
            break
        suspect = line
        if line.dash is not None:
            break
    if suspect is None or suspect.content[0] in _NOT_PLAIN:
        return None
    return suspect.place, _as_key(_COMMENT.sub("", suspect.content).rstrip())


def _as_key(content: str) -> str:
    match = _NEARLY_KEY.fullmatch(content) if len(content) <= _MOST_REPEATED else None
    if match is None:
        return "write a colon and a space after the key"
    return f"write `{match['name']}: {match['value'] or match['word']}`"


def missing_dash(text: str, offset: int, opened: int) -> str | None:
    """The key in front of which a `- ` is missing: it begins the items of the list above too."""
    here = _line_at(text, offset)
    if here is None or here.dash is not None or here.key is None:
        return None
    column = opened - _line_start(text, opened)
    items = (line for line in _lines_above(text, here.start) if line.dash == column)
    item = next(items, None)
    return here.key if here.column == column and item and item.key == here.key else None


def where_to_indent(text: str, offset: int) -> tuple[bool, str] | None:
    """How far to indent the line that begins at a place, so that it goes on with one above.

    Whether it is an item of a list, and what to write.
    """
    here = _line_at(text, offset)
    if here is None or here.begin != offset:
        return None
    is_item = here.dash is not None
    column = offset - here.start
    columns = set(_open_columns(_lines_above(text, here.start), is_item=is_item)) - {column}
    if not columns:
        return None
    # Of two that are as near, the inner one: lines lose spaces more often than they gain them.
    nearest = min(columns, key=lambda each: (abs(each - column), -each))
    like = "items" if is_item else "keys"
    if nearest == 0:
        return is_item, f"begin it at the start of the line, like the other {like}"
    spaces = f"{nearest} space{'s' if nearest > 1 else ''}"
    return is_item, f"indent it by {spaces}, like the other {like}"


def _open_columns(lines: Iterator[Line], *, is_item: bool) -> Iterator[int]:
    """The columns at which items or keys stand in what is not closed, from the innermost on."""
    innermost: int | None = None
    for line in lines:
        for column, fits in ((line.column, not is_item and line.key), (line.dash, is_item)):
            if column is None or (innermost is not None and column >= innermost):
                continue
            if fits:
                yield column
            innermost = column


def _line_at(text: str, offset: int) -> Line | None:
    start = _line_start(text, offset)
    return _read(text[start : _line_end(text, offset)], start)


def _lines_above(text: str, start: int) -> Iterator[Line]:
    """The lines above, from the nearest on, without empty ones and comments."""
    while start > 0:
        end = start - 1
        start = _line_start(text, end)
        if line := _read(text[start:end], start):
            yield line


def _read(raw: str, start: int) -> Line | None:
    content = raw.lstrip(" ")
    column = len(raw) - len(content)
    if not content.strip() or content.startswith(("#", "---")):
        return None
    dash = column if re.match(r"-(\s|$)", content) else None
    if dash is not None:
        behind = content[1:].lstrip(" ")
        column += len(content) - len(behind)
        content = behind
    return Line(start, column, dash, content)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
