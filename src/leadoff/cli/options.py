"""Options that several commands share, and the check of those that take one of a few words."""

from __future__ import annotations

from typing import Annotated, TypeVar

import typer

from leadoff.diagnostic.nearest import did_you_mean
from leadoff.errors import UsageError

Rules = Annotated[
    str | None,
    typer.Option("--rules", metavar="FILE", help="A rule file instead of the shipped one."),
]
ColorChoice = Annotated[
    str, typer.Option("--color", metavar="auto|always|never", help="Colour in the output.")
]

Word = TypeVar("Word", bound=str)


def one_of(option: str, given: str, allowed: tuple[Word, ...]) -> Word:
    """The given word, if it is one of those an option takes.

    Raises:
        UsageError: it is not.
    """
    for word in allowed:
        if given == word:
            return word
    raise UsageError(f"{option} does not take `{given}`: {did_you_mean(given, allowed)}")
