"""The files below a folder, found in the same order and by the same rules for every command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from leadoff.errors import FileError, unreadable

_NOT_OURS: Final = frozenset(("node_modules", "__pycache__"))


class Below(NamedTuple):
    """The files below a folder, and the folders that could not be looked into."""

    files: tuple[str, ...]
    unreadable: tuple[FileError, ...]


def files_below(folder: str, *endings: str) -> Below:
    """The files whose names end so, in capitals too, in a folder and in all below it.

    Folders below whose names begin with a dot, or that hold what others installed, are left out.
    Links to folders are not followed.
    """
    refused: list[FileError] = []

    def refuse(error: OSError) -> None:
        refused.append(unreadable(str(error.filename), error))

    found: list[str] = []
    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(
            each for each in folders if not each.startswith(".") and each not in _NOT_OURS
        )
        found += [str(Path(here, each)) for each in sorted(names) if each.lower().endswith(endings)]
    return Below(tuple(found), tuple(refused))
