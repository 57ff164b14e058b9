"""From paths to documents: folders are searched, files are read, nothing is judged."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leadoff.errors import FileError
from leadoff.linter.document import read_document
from leadoff.source.folders import Below, files_below
from leadoff.source.reading import STANDARD_INPUT, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.linter.document import Document

_ENDINGS = (".yaml", ".yml", ".json")


class Gathered(NamedTuple):
    """The documents under some paths, each once, and what could not be read."""

    documents: tuple[Document, ...]
    unreadable: tuple[FileError, ...]


def gather(paths: Iterable[str]) -> Gathered:
    """The documents under some paths: a file as it is, a folder with all below it, `-` the input.

    In folders only YAML and JSON files count.
    """
    unreadable: list[FileError] = []
    found: dict[str, tuple[str, bool]] = {}
    for path in paths:
        named = path == STANDARD_INPUT or not Path(path).is_dir()
        below = Below((path,), ()) if named else files_below(path, *_ENDINGS)
        unreadable += below.unreadable
        for name in below.files:
            key = _place(name)
            before = found.get(key)
            found[key] = (name, named) if before is None else (before[0], before[1] or named)
    documents: list[Document] = []
    for name, named in sorted(found.values()):
        try:
            documents.append(read_document(*read_source(name), named=named))
        except FileError as error:
            unreadable.append(error)
    return Gathered(tuple(documents), tuple(sorted(unreadable, key=str)))


def _place(name: str) -> str:
    """What is the same for two names of one file."""
    try:
        return name if name == STANDARD_INPUT else os.path.realpath(name)
    except (OSError, ValueError):
        # Whatever is wrong with the name is said when the file is read.
        return name
