"""`leadoff lint` as people and build servers call it."""

from __future__ import annotations

import json
import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from leadoff.cli.files import replace_file
from leadoff.cli.lint_output import target_of
from leadoff.diagnostic.code import Code
from leadoff.errors import FileError, UsageError
from leadoff.linter.fixing import fix_document
from leadoff.linter.run import lint_documents
from tests.unit.linting import crash, each_rule, edits, endless

from .command import leadoff, process
from .test_golden import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.check import Check

PLANTED = ("lint", "tests/cli/lint", "--select", "LO0,LO7")
RULES = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}}
outcomes: {x: {}, y: {}}
decide: {by: first}
rules:
  - id: one   # leadoff: ignore[LO703] it was
    when: {f: true}
    gives: x
    because: It is so.
    source: here
  # it is not so
  - {id: two, when: {f: false}, gives: y, because: It is not so., source: here}
"""
STALE = RULES.replace("LO703", "LO701")
READ = ("--select", "LO0,LO7")


def rules_in(folder: Path, text: str = RULES) -> str:
    path = folder / "rules.yaml"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.fixture
def only() -> Iterator[list[Check]]:
    """The checks to run instead of the real ones."""
    checks: list[Check] = []
    with (
        mock.patch("leadoff.cli.linting.lint_documents", partial(lint_documents, checks=checks)),
        mock.patch("leadoff.cli.lint_fixes.fix_document", partial(fix_document, checks=checks)),
    ):
        yield checks


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_full(columns: int) -> None:
    done = leadoff(*PLANTED, COLUMNS=str(columns))

    assert (done.code, done.err) == (1, "")
    check(f"lint-full-at-{columns}", done.out)


@pytest.mark.parametrize("format", ["concise", "github", "json", "junit", "markdown", "sarif"])
def test_another_format(format: str) -> None:
    done = leadoff(*PLANTED, "--format", format)

    assert (done.code, done.err) == (1, "")
    check(f"lint-{format}", done.out)


def test_the_json_is_as_its_schema_says() -> None:
    schema = json.loads(leadoff("schema", "lint").out)
    found = json.loads(leadoff("lint", "tests", "rules", "--format", "json").out)

    jsonschema.validate(found, schema)
    assert len(found["findings"]) > 10


def test_statistics() -> None:
    check("lint-statistics", leadoff(*PLANTED, "--statistics").out)


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    names = ("a.json", "a.sarif", "a.xml", "a.md")
    written = []
    for seed in ("1", "2"):
        targets = [word for name in names for word in ("-o", str(tmp_path / name))]
        done = process(*PLANTED, *targets, PYTHONHASHSEED=seed)
        written.append((done, [(tmp_path / name).read_bytes() for name in names]))

    assert written[0] == written[1]


def test_a_clean_result_is_stated() -> None:
    done = leadoff("lint", "rules", "examples/cafe.yaml", "--select", "LO0,LO7")

    assert (done.code, done.out) == (
        0,
        "No findings in 1 rule file, 1 playbook, 1 profile and 1 file of cases.\n",
    )


def test_what_was_proved_is_stated(only: list[Check], tmp_path: Path) -> None:
    only += [each_rule(Code.TIE)._replace(find=lambda _: ()), endless(Code.GAP)]

    done = leadoff("lint", rules_in(tmp_path), "--no-ignores")

    assert done.out.endswith(
        "\n2 findings in 1 rule file: 2 warnings.\n"
        "1 check proved over all 2 kinds of profile, within 400,000 steps a search; 1 not\n"
        "proved.\n→ leadoff explain LO801\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail-on", "error"), 0),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "note"), 1),
        (("--fail-on", "never"), 0),
        ((), 1),
        (("--exit-zero",), 0),
        (("--ignore", "LO703"), 1),
        (("--ignore", "unknown-code,LO703"), 0),
        (("--ignore", "LO7"), 0),
        (("--select", "unknown_code"), 1),
        (("--no-ignores",), 0),
        (("missing.yaml",), 3),
        (("missing.yaml", "--exit-zero"), 3),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, tmp_path: Path) -> None:
    done = leadoff("lint", rules_in(tmp_path), "--select", "LO704", *arguments)

    assert done.code == code


def test_a_broken_file_fails_whatever_is_selected(tmp_path: Path) -> None:
    path = rules_in(tmp_path, "leadoff: 2\n")

    assert leadoff("lint", path, "--select", "LO305", "--ignore", "LO0").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", " "), "--select names no code: leave it out to have all checks"),
        (("--select", "LO999"), "--select: there is no code `LO999`"),
        (("--ignore", "ti"), "--ignore: there is no code `ti`"),
        (("--format", "jsn"), "--format does not take `jsn`: did you mean `json`?"),
        (("--fail-on", "warn"), "--fail-on does not take `warn`"),
        (("-o", "report"), "the extension of `report` names no format: write .json, .md"),
        (("-o", "json:-"), "-o names a file; what is printed has the format that --format says"),
        (("--write-baseline",), "--write-baseline needs the file: --baseline FILE"),
        (
            ("--baseline", "b.json", "--write-baseline", "--diff"),
            "--diff writes nothing; leave --write-baseline out",
        ),
        (("--unsafe-fixes",), "--unsafe-fixes goes with --fix or --diff"),
        (("-", "--fix"), "standard input cannot be fixed in place"),
        (("-", "--rules", "-"), "standard input can be read only once"),
        (("--config", "x", "--no-config"), "--config and --no-config exclude each other"),
    ],
)
def test_a_call_it_does_not_know(arguments: tuple[str, ...], message: str) -> None:
    done = leadoff("lint", *arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"leadoff: {message}")


def test_nothing_to_lint(tmp_path: Path) -> None:
    done = leadoff("lint", str(tmp_path))
    (tmp_path / "ci.yaml").write_text("on: push\n", "utf-8")
    after = leadoff("lint", str(tmp_path))

    where = f"leadoff: no rule file and no profile to lint in {tmp_path}"
    assert (done.code, done.out, done.err) == (3, "", f"{where}\n")
    rest = "one YAML or JSON file there of something else"
    assert (after.code, after.err) == (3, f"{where}; {rest}\n")


def test_standard_input() -> None:
    done = leadoff("lint", "-", *READ, stdin=b"deciders: 99\n")

    assert done.code == 1
    assert done.out.startswith("<stdin>:1:11: error[LO102]")


def test_a_crash_is_told_and_everything_else_too(only: list[Check], tmp_path: Path) -> None:
    only += [crash(Code.TIE), crash(Code.GAP), each_rule(Code.LAW_BROKEN)]
    path, report = rules_in(tmp_path), tmp_path / "report.json"

    done = leadoff("lint", path, "-o", str(report))

    assert done.code == 70
    bug = "leadoff: a bug in leadoff, please report it: "
    assert done.err.splitlines() == [
        f"{bug}the check LO301 (gap) failed on {path}: KeyError: '[/] oops'",
        f"{bug}CheckCrashError: the check LO305 (tie) failed on {path}: KeyError: '[/] oops'"[:245]
        + " (--debug shows more)",
    ]
    assert done.out.count("warning[LO401]") == 2
    assert len(json.loads(report.read_text("utf-8"))["crashes"]) == 2
    assert "Traceback" in leadoff("--debug", "lint", path).err


def test_reports_beside_the_text(tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("a.json", "b.sarif", "c.xml", "d.md", "e.txt", "f")}
    targets = [f"concise:{path}" if name == "f" else str(path) for name, path in files.items()]

    done = leadoff(*PLANTED, *(word for target in targets for word in ("-o", target)))

    texts = {name: path.read_text("utf-8") for name, path in files.items()}
    assert json.loads(texts["a.json"])["format"] == "leadoff.lint/1"
    assert json.loads(texts["b.sarif"])["version"] == "2.1.0"
    assert ET.fromstring(texts["c.xml"]).tag == "testsuites"
    assert texts["d.md"].startswith("## leadoff lint: ")
    assert texts["e.txt"].startswith("tests/cli/lint/broken.yaml:7:12: error[LO003]")
    assert len(texts["f"].splitlines()) == 9
    assert done.out == leadoff(*PLANTED).out


@pytest.mark.parametrize(
    ("given", "format", "path"),
    [
        ("C:\\x.json", "json", "C:\\x.json"),
        ("json:C:\\x", "json", "C:\\x"),
        ("full:x.json", "full", "x.json"),
        ("x.MD", "markdown", "x.MD"),
        ("a:b.xml", "junit", "a:b.xml"),
    ],
)
def test_targets(given: str, format: str, path: str) -> None:
    assert target_of(given) == (format, path)


def test_a_format_without_a_file_is_no_target() -> None:
    with pytest.raises(UsageError):
        target_of("json:")


def test_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "x.json", tmp_path):
        done = leadoff(*PLANTED, "-o", f"json:{target}")

        assert done.code == 3
        assert done.err.startswith(f"{target}: error: cannot be written: ")


def test_a_report_that_cannot_be_written_keeps_no_other_from_it(tmp_path: Path) -> None:
    targets = [tmp_path / "no" / "a.json", tmp_path / "b.md", tmp_path / "no" / "c.json"]

    done = leadoff(*PLANTED, "missing.yaml", *(f"-o{target}" for target in targets))

    said = "error: cannot be written: no such file or directory"
    assert done.code == 3
    assert done.out == leadoff(*PLANTED).out
    assert sorted(done.err.splitlines()) == [
        *(f"{target}: {said}" for target in targets[::2]),
        "missing.yaml: error: no such file",
    ]
    assert (tmp_path / "b.md").read_text("utf-8").startswith("## leadoff lint: ")


def test_a_report_to_a_device() -> None:
    done = process(*PLANTED, "-o", "concise:/dev/stderr", "--format", "json")

    assert done.err.startswith("tests/cli/lint/broken.yaml:7:12: error[LO003]")


def many(folder: Path, number: int) -> str:
    return rules_in(folder, "leadoff: 1\n" + "".join(f"a{n}: 1\n" for n in range(number - 3)))


@pytest.mark.parametrize(("number", "shown"), [(10, 10), (11, 10), (25, 10)])
def test_at_most_ten_annotations_of_a_kind(number: int, shown: int, tmp_path: Path) -> None:
    done = leadoff("lint", many(tmp_path, number), "--format", "github")

    lines = done.out.splitlines()
    assert len(lines) == shown
    if number > shown:
        rest = number - 9
        assert lines[-1] == f"::error title=leadoff lint::{rest} more: leadoff lint shows them all"


@pytest.mark.parametrize("format", ["auto", "github", "json"])
def test_the_summary_of_a_job_is_named_where_there_is_one(format: str, tmp_path: Path) -> None:
    annotations = tmp_path / "annotations"
    arguments = (many(tmp_path, 12), "--format", format, "-o", f"github:{annotations}")
    summary = str(tmp_path / "summary.md")
    named = ", see the summary of the job\n"

    done = leadoff("lint", *arguments, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=summary)

    assert done.out.endswith(named) is (format != "json")
    assert annotations.read_text("utf-8").endswith(named) is (format != "json")
    done = leadoff("lint", *arguments, GITHUB_STEP_SUMMARY=summary)
    assert named not in done.out + annotations.read_text("utf-8")


def test_in_github_actions_the_text_comes_with_annotations_and_a_summary(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n", "utf-8")

    done = leadoff(*PLANTED, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))

    text, annotations = leadoff(*PLANTED).out, leadoff(*PLANTED, "--format", "github").out
    assert done.out == text + annotations
    assert annotations.startswith("::error ")
    markdown = leadoff(*PLANTED, "--format", "markdown").out
    assert summary.read_text("utf-8") == f"# before\n{markdown}"


def test_a_format_that_was_asked_for_is_all_there_is(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"

    done = leadoff(
        *PLANTED, "--format", "json", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary)
    )

    assert json.loads(done.out)
    assert not summary.exists()


def test_a_summary_that_cannot_be_written(tmp_path: Path) -> None:
    done = leadoff(*PLANTED, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(tmp_path))

    assert (done.code, done.err) == (3, f"{tmp_path}: error: cannot be written: is a directory\n")


def test_fixes_are_written_in_place_and_the_mode_stays(tmp_path: Path) -> None:
    path = rules_in(tmp_path, "\ufeff" + STALE.replace("\n", "\r\n"))
    Path(path).chmod(0o640)

    done = leadoff("lint", path, "--fix", *READ)

    assert (done.code, done.err) == (0, f"{path}: 1 fix applied\n")
    expected = RULES.replace("   # leadoff: ignore[LO703] it was", "").replace("\n", "\r\n")
    assert (tmp_path / "rules.yaml").read_bytes() == f"\ufeff{expected}".encode()
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["rules.yaml"]


def test_a_file_whose_fixes_cannot_be_written_keeps_no_other_from_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    held, free = rules_in(tmp_path / "a", STALE), rules_in(tmp_path / "b", STALE)

    def replace(path: Path, data: bytes) -> None:
        if str(path) == held:
            raise FileError(held, "cannot be written: read-only file system")
        replace_file(path, data)

    with mock.patch("leadoff.cli.lint_fixes.replace_file", replace):
        done = leadoff("lint", str(tmp_path), "--fix", "--format", "concise", *READ)

    assert done.code == 3
    assert done.err == (
        f"{free}: 1 fix applied\n{held}: error: cannot be written: read-only file system\n"
    )
    assert [line.partition(":")[0] for line in done.out.splitlines() if "LO702" in line] == [held]
    assert Path(held).read_text("utf-8") == STALE
    assert Path(free).read_text("utf-8") != STALE


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    text = STALE
    path = rules_in(tmp_path, text)

    done = leadoff("lint", path, "--diff", *READ)

    assert (done.code, done.err) == (1, "")
    assert done.out == (
        f"--- {path} (before)\n+++ {path} (after)\n"
        "@@ -4,7 +4,7 @@\n outcomes: {x: {}, y: {}}\n decide: {by: first}\n rules:\n"
        "-  - id: one   # leadoff: ignore[LO701] it was\n+  - id: one\n"
        "     when: {f: true}\n     gives: x\n     because: It is so.\n"
    )
    assert (tmp_path / "rules.yaml").read_text("utf-8") == text
    piped = leadoff("lint", "-", "--diff", *READ, stdin=text.encode())
    assert piped.out == done.out.replace(path, "<stdin>")
    assert leadoff("lint", path, "--diff", "--exit-zero", *READ).code == 0


def test_a_difference_of_a_file_without_a_last_line_break(tmp_path: Path) -> None:
    path = rules_in(tmp_path, RULES.rstrip() + "  # leadoff: ignore[LO701] it was")

    done = leadoff("lint", path, "--diff", *READ)

    assert done.out.count("\\ No newline at end of file\n") == 2


def test_a_refused_fix_is_told(only: list[Check], tmp_path: Path) -> None:
    only.append(edits(Code.SIMPLER_FORM, "f: true", "f: false"))
    path = rules_in(tmp_path)

    done = leadoff("lint", path, "--fix", "--select", "LO107")

    assert done.err == f"{path}:8:12: not fixed: write `f: false`: it would change a decision\n"
    assert (tmp_path / "rules.yaml").read_text("utf-8") == RULES


def test_a_baseline(tmp_path: Path) -> None:
    path, baseline = rules_in(tmp_path, STALE), tmp_path / "base.json"

    written = leadoff("lint", path, "--baseline", str(baseline), "--write-baseline", *READ)
    again = leadoff("lint", path, "--baseline", str(baseline), *READ)

    assert (written.code, written.out) == (0, "")
    assert written.err == f"{baseline}: 1 finding written\n"
    assert (again.code, again.out) == (0, "No findings in 1 rule file; 1 in the baseline.\n")
    rules_in(tmp_path)
    stale = leadoff("lint", path, "--baseline", str(baseline), *READ)
    assert stale.code == 1
    assert "warning[LO705]: LO702 in" in stale.out


def test_a_baseline_keeps_what_was_not_looked_at(tmp_path: Path) -> None:
    path, baseline = rules_in(tmp_path, STALE), tmp_path / "base.json"
    options = ("--baseline", str(baseline))
    leadoff("lint", path, *options, "--write-baseline", *READ)
    before = baseline.read_text("utf-8")

    leadoff("lint", path, *options, "--write-baseline", "--select", "LO303")

    assert baseline.read_text("utf-8") == before


def test_what_a_baseline_says_of_a_file_that_is_gone_is_stale(tmp_path: Path) -> None:
    path, baseline = rules_in(tmp_path, STALE), tmp_path / "base.json"
    options = ("--baseline", str(baseline), *READ)
    leadoff("lint", path, *options, "--write-baseline")
    Path(path).rename(tmp_path / "other.yaml")

    stale = leadoff("lint", str(tmp_path), *options)
    leadoff("lint", str(tmp_path), *options, "--write-baseline")
    again = leadoff("lint", str(tmp_path), *options)

    assert "warning[LO705]: LO702 in" in stale.out
    assert again.code == 0
    assert "/rules.yaml" not in baseline.read_text("utf-8")


@pytest.mark.parametrize("name", ["rules.yaml", "rules.tests.yaml", "base.json", "conf.yaml", "x"])
def test_a_report_replaces_nothing_that_the_run_reads_or_writes(name: str, tmp_path: Path) -> None:
    path, file = rules_in(tmp_path), tmp_path / name
    (tmp_path / "rules.tests.yaml").write_text("# mine\n", "utf-8")
    (tmp_path / "conf.yaml").write_text("lint: {fail-on: error}\n", "utf-8")
    known = ("--baseline", str(tmp_path / "base.json"))
    leadoff("lint", path, *known, "--write-baseline")
    before = file.read_bytes() if file.exists() else None

    targets = ("-o", f"json:{tmp_path / 'x'}", "-o", f"full:{file}")
    done = leadoff("lint", path, *known, "--config", str(tmp_path / "conf.yaml"), *targets)

    assert done.code == 2
    assert f"-o would replace {file}, which this run reads or writes" in done.err
    assert (file.read_bytes() if file.exists() else None) == before


def test_rules_for_profiles_have_to_be_there(tmp_path: Path) -> None:
    done = leadoff("lint", rules_in(tmp_path), "--rules", str(tmp_path / "none.yaml"))

    assert done.code == 3
    assert "none.yaml" in done.err


def test_what_can_be_in_no_baseline_is_still_reported(tmp_path: Path) -> None:
    path, baseline = rules_in(tmp_path, "f: maybe"), tmp_path / "base.json"

    done = leadoff("lint", path, "--baseline", str(baseline), "--write-baseline")

    assert done.code == 1
    assert "error[LO" in done.out


def test_a_baseline_is_written_over_none_but_a_baseline(tmp_path: Path) -> None:
    path = rules_in(tmp_path)

    done = leadoff("lint", path, "--baseline", path, "--write-baseline")

    assert done.code == 2
    assert "rules.yaml is no baseline, so it is not overwritten\n" in done.err
    assert (tmp_path / "rules.yaml").read_text("utf-8") == RULES


def test_a_baseline_that_is_none(tmp_path: Path) -> None:
    path = rules_in(tmp_path)

    missing = leadoff("lint", path, "--baseline", str(tmp_path / "none.json"))
    wrong = leadoff("lint", path, "--baseline", path)

    assert (missing.code, missing.out) == (3, "")
    assert wrong.code == 3
    assert "error[LO003]: a baseline has no key `leadoff`" in wrong.err
