"""Running checks: each by itself, the strongest finding kept, nothing hidden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import leadoff
from leadoff.cases.find import find_case_files
from leadoff.diagnostic.code import Code
from leadoff.errors import FileError
from leadoff.linter.checks import ALL, untested_rule
from leadoff.linter.fingerprint import fingerprint
from leadoff.linter.run import lint, lint_documents
from leadoff.linter.settings import Settings, fits

from .linting import TWO_RULES, crash, document, each_rule, endless, report_of, told

if TYPE_CHECKING:
    from leadoff.linter.report import LintReport

PROFILE = "deciders: 3\n"
CASES = """\
rules: ../rules.yaml
cases:
  - {name: one fires, profile: {f: true, t: some}, expect: {outcome: x}}
"""
WORKFLOW = "on: push\njobs: {lint: {steps: []}}\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def files_of(report: LintReport, folder: Path) -> dict[str, str]:
    return {each.name.removeprefix(f"{folder}/"): each.kind for each in report.checked}


def test_the_shipped_rules_have_no_errors_and_no_warnings() -> None:
    from leadoff.engine.rule_set import shipped_rules

    report = leadoff.lint([shipped_rules()])

    assert not report.fails("warning")
    assert report.checked[0].not_proved == ()


def test_findings_are_in_the_order_of_the_file() -> None:
    report = report_of(TWO_RULES, each_rule(Code.TIE), each_rule(Code.GAP))

    assert told(report) == [
        "10:9 LO301 the rule `one` is found",
        "10:9 LO305 the rule `one` is found",
        "15:9 LO301 the rule `two` is found",
        "15:9 LO305 the rule `two` is found",
    ]
    (checked,) = report.checked
    assert checked.proved == (Code.TIE, Code.GAP)
    assert checked.profiles == 2 * 2 * 2


def test_a_crash_is_named_and_the_other_checks_run() -> None:
    report = report_of(TWO_RULES, crash(Code.TIE), each_rule(Code.GAP))

    assert [str(each) for each in report.crashes] == [
        "the check LO305 (tie) failed on rules.yaml: KeyError: '[/] oops'"
    ]
    assert [line.split()[1] for line in told(report)] == ["LO301", "LO305", "LO301"]
    assert report.checked[0].proved == (Code.GAP,)


def test_a_check_over_its_budget_is_a_finding_and_not_proved() -> None:
    report = report_of(TWO_RULES, endless(Code.TIE), each_rule(Code.GAP))

    assert told(report)[0] == ("1:1 LO801 LO305 (tie) is not proved within its budget of steps")
    assert report.findings[0].finding.proof == "not-proved"
    assert report.checked[0].not_proved == (Code.TIE,)
    assert report.fails("warning")


@pytest.mark.parametrize("code", [Code.TIE, Code.NOT_PROVED])
def test_a_check_over_its_budget_is_never_clean(code: Code) -> None:
    report = report_of(TWO_RULES, endless(Code.TIE), settings=Settings(frozenset((code,))))

    assert "LO801" in told(report)[0]
    assert report.fails("warning")


def test_what_another_check_could_not_prove_is_not_reported() -> None:
    weak = each_rule(Code.SHADOWED_RULE, (Code.DUPLICATE_RULE,))
    settings = Settings(select=frozenset((Code.SHADOWED_RULE,)))

    report = report_of(TWO_RULES, weak, endless(Code.DUPLICATE_RULE), settings=settings)

    assert told(report) == ["15:9 LO205 the rule `two` is found"]


def test_a_check_that_reads_what_is_written_is_not_counted_as_proved() -> None:
    settings = Settings(select=frozenset((Code.SIMPLER_FORM, Code.MISSING_REASON, Code.TIE)))
    reads = [each for each in ALL if each.code in (Code.SIMPLER_FORM, Code.MISSING_REASON)]

    report = report_of(TWO_RULES, *reads, each_rule(Code.TIE), settings=settings)

    assert report.checked[0].proved == (Code.TIE,)


def test_the_strongest_finding_about_a_rule_stays_and_names_the_others() -> None:
    weak = each_rule(Code.SHADOWED_RULE, (Code.DUPLICATE_RULE,))
    middle = each_rule(Code.DUPLICATE_RULE, (Code.UNSATISFIABLE_RULE,))
    strong = each_rule(Code.UNSATISFIABLE_RULE)

    report = report_of(TWO_RULES, weak, middle, strong)

    assert [line.split()[1] for line in told(report)] == ["LO101", "LO101"]
    assert report.findings[0].implied == (Code.DUPLICATE_RULE, Code.SHADOWED_RULE)


def test_what_is_implied_is_left_out_where_the_stronger_code_is_not_selected() -> None:
    weak = each_rule(Code.SHADOWED_RULE, (Code.DUPLICATE_RULE,))
    settings = Settings(select=frozenset((Code.SHADOWED_RULE,)))

    report = report_of(TWO_RULES, weak, each_rule(Code.DUPLICATE_RULE), settings=settings)

    assert told(report) == []


def test_a_check_runs_only_under_its_policies() -> None:
    votes_alone = each_rule(Code.TIE)._replace(policies=("votes",))

    report = report_of(TWO_RULES, votes_alone)

    assert (told(report), report.checked[0].proved) == ([], ())


def test_a_fault_of_reading_is_a_finding_whatever_is_ignored() -> None:
    text = TWO_RULES.replace("id: two", "id: one").replace("f: true", "g: true")
    settings = Settings(ignore=frozenset(Code))

    report = report_of(text, each_rule(Code.TIE), settings=settings)

    assert told(report) == [
        "11:12 LO003 there is no fact `g`",
        "15:9 LO006 the id `one` is used a second time, after line 10",
    ]
    assert {each.finding.proof for each in report.findings} == {"read"}


def test_too_many_terms_is_a_finding() -> None:
    flags = ", ".join(f"f{n}: {{kind: flag}}" for n in range(16))
    parts = ", ".join(f"{{f{n}: true}}" for n in range(16))
    text = (
        f"leadoff: 1\nprofile: none\nfacts: {{{flags}}}\noutcomes: {{x: {{}}}}\n"
        f"decide: {{by: first}}\nrules:\n"
        f"  - {{id: r, when: {{some: {{at_least: 8, of: [{parts}]}}}}, gives: x}}\n"
    )

    assert [line.split()[1] for line in told(report_of(text))] == ["LO010"]


def test_folders_are_searched_and_other_files_left(tmp_path: Path) -> None:
    write(
        tmp_path,
        rules_yaml=TWO_RULES,
        a__profile_yaml=PROFILE,
        a__ci_yaml=WORKFLOW,
        a__values_yaml="x: {{ .Values.x }}\n",
        a__list_yaml="[1, 2]\n",
        a__empty_yaml="",
        leadoff_yaml="lint: {fail-on: note}\n",
    )
    write(tmp_path, **{"a/b.tests.yaml": CASES, ".github/x.yaml": WORKFLOW})
    (tmp_path / "data.json").write_text('{"deciders": 3}', "utf-8")
    (tmp_path / "OLD.YML").write_text(TWO_RULES, "utf-8")
    (tmp_path / "notes.txt").write_text("leadoff: 1", "utf-8")

    report = lint([tmp_path], checks=())

    assert files_of(report, tmp_path) == {
        "OLD.YML": "rules",
        "a/b.tests.yaml": "tests",
        "a/profile.yaml": "profile",
        "data.json": "profile",
        "leadoff.yaml": "configuration",
        "rules.yaml": "rules",
    }
    assert len(report.skipped) == 4
    assert report.findings == ()


def test_a_broken_file_hides_nothing(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_yaml="leadoff: 1\nrules: [\n",
        b_yaml="deciders: 3\nindustry: [\n",
        c_yaml="deciders: 99\n",
        d_yaml=TWO_RULES,
    )

    report = lint([tmp_path], checks=(each_rule(Code.TIE),))

    assert [
        (each.file.split("/")[-1], each.finding.diagnostic.code.value) for each in report.findings
    ] == [
        ("a.yaml", "LO001"),
        ("b.yaml", "LO001"),
        ("c.yaml", "LO102"),
        ("d.yaml", "LO305"),
        ("d.yaml", "LO305"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (TWO_RULES.encode("utf-16"), "this file is UTF-16, not UTF-8"),
        (f"# caf\xe9\n{TWO_RULES}".encode("latin-1"), "this byte is not UTF-8 text: 0xE9"),
        (f"{TWO_RULES}# {'x' * 2**21}".encode(), "this file is too large: "),
    ],
)
def test_a_rule_file_that_cannot_be_decoded_is_not_passed_over(
    data: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / "rules.yaml").write_bytes(data)

    report = lint([tmp_path])

    assert report.findings[0].finding.diagnostic.message.startswith(message)
    assert [each.kind for each in report.checked] == ["rules"]


def test_what_cannot_be_read_is_listed_and_the_rest_checked(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml=TWO_RULES)

    report = lint([tmp_path / "missing.yaml", tmp_path, "\0"])

    assert [each.reason for each in report.unreadable] == ["not a usable file name", "no such file"]
    assert len(report.checked) == 1


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml=TWO_RULES)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "rules.yaml")

    report = lint([tmp_path, tmp_path / "rules.yaml", tmp_path / "link.yaml"])

    assert len(report.checked) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WORKFLOW, "1:1 LO001 this is neither a rule file nor a profile"),
        ("", "1:1 LO001 this file is empty"),
        ("decider: 3\n", "1:1 LO003 there is no fact `decider`"),
        ("x: {{ y }}\n", "1:5 LO001 a key must be text"),
    ],
)
def test_a_named_file_that_is_no_file_of_ours_is_an_error(text: str, message: str) -> None:
    report = lint_documents([document(text, "x.yaml")], Settings())

    assert told(report) == [message]


def test_a_profile_belongs_to_the_rules_that_know_it_best(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__rules_yaml=TWO_RULES,
        a__profile_yaml="f: true\nn: 98\n",
        b__profile_yaml="f: true\nn: 99\nother: 1\n",
        a__shipped_yaml="deciders: 99\n",
        a__other_yaml="f: true\nsteps: 1\njobs: 1\n",
    )

    report = lint([tmp_path], checks=())

    assert told(report) == [
        "2:4 LO102 `n`: 98 is outside the allowed values",
        "1:11 LO102 `deciders`: 99 is outside the allowed values",
        "2:4 LO102 `n`: 99 is outside the allowed values",
        "3:1 LO003 there is no fact `other`",
    ]
    assert [each.rpartition("/")[2] for each in report.skipped] == ["other.yaml"]


def test_of_rules_that_know_a_profile_alike_those_beside_it_count(tmp_path: Path) -> None:
    other = TWO_RULES.replace("at_most: 9", "at_most: 99")
    write(tmp_path, a__rules_yaml=TWO_RULES, b__rules_yaml=other, b__profile_yaml="n: 98\n")

    assert told(lint([tmp_path], checks=())) == []


def test_a_profile_belongs_to_the_rules_that_are_named(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, p__one_yaml="n: 99\n", p__two_yaml="x: 1\n")
    rules = str(tmp_path / "rules.yaml")
    by_pattern = Settings(rules_for_profiles=(("p/*", "rules.yaml"),), base=str(tmp_path))

    for settings in (Settings(rules=rules), by_pattern):
        report = lint([tmp_path / "p"], settings)

        assert told(report) == [
            "1:4 LO102 `n`: 99 is outside the allowed values",
            "1:1 LO003 there is no fact `x`",
        ]


def test_rules_of_profiles_that_are_broken_are_reported_once(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml="leadoff: 2\n", p__a_yaml="n: 1\n", p__b_yaml="n: 1\n")

    report = lint([tmp_path / "p"], Settings(rules=str(tmp_path / "rules.yaml")))

    assert [line.split()[1] for line in told(report)] == ["LO007"] * 3 + ["LO102"]
    missing = lint([tmp_path / "p"], Settings(rules=str(tmp_path / "none.yaml")))
    assert [each.reason for each in missing.unreadable] == ["no such file"]


def test_a_profile_that_makes_rules_conflict() -> None:
    rules = TWO_RULES.replace("by: first", "by: unique")
    profile = document("# here\nf: true\nt: some\nn: 7\n", "profile.yaml")

    report = lint_documents([document(rules), profile], Settings(), ())

    assert told(report) == [
        "2:1 LO203 the rules `one`, `two` fire together, which `unique` does not allow"
    ]


def test_a_profile_that_contradicts_an_assumption() -> None:
    profile = document("months_since_first_sale: 0\npaying_customers: 4\n", "profile.yaml")

    assert [line.split()[1] for line in told(lint_documents([profile], Settings()))] == ["LO022"]


def test_a_rule_without_a_case_comes_with_one_to_paste(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, **{"a/b.tests.yaml": CASES})

    (found,) = lint([tmp_path], checks=(untested_rule.CHECK,)).findings

    said = found.finding.diagnostic
    assert (
        str(said)
        .splitlines()[0]
        .endswith("rules.yaml:15:9: warning[LO501]: no case makes the rule `two` fire")
    )
    case = said.help.removeprefix("add a case: ")
    assert case == (
        '- {name: two fires, profile: {f: false, "n": 5}, expect: {outcome: "y", fired: [two]}}'
    )
    write(tmp_path, **{"a/b.tests.yaml": f"{CASES}  {case}\n"})
    assert lint([tmp_path], checks=(untested_rule.CHECK,)).findings == ()


def test_cases_beside_a_rule_file_count_though_they_are_not_checked(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, **{"rules.tests.yaml": CASES.partition("\n")[2]})
    rules = tmp_path / "rules.yaml"

    report = lint([rules], checks=(untested_rule.CHECK,))

    assert [each.finding.rules for each in report.findings] == [("two",)]
    assert len(report.checked) == 1


def _unchecked(report: LintReport, folder: Path) -> list[str]:
    """What is said of checks that were left out."""
    said = (each.finding.diagnostic for each in report.findings)
    found = (f"{each.message}; {each.help}" for each in said if each.code is Code.NOT_PROVED)
    return [each.replace(f"{folder}/", "") for each in found]


NOT_CHECKED = "LO501 (untested-rule) is not checked: the cases in"
CALL = "says what is wrong with them"


@pytest.mark.parametrize(
    "broken", ["cases: [\n", "cases: []\n", "rules: nowhere.yaml\ncases: [1]\n", "cases: \udcff"]
)
def test_cases_beside_that_cannot_be_read_are_no_cases_to_judge_by(
    tmp_path: Path, broken: str
) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, **{"a/b.tests.yaml": CASES})
    (tmp_path / "rules.tests.yaml").write_bytes(broken.encode("utf-8", "surrogateescape"))
    told_once = (
        f"{NOT_CHECKED} `rules.tests.yaml` cannot be read; `leadoff test rules.tests.yaml` {CALL}"
    )
    suppressed = "# leadoff: ignore-file[LO501] they are tried elsewhere\n"

    for paths in ([tmp_path / "rules.yaml"], [tmp_path]):
        report = lint(paths, checks=(untested_rule.CHECK,))

        assert _unchecked(report, tmp_path) == [told_once]
        assert Code.UNTESTED_RULE not in {each.finding.diagnostic.code for each in report.findings}
    write(tmp_path, rules_yaml=suppressed + TWO_RULES)
    found = lint([tmp_path / "rules.yaml"], checks=(untested_rule.CHECK,)).findings
    assert [each.finding.diagnostic.code for each in found] == [Code.NOT_PROVED]


def test_broken_cases_elsewhere_are_cases_of_the_rules_they_name(tmp_path: Path) -> None:
    broken = CASES.replace("some", "1")
    write(tmp_path, rules_yaml=TWO_RULES, **{"a/b.tests.yaml": broken, "a/c.tests.yaml": broken})

    (told_once,) = _unchecked(lint([tmp_path], checks=(untested_rule.CHECK,)), tmp_path)

    files, call = "`a/b.tests.yaml` and `a/c.tests.yaml`", "`leadoff test a/b.tests.yaml`"
    assert told_once == f"{NOT_CHECKED} {files} cannot be read; {call} {CALL}"


def test_a_file_of_cases_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, **{"rules.tests.yaml": CASES})

    def refuse(path: str) -> None:
        raise FileError(path, "no permission to read it")

    monkeypatch.setattr("leadoff.linter.casebook.read_source", refuse)

    report = lint([tmp_path / "rules.yaml"], checks=(untested_rule.CHECK,))

    assert len(_unchecked(report, tmp_path)) == 1


def test_lint_and_test_find_the_same_files_of_cases(tmp_path: Path) -> None:
    case = '{"cases": [{"name": "a", "profile": {"f": true}, "expect": {"outcome": "x"}}]}'
    about = case.replace("{", '{"rules": "rules.yaml", ', 1)
    write(tmp_path, rules_yaml=TWO_RULES)
    for name in ("rules.tests.yaml", "rules.tests.yml", "R.TESTS.JSON"):
        (tmp_path / name).write_text(about, "utf-8")
    others = {
        "other.yaml": about,
        "list.json": '{"cases": [1, 2]}',
        "report.json": '{"format": "leadoff.test/1", "cases": [{"name": "a"}], "errors": []}',
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text, "utf-8")

    report = lint([tmp_path], checks=())

    tests = [each.name for each in report.checked if each.kind == "tests"]
    assert sorted(tests) == sorted(find_case_files([str(tmp_path)]).files)
    assert len(tests) == 3
    assert [Path(name).name for name in report.skipped] == sorted(others)
    assert report.findings == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{CASES}", "tests"),
        ("cases: [{name: a}]\n", "unknown"),
        ("cases: [1]\n", "unknown"),
        ("cases: 1\n", "unknown"),
        ("format: leadoff.test/1\ncases: [{profile: {}}]\n", "unknown"),
        ("- cases\n", "unknown"),
    ],
)
def test_a_file_that_is_named_is_one_of_cases_if_it_looks_like_one(
    tmp_path: Path, text: str, kind: str
) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, **{"a/some.yaml": text})

    assert [each.kind for each in lint([tmp_path / "a" / "some.yaml"], checks=()).checked] == [kind]


def test_rules_that_no_cases_are_kept_for_are_not_called_untested() -> None:
    assert told(report_of(TWO_RULES, untested_rule.CHECK)) == []


def test_a_rule_that_cannot_fire_needs_no_case(tmp_path: Path) -> None:
    never = TWO_RULES.replace("{n: {at_least: 5}}", "{n: {at_least: 5, below: 5}}")
    write(tmp_path, rules_yaml=never, **{"a/b.tests.yaml": CASES})

    assert lint([tmp_path], checks=(untested_rule.CHECK,)).findings == ()


def test_a_file_of_cases_is_checked(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml=TWO_RULES, **{"a/b.tests.yaml": CASES.replace("some", "1")})
    write(tmp_path, **{"c.tests.yaml": CASES.replace("../rules", "nowhere")})

    report = lint([tmp_path], checks=())

    assert [line.split()[1] for line in told(report)] == ["LO004", "LO003"]


def test_broken_rules_of_cases_are_reported_where_they_are(tmp_path: Path) -> None:
    write(tmp_path, rules_yaml="leadoff: 1\n", **{"a/b.tests.yaml": CASES})

    whole, alone = lint([tmp_path]), lint([tmp_path / "a"])

    assert told(whole) == told(alone)
    assert {each.file.rpartition("/")[2] for each in alone.findings} == {"rules.yaml"}


def test_rules_of_cases_that_are_a_folder(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").mkdir()
    write(tmp_path, **{"a/b.tests.yaml": CASES})

    assert [each.reason for each in lint([tmp_path]).unreadable] == ["is a folder, not a file"]


def test_fingerprints_do_not_change_with_lines_and_differ_otherwise() -> None:
    before = report_of(TWO_RULES, each_rule(Code.TIE), each_rule(Code.GAP)).findings
    moved = TWO_RULES.replace("rules:", "\n# moved\nrules:  # here").replace(
        "at_least: 5", "above: 4"
    )
    after = report_of(moved, each_rule(Code.TIE), each_rule(Code.GAP)).findings

    assert [each.fingerprint for each in before] == [each.fingerprint for each in after]
    assert len({each.fingerprint for each in before}) == 4
    assert fingerprint(before[0].finding, "other.yaml") != before[0].fingerprint


def test_the_fingerprint_of_a_message_about_lines_names_no_line() -> None:
    text = TWO_RULES.replace("id: two", "id: one")

    (before,) = report_of(text).findings
    (after,) = report_of(f"\n\n{text}").findings

    assert before.fingerprint == after.fingerprint
    assert before.finding.diagnostic.message != after.finding.diagnostic.message


def test_the_report_as_data_has_every_key_and_is_json() -> None:
    report = report_of(
        TWO_RULES, each_rule(Code.TIE), endless(Code.GAP), crash(Code.UNREACHABLE_OUTCOME)
    )

    data = json.loads(json.dumps(report.to_dict()))

    assert data["format"] == "leadoff.lint/1"
    assert data["summary"] == {
        "errors": 0,
        "warnings": 5,
        "notes": 0,
        "fixable": 0,
        "ignored": 0,
        "baselined": 0,
        "files": 1,
        "skipped": 0,
        "checks_proved": 1,
        "checks_not_proved": 1,
        "steps_per_search": 400_000,
    }
    tie = next(each for each in data["findings"] if each["code"] == "LO305")
    assert tie == {
        "code": "LO305",
        "name": "tie",
        "severity": "warning",
        "message": "the rule `one` is found",
        "help": "write another",
        "file": "rules.yaml",
        "line": 10,
        "column": 9,
        "end_line": 10,
        "end_column": 12,
        "rules": ["one"],
        "related": [
            {
                "file": "rules.yaml",
                "line": 15,
                "column": 9,
                "end_line": 15,
                "end_column": 12,
                "message": "like this one",
            }
        ],
        "witness": {"f": True, "n": 5, "t": 'it\'s [/] "so"'},
        "regions": ["f is yes", "n is at least 5"],
        "proof": "proved",
        "fixes": [],
        "fingerprint": tie["fingerprint"],
        "silenced": [],
    }
    assert data["crashes"] == [
        "the check LO303 (unreachable-outcome) failed on rules.yaml: KeyError: '[/] oops'"
    ]


@pytest.mark.parametrize(
    ("pattern", "name", "is_fit"),
    [
        ("*.yaml", "a/b.yaml", True),
        ("a/*.yaml", "a/b.yaml", True),
        ("a/*.yaml", "a/b/c.yaml", False),
        ("**/c.yaml", "a/b/c.yaml", True),
        ("**/c.yaml", "c.yaml", True),
        ("a/**", "a/b/c.yaml", True),
        ("a?c", "abc", True),
        ("[a]", "a", False),
        ("a.c", "abc", False),
    ],
)
def test_patterns(pattern: str, name: str, is_fit: bool) -> None:
    assert fits(pattern, name) is is_fit


def test_codes_ignored_for_some_files(tmp_path: Path) -> None:
    write(tmp_path, a__rules_yaml=TWO_RULES, b__rules_yaml=TWO_RULES)
    settings = Settings(
        per_file_ignores=(("a/**", frozenset((Code.TIE,))),), base=str(tmp_path), root=str(tmp_path)
    )

    report = lint([tmp_path], settings, (each_rule(Code.TIE),))

    assert {each.file for each in report.findings} == {"b/rules.yaml"}


@pytest.mark.parametrize(
    ("faults", "last"),
    [
        (100, "rule `r` has no key `u99`"),
        (101, "rule `r` has no key `u99` (1 more finding in this file is not shown)"),
        (1_300, "rule `r` has no key `u99` (1,200 more findings in this file are not shown)"),
    ],
)
def test_of_very_many_faults_of_a_file_a_hundred_are_reported(faults: int, last: str) -> None:
    unknown = ", ".join(f"u{number}: 1" for number in range(faults))
    text = f"{TWO_RULES}  - {{id: r, when: always, gives: x, {unknown}}}\n"

    report = report_of(text)

    assert len(report.findings) == 100
    assert report.findings[-1].finding.diagnostic.message == last
