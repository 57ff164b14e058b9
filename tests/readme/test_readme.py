"""Every command the README shows is run, and its output compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.readme.outputs import README, ROOT, output_of, shown

if TYPE_CHECKING:
    from pathlib import Path

TEXT = README.read_text("utf-8")
COMMANDS = dict(shown(TEXT))
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_command(command: str) -> None:
    assert output_of(command) == COMMANDS[command]


def test_readme_rule_file_is_sound_and_decides(tmp_path: Path) -> None:
    (rules,) = (block for block in _YAML.findall(TEXT) if block.startswith("leadoff: 1"))
    path = tmp_path / "rules.yaml"
    path.write_text(rules, "utf-8")
    profile = tmp_path / "profile.yaml"
    profile.write_text("sky: snow\ndistance: 1\n", "utf-8")

    advised = output_of(f"leadoff advise {profile} --rules {path} --format value")
    linted = output_of(f"leadoff lint {path} --format concise --fail-on error; echo $?")

    assert advised == "bus\n"
    assert linted.endswith("0\n")


def test_readme_cases_are_those_of_the_example() -> None:
    (cases,) = (block for block in _YAML.findall(TEXT) if block.startswith("cases:"))
    file = (ROOT / "examples" / "elsewhere" / "bike-or-bus.tests.yaml").read_text("utf-8")

    assert " ".join(cases.split()).removeprefix("cases: ") in " ".join(file.split())
