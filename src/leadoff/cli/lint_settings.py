"""What `leadoff lint` checks: the flags, and the configuration where the flags say nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.errors import LocatedError, UsageError
from leadoff.linter.configuration import Configuration, find_configuration, read_configuration
from leadoff.linter.document import kind_of, read_document
from leadoff.linter.selection import codes_matching, unknown_code
from leadoff.linter.settings import EVERY_CODE, Settings
from leadoff.source.reading import read_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.diagnostic.code import Code
    from leadoff.linter.report import Threshold

_USUAL: Final[Threshold] = "warning"


class ConfigurationError(LocatedError):
    """A configuration is wrong."""


class Scope(NamedTuple):
    """What the flags say about what to check; None where they say nothing."""

    rules: str | None
    select: tuple[str, ...] | None
    ignore: tuple[str, ...] | None
    fail_on: Threshold | None
    heeds_ignores: bool
    config: str | None
    reads_config: bool

    @property
    def configuration(self) -> str | None:
        """The configuration that is read: the one that is named, or else found."""
        found, _ = find_configuration(Path.cwd())
        return self.config or (str(found) if found and self.reads_config else None)

    def settled(self) -> tuple[Settings, Threshold]:
        """The settings of a run, and the severity at which it fails.

        Raises:
            ConfigurationError: the configuration is wrong.
            FileError: the configuration that was named cannot be read.
            UsageError: a flag names an unknown code.
        """
        select = _codes("--select", self.select)
        ignore = _codes("--ignore", self.ignore)
        _, root = find_configuration(Path.cwd())
        path = self.configuration
        said = Configuration() if path is None else _read(path, is_found=self.config is None)
        settings = Settings(
            select=next((each for each in (select, said.select) if each is not None), EVERY_CODE),
            ignore=next((each for each in (ignore, said.ignore) if each is not None), frozenset()),
            per_file_ignores=said.per_file_ignores,
            rules=self.rules,
            rules_for_profiles=said.rules_for_profiles,
            heeds_ignores=self.heeds_ignores,
            root=str(root),
            base=str(Path(path).resolve().parent) if path is not None else str(root),
        )
        return settings, self.fail_on or said.fail_on or _USUAL


def _read(path: str, *, is_found: bool) -> Configuration:
    document = read_document(*read_source(path), named=True)
    if is_found and kind_of(document) == "rules":
        return Configuration()
    configuration, diagnostics = read_configuration(document)
    if diagnostics:
        raise ConfigurationError(diagnostics)
    return configuration


def _codes(option: str, given: Iterable[str] | None) -> frozenset[Code] | None:
    if given is None:
        return None
    if not "".join(given).strip(", "):
        raise UsageError(f"{option} names no code: leave it out to have all checks")
    found: frozenset[Code] = frozenset()
    for word in (word for each in given for word in each.replace(",", " ").split()):
        codes = codes_matching(word)
        if not codes:
            raise UsageError(f"{option}: there is no code `{word}`: {unknown_code(word)}")
        found |= codes
    return found
