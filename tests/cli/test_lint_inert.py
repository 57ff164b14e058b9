"""Reports of the linter about hostile texts: every format parses, and commands nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args
from xml.etree import ElementTree as ET

import pytest

from leadoff.cli.lint_output import ReportFormat, report_text
from leadoff.diagnostic.code import Code
from leadoff.linter.check import Claim
from leadoff.linter.finding import Edit, Fix
from leadoff.render.style import PageStyle
from tests.unit.linting import TWO_RULES, check, report_of

from .command import leadoff
from .test_inert_text import (
    AT_HOME,
    DANGEROUS,
    IN_FILES,
    RUNNER,
    _active,
    _assert_inert,
    _file_name,
    _profile,
    _rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadoff.linter.subject import Subject

HTML = "<script>alert(1)</script>"
MARKDOWN = "a|b `c` **d** [e](javascript:f) @team #1 https://x.y www.z ``` <!-- g --> \\"
QUOTES = 'it\'s "so" \\n $(id) `id`'
HOSTILE = {
    **DANGEROUS,
    "html": HTML,
    "markdown": MARKDOWN,
    "quotes": QUOTES,
    "beyond": "\ufffe\uffff",
}
MACHINE = ("json", "sarif", "junit", "github", "markdown")


def parsed(format: str, text: str) -> None:
    """Read a report as what reads it does."""
    if format == "json":
        assert json.loads(text)["format"] == "leadoff.lint/1"
    elif format == "sarif":
        assert_sarif(json.loads(text))
    elif format == "junit":
        assert ET.fromstring(text).tag == "testsuites"
    elif format == "github":
        assert_commands(text)
    elif format == "markdown":
        assert_table(text)


def assert_commands(text: str) -> None:
    """Each line is one annotation, and nothing in it is another command."""
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match is not None, line
        assert all("=" in each for each in match[2].split(","))
        assert "##[" not in line


def assert_table(text: str) -> None:
    """Each row has three cells, and no HTML but ours stands outside of code."""
    outside = re.sub(r"(?ms)^(`{3,})yaml$.*?^\1$", "", text)
    for line in outside.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 4, line
    tags = set(re.findall(r"(?<!\\)<[^>]*>", outside))
    ours = {"<details>", "<summary>", "</summary>", "</details>", "<code>", "</code>", "<!-- -->"}
    assert tags <= ours
    assert outside.count("<code>") == outside.count("</code>")


def assert_sarif(log: Any) -> None:
    """What SARIF 2.1.0 requires of the parts used here, and what code scanning asks besides."""
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            region = place["physicalLocation"]["region"]
            assert min(region.values()) >= 1
            start = region["startLine"], region["startColumn"]
            assert start <= (region["endLine"], region["endColumn"])
            assert re.fullmatch(
                r"[A-Za-z0-9/._~%:-]+", place["physicalLocation"]["artifactLocation"]["uri"]
            )
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                assert all(each["deletedRegion"] for each in change["replacements"])


@pytest.mark.parametrize("format", get_args(ReportFormat))
@pytest.mark.parametrize("name", HOSTILE)
def test_a_finding_that_quotes_the_text_everywhere(name: str, format: ReportFormat) -> None:
    text = HOSTILE[name]

    def find(subject: Subject) -> Iterator[Claim]:
        one, two = subject.file.rules
        yield Claim(
            one.span,
            text,
            text,
            [(two.span, text)],
            rules=("one",),
            witness=(("t", text), ("f", True)),
            regions=(text,),
            fixes=(Fix(text, False, (Edit(one.span, text),)),),
            severity="error",
        )

    report = report_of(TWO_RULES, check(Code.GAP, find))
    shown = report_text(report, format, "warning", PageStyle())

    assert _active(shown) == []
    parsed(format, shown)


@pytest.mark.parametrize("runner", [AT_HOME, RUNNER], ids=["home", "runner"])
@pytest.mark.parametrize("name", IN_FILES)
def test_rules_and_profiles(name: str, runner: str, tmp_path: Path) -> None:
    text = IN_FILES[name]
    rules, profile = _rules(tmp_path, text), _profile(tmp_path, text, "d: true\n")
    targets = {format: tmp_path / format for format in MACHINE}
    arguments = [w for format, path in targets.items() for w in ("-o", f"{format}:{path}")]

    done = leadoff(
        "lint", rules, profile, *arguments, GITHUB_ACTIONS=runner, GITHUB_STEP_SUMMARY=""
    )

    assert done.code == 1
    assert "LO022" in done.out
    text_alone = "\n".join(line for line in done.out.splitlines() if not line.startswith("::"))
    _assert_inert(done._replace(out=text_alone), runner)
    for format, path in targets.items():
        parsed(format, path.read_text("utf-8"))


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{_file_name(name)}.yaml"
    path.write_text("deciders: 0\ndirect_sales_share: 0.5\n", "utf-8")
    targets = {format: tmp_path / format for format in MACHINE}
    arguments = [w for format, target in targets.items() for w in ("-o", f"{format}:{target}")]

    done = leadoff("lint", str(path), f"missing{path.name}", *arguments)

    assert done.code == 3
    _assert_inert(done, AT_HOME)
    for format, target in targets.items():
        parsed(format, target.read_text("utf-8"))


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.yaml"
    path.write_text("deciders: 0\n", "utf-8")

    for format in MACHINE:
        done = leadoff("lint", str(path), "--format", format)

        assert (done.code, done.err) == (1, "")
        assert done.out.isascii()


@pytest.mark.parametrize("name", ["html", "markdown", "quotes", *IN_FILES])
def test_a_fix_of_a_file_with_the_text(name: str, tmp_path: Path) -> None:
    shown = json.dumps(HOSTILE[name])
    path = tmp_path / "rules.yaml"
    text = f"{TWO_RULES}    note: {shown}  # leadoff: ignore[LO701] x\n"
    path.write_text(text, "utf-8")

    difference = leadoff("lint", str(path), "--diff", "--select", "LO7")
    leadoff("lint", str(path), "--fix", "--select", "LO7")

    assert path.read_text("utf-8") == text.replace("  # leadoff: ignore[LO701] x", "")
    assert _active(difference.out) == []


@pytest.mark.parametrize("name", ["escape", "bidi", "lines", "workflow"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "{}"),
        ("lint", "--select", "{}"),
        ("lint", "--config", "{}"),
        ("lint", "--baseline", "{}"),
        ("lint", "-o", "{}"),
        ("explain", "{}"),
        ("explain", "LO305", "--rules", "{}"),
    ],
)
def test_an_argument(name: str, arguments: tuple[str, ...]) -> None:
    done = leadoff(*(word.format(DANGEROUS[name]) for word in arguments), GITHUB_ACTIONS=RUNNER)

    assert done.code in (2, 3)
    _assert_inert(done, RUNNER)


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
@pytest.mark.parametrize("name", IN_FILES)
def test_pages_of_rules_and_facts(name: str, format: str, tmp_path: Path) -> None:
    rules = _rules(tmp_path, IN_FILES[name])

    for topic in ("r1", "r2", "r3", "a", "b", "c"):
        done = leadoff("explain", topic, "--rules", rules, "--format", format)

        assert (done.code, done.err) == (0, "")
        _assert_inert(done, AT_HOME)
