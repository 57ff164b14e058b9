"""Bytes from a file or standard input, as text."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import SourceText
from leadoff.errors import FileError, unreadable

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Diagnostic

MOST_BYTES = 2 * 1024 * 1024
"""The largest file that is read: about 14,000 rules."""

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
"""The name of what stands on standard input, in messages."""

_OTHER_UNICODE = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_source(path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """The text of a file (`-` is standard input) and what is wrong with its bytes.

    With an error among the diagnostics, the text holds what came before the first bad byte.

    Raises:
        FileError: the file is missing, unreadable or not a regular file.
    """
    if path == STANDARD_INPUT:
        return decode(_standard_input(), STANDARD_INPUT_NAME)
    return decode(_file_bytes(path), path)


def decode(data: bytes, name: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """The text in UTF-8 bytes, without a byte order mark, and what is wrong with them."""
    if len(data) > MOST_BYTES:
        size = f"it is larger than {MOST_BYTES:,} bytes"
        help = "split it, or leave data out"
        return _refused(SourceText(name, "", data), f"this file is too large: {size}", help)
    for mark, encoding in _OTHER_UNICODE.items():
        if data.startswith(mark):
            message = f"this file is {encoding}, not UTF-8"
            return _refused(SourceText(name, "", data), message, "save it as UTF-8")
    content = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return SourceText(name, content.decode("utf-8"), data), ()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        message = f"this byte is not UTF-8 text: 0x{content[error.start]:02X}"
        return _refused(SourceText(name, before, data), message, "save the file as UTF-8")


def _refused(
    source: SourceText, message: str, help: str
) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    end = len(source.text)
    collector = Collector(source)
    collector.error(Code.SYNTAX, (end, end + 1), message, help)
    return source, collector.sorted()


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise FileError(STANDARD_INPUT_NAME, "standard input is closed")
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(STANDARD_INPUT_NAME, error) from None


def _file_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(path, "is not a regular file; use `-` to read standard input")
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path or "''", error) from None


def _without_waiting(path: str, flags: int) -> int:
    # A named pipe without a writer must be refused, not waited for.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
