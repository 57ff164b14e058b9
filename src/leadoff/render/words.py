"""Words as English writes them: how many there are, and how a sentence begins."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """`1 file`, `1,200 files`; `several` is needed where it is not one more letter s."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def sentence(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
