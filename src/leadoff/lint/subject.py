"""`Subject`: one rule file under examination, and what several checks need to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
