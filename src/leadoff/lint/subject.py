"""`Subject`: one rule file under examination, and what several checks need to know of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leadoff.analysis.results import Results
from leadoff.diagnostic.message import Collector
from leadoff.source.compose import compose

if TYPE_CHECKING:
    from leadoff.engine.rule_set import RuleSet
    from leadoff.ruleset.model import RuleFile
    from leadoff.source.tree import Node


class Subject:
    """A rule file that could be read and compiled. Proofs that several checks use are kept here."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set

    @property
    def file(self) -> RuleFile:
        """The rule file as read."""
        return self.rule_set.file

    @cached_property
    def results(self) -> Results:
        """What its results are and what they depend on."""
        return Results(self.rule_set)

    @cached_property
    def tree(self) -> Node | None:
        """The tree of its text, for edits."""
        return compose(self.file.source, Collector(self.file.source))
