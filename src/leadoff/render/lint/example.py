"""A witness as a profile to copy: YAML on one line that any shell and any file takes."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from leadoff.facts.written import written
from leadoff.source.reading import STANDARD_INPUT_NAME

if TYPE_CHECKING:
    from leadoff.linter.finding import Finding
    from leadoff.linter.report import Reported


def entries(finding: Finding) -> tuple[str, ...]:
    """The facts of a witness, each as an entry of a YAML mapping."""
    return tuple(f"{name}: {written(value)}" for name, value in finding.witness)


def profile_line(finding: Finding) -> str:
    """A witness as a profile on one line."""
    return f"{{{', '.join(entries(finding))}}}"


def command(each: Reported) -> str:
    """The command that shows what the rules make of a profile on its standard input.

    Empty where the rules stand in no file that a command could read.
    """
    if each.rule_file is None or each.rule_file == STANDARD_INPUT_NAME:
        return ""
    return shlex.join(["leadoff", "advise", "-", "--rules", each.rule_file])


def in_single_quotes(text: str) -> str:
    """A text for use between single quotes of a shell."""
    return text.replace("'", "'\\''")
