"""A witness as a profile to copy: YAML on one line that any shell and any file takes."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

from leadoff.facts.domain import format_number
from leadoff.source.tree import Scalar
from leadoff.source.values import value_of

if TYPE_CHECKING:
    from leadoff.lint.finding import Finding
    from leadoff.lint.report import Reported
    from leadoff.source.values import Value

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def entries(finding: Finding) -> tuple[str, ...]:
    """The facts of a witness, each as an entry of a YAML mapping."""
    return tuple(f"{name}: {_written(value)}" for name, value in finding.witness)


def profile_line(finding: Finding) -> str:
    """A witness as a profile on one line."""
    return f"{{{', '.join(entries(finding))}}}"


def command(each: Reported) -> str:
    """The command that shows what the rules make of a profile on its standard input."""
    words = ["leadoff", "advise", "-"]
    if each.rule_file is not None and not each.rule_file.startswith("<"):
        words += ["--rules", each.rule_file]
    return shlex.join(words)


def in_single_quotes(text: str) -> str:
    """A text for use between single quotes of a shell."""
    return text.replace("'", "'\\''")


def _written(value: Value) -> str:
    """A value as YAML that reads as the same value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return format_number(value)
    is_plain = _PLAIN.fullmatch(value) and value_of(Scalar(value, True, 0, 0)) == value
    return value if is_plain else json.dumps(value)
