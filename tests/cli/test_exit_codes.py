"""Exit codes and streams: answers on standard output, everything else on standard error."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest

from leadoff.cli import main

from .command import ROOT, Done, leadoff, process

CAFE = "examples/cafe.yaml"
VALUE = ("--format", "value")


def test_an_answer_is_0_whatever_it_says() -> None:
    assert leadoff("advise", CAFE, *VALUE) == Done(0, "marketing-first\n", "")


@pytest.mark.parametrize(
    ("expected", "answers", "code"),
    [
        ("marketing-first", (), 0),
        ("sales-first", (), 1),
        ("none", ("--unset", "months_since_first_sale"), 1),
    ],
)
def test_expect(expected: str, answers: tuple[str, ...], code: int) -> None:
    done = leadoff("advise", CAFE, *VALUE, "--expect", expected, *answers)

    assert done.code == code
    assert done.err == ("" if code == 0 else f"{CAFE}: expected {expected}, got marketing-first\n")


def test_expect_neither_is_met_by_a_tie(tmp_path: Path) -> None:
    rules, profile = tmp_path / "rules.yaml", tmp_path / "profile.yaml"
    rules.write_text(
        "leadoff: 1\nprofile: none\nfacts: {a: {kind: flag}}\noutcomes: {x: {}, y: {}}\n"
        "strengths: {s: 1}\ndecide: {by: votes}\nrules:\n"
        "  - {id: r1, when: always, votes: x, strength: s}\n"
        "  - {id: r2, when: {a: true}, votes: y, strength: s}\n",
        "utf-8",
    )
    profile.write_text("a: true\n", "utf-8")

    done = leadoff("advise", str(profile), "--rules", str(rules), "--expect", "neither", *VALUE)

    assert done == Done(0, "tie\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("advse",), "Did you mean 'advise'?"),
        (("advise",), "PROFILE"),
        (("advise", CAFE, "--frmat", "json"), "--format"),
        (("advise", CAFE, "--format", "xml"), "--format does not take `xml`"),
        (("advise", CAFE, "--why", "al"), "did you mean `all`?"),
        (("advise", CAFE, "--expect", "sales"), "one of `marketing-first`, `sales-first`"),
        (("advise", "-", "-"), "standard input can be read only once"),
        (("facts", "decider"), "did you mean `deciders`?"),
        (("facts", "nmae"), "did you mean `name`?"),
        (("advise", CAFE, "--set", "deciders"), "write FACT=VALUE"),
        (("advise", CAFE, "--set", "deciderz=3"), "did you mean `deciders`?"),
        (("advise", CAFE, "--set", "yearly_value=40000 EUR"), "is not a number"),
        (("advise", CAFE, "--unset", "deciderz"), "did you mean `deciders`?"),
    ],
)
def test_a_wrong_call_is_2(arguments: tuple[str, ...], said: str) -> None:
    done = leadoff(*arguments)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_without_a_command_the_help_is_shown() -> None:
    done = leadoff()

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: leadoff [OPTIONS] COMMAND")


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with mock.patch("sys.argv", ["leadoff", option]):
        main()

    assert capsys.readouterr().out == leadoff(option).out == "leadoff 0.1.0\n"


def test_a_missing_file_is_3() -> None:
    assert leadoff("advise", "missing.yaml") == Done(3, "", "missing.yaml: error: no such file\n")


def test_one_broken_profile_does_not_keep_the_others_from_their_answers(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("deciders: 0\n", "utf-8")

    done = leadoff("advise", str(broken), "missing.yaml", CAFE, *VALUE)

    assert (done.code, done.out) == (3, "marketing-first\n")
    assert "broken.yaml:1:11: error[LO102]" in done.err
    assert "missing.yaml: error: no such file" in done.err


def test_several_profiles_are_a_list_in_json() -> None:
    done = leadoff("advise", CAFE, CAFE, "--format", "json")

    assert done.out.startswith("[\n")


def test_a_profile_from_standard_input() -> None:
    done = leadoff("advise", "-", *VALUE, stdin=b'{"customer_type": "b2b"}')

    assert done == Done(0, "sales-first\n", "")


def test_bytes_that_are_no_text_are_3() -> None:
    done = leadoff("advise", "-", stdin=b"\xff\xfe")

    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("<stdin>:1:1: error[LO001]: this file is UTF-16, not UTF-8")


def test_typed_answers() -> None:
    done = leadoff(
        *("advise", "examples/barely-started.yaml", "--format", "json"),
        *("--set", "yearly_value=40k", "--set", "reachable_buyers=1.5m", "--set", "self_serve=no"),
        *("--set", "direct_sales_share=60%", "--set", "name=Mine", "--unset", "customer_type"),
    )

    assert done.code == 0
    assert '"name": "Mine"' in done.out
    for answer in ('"yearly_value": 40000', '"reachable_buyers": 1500000', '"self_serve": false'):
        assert answer in done.out
    assert '"customer_type": "b2b"' not in done.out


def test_a_share_typed_as_a_fraction_is_warned_about() -> None:
    done = leadoff("advise", CAFE, *VALUE, "--set", "direct_sales_share=0.6")

    assert (done.code, done.out) == (0, "marketing-first\n")
    assert "--set:1:20: warning[LO021]: 0.6 percent; did you mean 60?" in done.err


def test_a_bug_is_70_and_one_line() -> None:
    with mock.patch("leadoff.cli.advising.rules_at", side_effect=ZeroDivisionError("oops")):
        done = leadoff("advise", CAFE)
        debugged = leadoff("advise", CAFE, "--debug")

    assert done == Done(
        70,
        "",
        "leadoff: a bug in leadoff, please report it: ZeroDivisionError: oops "
        "(--debug shows more)\n",
    )
    assert debugged.code == 70
    assert debugged.err.startswith("Traceback (most recent call last):")


@pytest.mark.parametrize("arguments", [("--version",), ("advise", CAFE), ("facts",)])
def test_a_full_disk_is_3(arguments: tuple[str, ...]) -> None:
    done = process(*arguments, shell_suffix="> /dev/full")

    assert done == Done(3, "", "<stdout>: error: cannot be written: no space left on device\n")


@pytest.mark.parametrize("arguments", [("--version",), ("advise", CAFE)])
def test_a_closed_output_is_3(arguments: tuple[str, ...]) -> None:
    done = process(*arguments, shell_suffix=">&-")

    assert done == Done(3, "", "<stdout>: error: standard output is closed\n")


def test_a_closed_standard_input_is_3() -> None:
    done = process("advise", "-", shell_suffix="<&-")

    assert done == Done(3, "", "<stdin>: error: standard input is closed\n")


def test_a_reader_that_goes_away_is_141() -> None:
    done = process("advise", CAFE, shell_suffix="| true; exit ${PIPESTATUS[0]}")

    assert done == Done(141, "", "")


def test_a_closed_error_stream_keeps_the_exit_code() -> None:
    assert process("advise", "missing.yaml", shell_suffix="2>&-").code == 3


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
def test_a_signal_ends_quietly(number: signal.Signals, code: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "leadoff", "advise", "-"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        _wait_until_reading(running.pid)
        running.send_signal(number)
        out, err = running.communicate()

    assert (running.returncode, out, err) == (code, b"", b"")


def _wait_until_reading(pid: int) -> None:
    """Wait until a process sleeps in a read of standard input."""
    state = Path(f"/proc/{pid}/syscall")
    while state.exists() and not state.read_text("ascii").startswith("0 0x0 "):
        time.sleep(0.01)
    if not state.exists():
        time.sleep(2)


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "0"}, {"PYTHONHASHSEED": "1"}, {"LC_ALL": "C"}],
    ids=["hash seed 0", "hash seed 1", "locale C"],
)
def test_the_same_bytes_everywhere(environment: dict[str, str]) -> None:
    done = process("advise", "examples/insurance-broker.yaml", "--why", "all", **environment)

    assert done.out == leadoff("advise", "examples/insurance-broker.yaml", "--why", "all").out


def test_nothing_is_warned_about_by_python() -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-m", "leadoff", "advise", CAFE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=os.environ)

    assert (done.returncode, done.stderr) == (0, b"")
