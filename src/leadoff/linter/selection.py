"""Codes named by people: in full, by a prefix such as `LO3`, or by their names."""

from __future__ import annotations

from typing import Final

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import nearest

_DIGITS: Final = str.maketrans("OoQIlSB", "0001158")


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


def near_code(word: str) -> str | None:
    """The code or name that a word may be meant to be.

    Of codes only what mistakes letters for digits is near: the next number is another thing.
    """
    if word[:2].upper() == "LO":
        code = code_named("LO" + word[2:].translate(_DIGITS))
        return code.value if code is not None else None
    return nearest(word, [code.title for code in Code])


def unknown_code(word: str) -> str:
    """What to write instead of a word that names no code."""
    near = near_code(word)
    if near is not None:
        return f"did you mean `{near}`?"
    return "`leadoff explain --list` shows the codes"
