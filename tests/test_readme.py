"""Every command the README shows is run, and its output compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """A command as the README shows it, and the output below it."""

    command: str
    output: str


def shown_commands(text: str) -> list[Shown]:
    """The commands of all console blocks; a command begins with `$ `."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Shown(command, output))
    return found


def run(command: str) -> str:
    """What a shell command prints, on both streams, with the leadoff of this interpreter."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
    }
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        environment.pop(name, None)
    done = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.decode()


@pytest.mark.parametrize(
    "shown", shown_commands(README.read_text("utf-8")), ids=lambda s: s.command
)
def test_readme_command(shown: Shown) -> None:
    assert run(shown.command) == shown.output


def test_readme_rule_file_loads(tmp_path: Path) -> None:
    (rules,) = re.findall(
        r"^```yaml\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    path = tmp_path / "rules.yaml"
    path.write_text(rules, "utf-8")
    profile = tmp_path / "profile.yaml"
    profile.write_text("sky: snow\ndistance: 1\n", "utf-8")

    assert run(f"leadoff advise {profile} --rules {path} --format value") == "bus\n"
