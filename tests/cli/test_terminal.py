"""What the streams can show, and text that must not command them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Literal

import pytest

from leadoff.cli.terminal import page_style
from leadoff.render.inert import inert, inert_line, without_workflow_commands
from leadoff.render.style import ASCII, Glyphs

from .command import leadoff

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "[/] [bold]x ::error::y ##[group]z \x1b[31mred\x07 \u202edlrow\u2066 \x9b1m"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "environment", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_on_a_terminal(
    color: Literal["auto", "always", "never"], environment: dict[str, str], *, expected: bool
) -> None:
    assert page_style(Terminal(), color, environment).color is expected


def test_no_colour_in_a_pipe() -> None:
    assert page_style(io.StringIO(), "auto", {}).color is False


def test_width_is_that_of_the_environment_or_eighty_in_a_pipe() -> None:
    assert page_style(io.StringIO(), "auto", {}).width == 80
    assert page_style(io.StringIO(), "auto", {"COLUMNS": "55"}).width == 55
    assert page_style(io.StringIO(), "auto", {"COLUMNS": "wide"}).width == 80
    assert page_style(Terminal(), "auto", {}).width > 0


def test_glyphs_are_those_the_stream_can_encode() -> None:
    ascii_stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    assert page_style(ascii_stream, "auto", {}).glyphs == ASCII
    assert page_style(None, "auto", {}).glyphs == Glyphs()


def test_inert_text_shows_what_it_holds() -> None:
    assert inert("a\tb\nc\x1b[0m\u202e\x9b") == "a b c\\x1b[0m\\u{202e}\\x9b"
    assert inert_line("a\tb\x1b\u202e") == "a\tb��"


def test_workflow_commands_are_broken() -> None:
    text = "::error::x\n  ::warning::y\nz ##[group]q ##vso[task]\nfine: ::"

    assert without_workflow_commands(text) == (
        ": :error::x\n  : :warning::y\nz # #[group]q # #vso[task]\nfine: ::"
    )


def _hostile_files(folder: Path) -> tuple[str, str]:
    rules, profile = folder / "rules.yaml", folder / "profile.yaml"
    text = json.dumps(HOSTILE).replace("\\u001b", "").replace("\\u0007", "").replace("\\u009b", "")
    rules.write_text(
        f"leadoff: 1\ntitle: {text}\nprofile: none\n"
        f"facts:\n  a: {{kind: text, question: {text}, help: {text}}}\n"
        f"outcomes: {{x: {{label: {text}, headline: {text}}}, y: {{}}}}\n"
        f"strengths: {{s: 1}}\ndecide: {{by: votes}}\nrules:\n"
        f"  - {{id: r, title: {text}, when: {{a: {text}}}, votes: x, strength: s, quote: {text},\n"
        f"     because: {text}, source: {text}, note: {text}, advises: {text}}}\n",
        "utf-8",
    )
    profile.write_text(f"name: {text}\na: {text}\n", "utf-8")
    return str(rules), str(profile)


def _is_inert(text: str) -> bool:
    return not any(character in text for character in "\x1b\x07\x9b\u202e\u2066")


def test_hostile_rules_and_profiles_come_out_inert(tmp_path: Path) -> None:
    rules, profile = _hostile_files(tmp_path)
    for options in ((), ("--why", "all"), ("--brief",), ("--color", "always")):
        done = leadoff("advise", profile, "--rules", rules, *options)

        assert (done.code, done.err) == (0, "")
        assert _is_inert(done.out.replace("\x1b[", "") if "always" in options else done.out)
        assert "[/] [bold]x" in done.out
    assert _is_inert(leadoff("facts", "a", "--rules", rules).out)


def test_hostile_text_stays_valid_json(tmp_path: Path) -> None:
    rules, profile = _hostile_files(tmp_path)

    done = leadoff("advise", profile, "--rules", rules, "--format", "json")

    found = json.loads(done.out)
    assert found["firings"][0]["quote"] == found["profile"]["name"] == found["label"]


def test_hostile_text_commands_no_build_log(tmp_path: Path) -> None:
    rules, profile = _hostile_files(tmp_path)

    done = leadoff("advise", profile, "--rules", rules, GITHUB_ACTIONS="true")

    assert "##[" not in done.out
    assert not any(line.lstrip().startswith("::") for line in done.out.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ("advise", "\x1b[31m.yaml"),
        ("advise", "examples/cafe.yaml", "--set", "\x1b[31m=1"),
        ("advise", "examples/cafe.yaml", "--set", "industry"),
        ("advise", "examples/cafe.yaml", "--expect", "\x1b[31m"),
        ("facts", "\x1b]0;title\x07"),
        ("\x1b[31m",),
        ("advise", "--\x1b[31m"),
    ],
)
def test_hostile_arguments_come_out_inert(arguments: tuple[str, ...]) -> None:
    done = leadoff(*arguments)

    assert done.code in {2, 3}
    assert _is_inert(done.err)


def test_a_file_name_with_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\n::error::b.yaml"
    path.write_text("deciders: 0\n", "utf-8")

    done = leadoff("advise", str(path), GITHUB_ACTIONS="true")

    assert not any(line.startswith("::") for line in done.err.splitlines())
    assert "a ::error::b.yaml:1:11" in done.err


def test_on_a_terminal_a_line_stands_between_a_warning_and_the_answer() -> None:
    warned = ("advise", "examples/cafe.yaml", "--set", "repeat_revenue_share=0.5")

    assert leadoff(*warned, is_terminal=True, NO_COLOR="1").err.endswith("\n1 warning\n\n")
    assert leadoff(*warned).err.endswith("\n1 warning\n")
