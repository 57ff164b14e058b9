"""`leadoff ask` on a real terminal: a pseudo-terminal at the other end of which the test sits."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Self

import pytest

from leadoff.cli.record import journal_of

from .command import PLAIN

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PATIENCE = 20
"""Seconds without output after which a test gives up."""


class Terminal:
    """A command in a process of its own with a terminal of its own."""

    def __init__(
        self, *arguments: str, columns: int = 80, out: Path | None = None, **env: str
    ) -> None:
        self.shown = ""
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            _become_the_command(arguments, columns, out, env)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._terminal)

    def type(self, text: str) -> None:
        """Type a line once there is a prompt."""
        self._read_until("> ")
        self._wait_until_asleep()
        os.write(self._terminal, text.encode())

    def end(self) -> int:
        """Read to the end; the exit code, or the signal that ended the process, negative."""
        self._read_until(None)
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    def hang_up(self) -> int:
        """Close the terminal; how the process ended."""
        self._read_until("> ")
        os.close(self._terminal)
        self._terminal = os.open(os.devnull, os.O_RDONLY)
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    @property
    def lines(self) -> list[str]:
        """The lines shown, without escape sequences."""
        return _ESCAPE.sub("", self.shown).replace("\r", "").split("\n")

    def _wait_until_asleep(self) -> None:
        """Wait until the command waits for a key.

        Python does not see a Ctrl-C between the prompt of readline and its wait for a key.
        """
        state = Path(f"/proc/{self.process}/stat")
        while state.exists() and state.read_text("ascii").rpartition(") ")[2][0] in "RD":
            time.sleep(0.001)

    def _read_until(self, end: str | None) -> None:
        fresh = ""
        while end is None or not _ESCAPE.sub("", fresh).endswith(end):
            ready, _, _ = select.select([self._terminal], [], [], _PATIENCE)
            assert ready, f"nothing more was shown after: {self.shown[-300:]!r}"
            try:
                data = os.read(self._terminal, 4096)
            except OSError:  # how Linux says that the other end is closed
                data = b""
            if not data:
                assert end is None, f"it ended after: {self.shown[-300:]!r}"
                return
            fresh += data.decode()
            self.shown += data.decode()


def _become_the_command(
    arguments: tuple[str, ...], columns: int, out: Path | None, env: dict[str, str]
) -> None:
    """Run a command instead of the forked process."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        if out is not None:
            os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        words = [sys.executable, "-m", "leadoff", *arguments]
        os.execve(sys.executable, words, {**PLAIN, "TERM": "xterm", **env})
    finally:
        os._exit(99)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "acme.yaml"


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_an_interview_at_any_width(profile: Path, columns: int) -> None:
    with Terminal("ask", str(profile), "--brief", columns=columns) as terminal:
        for line in ("?", "6", "lots", "10", "b", "", "r", "", "b2c", ""):
            terminal.type(f"{line}\n")
        code = terminal.end()

    assert code == 0
    assert "MARKETING FIRST, clear" in terminal.lines
    # A path and a command to copy stay whole.
    wide = [line for line in terminal.lines if len(line) > columns and "acme.yaml" not in line]
    assert wide == []
    assert any(line.endswith("acme.yaml") and "saved" in line for line in terminal.lines)


def test_the_answer_can_go_to_a_file(profile: Path) -> None:
    out = profile.parent / "acme.md"
    with Terminal("ask", str(profile), out=out) as terminal:
        for line in ("6", "10", "2", ""):
            terminal.type(f"{line}\n")
        code = terminal.end()

    assert code == 0
    text = out.read_text("utf-8")
    assert text.startswith("MARKETING FIRST, clear\n")
    assert "Question" not in text
    assert "\x1b" not in text
    assert "> " not in text.split("\n\n")[0]
    assert "MARKETING" not in terminal.shown


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 130), ("q\n", 0)])
@pytest.mark.parametrize("is_redirected", [False, True])
def test_leaving_saves_and_says_how_to_go_on(
    profile: Path, key: str, code: int, *, is_redirected: bool
) -> None:
    out = profile.parent / "out" if is_redirected else None
    with Terminal("ask", str(profile), out=out) as terminal:
        terminal.type("6\n")
        terminal.type(key)
        ended = terminal.end()

    assert ended == code
    assert terminal.lines[-3:] == [
        "Your answers are saved; go on with:",
        f"  leadoff ask {profile}",
        "",
    ]
    assert "months_since_first_sale: 6\n" in profile.read_text("utf-8")


def test_a_closed_terminal_loses_nothing(profile: Path) -> None:
    with Terminal("ask", str(profile)) as terminal:
        terminal.type("6\n")
        terminal.type("u\n")
        ended = terminal.hang_up()

    assert ended == -signal.SIGHUP
    assert journal_of(str(profile)).read_text("utf-8") == (
        '{"fact": "months_since_first_sale", "answer": 6}\n'
        '{"fact": "alternatives_compared", "known": false}\n'
    )
    with Terminal("ask", str(profile)) as terminal:
        terminal.type("q\n")
        terminal.end()
    assert "Question 3 of at most 11" in terminal.lines


def test_a_dumb_terminal_gets_no_escape_sequences(profile: Path) -> None:
    with Terminal("ask", str(profile), "--brief", TERM="dumb") as terminal:
        for line in ("6", "10", "2", ""):
            terminal.type(f"{line}\n")
        terminal.end()

    assert "\x1b" not in terminal.shown


def test_colour_adds_nothing_but_colour(profile: Path) -> None:
    shown = []
    for no_color in ("", "1"):
        with Terminal("ask", str(profile), "--brief", NO_COLOR=no_color) as terminal:
            for line in ("6", "10", "?", "q"):
                terminal.type(f"{line}\n")
            terminal.end()
        shown.append(terminal)
        profile.unlink()
        journal_of(str(profile)).unlink()

    assert shown[0].lines == shown[1].lines
    assert "\x1b[1m" in shown[0].shown
    assert "\x1b[1m" not in shown[1].shown


def test_leadoff_alone_is_an_interview(tmp_path: Path) -> None:
    with Terminal(XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.type("6\n")
        terminal.type("q\n")
        assert terminal.end() == 0
    assert terminal.lines[-3:] == ["Your answers are saved; go on with:", "  leadoff ask", ""]

    with Terminal(XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.type("\n")
        terminal.type("q\n")
        assert terminal.end() == 0
    assert "An interview with 1 answer was left before its end." in terminal.lines
    assert "Question 2 of at most 11" in terminal.lines
