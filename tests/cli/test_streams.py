"""Real processes: exit codes, and what goes to which stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from .command import ROOT, Done, leadoff, process

if TYPE_CHECKING:
    from pathlib import Path

CAFE = "examples/cafe.yaml"
MONDAY = "examples/elsewhere/rainy-monday.yaml"
BIKE = "examples/elsewhere/bike-or-bus.yaml"
VALUE = ("--format", "value")
ENVIRONMENT = {
    **{
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "TERM"}
    },
    "PYTHONIOENCODING": "utf-8",
}


@pytest.fixture
def broken(tmp_path: Path) -> str:
    path = tmp_path / "broken.yaml"
    path.write_text("deciders: 0\n", "utf-8")
    return str(path)


def _fed(text: str, *arguments: str) -> Done:
    """Run a process with a text on standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "leadoff", *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        input=text.encode(),
        capture_output=True,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("advise", CAFE), 0),
        (("advise", CAFE, "--format", "json"), 0),
        (("facts",), 0),
        (("facts", "deciders"), 0),
        (("--version",), 0),
        (("advise", "--help"), 0),
    ],
)
def test_what_was_asked_for_goes_to_standard_output(arguments: tuple[str, ...], code: int) -> None:
    done = process(*arguments)

    assert (done.code, done.err) == (code, "")
    assert done.out.endswith("\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("advse",), 2),
        (("advise",), 2),
        (("advise", CAFE, "--set", "deciders=0"), 2),
        (("facts", "nothing"), 2),
        (("advise", "missing.yaml"), 3),
        (("advise", "examples"), 3),
        (("advise", CAFE, "--rules", CAFE), 3),
        (("facts", "--rules", CAFE), 3),
        (("advise", BIKE), 3),
    ],
)
def test_complaints_go_to_standard_error(arguments: tuple[str, ...], code: int) -> None:
    done = process(*arguments)

    assert (done.code, done.out) == (code, "")
    assert done.err.endswith("\n")
    assert "Traceback" not in done.err


def test_an_expectation_that_is_not_met_keeps_the_answer_on_standard_output() -> None:
    done = process("advise", CAFE, *VALUE, "--expect", "sales-first")

    assert done == Done(
        1, "marketing-first\n", f"{CAFE}: expected sales-first, got marketing-first\n"
    )


def test_a_warning_stays_out_of_the_answer() -> None:
    done = process("advise", CAFE, *VALUE, "--set", "direct_sales_share=0.6")

    assert (done.code, done.out) == (0, "marketing-first\n")
    assert "warning[LO021]" in done.err


def test_the_good_profiles_are_answered_beside_a_broken_one(broken: str) -> None:
    done = process("advise", CAFE, broken, "examples/home-solar.yaml", *VALUE)

    assert (done.code, done.out) == (3, "marketing-first\nsales-first\n")
    assert done.err.startswith(f"{broken}:1:11: error[LO102]: ")


def test_json_on_several_profiles_is_a_list_however_many_are_answered(broken: str) -> None:
    done = process("advise", CAFE, broken, "--format", "json")

    assert done.code == 3
    assert [each["outcome"] for each in json.loads(done.out)] == ["marketing-first"]

    done = process("advise", broken, broken, "--format", "json")
    assert (done.code, json.loads(done.out)) == (3, [])


def test_a_broken_profile_outweighs_an_unmet_expectation(broken: str) -> None:
    done = process("advise", CAFE, broken, *VALUE, "--expect", "sales-first")

    assert (done.code, done.out) == (3, "marketing-first\n")
    assert f"{CAFE}: expected sales-first, got marketing-first\n" in done.err


def test_one_unmet_expectation_among_several_is_1() -> None:
    done = process("advise", CAFE, "examples/home-solar.yaml", *VALUE, "--expect", "sales-first")

    assert (done.code, done.out) == (1, "marketing-first\nsales-first\n")
    assert done.err == f"{CAFE}: expected sales-first, got marketing-first\n"


def test_broken_rules_keep_every_profile_from_its_answer(broken: str) -> None:
    done = process("advise", CAFE, CAFE, "--rules", broken)

    assert (done.code, done.out) == (3, "")


def test_a_conflict_spoils_only_its_own_profile(tmp_path: Path) -> None:
    rules, both, one = (tmp_path / name for name in ("rules.yaml", "both.yaml", "one.yaml"))
    rules.write_text(
        "leadoff: 1\nprofile: none\nfacts: {a: {kind: flag}, b: {kind: flag}}\n"
        "outcomes: {x: {}, y: {}}\ndecide: {by: unique}\nrules:\n"
        "  - {id: r1, when: {a: true}, gives: x}\n  - {id: r2, when: {b: true}, gives: y}\n",
        "utf-8",
    )
    both.write_text("a: true\nb: true\n", "utf-8")
    one.write_text("a: true\nb: false\n", "utf-8")

    done = process("advise", str(both), str(one), "--rules", str(rules), *VALUE)

    assert (done.code, done.out) == (3, "x\n")
    told = f"{rules}:8:10: error[LO203]: `{both}`: the rules `r1`, `r2` fire together"
    assert done.err.startswith(told)


