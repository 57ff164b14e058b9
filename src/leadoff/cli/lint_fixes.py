"""Fixes at the command line: files mended in place, or shown as a difference."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leadoff.cli.files import replace_file
from leadoff.cli.terminal import write
from leadoff.errors import FileError
from leadoff.linter.fixing import fix_document
from leadoff.render.inert import inert, inert_line
from leadoff.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.linter.document import Document
    from leadoff.linter.fixing import Fixed
    from leadoff.linter.settings import Settings

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class FixedFiles(NamedTuple):
    """Files after their fixes, how many fixes were applied, and what could not be written."""

    documents: tuple[Document, ...]
    applied: int
    unwritten: tuple[FileError, ...]


def fix_all(
    documents: Sequence[Document], settings: Settings, *, unsafe: bool, writes: bool
) -> FixedFiles:
    """Fix files; with `writes` they are written. One that cannot be written stays as it was."""
    after: list[Document] = []
    unwritten: list[FileError] = []
    applied = 0
    fixed = [fix_document(each, settings, unsafe=unsafe, beside=documents) for each in documents]
    for each in fixed:
        for refused in each.refused:
            place = inert(refused.reported.finding.diagnostic.location)
            what = f"{inert(refused.fix.title)}: {refused.reason}"
            write(sys.stderr, f"{place}: not fixed: {what}\n")
        if each.applied and writes:
            try:
                _replace(each)
            except FileError as error:
                unwritten.append(error)
                after.append(each.before)
                continue
            fixes = counted(each.applied, "fix", "fixes")
            write(sys.stderr, f"{inert(each.before.name)}: {fixes} applied\n")
        after.append(each.after)
        applied += each.applied
    return FixedFiles(tuple(after), applied, tuple(unwritten))


def difference(before: Sequence[Document], after: Sequence[Document]) -> str:
    """What changed between two versions of files, as `diff -u` writes it."""
    lines: list[str] = []
    for old, new in zip(before, after, strict=True):
        name = inert(old.name)
        lines += difflib.unified_diff(
            old.source.text.splitlines(keepends=True),
            new.source.text.splitlines(keepends=True),
            f"{name} (before)",
            f"{name} (after)",
        )
    return "".join(_shown(line) for line in lines)


def _shown(line: str) -> str:
    """A line of a difference; one without a line break at its end is marked as `diff` does."""
    text = line.rstrip("\r\n")
    end = "\n" if text != line else "\n\\ No newline at end of file\n"
    return f"{inert_line(text)}{end}"


def _replace(fixed: Fixed) -> None:
    data = fixed.after.source.text.encode("utf-8", "surrogatepass")
    if fixed.before.source.data.startswith(_BYTE_ORDER_MARK):
        data = _BYTE_ORDER_MARK + data
    replace_file(Path(fixed.before.name), data)
