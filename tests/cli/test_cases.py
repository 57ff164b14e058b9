"""`leadoff test`: what it prints and how it ends."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from .command import ROOT, Done, leadoff
from .test_golden import check
from .test_inert_text import AT_HOME, DANGEROUS, IN_FILES, RUNNER, _assert_inert, _file_name, _yaml

if TYPE_CHECKING:
    from pathlib import Path

TEA = "tests/examples/cases/tea-or-not.yaml"
ENDINGS = "`.tests.yaml`, `.tests.yml` or `.tests.json`"
SHIPPED = "rules/sales-or-marketing.tests.yaml"
GOLDEN: dict[str, tuple[str, ...]] = {
    "test": ("test", TEA),
    "test-fail-fast": ("test", TEA, "--fail-fast"),
    "test-one": ("test", TEA, "-k", "TOO early"),
    "test-verbose": ("test", TEA, "-v", "--coverage"),
    "test-json": ("test", TEA, "--coverage", "--format", "json", "-k", "afternoon"),
    "test-junit": ("test", TEA, "--format", "junit"),
    "test-github": ("test", TEA, "--format", "github"),
    "test-coverage": ("test", TEA, "--coverage", "-k", "afternoon"),
    "test-colour": ("test", TEA, "--coverage", "--color", "always"),
    "help-test": ("test", "--help"),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_output(name: str) -> None:
    done = leadoff(*GOLDEN[name])

    assert done.err == ""
    assert done.code == (0 if name in ("test-coverage", "test-json", "help-test") else 1)
    check(name, done.out)


@pytest.mark.parametrize("columns", ["40", "120"])
def test_output_at_other_widths(columns: str) -> None:
    done = leadoff("test", TEA, "--coverage", COLUMNS=columns)

    check(f"test-at-{columns}", done.out)


def _beside(folder: Path, name: str, text: str) -> str:
    """A file of cases about the rules of tea and coffee."""
    path = folder / name
    path.write_text(f"rules: {ROOT}/tests/examples/cases/tea.yaml\n{text}", "utf-8")
    return str(path)


GOOD = "cases: [{name: good, profile: {hour: 17}, expect: {outcome: tea}}]\n"
BAD = "cases: [{name: bad, profile: {hour: 17}, expect: {outcome: coffee}}]\n"
BROKEN = "cases: [{name: x, profile: {hours: 17}, expect: {outcome: coffee}}]\n"


def test_cases_that_pass(tmp_path: Path) -> None:
    _beside(tmp_path, "good.tests.yaml", GOOD)

    assert leadoff("test", str(tmp_path)) == Done(0, "1 passed\n", "")


def test_this_folder_is_where_cases_are_looked_for() -> None:
    done = leadoff("test", "-k", "series B")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("1 passed, ")


def test_a_case_that_fails(tmp_path: Path) -> None:
    good, bad = (_beside(tmp_path, *each) for each in (("a", GOOD), ("b", BAD)))

    done = leadoff("test", bad, good)

    assert (done.code, done.err) == (1, "")
    assert done.out.endswith("\n1 passed, 1 failed\n")


def test_a_broken_file_does_not_keep_the_others_from_being_run(tmp_path: Path) -> None:
    paths = [_beside(tmp_path, *each) for each in (("a", GOOD), ("b", BROKEN), ("c", BAD))]

    done = leadoff("test", *paths, "missing")

    assert done.code == 3
    assert f"{paths[1]}:2:29: error[LO003]: there is no fact `hours`" in done.err
    assert "missing: error: no such file" in done.err
    assert done.out.endswith("\n1 passed, 1 failed, 2 files could not be run\n")


@pytest.mark.parametrize("format", ["json", "junit", "github"])
def test_a_broken_file_is_in_every_format(format: str, tmp_path: Path) -> None:
    path = _beside(tmp_path, "b", BROKEN)

    done = leadoff("test", path, "missing", "--format", format)

    assert done.code == 3
    for said in ("there is no fact `hours`", "no such file"):
        assert said in done.out


def test_rules_that_are_broken_are_reported_once(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("leadoff: 2\n", "utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.tests.yaml").write_text(f"rules: r.yaml\n{GOOD}", "utf-8")

    done = leadoff("test", str(tmp_path))

    assert done.code == 3
    assert done.err.count("error[LO102]") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{}",), f"no cases found in {{}}; they stand in files that end in {ENDINGS}"),
        (
            ("{}/a", "-k", "nothing like it"),
            "no case has `nothing like it` in its name; there are 1",
        ),
    ],
)
def test_nothing_to_run_is_no_success(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    _beside(tmp_path, "a", GOOD)

    done = leadoff("test", *(word.format(tmp_path) for word in arguments))

    assert done == Done(3, "", f"leadoff: {said.format(tmp_path)}\n")


def test_an_unreadable_folder_is_said(tmp_path: Path) -> None:
    _beside(tmp_path, "a.tests.yaml", GOOD)
    error = PermissionError(13, "no", str(tmp_path / "x"))

    def walk(_top: str, onerror: object) -> list[tuple[str, list[str], list[str]]]:
        assert callable(onerror)
        onerror(error)
        return [(str(tmp_path), [], ["a.tests.yaml"])]

    with mock.patch("leadoff.source.folders.os.walk", walk):
        done = leadoff("test", str(tmp_path))

    assert done.code == 3
    assert done.err == f"{tmp_path}/x: error: no permission to read it\n"
    assert done.out == "1 passed, 1 file could not be run\n"


def test_standard_input() -> None:
    text = f"rules: tests/examples/cases/tea.yaml\n{BAD}"

    done = leadoff("test", "-", stdin=text.encode())

    assert done.code == 1
    assert done.out.startswith("<stdin>:2:16: failed: bad\n")
    assert leadoff("test", "-", "-", stdin=text.encode()).code == 2


def test_a_need_that_is_one_of_several_is_an_example() -> None:
    case = "{name: a, profile: {months_since_first_sale: 36}, expect: {fired: [established]}}"

    done = leadoff("test", "-", stdin=f"rules: builtin\ncases: [{case}]".encode())

    assert "fired    established is open; it needs, for example, repeat_revenue_share:" in done.out


def test_a_suspicious_answer_is_a_warning() -> None:
    case = "{name: a, profile: {direct_sales_share: 0.6}, expect: {outcome: none}}"

    done = leadoff("test", "-", stdin=f"rules: builtin\ncases: [{case}]".encode())

    assert (done.code, done.out) == (0, "1 passed\n")
    assert "<stdin>:2:49: warning[LO021]: 0.6 percent; did you mean 60?" in done.err


@pytest.mark.parametrize(
    ("percent", "code"), [("0", 0), ("30", 0), ("30.76", 0), ("30.77", 1), ("31", 1), ("100", 1)]
)
def test_the_least_coverage_is_compared_exactly(percent: str, code: int) -> None:
    # 8 of 26 are covered: 30.769... percent.
    done = leadoff("test", TEA, "-k", "afternoon", "--min-coverage", percent)

    assert done.code == code
    if code:
        said = f"covered to 30 percent (8 of 26), less than {percent} percent"
        assert done.err == f"tests/examples/cases/tea.yaml: {said}\n"


def test_a_format_without_coverage_says_where_it_is_shown() -> None:
    done = leadoff("test", TEA, "-k", "afternoon", "--min-coverage", "50", "--format", "junit")

    assert done.code == 1
    assert done.err.endswith(", less than 50 percent; --coverage shows what is missing\n")


@pytest.mark.parametrize(
    "given", ["101", "-1", "", "x", "1e1", "1_0", "\u0665", "99.99999999999999999999999"]
)
def test_a_share_that_is_none(given: str) -> None:
    done = leadoff("test", TEA, f"--min-coverage={given}")

    assert done.code == 2
    assert f"--min-coverage takes a number from 0 to 100, not `{given}`" in done.err


def test_of_many_cases_to_add_the_first_ten_are_shown() -> None:
    case = "{name: a, profile: {customer_type: b2b}, expect: {outcome: sales-first}}"
    text = f"rules: builtin\ncases: [{case}]".encode()

    shown = leadoff("test", "-", "--coverage", stdin=text).out
    found = json.loads(leadoff("test", "-", "--coverage", "--format", "json", stdin=text).out)

    suggested = len(found["coverage"][0]["suggestions"])
    assert shown.count("  - name: ") == 10
    assert f"\nAnd {suggested - 10} more: add these and run again" in shown
    assert found["coverage"][0]["rules"] == "builtin"


def test_a_format_that_is_none() -> None:
    done = leadoff("test", TEA, "--format", "jnuit")

    assert done.code == 2
    assert "--format does not take `jnuit`: did you mean `junit`?" in done.err


def test_the_same_cases_give_the_same_bytes_in_every_format() -> None:
    for format in ("text", "json", "junit", "github"):
        first, second = (leadoff("test", TEA, "--coverage", "--format", format) for _ in range(2))
        assert first == second


def test_at_most_ten_annotations_and_no_case_lost(tmp_path: Path) -> None:
    cases = "".join(
        f"  - {{name: case {i}, profile: {{hour: 17}}, expect: {{outcome: coffee}}}}\n"
        for i in range(12)
    )
    path = _beside(tmp_path, "many", f"cases:\n{cases}")

    done = leadoff("test", path, "--format", "github", GITHUB_ACTIONS=RUNNER)

    lines = done.out.splitlines()
    assert [line.startswith("::error file=") for line in lines[:11]] == [True] * 10 + [False]
    assert lines[10:11] == ["and 2 more:"]
    assert [line.partition(": ")[0] for line in lines[11:13]] == [f"{path}:13", f"{path}:14"]


def test_the_json_report_is_what_was_run() -> None:
    done = leadoff("test", TEA, "--format", "json")

    found = json.loads(done.out)
    assert found["format"] == "leadoff.test/1"
    assert found["summary"] == {
        "passed": 1, "failed": 3, "not_run": 0, "left_out": 0, "broken_files": 0
    }  # fmt: skip
    assert [case["passed"] for case in found["cases"]] == [True, False, False, False]
    assert found["cases"][2]["mismatches"][0] == {
        "key": "outcome", "expected": "tie", "got": "coffee"
    }  # fmt: skip


def test_hostile_files_of_cases_end_with_their_errors(tmp_path: Path) -> None:
    for name, data in {
        "empty": b"",
        "null": b"~",
        "binary": bytes(range(256)) * 20,
        "deep": b"[" * 100_000,
        "deep-mapping": b"cases: " + b"{a: " * 200 + b"1" + b"}" * 200,
        "large": b"cases: [" + b"a, " * 800_000 + b"]",
        "utf-16": "cases: []".encode("utf-16"),
        "aliases": b"cases: &a [*a]",
    }.items():
        path = tmp_path / f"{name}.tests.yaml"
        path.write_bytes(data)
        path.with_name(f"{name}.yaml").write_text(
            "leadoff: 1\noutcomes: {x: {}}\ndecide: {by: first}\n"
            "rules: [{id: r, when: always, gives: x}]\n",
            "utf-8",
        )
        done = leadoff("test", str(path))

        assert done.code == 3, name
        assert done.out == "0 passed, 1 file could not be run\n"
        assert done.err.startswith(f"{path}:")


def test_a_file_of_cases_that_is_a_folder_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "x.tests.yaml").mkdir()

    assert leadoff("test", str(tmp_path)) == Done(
        3,
        "",
        f"leadoff: no cases found in {tmp_path}; they stand in files that end in {ENDINGS}\n",
    )


# --- text from files and names is only shown ---------------------------------------------------


def _hostile(folder: Path, text: str) -> str:
    """Cases, good, bad and broken ones, with a text wherever one may stand."""
    shown, twice = (
        _yaml(each).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
        for each in (text, f"{text}!")
    )
    (folder / "r.yaml").write_text(
        f"leadoff: 1\nprofile: none\nfacts: {{a: {{kind: text, question: {shown}}}}}\n"
        f"outcomes: {{x: {{label: {shown}}}, y: {{}}}}\ndecide: {{by: first, otherwise: y}}\n"
        f"rules:\n  - {{id: one, when: {{a: {shown}}}, gives: x, because: {shown}}}\n"
        f"  - {{id: two, when: {{a: {{none_of: [{shown}]}}}}, gives: y}}\n",
        "utf-8",
    )
    (folder / "r.tests.yaml").write_text(
        f"cases:\n  - {{name: {shown}, profile: {{a: {shown}}}, expect: {{outcome: x}}}}\n"
        f"  - {{name: {twice}, profile: {{name: {shown}, a: {shown}}}, "
        "expect: {outcome: y, fired: [two], not_fired: [one]}}\n",
        "utf-8",
    )
    (folder / "broken.tests.yaml").write_text(
        f"rules: r.yaml\ncases: [{{name: a, profile: {{{shown}: 1}}, "
        f"expect: {{fired: [{shown}]}}}}]\n",
        "utf-8",
    )
    return str(folder)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", IN_FILES)
def test_a_report(name: str, runner: str, tmp_path: Path) -> None:
    folder = _hostile(tmp_path, IN_FILES[name])

    done = leadoff("test", folder, "-v", "--coverage", GITHUB_ACTIONS=runner)

    assert done.code == 3
    assert "1 passed, 1 failed, 1 file could not be run" in done.out
    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", IN_FILES)
def test_json(name: str, runner: str, tmp_path: Path) -> None:
    text = IN_FILES[name]

    done = leadoff(
        "test", _hostile(tmp_path, text), "--coverage", "--format", "json", GITHUB_ACTIONS=runner
    )

    assert json.loads(done.out)["cases"][0]["name"] == text
    assert done.out.isascii()
    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", [*IN_FILES, "script", "beyond"])
def test_junit(name: str, runner: str, tmp_path: Path) -> None:
    extra = {"script": "]]><script>alert('&\"')</script><!--", "beyond": "\ufffe\uffff🍵"}
    text = (IN_FILES | extra)[name]
    folder = _hostile(tmp_path, text)

    done = leadoff("test", folder, "--format", "junit", GITHUB_ACTIONS=runner)

    root = ET.fromstring(done.out)
    assert root.attrib == {"name": "leadoff test", "tests": "3", "failures": "1", "errors": "1"}
    assert [len(suite) for suite in root] == [2, 1]
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "error"
    }  # fmt: skip
    if name in ("script", "markup"):
        assert root[0][0].attrib["name"] == text
    _assert_inert(done, runner)


@pytest.mark.parametrize("name", IN_FILES)
def test_annotations_command_nothing_else(name: str, tmp_path: Path) -> None:
    folder = _hostile(tmp_path, IN_FILES[name])

    done = leadoff("test", folder, "--format", "github", GITHUB_ACTIONS=RUNNER)

    lines = done.out.splitlines()
    assert [line.partition(" ")[0] for line in lines[:-1]] == ["::error"] * (len(lines) - 1)
    for line in lines[:-1]:
        properties = line.removeprefix("::error ").partition("::")[0]
        assert [part.partition("=")[0] for part in properties.split(",")] == [
            "file", "line", "col", "title"
        ]  # fmt: skip
        assert "##[" not in line
    _assert_inert(done._replace(out=lines[-1]), RUNNER)


def test_a_mark_in_the_name_of_a_case_is_no_command(tmp_path: Path) -> None:
    path = _beside(tmp_path, "a", BAD.replace("name: bad", "name: 'bad ##[error]boom'"))

    done = leadoff("test", path, "--format", "github", GITHUB_ACTIONS=RUNNER)

    assert "title=bad #%23[error]boom::" in done.out


@pytest.mark.parametrize("format", ["text", "json", "junit", "github"])
@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_name(name: str, format: str, tmp_path: Path) -> None:
    for end, text in (("g.tests.yaml", BAD), ("b.tests.yaml", BROKEN)):
        _beside(tmp_path, _file_name(name) + end, text)

    done = leadoff("test", os.fspath(tmp_path), f"missing{DANGEROUS[name]}", "--format", format)

    assert done.code == 3
    _assert_inert(done._replace(out="" if format == "github" else done.out), AT_HOME)
    assert "\n::error::" not in done.out
    if format == "junit":
        ET.fromstring(done.out)
