"""`Settings`: what to check, and what belongs to what. Flags and `leadoff.yaml` both end here."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.code import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY_CODE = frozenset(Code)


class Settings(NamedTuple):
    """What to check. Files are named as seen from the folder `root`, patterns fit from `base` on.

    `rules` is the rule file all profiles belong to; `rules_for_profiles` are pairs of a pattern and
    a rule file, the first that fits counts. `heeds_ignores` is whether comments may silence.
    """

    select: frozenset[Code] = EVERY_CODE
    ignore: frozenset[Code] = frozenset()
    per_file_ignores: tuple[tuple[str, frozenset[Code]], ...] = ()
    rules: str | None = None
    rules_for_profiles: tuple[tuple[str, str], ...] = ()
    heeds_ignores: bool = True
    root: str = ""
    base: str = ""

    def relative(self, name: str) -> str:
        """A file's name seen from the root, with `/` on every system."""
        return _seen_from(self.root, name)

    def selected(self, name: str) -> frozenset[Code]:
        """The codes to report about one file.

        That a check came to no end goes with every selection: it must never count as clean.
        """
        return (self.select | {Code.NOT_PROVED}) - self.ignored(name)

    def checked(self, name: str) -> frozenset[Code]:
        """The codes to look for in one file: all, if what is reported is which were not proved."""
        codes = EVERY_CODE if Code.NOT_PROVED in self.select else self.select
        return codes - self.ignored(name)

    def ignored(self, name: str) -> frozenset[Code]:
        """The codes to leave out of what is reported about one file."""
        codes = self.ignore
        for pattern, ignored in self.per_file_ignores:
            if fits(pattern, _seen_from(self.base, name)):
                codes |= ignored
        return codes

    def rules_of(self, name: str) -> str | None:
        """The rule file that a profile is said to belong to."""
        if self.rules is not None:
            return self.rules
        for pattern, rules in self.rules_for_profiles:
            if fits(pattern, _seen_from(self.base, name)):
                return os.path.normpath(Path(self.base, rules))
        return None


def fits(pattern: str, name: str) -> bool:
    """Whether a name fits a pattern: `*` and `?` within a folder's name, `**` over folders.

    A pattern without `/` fits the last part of a name.
    """
    whole = name if "/" in pattern else name.rpartition("/")[2]
    return bool(_expression(pattern).fullmatch(whole))


def _seen_from(folder: str, name: str) -> str:
    if name.startswith("<"):
        return name
    try:
        found = os.path.relpath(name, folder or os.curdir)
    except ValueError:
        # Windows has no way from one drive to another.
        found = name
    return found.replace(os.sep, "/")


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts: Iterable[str] = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meaning.get(part) or re.escape(part) for part in parts), re.DOTALL)
