"""Codes named by people: in full, by a prefix such as `LO3`, or by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator


def code_named(word: str) -> Code | None:
    """The code a word names: `LO305` or `tie`, in any case."""
    folded = word.casefold().replace("_", "-")
    return next((code for code in Code if folded in (code.value.casefold(), code.title)), None)


def codes_matching(word: str) -> frozenset[Code]:
    """The codes a word stands for: one by code or name, several by a prefix; none is unknown."""
    code = code_named(word)
    if code is not None:
        return frozenset((code,))
    prefix = word.upper()
    if not prefix.startswith("LO"):
        return frozenset()
    return frozenset(code for code in Code if code.value.startswith(prefix))


def unknown_code(word: str) -> str:
    """What to write instead of a word that names no code."""
    return did_you_mean(word, _words())


def _words() -> Iterator[str]:
    for code in Code:
        yield code.value
    for code in Code:
        yield code.title
