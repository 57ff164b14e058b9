"""`leadoff.yaml`: found upward, flags win, faults have places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from .command import Done, leadoff

if TYPE_CHECKING:
    from pathlib import Path

RULES = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}}
outcomes: {x: {}}
decide: {by: first}
rules:
  - {id: one, when: {f: true}, gives: x}   # leadoff: ignore[what] it was
"""


class Project(NamedTuple):
    """A repository with a rule file in a folder of it."""

    root: Path

    def lint(self, *arguments: str) -> Done:
        """Lint the rule file from its folder."""
        words = ("lint", "ours.yaml", "--format", "concise", *arguments)
        return leadoff(*words, folder=self.root / "rules")

    def configure(self, text: str) -> None:
        """Write the configuration of the repository."""
        (self.root / "leadoff.yaml").write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / ".git").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.yaml").write_text(RULES, "utf-8")
    return Project(tmp_path)


def codes(done: Done) -> list[str]:
    return [line.split("[")[1][:5] for line in done.out.splitlines() if "[LO" in line]


def test_without_one(project: Project) -> None:
    done = project.lint("--select", "LO7")

    assert (done.code, codes(done)) == (1, ["LO701", "LO704"])


def test_it_is_found_upward_to_the_root_of_the_repository(project: Project) -> None:
    project.configure("lint: {select: [LO7], ignore: [unknown-code], fail-on: note}\n")

    assert (project.lint().code, codes(project.lint())) == (1, ["LO701"])
    (project.root / "rules" / ".git").mkdir()
    assert codes(project.lint("--select", "LO7")) == ["LO701", "LO704"]


def test_flags_win_over_it(project: Project) -> None:
    project.configure("lint: {select: [LO701], ignore: [LO704], fail-on: never}\n")

    assert codes(project.lint("--select", "LO7", "--ignore", "LO701")) == ["LO704"]
    assert project.lint("--select", "LO7", "--fail-on", "note").code == 1
    assert codes(project.lint("--no-config", "--select", "LO7")) == ["LO701", "LO704"]


def test_another_one_can_be_named(project: Project) -> None:
    (project.root / "other.yaml").write_text("lint: {select: [LO704]}\n", "utf-8")

    assert codes(project.lint("--config", str(project.root / "other.yaml"))) == ["LO704"]
    assert project.lint("--config", "missing.yaml").code == 3


def test_patterns_and_rules_are_seen_from_its_folder(project: Project) -> None:
    project.configure(
        "lint:\n  select: [LO7]\n  per-file-ignores: {'rules/**': [LO701]}\n"
        "  rules-for-profiles: {'rules/p*.yaml': rules/ours.yaml}\n",
    )
    (project.root / "rules" / "p.yaml").write_text("f: 1\n", "utf-8")

    assert codes(project.lint("p.yaml")) == ["LO704", "LO004"]


def test_names_of_files_are_seen_from_the_root(project: Project) -> None:
    project.configure("lint: {select: [LO701]}\n")

    assert "file=rules/ours.yaml,line=7" in project.lint("--format", "github").out


def test_an_empty_one_says_nothing(project: Project) -> None:
    for text in ("", "lint:\n", "# nothing yet\n"):
        project.configure(text)

        assert codes(project.lint("--select", "LO7")) == ["LO701", "LO704"]


def test_a_rule_file_of_that_name_is_no_configuration(project: Project) -> None:
    project.configure(RULES)

    assert codes(project.lint("--select", "LO7")) == ["LO701", "LO704"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lnt: {}\n", "1:1: error[LO003]: a configuration has no key `lnt`"),
        ("- 1\n", "1:1: error[LO001]: a configuration is a mapping"),
        ("lint: [\n", "1:7: error[LO001]: this list `[` is not closed"),
        ("lint: 1\n", "1:7: error[LO004]: `lint` is a mapping, not 1"),
        ("lint: {fail_on: x}\n", "1:8: error[LO003]: `lint` has no key `fail_on`"),
        ("lint: {fail-on: x}\n", "1:17: error[LO003]: there is no severity `x`"),
        ("lint: {select: LO1}\n", "1:16: error[LO004]: `select` is a list of codes"),
        ("lint: {select: [LO999]}\n", "1:17: error[LO003]: there is no code `LO999`"),
        ("lint: {select: [1]}\n", "1:17: error[LO004]: an item of `select` is a code, not 1"),
        ("lint: {select: &x [LO1]}\n", "1:16: error[LO001]: anchors such as `&x`"),
        ("lint: {select: !x [LO1]}\n", "1:16: error[LO001]: tags such as `!x`"),
        ("lint: {per-file-ignores: {a: b}}\n", "1:30: error[LO004]: `a` is a list of codes"),
        ("lint: {rules-for-profiles: {a: 1}}\n", "1:32: error[LO004]: `a` is a rule file, not 1"),
    ],
)
def test_faults_have_places(text: str, message: str, project: Project) -> None:
    project.configure(text)

    done = project.lint()

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"{project.root / 'leadoff.yaml'}:{message}")
    path = str(project.root / "leadoff.yaml")
    linted = leadoff("lint", path, "--no-config", "--format", "concise")
    assert f"leadoff.yaml:{message}" in linted.out
