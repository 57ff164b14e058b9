"""The cases of a run: those that are linted, and those that stand beside linted rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.cases.find import Loader, cases_beside
from leadoff.errors import CasesError, FileError, LocatedError
from leadoff.source.reading import STANDARD_INPUT, STANDARD_INPUT_NAME, read_source

if TYPE_CHECKING:
    from leadoff.cases.model import Case
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.diagnostic.text import SourceText
    from leadoff.linter.document import Document


class KnownCases(NamedTuple):
    """The cases about a rule file, and the files of cases about it that cannot be read."""

    cases: tuple[Case, ...] = ()
    unread: tuple[str, ...] = ()


NO_CASES: Final = KnownCases()


class Casebook:
    """Cases by the rule files they are about."""

    def __init__(self) -> None:
        self._loader = Loader()
        self._cases: dict[str, list[Case]] = {}
        self._unread: dict[str, list[str]] = {}
        self._read: set[str] = set()

    def read(self, document: Document) -> tuple[Diagnostic, ...]:
        """Keep the cases of a file that is linted; the warnings about it.

        Raises:
            FileError: the rules they are about cannot be read.
            LocatedError: what is wrong with the cases or with their rules.
        """
        path = STANDARD_INPUT if document.name == STANDARD_INPUT_NAME else document.name
        self._read.add(os.path.realpath(path))
        if document.faults:
            self._miss(document.source, path, document.name)
            raise CasesError(document.faults)
        return self._keep(document.source, path, document.name)

    def about(self, rules: str) -> KnownCases:
        """The cases about a rule file; what is wrong with a file beside it is left to its own."""
        place = os.path.realpath(rules)
        for path in map(str, cases_beside(Path(place))):
            if path in self._read:
                continue
            self._read.add(path)
            name = str(Path(rules).with_name(Path(path).name))
            try:
                source, faults = read_source(path)
                if faults:
                    self._miss(source, path, name)
                else:
                    self._keep(source, path, name)
            except FileError:
                self._unread.setdefault(place, []).append(name)
            except LocatedError:
                continue
        return KnownCases(
            tuple(self._cases.get(place, ())), tuple(dict.fromkeys(self._unread.get(place, ())))
        )

    def _keep(self, source: SourceText, path: str, name: str) -> tuple[Diagnostic, ...]:
        try:
            found = self._loader.read(source, path)
        except CasesError:
            self._miss(source, path, name)
            raise
        rules = os.path.realpath(found.rules.file.source.name)
        self._cases.setdefault(rules, []).extend(found.cases)
        return found.warnings

    def _miss(self, source: SourceText, path: str, name: str) -> None:
        """Note of the rules that some of the cases about them are not known."""
        rules = self._loader.rules_of_broken(source, path)
        if rules is not None:
            self._unread.setdefault(os.path.realpath(rules), []).append(name)
