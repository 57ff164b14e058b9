"""Text from files and arguments shows as text: no markup, terminal or workflow command."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from .command import Done, leadoff

if TYPE_CHECKING:
    from pathlib import Path

CAFE = "examples/cafe.yaml"
ESCAPE = "\x1b[31mred\x1b[0m"
TITLE = "\x1b]0;title\x07"
C1 = "\x9b31mred"
BIDI = "\u202eevil\u2066"
INVISIBLE = "in\u200bvisi\ufeffble"
LINES = "one\n::error::two"
SEPARATORS = "one\u2028::error::two\x85three"
MARKUP = "[/] [bold]b[/bold] [link=x]l[/link] :skull:"
WORKFLOW = "::error file=a,line=1::x ##[group]y ##vso[task.x]z %0A::warning::w"
DANGEROUS = {
    "escape": ESCAPE,
    "title": TITLE,
    "c1": C1,
    "bidi": BIDI,
    "invisible": INVISIBLE,
    "lines": LINES,
    "separators": SEPARATORS,
    "markup": MARKUP,
    "workflow": WORKFLOW,
}
# What YAML refuses, quoted or not, can come from arguments only.
IN_FILES = {name: DANGEROUS[name] for name in ("bidi", "lines", "markup", "workflow")}
RUNNER = "true"
AT_HOME = "false"


def _active(text: str) -> list[str]:
    """The characters of a text that a terminal obeys or that hide what is there."""
    return [
        character
        for character in text
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs"}
    ]


def _workflow_commands(text: str) -> list[str]:
    """The lines of a text that a build log takes for commands."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def _assert_inert(done: Done, runner: str) -> None:
    for text in (done.out, done.err):
        assert _active(text) == []
        assert "\n::error::" not in text
        if runner == RUNNER:
            assert _workflow_commands(text) == []


def _yaml(text: str) -> str:
    """A text as a double-quoted scalar: line breaks as escapes, the rest as it is."""
    return json.dumps(text, ensure_ascii=False)


def _rules(folder: Path, text: str) -> str:
    """A rule file with a text wherever a text may stand."""
    shown = _yaml(text)
    path = folder / "rules.yaml"
    path.write_text(
        f"leadoff: 1\ntitle: {shown}\nprofile: none\nfacts:\n"
        f"  a: {{kind: text, question: {shown}, help: {shown}}}\n"
        f"  b: {{kind: choice, values: [{shown}, other], question: {shown}}}\n"
        f"  c: {{kind: whole, unit: {shown}}}\n"
        f"  d: {{kind: flag}}\n"
        f"outcomes: {{x: {{label: {shown}, headline: {shown}}}, y: {{label: {shown}}}}}\n"
        f"strengths: {{s: 1}}\ndecide: {{by: votes, no_answer: {shown}}}\n"
        f"assume:\n  - {{that: {{not: {{all: [{{d: true}}, {{c: 0}}]}}}}, because: {shown}}}\n"
        f"rules:\n"
        f"  - {{id: r1, title: {shown}, when: {{a: {shown}}}, votes: x, strength: s,\n"
        f"     quote: {shown}, because: {shown}, source: {shown}, note: {shown},\n"
        f"     advises: {shown}}}\n"
        f"  - {{id: r2, title: {shown}, when: {{b: {shown}}}, votes: x, strength: s,\n"
        f"     because: {shown}, overrides: [r3]}}\n"
        f"  - {{id: r3, title: {shown}, when: {{c: 0}}, votes: y, strength: s}}\n"
        f"  - {{id: r4, title: {shown}, when: {{d: true}}, votes: y, strength: s}}\n",
        "utf-8",
    )
    return str(path)


def _profile(folder: Path, text: str, more: str = "") -> str:
    path = folder / "profile.yaml"
    shown = _yaml(text)
    path.write_text(f"name: {shown}\na: {shown}\nb: {shown}\nc: 0\n{more}", "utf-8")
    return str(path)


