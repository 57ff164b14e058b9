"""Where interviews without a profile file keep their answers."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leadoff.cli.line_input import LineInput
from leadoff.cli.record import HeldError, Record
from leadoff.cli.terminal import write
from leadoff.errors import unwritable
from leadoff.render.inert import inert
from leadoff.render.question import PROMPT
from leadoff.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.facts.fact import Fact

_INTERVIEW = re.compile(r"\.?interview-([1-9][0-9]{0,8})\.yaml(\.answers)?")


class Interviews(NamedTuple):
    """The profile for a new interview, and that of the last one if it was not finished."""

    new: Path
    unfinished: Path | None


def state_folder(environment: Mapping[str, str]) -> Path:
    """The folder for what outlives a run: `$XDG_STATE_HOME/leadoff`, or what stands for it."""
    named = environment.get("XDG_STATE_HOME", "")
    # A relative path there is to be ignored: XDG Base Directory Specification, "Basics".
    if named and Path(named).is_absolute():
        return Path(named) / "leadoff"
    return Path.home() / ".local" / "state" / "leadoff"


def interviews_in(folder: Path) -> Interviews:
    """The interviews kept in a folder, which is made if it is not there.

    Raises:
        FileError: the folder cannot be made or read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise unwritable(str(folder), error) from None
    found = [match for name in names if (match := _INTERVIEW.fullmatch(name))]
    numbers = [int(match[1]) for match in found]
    last = max(numbers, default=0)
    is_unfinished = any(match[2] and int(match[1]) == last for match in found)
    return Interviews(
        folder / f"interview-{last + 1}.yaml",
        folder / f"interview-{last}.yaml" if is_unfinished else None,
    )


def open_unnamed(facts: tuple[Fact, ...]) -> Record:
    """The record of an interview for which no profile was named: the last one, or a new one.

    The last one is offered where it was left before its end and there is a terminal to ask on.

    Raises:
        FileError: the record cannot be kept.
    """
    folder = state_folder(os.environ)
    found = interviews_in(folder)
    if found.unfinished is not None:
        try:
            record = Record.opened(str(found.unfinished), facts)
        except HeldError:
            pass
        else:
            if not record.merged.order or _goes_on(record):
                return record
            record.close(is_left=True)
    while True:
        try:
            return Record.opened(str(found.new), facts)
        except HeldError:
            found = interviews_in(folder)


def _goes_on(record: Record) -> bool:
    """Whether to go on with an interview that was left."""
    reader = LineInput()
    if not reader.is_terminal:
        return False
    answers = counted(len(record.merged.order), "answer")
    write(sys.stderr, f"An interview with {answers} was left before its end.\n")
    write(sys.stderr, "  Enter to go on with it, n to begin a new one\n")
    is_new = (reader.line(PROMPT) or "").strip().casefold() in {"n", "new"}
    if is_new:
        write(sys.stderr, f"It is kept:\n  leadoff ask {inert(record.path)}\n\n")
    return not is_new
