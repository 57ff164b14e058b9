"""The cases of the shipped rules: all pass, cover everything, and notice small changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from leadoff.cases.coverage import coverage_of, named
from leadoff.cases.find import Loader, find_case_files
from leadoff.cases.report import run_cases
from leadoff.cases.run import run_case

from .examples import ROOT, rules
from .test_shipped_rules import BUSINESSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.coverage import Coverage
    from leadoff.cases.model import Case

FOLDERS = [str(ROOT / name) for name in ("rules", "examples", "src/leadoff/cli/starter")]
SHIPPED = ROOT / "rules" / "sales-or-marketing.yaml"
CASES = str(SHIPPED.with_suffix(".tests.yaml"))
REPORT = run_cases(find_case_files(FOLDERS).files)


def test_every_case_passes() -> None:
    assert REPORT.errors == ()
    assert len(REPORT.files) == 3
    assert [result.case.name for result in REPORT.results if not result.passed] == []


@pytest.mark.parametrize("coverage", coverage_of(REPORT), ids=lambda each: each.rules.file.title)
def test_everything_is_covered_and_nothing_is_impossible(coverage: Coverage) -> None:
    assert coverage.coverable == len(coverage.marks) > 30
    assert [named(mark.goal) for mark in coverage.marks if mark.state != "covered"] == []


def test_the_twelve_businesses_are_cases_with_all_that_is_expected_of_them() -> None:
    cases = {case.name: case for case in Loader().load(CASES).cases}

    for business in BUSINESSES:
        expected = cases[business["name"]].expected

        assert dict(expected.totals) == business["expect"]["totals"]
        assert expected.fired == tuple(business["expect"]["fired"])
        assert expected.provisional is business["expect"]["provisional"]


class Shift(NamedTuple):
    """The shipped rules with one number changed by one."""

    rule: str
    test: str
    by: int
    text: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.test}, {self.by:+}"


def _shifts() -> Iterator[Shift]:
    text = SHIPPED.read_text("utf-8")
    start, end = text.index("\nrules:\n"), text.index("\nlaws:\n")
    for number in re.finditer(r"(?:at_least|at_most|above|below): (\d+)\}", text):
        if start < number.start() < end:
            rule = re.findall(r"- id: (\S+)", text[: number.start()])[-1]
            for by in (-1, 1):
                shifted = str(int(number[1]) + by)
                changed = text[: number.start(1)] + shifted + text[number.end(1) :]
                yield Shift(rule, number[0].rstrip("}"), by, changed)


def test_a_number_changed_by_one_fails_a_case_that_names_the_rule() -> None:
    cases = Loader().load(CASES).cases
    shifts = list(_shifts())
    assert all(run_case(case, rules(SHIPPED.read_text("utf-8"))).passed for case in cases)

    unnoticed = []
    for shift in shifts:
        changed = rules(shift.text)
        if all(run_case(case, changed).passed for case in cases if _names(case, shift.rule)):
            unnoticed.append(str(shift))

    assert len(shifts) == 2 * 23
    assert unnoticed == []


def _names(case: Case, rule: str) -> bool:
    expected = case.expected
    named = (expected.fired, expected.not_fired, expected.set_aside)
    return any(rule in names for names in named if names)
