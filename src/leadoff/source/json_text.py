"""What JSON has beyond YAML: surrogate pairs, and words some writers use for numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadoff.diagnostic.text import SourceText

NOT_JSON = frozenset(("NaN", "Infinity", "-Infinity"))
"""What Python and JavaScript write for values that JSON does not have."""

_SURROGATE_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def is_json(source: SourceText) -> bool:
    """Whether a text is to be read as JSON: by its name, or because it begins with a bracket."""
    return source.name.endswith(".json") or source.text.lstrip()[:1] in ("{", "[")


def joined_surrogates(text: str) -> tuple[str, list[tuple[int, int]]]:
    r"""A JSON text with each `\ud83d\ude00` made one character, and how far places moved.

    The second value holds (offset in the new text, distance to the offset in the old one).
    """
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    done = length = 0
    for match in _SURROGATE_PAIR.finditer(text):
        before = text[done : match.start()] + match[1]
        parts += before, _character(match[2], match[3])
        length += len(before) + 1
        done = match.end()
        shifts.append((length, done - length))
    return "".join((*parts, text[done:])), shifts


def _character(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
