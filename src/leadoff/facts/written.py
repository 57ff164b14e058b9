"""Values as YAML writes them: read back, by any reader of YAML, they are the same values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from leadoff.facts.domain import format_number
from leadoff.source.values import LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.source.values import Value

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9(][A-Za-z0-9_.()-]*)*")
_READ_AS_OTHER: Final = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "always")
)
"""Words that YAML 1.1, YAML 1.2 or the rule language gives a meaning, in any case of letters."""
_HIDDEN: Final = re.compile(
    "[\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]"
)
"""What a reader of the file would not see; below U+0020 all is written as an escape anyway."""


def written(value: Value) -> str:
    """A value in a flow or block: text in quotes wherever a reader might take it for another."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        is_plain = _PLAIN.fullmatch(value) and value.lower() not in _READ_AS_OTHER
        return value if is_plain else in_quotes(value)
    text = format_number(value)
    return text if len(text) <= LONGEST_NUMBER else str(value)


def written_list(values: Iterable[Value]) -> str:
    """A list of values in one line."""
    return f"[{', '.join(map(written, values))}]"


def in_quotes(text: str) -> str:
    """A text in double quotes, as YAML and JSON both read it."""
    shown = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", shown)