def test_a_profile_from_a_pipe() -> None:
    assert _fed("customer_type: b2b\n", "advise", "-", *VALUE) == Done(0, "sales-first\n", "")


def test_rules_from_a_pipe() -> None:
    rules = (ROOT / BIKE).read_text("utf-8")

    assert _fed(rules, "advise", MONDAY, "--rules", "-", *VALUE) == Done(0, "bus\n", "")


def test_facts_of_rules_from_a_pipe() -> None:
    done = _fed((ROOT / BIKE).read_text("utf-8"), "facts", "--rules", "-")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Bike or bus?\n")


def test_a_fault_in_a_pipe_is_placed_in_stdin() -> None:
    done = _fed("deciders: 0\n", "advise", "-")

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("<stdin>:1:11: error[LO102]: ")


def test_an_empty_pipe_is_a_profile_without_answers() -> None:
    done = _fed("", "advise", "-", *VALUE)

    assert done == Done(
        0,
        "none\n",
        "<stdin>:1:1: warning[LO023]: this profile answers nothing\n"
        "  = help: write `fact: value` lines\n\n1 warning\n",
    )


@pytest.mark.parametrize("arguments", [("-", "-"), ("-", "--rules", "-"), ("-", CAFE, "-")])
def test_standard_input_is_read_once_at_most(arguments: tuple[str, ...]) -> None:
    done = _fed("", "advise", *arguments)

    assert (done.code, done.out) == (2, "")
    assert "standard input can be read only once" in done.err


@pytest.mark.parametrize(
    ("expected", "stdin", "code"),
    [
        ("sales-first", b"customer_type: b2b\n", 0),
        ("marketing-first", b"customer_type: b2b\n", 1),
        ("none", b"", 0),
        ("none", b"customer_type: b2b\n", 1),
        ("neither", b"customer_type: b2b\n", 1),
        ("neither", b"", 1),
        ("neither", b"customer_type: both\nreachable_buyers: 499\nalternatives_compared: 5\n", 0),
        ("sales", b"", 2),
        ("tie", b"", 1),
        ("tie", b"customer_type: both\nreachable_buyers: 499\nalternatives_compared: 5\n", 0),
        ("ties", b"", 2),
        ("Sales-first", b"", 2),
        ("", b"", 2),
    ],
)
def test_expect(expected: str, stdin: bytes, code: int) -> None:
    assert leadoff("advise", "-", *VALUE, "--expect", expected, stdin=stdin).code == code


@pytest.mark.parametrize(
    ("wrong", "suggestion"),
    [
        (("advice", CAFE), "advise"),
        (("fact",), "facts"),
        (("advise", CAFE, "--breif"), "--brief"),
        (("advise", CAFE, "--rule", CAFE), "--rules"),
        (("advise", CAFE, "--expcet", "none"), "--expect"),
        (("advise", CAFE, "--format", "tex"), "`text`"),
        (("advise", CAFE, "--why", "fird"), "`fired`"),
        (("advise", CAFE, "--color", "alwyas"), "`always`"),
        (("facts", "--color", "nevr"), "`never`"),
        (("advise", CAFE, "--expect", "sales_first"), "`sales-first`"),
        (("advise", CAFE, "--expect", "nether"), "`neither`"),
        (("facts", "industri"), "`industry`"),
        (("--verison",), "--version"),
    ],
)
def test_a_misspelt_word_is_answered_by_the_right_one(
    wrong: tuple[str, ...], suggestion: str
) -> None:
    done = leadoff(*wrong)

    assert (done.code, done.out) == (2, "")
    assert suggestion in done.err.splitlines()[0]
    assert done.err.count("\n") == 2


@pytest.mark.parametrize("arguments", [("advise", CAFE), ("facts",), ("facts", "deciders")])
def test_a_reader_that_reads_nothing_is_141(arguments: tuple[str, ...]) -> None:
    done = process(*arguments, shell_suffix="| head -c 0; exit ${PIPESTATUS[0]}")

    # Whether the reader or the writer is first is not ours to say; the words are.
    assert done.code in {0, 141}
    assert (done.out, done.err) == ("", "")


def test_a_reader_that_is_gone_before_anything_is_written_is_141() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "leadoff", "advise", CAFE],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_for_messages_keeps_the_exit_code() -> None:
    assert process("advise", "missing.yaml", shell_suffix="2> /dev/full") == Done(3, "", "")


@pytest.mark.parametrize("suffix", ["2>&-", "2> /dev/full"])
def test_a_warning_that_nobody_can_read_does_not_keep_the_answer(suffix: str) -> None:
    warned = ("--set", "repeat_revenue_share=0.5", "--format", "value")

    done = process("advise", CAFE, *warned, shell_suffix=suffix)

    assert done == Done(0, "marketing-first\n", "")


@pytest.mark.parametrize("arguments", [("--help",), ("advise", "-h"), ("facts", "--help")])
def test_help_for_a_closed_stream_is_3(arguments: tuple[str, ...]) -> None:
    done = process(*arguments, shell_suffix=">&-")

    assert done == Done(3, "", "<stdout>: error: standard output is closed\n")


