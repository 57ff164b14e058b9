"""Describing a rule set at the command line: a file in, a page out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.analysis.regions.firing import FiringRegions
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.messages import tell_of
from leadoff.cli.terminal import Color, page_style, tell, write
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.rule_set import load_rule_file, shipped_rules
from leadoff.errors import UsageError
from leadoff.render.inert import inert
from leadoff.render.rules.contents import RulesPage, rules_page
from leadoff.render.rules.text import rules_text
from leadoff.render.style import PageStyle

if TYPE_CHECKING:
    from leadoff.cli.reports import ReportFile
    from leadoff.engine.rule_set import RuleSet

RulesFormat = Literal["text", "markdown", "html"]


class Describing(NamedTuple):
    """How `leadoff rules` was called."""

    format: RulesFormat
    files: tuple[ReportFile, ...]
    force: bool
    color: Color

    def describe(self, path: str | None) -> ExitCode:
        """Print the page about a rule file, or write it to files instead.

        Raises:
            UsageError: a file is to be of a format that a page does not have.
        """
        for file in self.files:
            if file.format == "json":
                raise UsageError("a page of rules is text, markdown or html; a rule file is data")
        rule_set, warnings = load_rule_file(shipped_rules() if path is None else path)
        tell_of(warnings, self.color)
        contents = rules_page(rule_set.file, _together(rule_set))
        for file in self.files:
            if file.format != "json":
                file.write(_rendered(contents, file.format, PageStyle()), force=self.force)
                tell(f"{inert(file.path)}: written\n")
        if not self.files:
            style = page_style(sys.stdout, self.color, os.environ)
            write(sys.stdout, _rendered(contents, self.format, style))
        return ExitCode.DONE


def _rendered(contents: RulesPage, format: RulesFormat, style: PageStyle) -> str:
    if format == "html":
        from leadoff.render.rules.html import rules_html

        return rules_html(contents)
    if format == "markdown":
        from leadoff.render.rules.markdown import rules_markdown

        return rules_markdown(contents)
    return rules_text(contents, style)


def _together(rule_set: RuleSet) -> tuple[tuple[bool, ...], ...] | None:
    """For each two rules whether they can fire together; None where that is not proved."""
    firing = FiringRegions(rule_set)
    count = len(rule_set.rules)
    try:
        rows = [firing.overlapping(rule, firing.every_rule) for rule in range(count)]
    except OverBudgetError:
        return None
    return tuple(tuple(bool(row >> other & 1) for other in range(count)) for row in rows)
