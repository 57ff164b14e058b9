"""The coverage of a rule file as text: shares, what is missing and why, and the cases to add."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.text import Text

from leadoff.cases.coverage import named, shown_by, subject
from leadoff.cases.goals import LEVELS, SIDES, RuleGoal, SideGoal
from leadoff.cases.wire import rules_name
from leadoff.cases.written import written_case
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.cases.coverage import Coverage, Mark, State
    from leadoff.cases.goals import Goal
    from leadoff.render.page import Page

MOST_SHOWN: Final = 10
"""The most cases to add that are shown; they often cover more than what they are for."""

_OUTCOME = "outcome"


def add_coverage(page: Page, coverage: Coverage, *, verbose: bool) -> None:
    """Put the coverage on a page; with `verbose` also how many cases cover each goal."""
    page.blank()
    complete = coverage.covered == coverage.coverable
    page.prose(
        (f"Coverage of {inert(rules_name(coverage.rules))}: ", "bold"),
        (f"{coverage.percent} percent", "bold green" if complete else "bold yellow"),
        f" ({coverage.covered:,} of {coverage.coverable:,})",
    )
    for row in _shares(coverage.marks):
        page.hanging("  ", Text(row), 14)
    if verbose:
        _table(page, coverage.marks)
    _missing(page, coverage)


def _shares(marks: Sequence[Mark]) -> list[str]:
    """How many rules, thresholds and outcomes are covered, in a line each."""
    totals: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    for mark in marks:
        totals[_kind(mark.goal)] += mark.state != "impossible"
        covered[_kind(mark.goal)] += mark.state == "covered"
    rows = []
    for what, kinds in (("rules", LEVELS), ("thresholds", SIDES), ("outcomes", (_OUTCOME,))):
        shares = (
            f"{kind} {covered[kind]:,}/{totals[kind]:,}".removeprefix(f"{_OUTCOME} ")
            for kind in kinds
            if totals[kind]
        )
        if shown := ", ".join(shares):
            rows.append(f"{what:<10}  {shown}")
    return rows


def _kind(goal: Goal) -> str:
    if isinstance(goal, RuleGoal):
        return goal.level
    return goal.side if isinstance(goal, SideGoal) else _OUTCOME


def _table(page: Page, marks: Sequence[Mark]) -> None:
    """Each goal with the number of cases that cover it."""
    page.blank()
    for mark in marks:
        count = {"impossible": "-", "covered": f"{mark.cases:,}"}.get(mark.state, "0")
        style = "bold yellow" if count == "0" else ""
        lead = Text("  ")
        lead.append(f"{count:>5}", style)
        lead.append("  ")
        page.hanging(lead, Text(inert(named(mark.goal))), 9)


def _missing(page: Page, coverage: Coverage) -> None:
    headings: tuple[tuple[State, str], ...] = (
        ("uncovered", "No case shows that"),
        ("not proved", "No case shows, and no case was found within the budget, that"),
        ("impossible", "Proved: no case can show that"),
    )
    for state, heading in headings:
        goals = [mark.goal for mark in coverage.marks if mark.state == state]
        if goals:
            page.blank()
            page.prose((heading, "bold"))
        for (name, reason), group in groupby(goals, partial(_about, coverage, state)):
            shown = ", ".join(map(shown_by, group))
            page.hanging("  ", Text(inert(f"{name} {shown}{reason}")), 4)
    if coverage.suggestions:
        page.blank()
        page.prose(
            ("Cases to add", "bold"), " under `cases:`, with what the rules say of them today"
        )
        page.blank()
        for suggestion in coverage.suggestions[:MOST_SHOWN]:
            for line in written_case(suggestion).splitlines():
                page.line(line)
        if (rest := len(coverage.suggestions) - MOST_SHOWN) > 0:
            page.blank()
            more = f"And {rest:,} more: add these and run again, or take all from --format json."
            page.prose(more)


def _about(coverage: Coverage, state: State, goal: Goal) -> tuple[str, str]:
    """What goals share that stand in one line: what they are about, and why they are missing."""
    reason = f": {coverage.why_impossible(goal)}" if state == "impossible" else ""
    return subject(goal), reason
