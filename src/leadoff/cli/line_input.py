"""Lines typed by a person, or sent through a pipe: the prompt goes to whoever sees it."""

from __future__ import annotations

import sys

from leadoff.cli.terminal import write
from leadoff.render.inert import inert


class UnreadableLineError(Exception):
    """A line is not text in the encoding of standard input."""


def is_interactive() -> bool:
    """Whether there is somebody to ask: standard input and standard error are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class LineInput:
    """Reads lines from standard input.

    Where all three streams are a terminal, `input` prompts, so that a line can be edited and is
    redrawn rightly. Elsewhere that would put the prompt into the answer on standard output.
    """

    def __init__(self) -> None:
        self.is_terminal = sys.stdin is not None and sys.stdin.isatty()
        streams = (sys.stdin, sys.stdout, sys.stderr)
        self._edits = all(stream is not None and stream.isatty() for stream in streams)
        if self._edits:
            # `input` uses it once it is imported; not every Python has it.
            try:
                import readline
            except ImportError:
                return
            readline.set_auto_history(False)

    def line(self, prompt: str) -> str | None:
        """The next line, without its end; None at the end of the input.

        Raises:
            UnreadableLineError: the line is not text.
            FileError: the prompt cannot be written.
        """
        try:
            if self._edits:
                return input(prompt)
            write(sys.stderr, prompt)
            # Line by line in bytes: one that is not text must not take the next ones along.
            data = sys.stdin.buffer.readline() if sys.stdin is not None else b""
            text = data.decode(sys.stdin.encoding) if data else ""
        except EOFError:
            return None
        except UnicodeDecodeError:
            raise UnreadableLineError from None
        if not text:
            return None
        line = text.rstrip("\r\n")
        if not self.is_terminal:
            # Nobody saw it typed: the transcript would lack it.
            write(sys.stderr, f"{inert(line)}\n")
        return line
