"""Running every case of some files: what passed, what failed, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leadoff.cases.find import Loader
from leadoff.cases.run import run_case
from leadoff.errors import FileError, LocatedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.cases.model import CaseFile
    from leadoff.cases.run import CaseResult

Broken: TypeAlias = FileError | LocatedError
"""Why a file could not be run: it cannot be read, or it or its rules are wrong."""


class FileResults(NamedTuple):
    """The cases of one file that were run."""

    file: CaseFile
    results: tuple[CaseResult, ...]


class Report(NamedTuple):
    """What became of all cases. `not_run` counts those after the first failure, if it ends a run.

    `left_out` counts the cases whose names do not hold the text that was asked for.
    """

    files: tuple[FileResults, ...]
    errors: tuple[Broken, ...]
    not_run: int
    left_out: int

    @property
    def results(self) -> tuple[CaseResult, ...]:
        """All cases that were run, in order."""
        return tuple(result for file in self.files for result in file.results)

    @property
    def failed(self) -> int:
        """How many cases failed."""
        return sum(not result.passed for result in self.results)

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return len(self.results) - self.failed


def run_cases(files: Iterable[str], *, only: str = "", fail_fast: bool = False) -> Report:
    """Run the cases of some files; a broken file does not keep the others from being run.

    With `only`, those whose names hold this text, whatever its case. With `fail_fast`, up to the
    first that fails.
    """
    loader = Loader()
    loaded: list[CaseFile] = []
    errors: dict[Broken, None] = {}
    for path in files:
        try:
            loaded.append(loader.load(path))
        except (FileError, LocatedError) as error:
            errors[error] = None
    done: list[FileResults] = []
    stopped = False
    not_run = left_out = 0
    for file in loaded:
        results: list[CaseResult] = []
        for case in file.cases:
            if only.casefold() not in case.name.casefold():
                left_out += 1
            elif stopped:
                not_run += 1
            else:
                results.append(run_case(case, file.rules))
                stopped = fail_fast and not results[-1].passed
        done.append(FileResults(file, tuple(results)))
    return Report(tuple(done), tuple(errors), not_run, left_out)