def _file_name(name: str) -> str:
    """A text as a file name: its UTF-8 bytes, whatever the locale."""
    return os.fsdecode(DANGEROUS[name].replace("/", "|").encode())


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("columns", ["20", "80"])
@pytest.mark.parametrize("name", IN_FILES)
def test_a_report(name: str, columns: str, runner: str, tmp_path: Path) -> None:
    text = IN_FILES[name]
    done = leadoff(
        *("advise", _profile(tmp_path, text), "--rules", _rules(tmp_path, text), "--why", "all"),
        COLUMNS=columns,
        GITHUB_ACTIONS=runner,
    )

    assert (done.code, done.err) == (0, "")
    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", IN_FILES)
def test_the_facts(name: str, runner: str, tmp_path: Path) -> None:
    rules = _rules(tmp_path, IN_FILES[name])
    for arguments in ((), ("a",), ("b",), ("c",)):
        done = leadoff("facts", *arguments, "--rules", rules, GITHUB_ACTIONS=runner)

        assert (done.code, done.err) == (0, "")
        _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", IN_FILES)
def test_a_warning(name: str, runner: str, tmp_path: Path) -> None:
    text = IN_FILES[name]
    profile = _profile(tmp_path, text, "d: true\n")

    done = leadoff("advise", profile, "--rules", _rules(tmp_path, text), GITHUB_ACTIONS=runner)

    assert done.code == 0
    assert "warning[LO022]" in done.err
    _assert_inert(done, runner)


def test_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    rules, profile = _rules(tmp_path, MARKUP), _profile(tmp_path, MARKUP)

    for color in ("always", "never"):
        done = leadoff("advise", profile, "--rules", rules, "--color", color)

        assert f"“{MARKUP}”" in done.out
        assert MARKUP.upper() in done.out


