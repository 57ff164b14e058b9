"""What `-o` names: a file for a report, with its format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from leadoff.errors import UsageError
from leadoff.facts.domain import either
from leadoff.source.reading import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Mapping

Format = TypeVar("Format", bound=str)


def format_and_path(
    given: str, formats: tuple[Format, ...], by_ending: Mapping[str, Format]
) -> tuple[Format, str]:
    """The format and the path of `FORMAT:FILE`, or of a file whose name ends as its format does.

    Raises:
        UsageError: the format cannot be told, or it is no file.
    """
    if not given:
        raise UsageError("-o names a file: write its path")
    prefix, colon, path = given.partition(":")
    if (path or prefix) == STANDARD_INPUT:
        raise UsageError("-o names a file; what is printed has the format that --format says")
    for format in formats:
        if colon and path and prefix == format:
            return format, path
    ending = Path(given).suffix.lower()
    if ending not in by_ending:
        example = f"{next(iter(by_ending.values()))}:{given}"
        raise UsageError(
            f"the extension of `{given}` names no format: write {either([*by_ending])}, or put "
            f"the format in front, as in {example}"
        )
    return by_ending[ending], given
