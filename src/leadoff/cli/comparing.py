"""`leadoff compare` behind its command: two profiles, or one under two rule files."""

from __future__ import annotations

import os
import sys
from typing import Literal, NamedTuple

from leadoff.advice.advise import advise
from leadoff.advice.comparison import Comparison
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.messages import tell_of
from leadoff.cli.profiles import profile_at, read_inputs_once, rules_at, tell_conflicts
from leadoff.cli.terminal import Color, page_style, write
from leadoff.errors import UsageError
from leadoff.render.json import json_text

_NOTHING = (
    "there is nothing to compare it with: write a second profile, or `--rules-b FILE` for the "
    "same profile under other rules"
)
_SHIPPED = "the shipped rules"


class Comparing(NamedTuple):
    """How `leadoff compare` was called."""

    rules: str | None
    rules_b: str | None
    post_only: bool
    format: Literal["text", "json"]
    color: Color

    def show(self, path: str, other: str | None) -> ExitCode:
        """Show a profile beside another one, or under other rules."""
        if other is None and self.rules_b is None:
            raise UsageError(_NOTHING)
        if other is not None and self.rules_b is not None:
            raise UsageError("compare two profiles, or one under two rule files, not both at once")
        read_inputs_once(path, other, self.rules, self.rules_b)
        found = self._compared(path, other)
        if self.format == "json":
            from leadoff.advice.wire_comparison import comparison_dict

            write(sys.stdout, json_text(comparison_dict(found)))
        else:
            from leadoff.render.changes.comparison import comparison_text

            under = (self.rules or _SHIPPED, self.rules_b or "")
            names = under if other is None else (path, other)
            style = page_style(sys.stdout, self.color, os.environ)
            write(sys.stdout, comparison_text(found, names, style))
        return tell_conflicts(found, self.color)

    def _compared(self, path: str, other: str | None) -> Comparison:
        rule_set = rules_at(self.rules, post_only=self.post_only)
        other_rules = rule_set
        if self.rules_b is not None:
            other_rules = rules_at(self.rules_b, post_only=self.post_only)
        left = advise(profile_at(path, rule_set), rule_set, with_flips=False, with_plan=False)
        profile = profile_at(path if other is None else other, other_rules)
        right = advise(profile, other_rules, with_flips=False, with_plan=False)
        told = left.warnings if other is None else (*left.warnings, *right.warnings)
        tell_of(told, self.color)
        return Comparison(left, right)
