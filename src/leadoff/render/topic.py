"""What `leadoff explain` can explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from leadoff.facts.fact import Fact
    from leadoff.lint.manual import Manual
    from leadoff.ruleset.model import Rule, RuleFile


class CodeTopic(NamedTuple):
    """The code of a finding."""

    manual: Manual


class RuleTopic(NamedTuple):
    """A rule, in its file."""

    rule: Rule
    file: RuleFile

    @property
    def effect(self) -> str:
        """What the rule does where it fires, in words."""
        label = self.file.outcome(self.rule.outcome).label
        strength = self.rule.strength
        if self.rule.effect == "votes" and strength is not None:
            points = f"{strength.points:,} point{'' if strength.points == 1 else 's'}"
            return f"votes for {label}: {strength.name}, {points}"
        return f"{self.rule.effect} {label}"

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The ids of the rules that set this one aside."""
        return tuple(each.id for each in self.file.rules if self.rule.id in each.overrides)


class FactTopic(NamedTuple):
    """A fact, in a rule file."""

    fact: Fact
    file: RuleFile


Topic: TypeAlias = CodeTopic | RuleTopic | FactTopic
