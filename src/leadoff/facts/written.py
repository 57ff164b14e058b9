"""Values and tests as YAML and JSON write them: read back, they are the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from leadoff.facts.domain import format_number
from leadoff.source.values import LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.source.values import Value

    Form: TypeAlias = Value | tuple[Value, ...] | dict[str, Value | tuple[Value, ...]]
    """What stands behind a fact's key in a condition: a value, a list of values, or operators."""

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9(][A-Za-z0-9_.()-]*)*")
_READ_AS_OTHER: Final = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "always")
)
"""Words that YAML 1.1, YAML 1.2 or the rule language gives a meaning, in any case of letters."""


def written(form: Form, *, in_json: bool = False) -> str:
    """A form on one line, in a flow or block of YAML or as JSON has it.

    Text is in quotes wherever any reader might take it for something else.
    """
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
        is_plain = _PLAIN.fullmatch(form) and form.lower() not in _READ_AS_OTHER
        return form if is_plain and not in_json else in_quotes(form)
    text = format_number(form)
    return text if len(text) <= LONGEST_NUMBER else str(form)


def written_list(values: Iterable[Value]) -> str:
    """A list of values in one line of YAML."""
    return written(tuple(values))


def in_quotes(text: str) -> str:
    """A text in double quotes, as YAML and JSON both read it; what cannot be seen is escaped.

    Beyond U+FFFF nothing is: the two have no escape for that in common.
    """
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() or char > "\uffff" else f"\\u{ord(char):04x}" for char in shown
    )
