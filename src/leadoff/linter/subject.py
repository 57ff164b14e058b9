"""`Subject`: one rule file under examination, and what several checks need to know of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leadoff.analysis.regions.conditions import ConditionParts
from leadoff.analysis.regions.firing import FiringRegions
from leadoff.analysis.regions.sameness import same_rules
from leadoff.analysis.results.results import Results
from leadoff.linter.layout import Layout

if TYPE_CHECKING:
    from leadoff.cases.model import Case
    from leadoff.engine.rule_set import RuleSet
    from leadoff.plan.model import Playbook
    from leadoff.ruleset.model import RuleFile


class Subject:
    """A rule file that could be read and compiled. Proofs that several checks use are kept here.

    `cases` are those kept beside the rules, as far as they are known; `playbook` is the one the
    file names, if it could be read.
    """

    def __init__(
        self,
        rule_set: RuleSet,
        cases: tuple[Case, ...] = (),
        playbook: Playbook | None = None,
    ) -> None:
        self.rule_set = rule_set
        self.cases = cases
        self.playbook = playbook

    @property
    def file(self) -> RuleFile:
        """The rule file as read."""
        return self.rule_set.file

    @cached_property
    def post_only(self) -> Subject | None:
        """The same file without its refinements; None if it has none, or nothing else."""
        post = self.rule_set.post_only
        return Subject(post) if 0 < len(post.rules) < len(self.rule_set.rules) else None

    @cached_property
    def results(self) -> Results:
        """What its results are and what they depend on."""
        return Results(self.firing)

    @cached_property
    def firing(self) -> FiringRegions:
        """Which rules fire where."""
        return FiringRegions(self.rule_set)

    @cached_property
    def conditions(self) -> ConditionParts:
        """What the parts of conditions add to them."""
        return ConditionParts(self.firing)

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """The rules that fire for the same profiles, group by group.

        Raises:
            OverBudgetError: that was not certain within the budget.
        """
        return same_rules(self.firing) if self.firing.has_profiles else ()

    @cached_property
    def overridden(self) -> frozenset[str]:
        """The rules that some rule overrides."""
        return frozenset(name for rule in self.file.rules for name in rule.overrides)

    @cached_property
    def layout(self) -> Layout:
        """Where things stand in the text, for fixes."""
        return Layout(self.file.source)
