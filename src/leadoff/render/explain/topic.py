"""What `leadoff explain` can explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leadoff.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.facts.fact import Fact
    from leadoff.linter.manual import Manual
    from leadoff.plan.model import Item, Phase, Playbook
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
            return f"votes for {label}: {strength.name}, {counted(strength.points, 'point')}"
        return f"{self.rule.effect} {label}"

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The ids of the rules that set this one aside."""
        return tuple(each.id for each in self.file.rules if self.rule.id in each.overrides)


class FactTopic(NamedTuple):
    """A fact, in a rule file."""

    fact: Fact
    file: RuleFile


class Stand(NamedTuple):
    """A phase at its place in the plan for an answer; the first is number 1."""

    answer: str
    number: int
    phase: Phase


class ItemTopic(NamedTuple):
    """An activity or a practice, in its playbook."""

    item: Item
    playbook: Playbook

    @property
    def stands(self) -> tuple[Stand, ...]:
        """The phases in which it is done, in each plan."""
        return tuple(
            stand
            for stand in _stands(self.playbook)
            if any(step.item.id == self.item.id for step in stand.phase.steps)
        )


class PhaseTopic(NamedTuple):
    """A phase, in its playbook."""

    phase: Phase
    playbook: Playbook

    @property
    def stands(self) -> tuple[Stand, ...]:
        """Where it stands in each plan that has it."""
        return tuple(stand for stand in _stands(self.playbook) if stand.phase.id == self.phase.id)


Topic: TypeAlias = CodeTopic | RuleTopic | FactTopic | ItemTopic | PhaseTopic


def phases_of(playbook: Playbook) -> tuple[Phase, ...]:
    """The phases of all plans, each once."""
    return tuple({stand.phase.id: stand.phase for stand in _stands(playbook)}.values())


def _stands(playbook: Playbook) -> Iterator[Stand]:
    for outline in playbook.outlines:
        phases = (phase for stage in outline.stages for phase in stage)
        for number, phase in enumerate(phases, 1):
            yield Stand(outline.answer, number, phase)
