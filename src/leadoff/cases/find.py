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

TESTS_ENDINGS: Final = (".tests.yaml", ".tests.yml", ".tests.json")
"""How the name of a file of cases ends: `bike.tests.yaml` stands beside `bike.yaml`."""

_RULES_ENDINGS: Final = (".yaml", ".yml", ".json")


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
            below = files_below(path, *TESTS_ENDINGS)
            files.update(dict.fromkeys(below.files))
            errors += below.unreadable
        else:
            files[path] = None
    return Found(tuple(files), tuple(errors))


def is_named_as_cases(name: str) -> bool:
    """Whether a file is one of cases by its name, and is found in a folder."""
    return name.lower().endswith(TESTS_ENDINGS)


def cases_beside(rules: Path) -> tuple[Path, ...]:
    """The files of cases that stand beside a rule file under its name."""
    named = (rules.with_name(f"{rules.stem}{ending}") for ending in TESTS_ENDINGS)
    return tuple(path for path in named if path.is_file() and rules_beside(path) == rules)


def rules_beside(cases: Path) -> Path | None:
    """The rule file under whose name a file of cases stands beside it; None if there is none."""
    if not is_named_as_cases(cases.name):
        return None
    stem, ending = _stem(cases.name), cases.suffix.lower()
    # Of `bike.yaml` and `bike.yml`, `bike.tests.yml` is about the second.
    named = (cases.with_name(f"{stem}{each}") for each in dict.fromkeys((ending, *_RULES_ENDINGS)))
    return next((path for path in named if path.exists()), None)


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

    def rules_of_broken(self, source: SourceText, path: str) -> Path | None:
        """The rules that cases are about which cannot be read, as far as that can be told."""
        try:
            return _rules_path(path, Draft(source))
        except CasesError:
            return rules_beside(Path(path))

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
    beside = rules_beside(Path(path))
    if draft.names_no_rules and beside is not None:
        return beside
    message = "this file does not say which rules its cases are about"
    if is_named_as_cases(path):
        message = f"there is no rule file `{_stem(Path(path).name)}.yaml` beside this file"
    raise draft.without_rules(message, "write `rules: FILE`, its path seen from this file")


def _rule_files(folder: Path) -> list[str]:
    """The names of the files in a folder that may hold rules."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [
        name
        for name in names
        if name.lower().endswith(_RULES_ENDINGS) and not is_named_as_cases(name)
    ]


def _stem(name: str) -> str:
    """The name of a file of cases without its ending."""
    return name.rsplit(".", 2)[0]
