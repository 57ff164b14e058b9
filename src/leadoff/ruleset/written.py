"""Values as a rule file writes them, so that they are read back as the same values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from leadoff.facts.domain import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.source.values import Value

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ .-][A-Za-z0-9_]+)*")
_READ_AS_OTHER: Final = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "always")
)


def written(value: Value) -> str:
    """A value in a flow or block: text in quotes wherever a reader might take it for another."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return format_number(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _READ_AS_OTHER:
        return value
    return json.dumps(value, ensure_ascii=not value.isprintable())


def written_list(values: Iterable[Value]) -> str:
    """A list of values in one line."""
    return f"[{', '.join(map(written, values))}]"
