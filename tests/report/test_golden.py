"""Reports on the examples, byte for byte; `LEADOFF_REGENERATE=1 pytest` writes them anew."""

from __future__ import annotations

import pytest

from leadoff.cli.reports import report_text
from tests.cli.test_golden import BUSINESSES, check

from .examples import recommendation

IN_HTML = ("device-maker", "insurance-broker")
"""Two tracks with a settled answer, and a provisional one."""


@pytest.mark.parametrize("business", BUSINESSES)
def test_report_as_markdown(business: str) -> None:
    path = f"examples/{business}.yaml"

    check(f"report-{business}", report_text(recommendation(path), "markdown", f"advise {path}"))


@pytest.mark.parametrize("business", IN_HTML)
def test_report_as_html(business: str) -> None:
    path = f"examples/{business}.yaml"

    check(f"report-{business}-html", report_text(recommendation(path), "html", f"advise {path}"))
