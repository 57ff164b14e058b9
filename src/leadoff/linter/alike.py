"""Pairs of rules that fire for the same profiles: what several checks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.witness import Witness
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule


def alike_pairs(subject: Subject, *, same_effect: bool) -> Iterator[tuple[int, int]]:
    """For each rule the first earlier one that fires for the same profiles, as places.

    With `same_effect` one that does the same, else one with another outcome. Raises OverBudgetError
    where that was not certain.
    """
    rules = subject.file.rules
    for group in subject.alike:
        for at, second in enumerate(group):
            for first in group[:at]:
                one, other = rules[first], rules[second]
                if _effect(one) == _effect(other) if same_effect else one.outcome != other.outcome:
                    yield first, second
                    break


def both(subject: Subject, first: int, second: int) -> Witness:
    """A profile for which two rules fire; empty if there is none."""
    firing = subject.firing
    point = firing.find(Target(fire=1 << first | 1 << second))
    return () if point is None else firing.witness(point)


def _effect(rule: Rule) -> tuple[str, str, int]:
    return rule.effect, rule.outcome, rule.points
