"""`-o`: reports in files, whole or not at all, and over nothing but a report."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from .command import ROOT, leadoff

if TYPE_CHECKING:
    from pathlib import Path

CAFE = str(ROOT / "examples" / "cafe.yaml")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!doctype html>"),
        ("a.md", "# Marketing first, clear"),
        ("a.json", "{"),
        ("a.txt", "MARKETING FIRST"),
        ("html:a", "<!doctype html>"),
    ],
)
def test_the_extension_or_a_prefix_says_the_format(name: str, begins: str, tmp_path: Path) -> None:
    done = leadoff("advise", CAFE, "--format", "value", "-o", name, folder=tmp_path)

    path = tmp_path / name.removeprefix("html:")
    assert (done.code, done.out) == (0, "marketing-first\n")
    assert done.err == f"{path.name}: written\n"
    assert path.read_text("utf-8").startswith(begins)


def test_several_reports_at_once(tmp_path: Path) -> None:
    done = leadoff("advise", CAFE, "--brief", "-o", "a.md", "-o", "a.json", folder=tmp_path)

    assert done.code == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["plan"]["answer"]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.json"])
def test_a_report_replaces_a_report_and_nothing_else(name: str, tmp_path: Path) -> None:
    write = ("advise", CAFE, "--brief", "-o", name)
    (tmp_path / name).write_text("<p>mine</p>", "utf-8")

    refused = leadoff(*write, folder=tmp_path)
    kept = (tmp_path / name).read_text("utf-8")
    forced = leadoff(*write, "--force", folder=tmp_path)
    again = leadoff(*write, folder=tmp_path)

    assert (refused.code, kept) == (3, "<p>mine</p>")
    assert refused.err.startswith(f"{name}: error: is not a report of leadoff")
    assert (forced.code, again.code) == (0, 0)


def test_an_unknown_extension_is_told_before_anything_is_done(tmp_path: Path) -> None:
    done = leadoff("advise", CAFE, "-o", "a.pdf", folder=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert "names no format" in done.err


def test_no_name_is_no_file(tmp_path: Path) -> None:
    done = leadoff("advise", CAFE, "-o", "", folder=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("leadoff: -o names a file: write its path\n")


def test_one_file_takes_one_report(tmp_path: Path) -> None:
    done = leadoff("advise", CAFE, CAFE, "-o", "a.md", folder=tmp_path)

    assert (done.code, done.out) == (2, "")
    assert not (tmp_path / "a.md").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = leadoff("advise", CAFE, "--brief", "-o", "no/a.md", folder=tmp_path)

    assert done.code == 3
    assert done.err.endswith("no/a.md: error: cannot be written: no such file or directory\n")


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_what_is_no_file_is_left_alone(options: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()

    for name in ("pipe.md", "folder.md"):
        done = leadoff("advise", CAFE, "--brief", "-o", name, *options, folder=tmp_path)

        assert done.code == 3
        assert done.err.startswith(f"{name}: error: cannot be written")
    assert (tmp_path / "pipe.md").is_fifo()


def test_a_new_report_gets_the_permissions_that_the_user_gives(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        leadoff("advise", CAFE, "--brief", "-o", "b.md", folder=tmp_path)
    finally:
        os.umask(old)

    assert (tmp_path / "b.md").stat().st_mode & 0o777 == 0o600


REDACTED = """\
leadoff: 1
profile: none
facts: {town: {kind: text}, share: {kind: number, unit: percent}}
outcomes: {a: {}, b: {}}
decide: {by: first, otherwise: b}
rules: [{id: r, when: {town: Rome, share: {above: 0}}, gives: a}]
"""


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("profiles", [("acme.yaml",), ("acme.yaml", "acme.yaml")])
def test_redacted_output_names_nobody(
    format: str, profiles: tuple[str, ...], tmp_path: Path
) -> None:
    """Not in what would change the answer, in a warning, in a command or in the name of a file."""
    (tmp_path / "rules.yaml").write_text(REDACTED)
    (tmp_path / "acme.yaml").write_text("name: Acme\ntown: Acmeville\nshare: 0.6\n")
    options = ("--rules", "rules.yaml", "--set", "town = Acmetown", "--set", "name=Acme")
    called = ("advise", *profiles, *options, "--format", format)
    told, done = (leadoff(*called, *more, folder=tmp_path) for more in ((), ("--redact",)))

    assert done.code == 0
    assert told.out.lower().count("acme") >= 3
    assert "acme" not in done.out.lower()
    assert "left out" in done.out


def test_redacted_answers_of_ask_name_nobody(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text((ROOT / CAFE).read_text("utf-8").replace("food", "Acme"))
    done = leadoff("ask", "acme.yaml", "--redact", "--full", folder=tmp_path)

    assert done.code == 0
    assert "leadoff whatif PROFILE --flips" in done.out
    assert "acme" not in done.out.lower()


@pytest.mark.parametrize("options", [("--no-plan",), ("--plan", "none")])
def test_without_a_plan(options: tuple[str, ...]) -> None:
    assert "The plan" in leadoff("advise", CAFE).out
    assert "The plan" not in leadoff("advise", CAFE, *options).out


def test_a_whole_plan_says_how_everything_is_done() -> None:
    short, whole = leadoff("advise", CAFE).out, leadoff("advise", CAFE, "--plan", "full").out

    assert "Make the last steps short" not in short
    assert "Make the last steps short" in whole
