"""What stands in a rule file, written so that it is read back as the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from leadoff.facts.domain import format_number
from leadoff.source.values import LONGEST_NUMBER

if TYPE_CHECKING:
    from decimal import Decimal

    from leadoff.source.values import Value

    Form: TypeAlias = Value | tuple[Value, ...] | dict[str, Value | tuple[Value, ...]]
    """What stands behind a fact's key in a condition: a value, a list of values, or operators."""

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ .-][A-Za-z0-9_]+)*")
_READ_AS_OTHER: Final = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "always")
)


def written(form: Form, *, in_json: bool = False) -> str:
    """A form on one line, as YAML or as JSON has it."""
    if isinstance(form, dict):
        quote = '"' if in_json else ""
        entries = (
            f"{quote}{word}{quote}: {written(value, in_json=in_json)}"
            for word, value in form.items()
        )
        return f"{{{', '.join(entries)}}}"
    if isinstance(form, tuple):
        return f"[{', '.join(written(value, in_json=in_json) for value in form)}]"
    if isinstance(form, bool):
        return "true" if form else "false"
    if isinstance(form, str):
        return json.dumps(form, ensure_ascii=not form.isprintable()) if in_json else _text(form)
    return written_number(form)


def written_number(number: int | Decimal) -> str:
    """A number as people write it, or with an exponent where a file could not hold that."""
    text = format_number(number)
    return text if len(text) <= LONGEST_NUMBER else str(number)


def quoted(text: str) -> str:
    """A text in quotes, with escapes for what cannot be seen, or not stand in a file."""
    # JSON writes what is beyond U+FFFF as a pair of surrogates, which YAML refuses.
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escaped(ord(char)) for char in shown)


def _text(text: str) -> str:
    """A text, in quotes wherever a reader might take it for another kind of value."""
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _READ_AS_OTHER
    return text if is_plain else quoted(text)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
