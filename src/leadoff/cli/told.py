"""What a command that is shown may tell of how this one was called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.facts.domain import OpenText
from leadoff.facts.fact import NAME_LABEL
from leadoff.source.reading import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadoff.ruleset.model import RuleFile

PROFILE = "PROFILE"
"""What stands for a profile that cannot be named, or must not be."""


def told_profile(path: str, *, redact: bool) -> str:
    """A profile for a command to copy; the name of a file may well be that of the business."""
    return PROFILE if redact else operand(path, PROFILE)


def told_answers(answers: Iterable[str], file: RuleFile, *, redact: bool) -> Iterator[str]:
    """The `--set` options for a command to copy, where redacted without names and open text."""
    hidden = {fact.name for fact in file.facts if isinstance(fact.domain, OpenText)}
    hidden.add(NAME_LABEL)
    for answer in answers:
        if not redact or answer.partition("=")[0].strip() not in hidden:
            yield from ("--set", answer)


def operand(path: str, placeholder: str) -> str:
    """A file for a command to copy; what was read from standard input is gone by then."""
    if path == STANDARD_INPUT:
        return placeholder
    return f"./{path}" if path.startswith("-") else path