def test_a_wrong_call_names_the_help_of_its_command() -> None:
    done = leadoff("advise", CAFE, "--format", "xml")

    assert done.err.endswith("\nTry `leadoff advise --help` for how to call it.\n")


def test_an_option_without_its_value_names_the_help_of_its_command() -> None:
    done = leadoff("advise", CAFE, "--why")

    assert done.err.endswith("\nTry `leadoff advise --help` for how to call it.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("",), "'': error: no such file"),
        ((CAFE, "--set", "=3"), "--set:1:1: error[LO003]: no fact is named here\n"),
    ],
)
def test_what_is_empty_is_called_so(arguments: tuple[str, ...], said: str) -> None:
    assert leadoff("advise", *arguments).err.startswith(said)


def test_all_streams_closed_is_3() -> None:
    assert process("advise", CAFE, shell_suffix="<&- >&- 2>&-") == Done(3, "", "")


def test_a_named_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    done = leadoff("advise", str(path))

    assert done == Done(
        3, "", f"{path}: error: is not a regular file; use `-` to read standard input\n"
    )


def test_a_folder_is_refused(tmp_path: Path) -> None:
    done = leadoff("advise", str(tmp_path))

    assert done == Done(3, "", f"{tmp_path}: error: is a folder, not a file\n")


def test_a_device_is_refused() -> None:
    done = leadoff("advise", "/dev/zero")

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("/dev/zero: error: is not a regular file")


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to(tmp_path / "missing")

    assert leadoff("advise", str(path)) == Done(3, "", f"{path}: error: no such file\n")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to(path)

    done = leadoff("advise", str(path))

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"{path}: error: ")
    assert done.err.count("\n") == 1


def test_a_file_without_permission_is_refused() -> None:
    with mock.patch("leadoff.source.reading.os.open", side_effect=PermissionError(13, "no")):
        done = leadoff("advise", CAFE)

    assert (done.code, done.out) == (3, "")
    assert done.err.endswith(": error: no permission to read it\n")


def test_a_name_with_a_null_byte_is_refused() -> None:
    done = leadoff("advise", "a\0b")

    assert (done.code, done.out) == (3, "")
    assert done.err == "a\\x00b: error: not a usable file name\n"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (2 * 1024 * 1024 + 1))

    done = leadoff("advise", str(path))

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"{path}:1:1: error[LO001]: this file is too large")


def test_a_file_whose_name_begins_with_a_hyphen(tmp_path: Path) -> None:
    (tmp_path / "-x.yaml").write_text("customer_type: b2b\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "leadoff", "advise", *VALUE, "--", "-x.yaml"],
        cwd=tmp_path,
        capture_output=True,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"sales-first\n", b"")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bug_is_70_and_debug_shows_the_traceback_wherever_it_stands(place: int) -> None:
    words = ["advise", CAFE]
    with mock.patch("leadoff.cli.advising.advise", side_effect=KeyError("a\nb\x1b[31m")):
        plain = leadoff(*words)
        debugged = leadoff(*words[:place], "--debug", *words[place:])

    assert (plain.code, plain.out) == (70, "")
    assert plain.err.count("\n") == 1
    assert "\x1b" not in plain.err
    assert (debugged.code, debugged.out) == (70, "")
    assert debugged.err.startswith("Traceback (most recent call last):")


def test_a_bug_in_one_of_several_profiles_is_still_70(broken: str) -> None:
    with mock.patch("leadoff.cli.advising.advise", side_effect=RecursionError("deep")):
        done = leadoff("advise", CAFE, broken)

    assert (done.code, done.out) == (70, "")


def test_debug_changes_nothing_where_nothing_is_wrong() -> None:
    assert leadoff("--debug", "advise", CAFE) == leadoff("advise", CAFE)


@pytest.mark.parametrize(
    "arguments",
    [("advise", CAFE, "--format", "json"), ("advise", CAFE), ("facts",), ("advise", "--help")],
)
def test_python_warns_about_nothing(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-m", "leadoff", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_python_warns_about_nothing_beside_a_message(broken: str) -> None:
    words = [sys.executable, "-m", "leadoff", "advise", broken]
    plain = subprocess.run(words, capture_output=True)
    strict = subprocess.run([words[0], "-X", "dev", "-W", "error", *words[1:]], capture_output=True)

    assert (strict.returncode, strict.stderr) == (3, plain.stderr)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "PYTHONOPTIMIZE": "2"},
    ],
)
@pytest.mark.parametrize(
    "arguments",
    [
        ("advise", "examples/barely-started.yaml", "--format", "json"),
        ("advise", "tests/examples/mistakes.yaml"),
    ],
)
def test_the_same_bytes_under(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    done = process(*arguments, PYTHONIOENCODING="utf-8", **environment)

    assert done == leadoff(*arguments)


def test_the_same_bytes_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "cafe.yaml").write_bytes((ROOT / CAFE).read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "leadoff", "advise", "cafe.yaml", "--format", "json"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
    )

    assert done.stdout.decode() == leadoff("advise", CAFE, "--format", "json").out
