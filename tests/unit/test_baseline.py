"""Baselines: what was there already is left out, what is gone is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import Span
from leadoff.linter.baseline import BaselineError, baseline_text, read_baseline, without_known
from leadoff.linter.check import Claim
from leadoff.linter.settings import Settings

from .examples import source
from .linting import TWO_RULES, each_rule, edits, endless, report_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.check import Check
    from leadoff.linter.subject import Subject

USUAL = Settings()
TIE = each_rule(Code.TIE)
GAP = each_rule(Code.GAP)


def known(text: str, *checks: Check) -> str:
    return baseline_text(report_of(text, *checks))


def against(baseline: str, text: str, *checks: Check, settings: Settings = USUAL) -> list[str]:
    report = report_of(text, *checks, settings=settings)
    found = read_baseline(source(baseline, "baseline.json"), ())
    return told(without_known(report, found, settings))


def test_what_is_in_the_baseline_is_left_out_wherever_it_stands_now() -> None:
    baseline = known(TWO_RULES, TIE)
    moved = TWO_RULES.replace("outcomes:", "# more\noutcomes:")

    assert against(baseline, moved, TIE) == []
    assert against(baseline, moved, TIE, GAP) == [
        "11:9 LO301 the rule `one` is found",
        "16:9 LO301 the rule `two` is found",
    ]


def test_of_equal_findings_as_many_are_left_out_as_there_were() -> None:
    same = edits(Code.TIE, "It is so.", "")._replace(find=_same)
    baseline = known(TWO_RULES.replace("It is so.", "It was.", 1), same)

    assert json.loads(baseline)["findings"][0]["count"] == 1
    assert against(baseline, TWO_RULES, same) == ["18:14 LO305 found"]


def test_what_is_gone_is_stale() -> None:
    baseline = known(TWO_RULES, TIE)

    assert against(baseline, TWO_RULES) == [
        "8:22 LO705 LO305 in `rules.yaml` is in the baseline, but it is gone",
        "15:22 LO705 LO305 in `rules.yaml` is in the baseline, but it is gone",
    ]


def test_what_is_partly_gone_is_stale_too() -> None:
    same = edits(Code.TIE, "It is so.", "")._replace(find=_same)
    baseline = known(TWO_RULES, same)

    assert against(baseline, TWO_RULES.replace("It is so.", "It was.", 1), same) == [
        "8:22 LO705 LO305 in `rules.yaml` is in the baseline, but 1 of 2 are gone"
    ]


def test_what_was_not_looked_at_is_not_stale() -> None:
    baseline = known(TWO_RULES, TIE)
    other = Settings(select=frozenset((Code.GAP, Code.STALE_BASELINE)))

    assert against(baseline.replace("rules.yaml", "other.yaml"), TWO_RULES) == []
    assert against(baseline, TWO_RULES, settings=other) == []


def test_what_could_not_be_looked_for_is_not_stale() -> None:
    baseline = known(TWO_RULES, TIE)
    broken = TWO_RULES.replace("f: true", "g: true")
    before = read_baseline(source(baseline, "baseline.json"), ())

    assert against(baseline, broken, TIE) == ["11:12 LO003 there is no fact `g`"]
    assert baseline_text(report_of(broken, TIE), before) == baseline
    assert not any("LO705" in line for line in against(baseline, TWO_RULES, endless(Code.TIE)))


def test_a_fault_of_reading_is_never_in_a_baseline() -> None:
    broken = TWO_RULES.replace("f: true", "g: true")
    baseline = known(broken)

    assert json.loads(baseline) == {"format": "leadoff.baseline/1", "findings": []}
    assert against(baseline, broken) == ["11:12 LO003 there is no fact `g`"]


def test_a_baseline_counts_what_it_left_out() -> None:
    report = report_of(TWO_RULES, TIE)
    baseline = read_baseline(source(baseline_text(report), "baseline.json"), ())

    assert without_known(report, baseline, USUAL).baselined == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "LO001"),
        ("[]", "LO001"),
        ("{", "LO001"),
        ('{"findings": []}', "LO007"),
        ('{"format": "leadoff.baseline/2", "findings": []}', "LO003"),
        ('{"format": "leadoff.baseline/1", "findings": [1]}', "LO004"),
        ('{"format": "leadoff.baseline/1", "findings": [{"count": 1}]}', "LO007"),
        ('{"format": "leadoff.baseline/1", "finding": []}', "LO003"),
    ],
)
def test_another_file_is_no_baseline(text: str, code: str) -> None:
    with pytest.raises(BaselineError) as raised:
        read_baseline(source(text, "baseline.json"), ())

    assert raised.value.diagnostics[0].code.value == code


def _same(subject: Subject) -> Iterator[Claim]:
    """Claims that nothing but their places tells apart."""
    text = subject.file.source.text
    start = text.find("It is so.")
    while start >= 0:
        yield Claim(Span(start, start + 2), "found")
        start = text.find("It is so.", start + 1)
