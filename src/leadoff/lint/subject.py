"""`Subject`: one rule file under examination, and what several checks need to know of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leadoff.analysis.firing import Firing
from leadoff.lint.places import Places

if TYPE_CHECKING:
    from leadoff.engine.rule_set import RuleSet
    from leadoff.ruleset.model import RuleFile


class Subject:
    """A rule file that could be read and compiled. Proofs that several checks use are kept here."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set

    @property
    def file(self) -> RuleFile:
        """The rule file as read."""
        return self.rule_set.file

    @cached_property
    def firing(self) -> Firing:
        """Which rules fire where."""
        return Firing(self.rule_set)

    @cached_property
    def places(self) -> Places:
        """Where things stand in the text, for fixes."""
        return Places(self.file.source)
