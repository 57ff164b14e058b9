"""The outputs in the README, made anew from the commands above them.

    python -m tests.readme.outputs

Read what has changed before you keep it: a test only says that the README shows what is printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent.parent
README: Final = ROOT / "README.md"
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND: Final = re.compile(r"^\$ ", re.MULTILINE)


def shown(text: str) -> Iterator[tuple[str, str]]:
    """The commands of all console blocks with the output below each; they begin with `$ `."""
    for block in _BLOCK.findall(text):
        for part in _COMMAND.split(block)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def output_of(command: str) -> str:
    """What a shell command prints, on both streams, with the leadoff of this interpreter."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
    }
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "TERM"):
        environment.pop(name, None)
    done = subprocess.run(
        command,
        shell=True,
        check=False,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.decode()


def refreshed(text: str) -> str:
    """A text with each output as it is now."""

    def block(match: re.Match[str]) -> str:
        commands = [part.partition("\n")[0] for part in _COMMAND.split(match.group())[1:]]
        return "".join(f"$ {command}\n{output_of(command)}" for command in commands)

    return _BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), "utf-8")
