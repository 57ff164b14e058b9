"""Which files below a folder are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.errors import unreadable, unwritable
from leadoff.source.folders import files_below

if TYPE_CHECKING:
    from pathlib import Path


def test_files_in_order_but_none_that_are_hidden_or_installed(tmp_path: Path) -> None:
    for name in (
        "b/z.yaml",
        "b/A.YAML",
        "a/x.yaml",
        "a/x.txt",
        ".git/x.yaml",
        "node_modules/x.yaml",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    found = files_below(str(tmp_path), ".yaml", ".json")

    assert found.files == tuple(
        f"{tmp_path}/{name}" for name in ("a/x.yaml", "b/A.YAML", "b/z.yaml")
    )
    assert found.unreadable == ()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = files_below(f"{tmp_path}/missing")

    assert [str(each) for each in found.unreadable] == [f"{tmp_path}/missing: error: no such file"]


def test_what_the_system_does_not_explain() -> None:
    assert unreadable("a", OSError()).reason == "read error"
    assert unwritable("a", OSError()).reason == "cannot be written: write error"
    assert unwritable("a\0", ValueError()).reason == "cannot be written: not a usable file name"
