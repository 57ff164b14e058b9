"""What the place where a page is shown can do."""

from __future__ import annotations

from typing import Final, NamedTuple

NARROWEST = 20
WIDEST = 100
_SIDES: Final = ("magenta", "cyan", "green", "blue")


class Glyphs(NamedTuple):
    """Characters beyond ASCII, or what stands for them where they cannot be shown."""

    full: str = "█"
    empty: str = "░"
    arrow: str = "→"
    open_quote: str = "“"
    close_quote: str = "”"
    ellipsis: str = "…"
    rule: str = "─"


ASCII = Glyphs("#", ".", "->", '"', '"', "...", "-")


class PageStyle(NamedTuple):
    """What the place where a page is shown can do. `width` is in columns.

    On a terminal, messages are wrapped; elsewhere each is one line that a program can find.
    """

    width: int = 80
    color: bool = False
    glyphs: Glyphs = Glyphs()
    encoding: str = "utf-8"
    is_terminal: bool = False

    @property
    def prose(self) -> int:
        """The width of running text: no wider than reads well."""
        return max(NARROWEST, min(self.width, WIDEST))

    def shown(self, text: str) -> str:
        """A text as its characters arrive: those the place cannot show are spelled as escapes."""
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)


def side_color(side: int) -> str:
    """The colour of an outcome, by its place among those of the vote."""
    return _SIDES[side % len(_SIDES)]
