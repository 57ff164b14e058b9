"""`leadoff whatif` behind its command: a change, all flips, or a sweep along one fact."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.advice.advise import advise
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.messages import tell_of
from leadoff.cli.profiles import (
    changed,
    profile_at,
    read_inputs_once,
    rules_at,
    tell_conflicts,
)
from leadoff.cli.terminal import Color, page_style, write
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.errors import UsageError
from leadoff.facts.domain import Fault, Number, Whole
from leadoff.facts.fact import facts_by_name
from leadoff.render.json import json_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from leadoff.advice.wire_comparison import WhatIfDict
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.facts.profile import Profile
    from leadoff.render.style import PageStyle


class WhatIf(NamedTuple):
    """How `leadoff whatif` was called."""

    rules: str | None
    answers: tuple[str, ...]
    removed: tuple[str, ...]
    flips: bool
    sweep: str | None
    post_only: bool
    format: Literal["text", "json"]
    color: Color

    def show(self, path: str) -> ExitCode:
        """Show what was asked of one profile; without a change to try, all flips."""
        if self.flips and self.sweep is not None:
            raise UsageError("--flips and --sweep are two questions: ask one at a time")
        read_inputs_once(path, self.rules)
        rule_set = rules_at(self.rules, post_only=self.post_only)
        profile = profile_at(path, rule_set)
        after = changed(profile, rule_set, self.answers, self.removed)
        tell_of(after.warnings, self.color)
        if self.sweep is not None:
            return self._sweep(after, rule_set, self.sweep)
        if self.flips or not (self.answers or self.removed):
            return self._flips(after, rule_set)
        return self._change(profile, after, rule_set)

    def _change(self, profile: Profile, after: Profile, rule_set: RuleSet) -> ExitCode:
        from leadoff.advice.comparison import Comparison
        from leadoff.advice.wire_comparison import change_dict
        from leadoff.render.changes.whatif import change_text

        left, right = (
            advise(each, rule_set, with_flips=False, with_plan=False) for each in (profile, after)
        )
        found = Comparison(left, right)
        tell_of([each for each in right.warnings if each not in after.warnings], self.color)
        self._print(lambda: change_dict(found), lambda style: change_text(found, style))
        return tell_conflicts(found, self.color)

    def _flips(self, profile: Profile, rule_set: RuleSet) -> ExitCode:
        from leadoff.advice.wire_comparison import all_flips_dict
        from leadoff.analysis.changes.flips import flips_of
        from leadoff.render.changes.whatif import all_flips_text

        before = advise(profile, rule_set, with_flips=False, with_plan=False)
        found = flips_of(rule_set, profile)
        self._print(
            lambda: all_flips_dict(before, found),
            lambda style: all_flips_text(before, found, style),
        )
        return tell_conflicts((before,), self.color)

    def _sweep(self, profile: Profile, rule_set: RuleSet, asked: str) -> ExitCode:
        from leadoff.advice.wire_comparison import whole_sweep_dict
        from leadoff.analysis.changes.sweep import sweep_of
        from leadoff.render.changes.sweep import sweep_text

        fact, limits = _swept(asked, rule_set.facts)
        before = advise(profile, rule_set, with_flips=False, with_plan=False)
        found = sweep_of(rule_set, profile, fact, limits)
        self._print(
            lambda: whole_sweep_dict(before, found),
            lambda style: sweep_text(before, found, style),
        )
        return tell_conflicts((before,), self.color)

    def _print(self, data: Callable[[], WhatIfDict], text: Callable[[PageStyle], str]) -> None:
        if self.format == "json":
            write(sys.stdout, json_text(data()))
        else:
            write(sys.stdout, text(page_style(sys.stdout, self.color, os.environ)))


def _swept(
    asked: str, facts: tuple[Fact, ...]
) -> tuple[Fact, tuple[int | Decimal | None, int | Decimal | None]]:
    """The fact and the limits of `FACT` or `FACT=A..B`; an end that is not given is None.

    Raises:
        UsageError: there is no such fact, or no such range of its values.
    """
    name, equals, limits = asked.partition("=")
    name = name.strip()
    known = facts_by_name(facts)
    if not name:
        raise UsageError(f"name a fact to sweep: {did_you_mean(name, known)}")
    if name not in known:
        raise UsageError(f"there is no fact `{name}` to sweep: {did_you_mean(name, known)}")
    fact = known[name]
    if not equals:
        return fact, (None, None)
    if not isinstance(fact.domain, Whole | Number):
        raise UsageError(f"`{name}` has no order to sweep along: write `--sweep {name}`")
    low, dots, high = limits.partition("..")
    if not dots:
        raise UsageError(f"`{limits}` is no range: write `--sweep {name}=A..B`")
    lower, upper = _limit(fact, low), _limit(fact, high)
    if lower is not None and upper is not None and lower > upper:
        raise UsageError(f"the range {limits} of `{name}` is empty: write the lower end first")
    return fact, (lower, upper)


def _limit(fact: Fact, text: str) -> int | Decimal | None:
    from leadoff.facts.typed import typed_value

    if not text.strip():
        return None
    value = typed_value(fact, text)
    if isinstance(value, Fault):
        raise UsageError(f"`{fact.name}`: {value.message}: {value.help}")
    return None if isinstance(value, str) else value
