"""The cases of a run: those that are linted, and those that stand beside linted rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from leadoff.cases.find import TESTS_ENDING, Loader
from leadoff.errors import FileError, LocatedError
from leadoff.source.reading import STANDARD_INPUT, STANDARD_INPUT_NAME

if TYPE_CHECKING:
    from leadoff.cases.model import Case
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.linter.document import Document


class Casebook:
    """Cases by the rule files they are about."""

    def __init__(self) -> None:
        self._loader = Loader()
        self._cases: dict[str, list[Case]] = {}
        self._read: set[str] = set()

    def read(self, document: Document) -> tuple[Diagnostic, ...]:
        """Keep the cases of a file that is linted; the warnings about it.

        Raises:
            FileError: the rules they are about cannot be read.
            LocatedError: what is wrong with the cases or with their rules.
        """
        path = STANDARD_INPUT if document.name == STANDARD_INPUT_NAME else document.name
        self._read.add(os.path.realpath(path))
        found = self._loader.read(document.source, path)
        rules = os.path.realpath(found.rules.file.source.name)
        self._cases.setdefault(rules, []).extend(found.cases)
        return found.warnings

    def about(self, rules: str) -> tuple[Case, ...]:
        """The cases about a rule file; what is wrong with a file beside it is left to its own."""
        place = os.path.realpath(rules)
        beside = f"{place.removesuffix(Path(place).suffix)}{TESTS_ENDING}"
        if beside not in self._read and Path(beside).is_file():
            self._read.add(beside)
            try:
                found = self._loader.load(beside)
            except (FileError, LocatedError):
                return ()
            self._cases.setdefault(place, []).extend(found.cases)
        return tuple(self._cases.get(place, ()))
