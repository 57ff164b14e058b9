"""Answers that contradict an assumption of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from leadoff.engine.assess import Assessment
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.interview.progress import Progress
    from leadoff.ruleset.model import Assumption


class Contradiction(NamedTuple):
    """An assumption that is set aside, and the answered facts that contradict it."""

    assumption: Assumption
    facts: tuple[Fact, ...]


def contradictions(
    rule_set: RuleSet, progress: Progress, found: Assessment
) -> tuple[Contradiction, ...]:
    """The assumptions that the answers so far contradict."""
    return tuple(
        Contradiction(assumption, facts)
        for assumption in (rule_set.file.assumptions[place] for place in found.situation.dropped)
        if (facts := tuple(f for f in facts_in(assumption.that) if f.name in progress.answers))
    )
