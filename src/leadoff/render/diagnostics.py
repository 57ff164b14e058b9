"""Located messages as text: the line, an underline, related places, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from leadoff.diagnostic.message import MOST_MESSAGES
from leadoff.render.inert import inert, inert_line
from leadoff.render.page import Page
from leadoff.render.style import WIDEST
from leadoff.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.diagnostic.message import Diagnostic, Label
    from leadoff.render.style import PageStyle

# Yellow and cyan, which others use, are hard to read on a light background.
_SEVERITY_STYLE = {"error": "bold red", "warning": "bold magenta", "note": "bold"}
_PRIMARY = "^"
_TAB = "    "
_MARGIN = 6
_MOST = 4 * WIDEST


def diagnostics_text(diagnostics: Sequence[Diagnostic], style: PageStyle) -> str:
    """Messages one after another, at most a hundred, then a line that counts them."""
    page = Page(style)
    for diagnostic in diagnostics[:MOST_MESSAGES]:
        message_onto(page, diagnostic)
        page.blank()
    page.line(_summary(diagnostics))
    return page.text()


def message_onto(page: Page, diagnostic: Diagnostic) -> int:
    """Put one message on a page; the width of the column of its line numbers."""
    source, span = diagnostic.primary.source, diagnostic.primary.span
    line, column = source.position(span.start)
    place = f"{inert(source.name)}:{line}:{column}: "
    severity = (
        f"{diagnostic.severity}[{diagnostic.code.value}]",
        _SEVERITY_STYLE[diagnostic.severity],
    )
    labels = (diagnostic.primary, *diagnostic.related)
    gutter = max(len(str(each.source.position(each.span.start).line)) for each in labels)
    page.message([place, severity, ": "], inert(diagnostic.message), gutter + 3)
    _snippet(page, diagnostic.primary, gutter, _PRIMARY, _SEVERITY_STYLE[diagnostic.severity])
    for related in diagnostic.related:
        _related(page, related, gutter)
    if diagnostic.help:
        page.message([" " * gutter, " = help: "], inert(diagnostic.help), gutter + 9)
    return gutter


def _related(page: Page, label: Label, gutter: int) -> None:
    line, column = label.source.position(label.span.start)
    place = f"{inert(label.source.name)}:{line}:{column}: "
    page.message([" " * gutter, " = ", place], inert(label.text), gutter + 3)
    _snippet(page, label, gutter, "-", "bold")


def _snippet(page: Page, label: Label, gutter: int, mark: str, style: str) -> None:
    """A line of the file with what it is about underlined; cut where it is long.

    What is said of the place a message is about stands behind its underline, if there is room.
    """
    number, column = label.source.position(label.span.start)
    line = label.source.line(number)
    if not line.strip():
        return
    length = max(1, min(label.span.end - label.span.start, len(line) - column + 1))
    start, end = column - 1, column - 1 + length
    # No page is as wide as this; a line may hold two million characters.
    parts = line[max(0, start - _MOST) : start], line[start:end][:_MOST], line[end : end + _MOST]
    before, marked, after = (
        page.style.shown(inert_line(part).replace("\t", _TAB)) for part in parts
    )
    room = max(20, page.style.prose - gutter - 4)
    before, marked, after = _cut(before, marked, after, room, page.style.glyphs.ellipsis)
    page.line(f"{number:>{gutter}} | ", before + marked + after)
    underline = mark * max(1, cell_len(marked))
    said = f" {inert(label.text)}" if mark == _PRIMARY and label.text else ""
    is_beside = cell_len(before + underline + said) <= room
    page.line(
        f"{'':>{gutter}} | ",
        " " * cell_len(before),
        (underline, style),
        said if is_beside else "",
    )
    if not is_beside:
        page.message([" " * gutter, " ="], said, gutter + 3)


def _cut(before: str, marked: str, after: str, room: int, ellipsis: str) -> tuple[str, str, str]:
    """The three parts of a line, shortened so that they fit, the marked one last of all."""
    if cell_len(before + marked + after) <= room:
        return before, marked, after
    most_marked = max(room - 2 * _MARGIN, 8)
    if cell_len(marked) > most_marked:
        marked = _clipped(marked, most_marked - 1) + ellipsis
        after = ""
    left = room - cell_len(marked)
    if cell_len(before) > left - _MARGIN:
        keep = max(left // 2 - 1, 1)
        before = ellipsis + _clipped(before[::-1], keep)[::-1]
    left = room - cell_len(before) - cell_len(marked)
    if cell_len(after) > left:
        after = _clipped(after, max(left - 1, 0)) + (ellipsis if left > 0 else "")
    return before, marked, after


def _clipped(text: str, cells: int) -> str:
    """As many of the first characters as fit into some columns."""
    while cell_len(text) > cells:
        text = text[: min(len(text) - 1, cells)]
    return text


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    counts = []
    for severity in ("error", "warning", "note"):
        count = sum(each.severity == severity for each in diagnostics)
        if count:
            counts.append(counted(count, severity))
    hidden = len(diagnostics) - MOST_MESSAGES
    return ", ".join(counts) + (f"; {hidden} not shown" if hidden > 0 else "")
