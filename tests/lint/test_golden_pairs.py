"""Each check with a file it flags, in what words, and a file it lets pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadoff.linter.checks import ALL

from .told import INSIDE, OUTSIDE, findings_in, told

if TYPE_CHECKING:
    from leadoff.linter.check import Check

HERE = Path(__file__).parent / "checks"
PAIRS = sorted((*INSIDE, *OUTSIDE))
HEADINGS = ("Why it matters:", "Avoid:", "Prefer:", "Policies:")


@pytest.mark.parametrize("code", PAIRS)
def test_flag(code: str) -> None:
    findings = findings_in((HERE / f"{code}-flag.yaml").read_text(encoding="utf-8"), code)
    expected = (HERE / f"{code}-flag.out").read_text(encoding="utf-8")

    assert "\n\n".join(map(told, findings)) + "\n" == expected


@pytest.mark.parametrize("code", PAIRS)
def test_allow(code: str) -> None:
    assert findings_in((HERE / f"{code}-allow.yaml").read_text(encoding="utf-8"), code) == []


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.code.value)
def test_every_check_has_a_page_and_its_headings(check: Check) -> None:
    page = check.page

    assert [line for line in page.splitlines() if line in HEADINGS] == list(HEADINGS)
    assert page.splitlines()[0].endswith(".")
