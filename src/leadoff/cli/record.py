"""The profile of an interview on the disk: held, with a journal beside it, written at the end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from leadoff.cli.files import HeldFile, replace_file
from leadoff.diagnostic.code import Code
from leadoff.errors import FileError, LeadoffError, ProfileError
from leadoff.facts.fact import NAME_LABEL
from leadoff.facts.profile import Profile, read_profile
from leadoff.interview.journal import Saved, line_of, merged, read_journal
from leadoff.interview.profile_text import UneditableError, edited_text, new_profile_text
from leadoff.source.reading import read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.diagnostic.text import SourceText
    from leadoff.facts.fact import Fact
    from leadoff.interview.journal import Journal, Merged, Said, Unknown
    from leadoff.source.values import Value

_MISFITS = {Code.UNKNOWN_NAME, Code.WRONG_TYPE, Code.OUT_OF_DOMAIN}
_HEADING = "# Answers given to `leadoff ask`; `leadoff advise` reads them.\n"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class HeldError(FileError):
    """Another interview is going on about a profile."""


class Record:
    """The profile of one interview and its journal, held against other interviews.

    `path` is the profile's path as it was typed.
    """

    def __init__(self, path: str, held: HeldFile, facts: tuple[Fact, ...]) -> None:
        """Read what the files say.

        Raises:
            FileError: the profile cannot be read.
            ProfileError: the profile is wrong.
        """
        self.path = path
        self._target = Path(os.path.realpath(path))
        self._held = held
        self._facts = facts
        self._source: SourceText | None = None
        self.profile = Profile({})
        self._read_profile()
        journal = read_journal(held.read())
        if journal.is_torn:
            held.cut(journal.whole)
        self._entries = list(journal.entries)
        self.notes = _notes(held.path.name, journal, self.merged)

    @classmethod
    def opened(cls, path: str, facts: tuple[Fact, ...]) -> Record:
        """The record of a profile, which need not be there yet.

        Raises:
            FileError: a file cannot be read or made.
            HeldError: another interview holds the profile.
            ProfileError: the profile is wrong.
        """
        held = HeldFile.opened(journal_of(path))
        if held is None:
            raise HeldError(path, "another interview is going on about this profile")
        try:
            return cls(path, held, facts)
        except LeadoffError:
            held.close(remove=not held.read())
            raise

    @property
    def merged(self) -> Merged:
        """The answers of the profile with what the journal adds."""
        return merged(self.profile, self._entries, self._facts)

    def say(self, entry: Said | Unknown) -> None:
        """Put an answer into the journal; when this returns, it is on the disk.

        Raises:
            FileError: it cannot be written.
        """
        self._held.append(line_of(entry))
        self._entries.append(entry)

    def save(self, *, is_finished: bool = True) -> None:
        """Write the answers into the profile; at the end of an interview even if there are none.

        Raises:
            FileError: the profile cannot be written, or not without touching more than the answers;
                then they stay in the journal.
        """
        changes = self._changes()
        if changes or (is_finished and self._source is None):
            replace_file(self._target, self._edited(changes))
            self._read_profile()
        if self.merged.pending:
            self._held.append(line_of(Saved()))
            self._entries.append(Saved())

    def close(self, *, is_left: bool = False) -> None:
        """Let go of the profile; a journal that says no more than the profile is removed.

        That of an interview that `is_left` in the middle stays: it says what was not known, too.
        """
        is_needed = bool(self._changes()) or (is_left and bool(self._entries))
        self._held.close(remove=not is_needed)

    @property
    def fits(self) -> bool:
        """Whether the profile holds nothing but what these rules know."""
        return not any(each.code in _MISFITS for each in self.profile.warnings)

    def _read_profile(self) -> None:
        if self._target.exists():
            self._source, self.profile = read_older_profile(self.path, self._facts)

    def _changes(self) -> dict[str, Value | None]:
        """What the journal says otherwise than the profile, in the order of the facts."""
        order = {fact.name: place for place, fact in enumerate(self._facts)}
        pending = self.merged.pending
        before = {NAME_LABEL: self.profile.name, **self.profile.answers}
        return {
            name: pending[name]
            for name in sorted(pending, key=lambda name: order.get(name, -1))
            if before.get(name) != pending[name]
        }

    def _edited(self, changes: Mapping[str, Value | None]) -> bytes:
        if self._source is None:
            return f"{_HEADING}{new_profile_text(changes)}".encode()
        try:
            text = edited_text(self._source, changes)
        except UneditableError:
            reason = "cannot be changed without touching more than the answers; they are kept in"
            raise FileError(self.path, f"{reason} {self._held.path}") from None
        mark = _BYTE_ORDER_MARK if self._source.data.startswith(_BYTE_ORDER_MARK) else b""
        return mark + text.encode()


def _notes(name: str, journal: Journal, found: Merged) -> tuple[str, ...]:
    """What was wrong with a journal, and what the rules cannot use in it."""
    notes = [f"line {line} of {name} cannot be read and is left out" for line in journal.unreadable]
    if journal.is_torn:
        notes.append(f"the last line of {name} was cut off: that answer is asked for again")
    notes += [
        f"the answer to `{fact}` does not fit these rules; it is kept" for fact in found.unfitting
    ]
    return tuple(notes)


def journal_of(path: str) -> Path:
    """Where the journal of a profile stands: beside it, behind any link."""
    profile = Path(os.path.realpath(path))
    return profile.parent / f".{profile.name}.answers"


def read_older_profile(path: str, facts: tuple[Fact, ...]) -> tuple[SourceText, Profile]:
    """The text and the answers of a profile that may have been written for other rules.

    Raises:
        FileError: the file cannot be read.
        ProfileError: it is no profile.
    """
    source, diagnostics = read_source(path)
    if diagnostics:
        raise ProfileError(diagnostics)
    return source, read_profile(source, facts, for_other_rules=True)
