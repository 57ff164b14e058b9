"""Playbooks are linted with the rule file that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import Done, leadoff

if TYPE_CHECKING:
    from pathlib import Path

RULES = """\
leadoff: 1
profile: none
facts: {rain: {kind: flag}}
outcomes: {walk: {}, ride: {}}
decide: {by: unique}
playbook: book.yaml
rules:
  - {id: wet, when: {rain: true}, gives: ride}
  - {id: dry, when: {rain: false}, gives: walk}
"""
BOOK = """\
leadoff-playbook: 1
items: {a: {kind: activity, owner: sales}, b: {kind: activity, owner: sales}}
phases:
  p: {owner: both, weeks: 1, entry: e, exit: x, measure: m, do: [a, b]}
plans: {walk: {phases: [p]}, ride: {phases: [p]}}
before: [{order: [a, b], because: A comes first.}]
"""


def lint(folder: Path, rules: str, book: str | None, *arguments: str) -> Done:
    (folder / "rules.yaml").write_text(rules, "utf-8")
    if book is not None:
        (folder / "book.yaml").write_text(book, "utf-8")
    paths = arguments or (".",)
    return leadoff("lint", *paths, "--format", "concise", "--ignore", "LO5,LO7", folder=folder)


def test_a_playbook_that_keeps_its_promises_is_counted_and_clean(tmp_path: Path) -> None:
    done = lint(tmp_path, RULES, BOOK)

    assert done.code == 0
    assert "1 rule file and 1 playbook" in done.out


def test_a_broken_promise_is_shown_with_a_profile_that_gets_the_plan(tmp_path: Path) -> None:
    done = lint(tmp_path, RULES, BOOK.replace("do: [a, b]", "do: [b, a]"))

    assert done.code == 1
    assert done.out.splitlines()[:2] == [
        "book.yaml:6:11: error[LO405]: in the plan for `ride` `a` does not begin before `b`",
        "book.yaml:6:11: error[LO405]: in the plan for `walk` `a` does not begin before `b`",
    ]


def test_an_answer_without_a_plan_is_a_note(tmp_path: Path) -> None:
    done = lint(tmp_path, RULES, BOOK.replace(", ride: {phases: [p]}", ""))

    assert done.out.startswith(
        "book.yaml:5:1: note[LO406]: there is no plan for `ride`, which can be the answer\n"
    )


def test_an_answer_that_cannot_be_needs_no_plan(tmp_path: Path) -> None:
    rules = RULES.replace("rain: true}, gives: ride", "rain: true}, gives: walk")

    assert "LO406" not in lint(tmp_path, rules, BOOK.replace(", ride: {phases: [p]}", "")).out


@pytest.mark.parametrize("named", [(".",), ("rules.yaml",), ("book.yaml",)])
def test_a_fault_of_a_playbook_is_reported_once_whatever_is_named(
    named: tuple[str, ...], tmp_path: Path
) -> None:
    done = lint(tmp_path, RULES, BOOK.replace("kind: activity", "kind: task", 1), *named)

    assert done.code != 0
    assert done.out.count("error[LO003]: there is no kind `task`") == 1
    assert "book.yaml:2:19:" in done.out


def test_a_missing_playbook_is_shown_where_it_is_named(tmp_path: Path) -> None:
    done = lint(tmp_path, RULES, None)

    assert done.out.startswith(
        "rules.yaml:6:11: error[LO003]: the playbook `book.yaml` cannot be read: no such file\n"
    )


def test_an_answer_says_where_a_missing_playbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")

    done = leadoff("advise", "-", "--rules", "rules.yaml", folder=tmp_path, stdin=b"rain: true")

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(
        "rules.yaml:6:11: error[LO003]: the playbook `book.yaml` cannot be read: no such file\n"
    )


def test_a_playbook_that_nobody_names_says_so(tmp_path: Path) -> None:
    done = lint(tmp_path, RULES.replace("playbook: book.yaml\n", ""), BOOK)

    assert "book.yaml:1:1: warning[LO003]: no rule file in this folder names" in done.out


def test_a_suppression_in_a_playbook_counts_there(tmp_path: Path) -> None:
    book = BOOK.replace("do: [a, b]", "do: [b, a]").replace(
        "before:", "# leadoff: ignore[LO405] we know\nbefore:"
    )

    done = lint(tmp_path, RULES, book)

    assert done.code == 0
    assert "LO405" not in done.out