def test_colour_comes_from_the_report_alone(tmp_path: Path) -> None:
    rules, profile = _rules(tmp_path, BIDI), _profile(tmp_path, BIDI)

    done = leadoff("advise", profile, "--rules", rules, "--color", "always")

    plain = leadoff("advise", profile, "--rules", rules, "--color", "never")
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[35m", "\x1b[36m", "\x1b[1;35m"):
        done = done._replace(out=done.out.replace(code, ""))
    assert done == plain


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize(
    "name", ["escape", "title", "c1", "bidi", "invisible", "lines", "separators", "workflow"]
)
@pytest.mark.parametrize(
    "template",
    [
        "{}: 1\n",
        '"{}": 1\n',
        "name: {}\n",
        'deciders: "{}"\n',
        "customer_type: '{}'\n",
        "industry: [{}]\n",
        "deciders: &{} 1\n",
        "deciders: !{} 1\n",
        "deciders: *{}\n",
        "{{{}",
    ],
)
def test_a_faulty_profile(name: str, template: str, runner: str) -> None:
    profile = template.format(DANGEROUS[name])

    done = leadoff("advise", "-", stdin=profile.encode(), GITHUB_ACTIONS=runner)

    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", IN_FILES)
@pytest.mark.parametrize(
    "template",
    [
        "leadoff: 1\n{}: 1\n",
        "leadoff: {}\n",
        "leadoff: 1\nprofile: none\noutcomes: {{{}: {{}}}}\n",
        "leadoff: 1\noutcomes: {{x: {{}}}}\nrules:\n  - {{id: {}}}\n",
        "leadoff: 1\noutcomes: {{x: {{}}}}\nrules:\n  - {{id: r, when: {{{}: 1}}, votes: {}}}\n",
        "leadoff: 1\noutcomes: {{x: {{}}}}\nrules:\n  - {{id: r, overrides: [{}]}}\n",
        "leadoff: 1\nfacts: {{a: {{kind: {}}}}}\n",
        "leadoff: 1\nfacts: {{{}: {{kind: flag}}}}\n",
        "leadoff: 1\ndecide: {{by: {}}}\n",
    ],
)
def test_a_faulty_rule_file(name: str, template: str, runner: str) -> None:
    shown = _yaml(IN_FILES[name])
    rules = template.format(*[shown] * template.count("{}"))

    done = leadoff("advise", CAFE, "--rules", "-", stdin=rules.encode(), GITHUB_ACTIONS=runner)

    assert (done.code, done.out) == (3, "")
    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", DANGEROUS)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("{}",), 2),
        (("advise", "--{}"), 2),
        (("advise", "{}"), 3),
        (("advise", CAFE, "--rules", "{}"), 3),
        (("advise", CAFE, "--format", "{}"), 2),
        (("advise", CAFE, "--expect", "{}"), 2),
        (("advise", CAFE, "--set", "{}"), 2),
        (("advise", CAFE, "--set", "{}=1"), 2),
        (("advise", CAFE, "--set", "deciders={}"), 2),
        (("advise", CAFE, "--set", "customer_type={}"), 2),
        (("advise", CAFE, "--set", "name={}"), 0),
        (("advise", CAFE, "--set", "industry={}", "--brief"), 0),
        (("advise", CAFE, "--unset", "{}"), 2),
        (("facts", "{}"), 2),
    ],
)
def test_an_argument(name: str, arguments: tuple[str, ...], code: int, runner: str) -> None:
    done = leadoff(*(word.format(DANGEROUS[name]) for word in arguments), GITHUB_ACTIONS=runner)

    assert done.code == code
    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_name(name: str, runner: str, tmp_path: Path) -> None:
    good, bad = (tmp_path / (_file_name(name) + end) for end in ("g", "b"))
    good.write_text("customer_type: b2b\n", "utf-8")
    bad.write_text("deciders: 0\ndirect_sales_share: 0.5\n", "utf-8")

    done = leadoff(
        "advise", str(good), str(bad), "missing" + good.name, str(good), GITHUB_ACTIONS=runner
    )

    assert done.code == 3
    assert "b:1:11: error[LO102]" in done.err
    _assert_inert(done, runner)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_name_beside_an_unmet_expectation(name: str, runner: str, tmp_path: Path) -> None:
    path = tmp_path / _file_name(name)
    path.write_text("customer_type: b2b\n", "utf-8")

    done = leadoff("advise", str(path), "--expect", "none", GITHUB_ACTIONS=runner)

    assert done.code == 1
    assert done.err.endswith(": expected none, got sales-first\n")
    _assert_inert(done, runner)


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.yaml"
    path.write_text("deciders: 0\n", "utf-8")

    done = leadoff("advise", str(path))

    assert done.err.startswith(f"{tmp_path}/caf\\u{{dce9}}.yaml:1:11: error[LO102]")


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", DANGEROUS)
def test_a_bug_that_quotes_the_text(name: str, runner: str) -> None:
    error = ValueError(DANGEROUS[name])
    with mock.patch("leadoff.cli.advising.advise", side_effect=error):
        done = leadoff("advise", CAFE, GITHUB_ACTIONS=runner)

    assert (done.code, done.err.count("\n")) == (70, 1)
    _assert_inert(done, runner)


@pytest.mark.parametrize("name", ["escape", "title", "lines", "markup", "workflow", "invisible"])
def test_json_keeps_the_text(name: str) -> None:
    text = DANGEROUS[name]

    done = leadoff("advise", CAFE, "--format", "json", "--set", f"name={text}")

    assert json.loads(done.out)["profile"]["name"] == text
    assert not [character for character in done.out if character < " " and character != "\n"]


@pytest.mark.parametrize("name", ["escape", "title", "lines", "markup", "workflow"])
def test_json_on_a_runner_is_valid_and_commands_nothing(name: str) -> None:
    done = leadoff(
        "advise",
        CAFE,
        "--format",
        "json",
        "--set",
        f"name={DANGEROUS[name]}",
        GITHUB_ACTIONS=RUNNER,
    )

    assert json.loads(done.out)["outcome"] == "marketing-first"
    assert _workflow_commands(done.out) == []


@pytest.mark.parametrize("name", IN_FILES)
def test_json_of_hostile_rules_keeps_every_text(name: str, tmp_path: Path) -> None:
    text = IN_FILES[name]
    rules, profile = _rules(tmp_path, text), _profile(tmp_path, text)

    done = leadoff("advise", profile, "--rules", rules, "--format", "json")

    found = json.loads(done.out)
    firing = found["firings"][0]
    told = [found["label"], found["headline"], found["rules"]["title"], found["profile"]["name"]]
    told += [firing[key] for key in ("title", "quote", "because", "source", "note", "advises")]
    assert set(told) == {text}
