"""`leadoff init`: what it writes works at once, and nothing that is there is touched."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from leadoff import __version__

from .command import ROOT, leadoff
from .test_golden import check
from .test_inert_text import AT_HOME, DANGEROUS, RUNNER, _assert_inert, _file_name

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = [
    *("rules/repair-or-replace.yaml", "rules/repair-or-replace.tests.yaml"),
    *("profiles/old-kettle.yaml", ".github/workflows/rules.yml", ".pre-commit-config.yaml"),
    *("schemas/rules.schema.json", "schemas/tests.schema.json", "schemas/profile.schema.json"),
]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_it_says(tmp_path: Path) -> None:
    done = leadoff("init", str(tmp_path / "new"))

    assert (done.code, done.err) == (0, "")
    assert sorted(_files(tmp_path / "new")) == sorted(WRITTEN)
    check("init", done.out.replace(str(tmp_path), "FOLDER"))
    check("help-init", leadoff("init", "--help").out)
    check("help-schema", leadoff("schema", "--help").out)


def test_the_commands_it_shows_next_run(tmp_path: Path) -> None:
    folder = tmp_path / "with blank"
    done = leadoff("init", str(folder))

    test, _lint, advise = done.out.partition("Next:\n")[2].splitlines()
    assert test == f"  leadoff test '{folder}/rules' --coverage"
    found = leadoff("test", str(folder / "rules"), "--min-coverage", "100")
    assert (found.code, found.err) == (0, "")
    rules, profile = folder / "rules/repair-or-replace.yaml", folder / "profiles/old-kettle.yaml"
    assert advise == f"  leadoff advise '{profile}' --rules '{rules}'"
    assert leadoff("advise", str(profile), "--rules", str(rules)).code == 0


def test_each_file_names_a_schema_that_was_written(tmp_path: Path) -> None:
    leadoff("init", str(tmp_path))

    for name in WRITTEN[:3]:
        line = (tmp_path / name).read_text("utf-8").splitlines()[0]
        schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert schema is not None
        assert "$schema" in json.loads(((tmp_path / name).parent / schema[1]).read_text("utf-8"))


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    mine = tmp_path / "rules" / "repair-or-replace.yaml"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    (tmp_path / ".pre-commit-config.yaml").symlink_to(tmp_path / "nowhere")

    done = leadoff("init", str(tmp_path))

    assert done.code == 0
    assert f"  left as it is  {mine}\n" in done.out
    assert f"  left as it is  {tmp_path}/.pre-commit-config.yaml\n" in done.out
    assert mine.read_text("utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_where_every_file_is_there_nothing_is_written(tmp_path: Path) -> None:
    leadoff("init", str(tmp_path))
    before = _files(tmp_path)

    done = leadoff("init", str(tmp_path))

    assert done.code == 3
    assert done.err == f"leadoff: nothing written to {tmp_path}: every file is there\n"
    assert done.out.count("left as it is") == len(WRITTEN)
    assert _files(tmp_path) == before


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("a-file", "{}/a-file/rules: error: is not a folder"),
        ("", "{}/rules: error: is a file, and a folder is needed"),
        ("x" * 300, "error: cannot be written: file name too long"),
    ],
)
def test_a_place_that_cannot_be_written(folder: str, said: str, tmp_path: Path) -> None:
    for name in ("a-file", "rules"):
        (tmp_path / name).write_text("", "utf-8")

    done = leadoff("init", str(tmp_path / folder))

    assert (done.code, done.out) == (3, "")
    assert said.format(tmp_path) in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", DANGEROUS)
def test_a_folder_name_commands_nothing(name: str, runner: str, tmp_path: Path) -> None:
    folder = str(tmp_path / _file_name(name))

    for code in (0, 3):
        done = leadoff("init", folder, GITHUB_ACTIONS=runner)

        assert done.code == code
        _assert_inert(done, runner)
    _assert_inert(leadoff("init", f"{DANGEROUS[name]}\x00", GITHUB_ACTIONS=runner), runner)


def test_the_same_files_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        leadoff("init", str(tmp_path / name))

    assert _files(tmp_path / "one") == _files(tmp_path / "two")


# --- what others run: workflow, hooks, action ---------------------------------------------------


def test_what_ci_files_run_are_commands(tmp_path: Path) -> None:
    leadoff("init", str(tmp_path))
    files = [ROOT / ".pre-commit-hooks.yaml", ROOT / "action.yml"]
    files += [
        tmp_path / name for name in (".github/workflows/rules.yml", ".pre-commit-config.yaml")
    ]

    for file in files:
        text = file.read_text("utf-8")
        assert yaml.safe_load(text)
        assert "LEADOFF_VERSION" not in text
        assert set(re.findall(r"leadoff\"? (lint|test)\b", text)) == {"lint", "test"}
    for file in files[2:]:
        assert f"leadoff=={__version__}" in file.read_text("utf-8")


def test_text_from_outside_is_no_part_of_the_actions_scripts() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]

    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 3
    assert [script for script in scripts if "${{" in script] == []


NOTED = """#!/bin/sh
printf '%s|' "${0##*/}" "$@" >> "$NOTES"
if [ "$2" = venv ]; then mkdir -p "$3/$FOLDER"; cp "$0" "$3/$FOLDER/python"; fi
"""
"""A command that notes how it was called; a `venv` it makes has this command as its Python."""


def _step(name: str, folder: Path, **env: str) -> tuple[str, str]:
    """What a step of the action calls, its words ended by bars, and what it hands on."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == name)
    commands = folder / "commands"
    commands.mkdir(exist_ok=True)
    for command in ("leadoff", "python"):
        (commands / command).write_text(NOTED, "utf-8")
        (commands / command).chmod(0o755)
    notes, outputs = folder / "notes", folder / "outputs"
    files = {"NOTES": str(notes), "GITHUB_OUTPUT": str(outputs), "RUNNER_TEMP": str(folder)}
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": f"{commands}:/usr/bin:/bin", "BIN": str(commands), **files, **env},
        capture_output=True,
        check=True,
    )
    read = [file.read_text("utf-8") if file.exists() else "" for file in (notes, outputs)]
    return read[0], read[1]


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        ("rules", "rules|"),
        ("rules  more ", "rules|more|"),
        ("one line\n", "one|line|"),
        ("rules\nmore\n", "rules|more|"),
        ("our rules\n\n*.yaml\n", "our rules|*.yaml|"),
        ("*", "*|"),
    ],
)
def test_the_action_takes_all_paths(paths: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.tests.yaml").touch()

    called, _ = _step("Prove", tmp_path, PATHS=paths, FAIL_ON="")

    assert called == f"leadoff|lint|--|{words}"


@pytest.mark.parametrize("paths", ["rules our", "our rules\nmore"])
def test_the_action_runs_the_cases_of_all_paths(paths: str, tmp_path: Path) -> None:
    names = paths.split("\n" if "\n" in paths else " ")
    for name in names:
        (tmp_path / name).mkdir()
    cases = tmp_path / names[-1] / "a.tests.yaml"

    assert _step("Test", tmp_path, PATHS=paths) == ("", "")
    cases.touch()
    assert _step("Test", tmp_path, PATHS=paths)[0] == (
        f"leadoff|test|--format|github|--|{'|'.join(names)}|"
    )


def test_the_action_overrides_no_configuration(tmp_path: Path) -> None:
    called, _ = _step("Prove", tmp_path, PATHS="rules", FAIL_ON="note")

    assert called == "leadoff|lint|--fail-on=note|--|rules|"
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert not action["inputs"]["fail-on"]["default"]


@pytest.mark.parametrize("folder", ["bin", "Scripts"])
def test_the_action_finds_its_commands_on_any_system(folder: str, tmp_path: Path) -> None:
    env = {"VERSION": "1.2", "ACTION": "here", "FOLDER": folder}
    called, handed_on = _step("Install leadoff", tmp_path, **env)

    place = tmp_path / "leadoff"
    installed = "python|-m|pip|install|--quiet|leadoff==1.2|"
    assert called == f"python|-m|venv|{place}|{installed}"
    assert handed_on == f"bin={place / folder}\n"
