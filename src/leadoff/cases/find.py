"""Finding the files of cases, and loading each with the rules it is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.cases.parse import BUILTIN, Draft
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.engine.rule_set import load_rules, shipped_rules
from leadoff.errors import CasesError, FileError, RuleSetError
from leadoff.source.folders import files_below
from leadoff.source.reading import STANDARD_INPUT, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.cases.model import CaseFile
    from leadoff.diagnostic.text import SourceText
    from leadoff.engine.rule_set import RuleSet

TESTS_ENDING: Final = ".tests.yaml"
"""How the name of a file of cases ends: `bike.tests.yaml` stands beside `bike.yaml`."""


class Found(NamedTuple):
    """Files of cases, and the places that could not be looked at."""

    files: tuple[str, ...]
    errors: tuple[FileError, ...]


def find_case_files(paths: Iterable[str]) -> Found:
    """The files of cases under some paths, each once: of a folder, all that stand below it."""
    files: dict[str, None] = {}
    errors: list[FileError] = []
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            below = files_below(path, TESTS_ENDING)
            files.update(dict.fromkeys(below.files))
            errors += below.unreadable
        else:
            files[path] = None
    return Found(tuple(files), tuple(errors))


class Loader:
    """Loads files of cases; rules that several are about are read once."""

    def __init__(self) -> None:
        self._rules: dict[Path, RuleSet | FileError | RuleSetError] = {}

    def load(self, path: str) -> CaseFile:
        """A file of cases with its rules.

        Raises:
            FileError: a file cannot be read.
            CasesError: the cases are wrong, or do not say which rules they are about.
            RuleSetError: the rules they are about are wrong.
        """
        source, diagnostics = read_source(path)
        if diagnostics:
            raise CasesError(diagnostics)
        return self.read(source, path)

    def read(self, source: SourceText, path: str) -> CaseFile:
        """The cases in a text that was read from a path. Raises as `load` does."""
        draft = Draft(source)
        return draft.read(self._rules_at(_rules_path(path, draft)))

    def _rules_at(self, path: Path) -> RuleSet:
        place = path.resolve()
        if place not in self._rules:
            try:
                self._rules[place] = load_rules(path)
            except (FileError, RuleSetError) as error:
                self._rules[place] = error
        rules = self._rules[place]
        if isinstance(rules, FileError | RuleSetError):
            raise rules
        return rules


def _rules_path(path: str, draft: Draft) -> Path:
    if draft.rules == BUILTIN:
        return Path(shipped_rules())
    folder = Path() if path == STANDARD_INPUT else Path(path).parent
    if draft.rules is not None:
        named = folder / draft.rules
        if not named.exists():
            help = did_you_mean(draft.rules, _rule_files(folder))
            raise draft.without_rules(f"there is no rule file `{draft.rules}`", help)
        return named
    name = Path(path).name
    stem = name.removesuffix(TESTS_ENDING)
    beside = folder / f"{stem}.yaml"
    if draft.names_no_rules and stem != name and beside.exists():
        return beside
    message = "this file does not say which rules its cases are about"
    if stem != name:
        message = f"there is no rule file `{stem}.yaml` beside this file"
    raise draft.without_rules(message, "write `rules: FILE`, its path seen from this file")


def _rule_files(folder: Path) -> list[str]:
    """The names of the files in a folder that may hold rules."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [name for name in names if name.endswith(".yaml") and not name.endswith(TESTS_ENDING)]
