"""The two output streams: what each can show, and writing to them."""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final, Literal, TextIO

from leadoff.errors import FileError, LeadoffError, ReaderGoneError, unwritable
from leadoff.render.inert import without_workflow_commands
from leadoff.render.style import ASCII, Glyphs, PageStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

Color = Literal["auto", "always", "never"]

STANDARD_OUTPUT: Final = "<stdout>"
"""The name of standard output in messages."""


def page_style(stream: TextIO | None, color: Color, environment: Mapping[str, str]) -> PageStyle:
    """What a stream can show: width, colour, and characters beyond ASCII."""
    is_terminal = stream is not None and stream.isatty()
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < len(columns) < 6 and int(columns) > 0:
        width = int(columns)
    else:
        width = get_terminal_size().columns if is_terminal else 80
    encoding = getattr(stream, "encoding", None) or "utf-8"
    glyphs = Glyphs() if _can_encode(encoding, "".join(Glyphs())) else ASCII
    colored = _wants_color(is_terminal, color, environment)
    return PageStyle(width, colored, glyphs, encoding, is_terminal)


def write(stream: TextIO | None, text: str, *, commands: bool = False) -> None:
    """Write a text whole; characters the stream cannot encode are written as escapes.

    With `commands` the text is there to command the build log, and has made inert what it quotes.

    Raises:
        FileError: the stream is closed, or the disk behind it is full.
        ReaderGoneError: the reader went away.
    """
    if stream is None:
        raise output_closed()
    if os.environ.get("GITHUB_ACTIONS") == "true" and not commands:
        text = without_workflow_commands(text)
    encoding = stream.encoding or "utf-8"
    try:
        if hasattr(stream, "buffer"):
            stream.flush()
            stream.buffer.write(text.encode(encoding, "backslashreplace"))
        else:
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # Not passed on as it is: typer takes it for an error of its own and exits with 1.
        detach(stream)
        raise ReaderGoneError from None
    except OSError as error:
        # What is still buffered would fail a second time when the interpreter ends.
        detach(stream)
        raise unwritable(f"<{stream.name.strip('<>')}>", error) from None


def output_closed() -> FileError:
    """The error for a command that was given no standard output."""
    return FileError(STANDARD_OUTPUT, "standard output is closed")


def tell(text: str) -> None:
    """Write a message to standard error; where nobody can read it, the command goes on."""
    try:
        write(sys.stderr, text)
    except LeadoffError:
        detach(sys.stderr)


def detach(stream: TextIO | None) -> None:
    """Let a broken stream lead nowhere, so that closing it at the end is silent."""
    if stream is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError):
        sys.stdout = sys.stderr = None
    finally:
        os.close(nowhere)


def _wants_color(is_terminal: bool, color: Color, environment: Mapping[str, str]) -> bool:
    if color != "auto":
        return color == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def _can_encode(encoding: str, characters: str) -> bool:
    try:
        characters.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
