"""Calling the command: inside this process for speed, as a process where that is the point."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from leadoff.cli.app import run

ROOT = Path(__file__).parent.parent.parent
PLAIN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "TERM"}
}


class Done(NamedTuple):
    """What a command did: its exit code and what it wrote."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream that keeps what is written, and says whether it is a terminal."""

    def __init__(self, encoding: str, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def leadoff(
    *arguments: str,
    stdin: bytes = b"",
    encoding: str = "utf-8",
    folder: Path = ROOT,
    is_terminal: bool = False,
    **env: str,
) -> Done:
    """Run a command in this process, by default from the root of the repository."""
    out, err = (_Stream(encoding, is_terminal=is_terminal) for _ in range(2))
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            mock.patch.dict(os.environ, {**PLAIN, **env}, clear=True),
            mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin))),
            mock.patch("sys.stdout", out),
            mock.patch("sys.stderr", err),
        ):
            code = run(list(arguments))
    finally:
        os.chdir(before)
    return Done(int(code), _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def process(*arguments: str, shell_suffix: str = "", **env: str) -> Done:
    """Run a command as a process of its own, through a shell; `shell_suffix` redirects it."""
    quoted = " ".join(f"'{word}'" for word in (sys.executable, "-m", "leadoff", *arguments))
    done = subprocess.run(
        ["bash", "-c", f"{quoted} {shell_suffix}"],
        cwd=ROOT,
        env={**PLAIN, **env},
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
