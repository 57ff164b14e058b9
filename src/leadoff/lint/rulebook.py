"""The rule sets of a run: those that are linted, and others that profiles belong to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from leadoff.diagnostic.nearest import nearest
from leadoff.engine.rule_set import load_rule_file, shipped_rules
from leadoff.errors import FileError, RuleSetError
from leadoff.facts.fact import NAME_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.message import Diagnostic
    from leadoff.engine.rule_set import RuleSet
    from leadoff.lint.document import Document


class Rulebook:
    """Rule sets by their files; each file is read once."""

    def __init__(self) -> None:
        self._rules: dict[str, RuleSet | None] = {}
        self.unreadable: list[FileError] = []
        self.faults: list[Diagnostic] = []
        """What is wrong with rule files that are not linted themselves."""

    def add(self, name: str, rule_set: RuleSet | None) -> None:
        """Keep a rule set that is linted; None for one that is broken."""
        self._rules[os.path.realpath(name)] = rule_set

    def load(self, path: str) -> RuleSet | None:
        """The rule set in a file; None where it cannot be read, which is noted once."""
        place = os.path.realpath(path)
        if place not in self._rules:
            self._rules[place] = None
            try:
                self._rules[place] = load_rule_file(path)[0]
            except FileError as error:
                self.unreadable.append(error)
            except RuleSetError as error:
                self.faults += error.diagnostics
        return self._rules[place]

    def likeliest(self, document: Document) -> RuleSet | None:
        """The rules whose facts a file answers: those in its folder, else the shipped ones.

        Of several, those that know the most of its keys. None if no rules know half of them, or,
        for a file that was named, something near one of them.
        """
        best: tuple[int, RuleSet] | None = None
        for rule_set in self._candidates(document):
            known = self._known(document, rule_set)
            if known and (best is None or known > best[0]):
                best = known, rule_set
        return best[1] if best else None

    def _known(self, document: Document, rule_set: RuleSet) -> int:
        facts = [fact.name for fact in rule_set.facts]
        keys = document.keys - {NAME_LABEL}
        known = len(keys & set(facts))
        if document.named:
            return known or int(any(nearest(key, facts) for key in keys))
        return known if 2 * known >= len(keys) else 0

    def _candidates(self, document: Document) -> Iterator[RuleSet]:
        folder = Path(os.path.realpath(document.name)).parent
        for path in sorted(path for path in self._rules if Path(path).parent == folder):
            if (rule_set := self._rules[path]) is not None:
                yield rule_set
        shipped = self.load(shipped_rules())
        if shipped is not None:
            yield shipped
