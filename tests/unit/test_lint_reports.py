"""Reports where there is very much to say, or something odd."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock
from xml.etree import ElementTree as ET

from leadoff.cli.lint_output import report_text
from leadoff.diagnostic.code import Code
from leadoff.engine.budget import OverBudgetError
from leadoff.errors import FileError
from leadoff.linter.check import Claim
from leadoff.linter.report import CheckCrashError, LintReport
from leadoff.render.style import PageStyle

from .linting import TWO_RULES, check, each_rule, edits, endless, report_of

if TYPE_CHECKING:
    from leadoff.linter.subject import Subject

STYLE = PageStyle()


def many(report: LintReport, number: int) -> LintReport:
    return report._replace(findings=report.findings[:1] * number)


def test_the_full_text_shows_a_hundred_and_counts_all() -> None:
    report = many(report_of(TWO_RULES, each_rule(Code.TIE)), 1003)

    text = report_text(report, "full", "warning", STYLE)

    assert text.count("warning[LO305]") == 100
    assert "\nAnd 903 more: --format concise shows each on a line.\n" in text
    assert "\n1,003 findings in 1 rule file: 1,003 warnings.\n" in text


def test_the_table_shows_five_hundred() -> None:
    report = many(report_of(TWO_RULES, each_rule(Code.TIE)), 501)

    text = report_text(report, "markdown", "warning", STYLE)

    assert text.count("| warning |") == 500
    assert "\nAnd 1 more.\n" in text
    assert text.count("<details>") == 50


def test_an_example_below_the_table_names_its_file() -> None:
    (first, _) = report_of(TWO_RULES, each_rule(Code.TIE)).findings
    found = first._replace(file="a_b/<x>.yaml")

    text = report_text(LintReport((found,), ()), "markdown", "warning", STYLE)

    place = "a_b/&lt;x&gt;.yaml:10:9"
    assert f"<summary>LO305 at {place}: a profile that shows it</summary>" in text


def test_of_many_regions_five_are_shown() -> None:
    regions = tuple(f"n is {n}" for n in range(8))
    (first, _) = report_of(TWO_RULES, each_rule(Code.TIE)).findings
    found = first._replace(finding=first.finding._replace(regions=regions))

    text = report_text(LintReport((found,), ()), "full", "warning", STYLE)

    assert text.count("n is ") == 5
    assert "   =    or: 3 more\n" in text


def test_a_region_is_broken_between_its_facts() -> None:
    region = (
        "only `one`: sky: sun or snow; t: anything else; distance_km: less than 5, or 25 and more"
    )
    (first, _) = report_of(TWO_RULES, each_rule(Code.TIE)).findings
    found = first._replace(finding=first.finding._replace(regions=(region,)))
    report = LintReport((found,), ())

    assert (
        "   = where: only `one`: sky: sun or snow;\n"
        "            t: anything else;\n"
        "            distance_km: less than 5, or 25 and more\n"
    ) in report_text(report, "full", "warning", PageStyle(width=53))
    assert (
        "   = where: only `one`:\n"
        "            sky: sun or snow;\n"
        "            t: anything else;\n"
        "            distance_km: less than 5, or\n"
        "            25 and more\n"
    ) in report_text(report, "full", "warning", PageStyle(width=40))


def test_what_is_implied_is_named() -> None:
    report = report_of(
        TWO_RULES,
        each_rule(Code.SHADOWED_RULE, (Code.DUPLICATE_RULE,)),
        each_rule(Code.DUPLICATE_RULE),
    )

    assert "   = implies: LO205, not repeated here\n" in report_text(
        report, "full", "warning", STYLE
    )


def test_fixes_are_told_with_the_flags_they_need() -> None:
    safe = edits(Code.TIE, "at_least: 5", "above: 4")
    unsafe = edits(Code.GAP, "gives: y", "gives: x", is_safe=False)

    text = report_text(report_of(TWO_RULES, safe, unsafe), "full", "warning", STYLE)

    assert "   = fix: write `above: 4` (--fix)\n" in text
    assert "   = fix: write `gives: x` (--fix --unsafe-fixes)\n" in text
    assert "1 fixable with --fix." in text


def test_an_example_of_standard_input_is_no_command() -> None:
    (first, _) = report_of(TWO_RULES, each_rule(Code.TIE)).findings
    report = LintReport((first._replace(rule_file="<stdin>"),), ())

    example = """   = example: {f: true, n: 5, t: "it's [/] \\"so\\""}\n\n"""
    assert example in report_text(report, "full", "warning", STYLE)
    assert "```yaml\nf: true\n" in report_text(report, "markdown", "warning", STYLE)


def test_an_example_names_a_file_whatever_it_is_called() -> None:
    (first, _) = report_of(TWO_RULES, each_rule(Code.TIE)).findings
    report = LintReport((first._replace(rule_file="<x>.yaml"),), ())

    command = "leadoff advise - --rules '<x>.yaml'\n"
    assert command in report_text(report, "full", "warning", STYLE)
    assert f"# {command}" in report_text(report, "markdown", "warning", STYLE)


def test_an_example_with_a_backslash_does_without_echo() -> None:
    (first, _) = report_of(TWO_RULES, each_rule(Code.TIE)).findings
    finding = first.finding._replace(witness=(("t", "a\\b"),))
    report = LintReport((first._replace(finding=finding),), ())

    assert "printf %s '{t: \"a\\\\b\"}' |\n" in report_text(report, "full", "warning", STYLE)


def test_kinds_of_profile_that_were_not_counted() -> None:
    with mock.patch("leadoff.engine.walk.Walk.survey", side_effect=OverBudgetError):
        report = report_of(TWO_RULES, check(Code.TIE, lambda _: ()))

    assert report.checked[0].profiles is None
    assert "1 check proved over all profiles, " in report_text(report, "full", "warning", STYLE)


def test_a_run_in_which_nothing_was_proved_claims_nothing() -> None:
    report = report_of(TWO_RULES, endless(Code.TIE))

    text = report_text(report, "full", "warning", STYLE)

    assert "\n1 check not proved within 400,000 steps a search.\n" in text


def test_one_kind_of_profile() -> None:
    report = report_of(TWO_RULES, each_rule(Code.TIE))
    alone = report._replace(checked=(report.checked[0]._replace(profiles=1),))

    text = report_text(alone, "full", "warning", STYLE)

    assert "\n1 check proved over the one kind of profile, within 400,000 steps a search.\n" in text


def test_over_no_profile_nothing_is_proved() -> None:
    assumptions = "assume: [{that: {f: true}}, {that: {f: false}}]\nrules:"
    report = report_of(TWO_RULES.replace("rules:", assumptions), each_rule(Code.TIE))

    assert (report.checked[0].profiles, report.checked[0].proved) == (0, ())
    text = report_text(report, "full", "warning", STYLE)
    assert " proved over" not in text
    assert (
        "\nNothing is left to prove about 1 rule file: the assumptions allow no profile.\n" in text
    )


def test_numbers_beyond_what_json_readers_hold_are_texts() -> None:
    report = report_of(TWO_RULES, check(Code.TIE, lambda _: ()))
    (checked,) = report.checked

    data = report._replace(checked=(checked._replace(profiles=2**60),)).to_dict()

    assert data["files"][0]["profiles"] == str(2**60)


def test_what_was_not_checked_is_in_every_machine_format() -> None:
    report = LintReport(
        (),
        (),
        unreadable=(FileError("a.yaml", "no such file"),),
        crashes=(CheckCrashError("oops"),),
    )

    tree = ET.fromstring(report_text(report, "junit", "warning", STYLE))
    assert [each.get("message") for each in tree.iter("error")] == ["no such file", "oops"]
    sarif = report_text(report, "sarif", "warning", STYLE)
    assert '"executionSuccessful": false' in sarif
    assert "a.yaml: no such file" in sarif
    markdown = report_text(report, "markdown", "warning", STYLE)
    assert "- a.yaml was not checked: no such file\n- A bug in leadoff: oops\n" in markdown


def test_a_finding_without_a_rule_implies_nothing() -> None:
    def find(subject: Subject) -> list[Claim]:
        return [Claim(rule.span, "found") for rule in subject.file.rules]

    weak, strong = check(Code.TIE, find, (Code.GAP,)), each_rule(Code.GAP)

    report = report_of(TWO_RULES, weak, strong)

    assert len(report.findings) == 4
