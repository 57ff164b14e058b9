"""What leadoff raises: every class here is one kind of situation a caller can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Diagnostic


class LeadoffError(Exception):
    """The base of everything leadoff raises on purpose."""


class FileError(LeadoffError):
    """A file cannot be read or written, whatever is in it: missing, a directory, no permission.

    The message is one line, without the path's content.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: error: {reason}")
        self.path = path
        self.reason = reason


def unreadable(path: str, error: OSError | ValueError) -> FileError:
    """The error for a file or folder that cannot be read."""
    match error:
        case FileNotFoundError():
            reason = "no such file"
        case PermissionError():
            reason = "no permission to read it"
        case IsADirectoryError():
            reason = "is a folder, not a file"
        case _:
            reason = _reason(error, "read error")
    return FileError(path, reason)


def unwritable(path: str, error: OSError | ValueError) -> FileError:
    """The error for a file, a folder or a stream that cannot be written."""
    return FileError(path, f"cannot be written: {_reason(error, 'write error')}")


def _reason(error: OSError | ValueError, unknown: str) -> str:
    """What the system says of an error; a name that no file can have is a ValueError."""
    if isinstance(error, OSError):
        return (error.strerror or unknown).lower()
    return "not a usable file name"


class ReaderGoneError(LeadoffError):
    """Whoever reads the output went away, as `head` does; not a fault worth a message."""


class LocatedError(LeadoffError):
    """The content of a file or mapping is wrong; `diagnostics` says where and what to write.

    Sorted by position; warnings that were found on the way are among them.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        """The messages one below the other, each with its place and help."""
        return "\n".join(map(str, self.diagnostics))


class RuleSetError(LocatedError):
    """A rule file is wrong."""


class ProfileError(LocatedError):
    """A profile is wrong."""


class PlaybookError(LocatedError):
    """A playbook is wrong."""


class CasesError(LocatedError):
    """A file of cases is wrong."""


class ModelError(LeadoffError):
    """No pydantic model, or one with a field that cannot be a fact; the message names it."""


class AnswerError(LocatedError):
    """An answer typed on the command line is wrong; each place is in the words as typed."""


class UsageError(LeadoffError):
    """A command was called in a way it does not know; the message is one line."""
