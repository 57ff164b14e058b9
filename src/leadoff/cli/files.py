"""Writing files so that none is ever half written, and holding one so that no other run does."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from leadoff.errors import FileError, unwritable

_OWNER_ALONE = 0o600
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole: under another name first, then renamed over what was there.

    Whatever happens meanwhile, the path holds the old content or the new one. A link is followed;
    an existing file keeps its permissions, and what is no file, such as a device, is left alone.

    Raises:
        FileError: it cannot be written; nothing has changed then.
    """
    # Imported late: an interview that goes on reading answers need not wait for it.
    from tempfile import mkstemp

    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise FileError(str(path), "cannot be written: not a regular file")
    try:
        number, name = mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(_mode_of(target))
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise unwritable(str(path), error) from None


def _mode_of(path: Path) -> int:
    """The permissions of a file, or those that a new one gets."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as lasting as the files are, where the system can."""
    if sys.platform != "win32":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


class HeldFile:
    """A file open for appending, held against other processes until it is closed.

    The operating system lets go of it when the process ends, however it ends.
    """

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self._number = number

    @classmethod
    def opened(cls, path: Path) -> HeldFile | None:
        """The file, made if it is not there; None where another process holds it.

        Raises:
            FileError: it cannot be opened or made.
        """
        try:
            while True:
                number = os.open(path, _FLAGS, _OWNER_ALONE)
                if not _hold(number):
                    os.close(number)
                    return None
                # Who held it before may have removed it: then this is no file of that name.
                if _is_there(path, number):
                    sync_folder(path.parent)
                    return cls(path, number)
                os.close(number)
        except (OSError, ValueError) as error:
            raise unwritable(str(path), error) from None

    def read(self) -> bytes:
        """All that is in it."""
        with open(self._number, "rb", closefd=False) as file:
            file.seek(0)
            return file.read()

    def cut(self, length: int) -> None:
        """Leave out all but the first `length` bytes."""
        os.ftruncate(self._number, length)

    def append(self, text: str) -> None:
        """Append a text; when this returns, it is on the disk.

        Raises:
            FileError: it cannot be written.
        """
        try:
            data = text.encode("utf-8")
            os.lseek(self._number, 0, os.SEEK_END)
            while data:
                data = data[os.write(self._number, data) :]
            os.fsync(self._number)
        except OSError as error:
            raise unwritable(str(self.path), error) from None

    def close(self, *, remove: bool = False) -> None:
        """Let go of the file, and remove it if asked to."""
        if remove and sys.platform != "win32":
            # While it is held, so that nobody loses what they append in between.
            with contextlib.suppress(OSError):
                self.path.unlink()
        os.close(self._number)
        if remove and sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()


def _is_there(path: Path, number: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(number))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _hold(number: int) -> bool:
        # A byte far behind the content, which others may then still read.
        os.lseek(number, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _hold(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
