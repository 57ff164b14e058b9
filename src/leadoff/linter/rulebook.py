"""The rule sets of a run: those that are linted, and others that profiles belong to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from leadoff.diagnostic.nearest import nearest
from leadoff.engine.rule_set import load_rules, shipped_rules
from leadoff.errors import FileError, RuleSetError
from leadoff.facts.fact import NAME_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.message import Diagnostic
    from leadoff.engine.rule_set import RuleSet
    from leadoff.linter.document import Document


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
                self._rules[place] = load_rules(path)
            except FileError as error:
                self.unreadable.append(error)
            except RuleSetError as error:
                self.faults += error.diagnostics
        return self._rules[place]

    def likeliest(self, document: Document) -> RuleSet | None:
        """The rules whose facts a file answers, those that know the most of its keys.

        Of several that know as many: those in its folder, then others that are linted, then the
        shipped ones. None if no rules know half of the keys, or, for a file that was named, one of
        them or something near.
        """
        best: tuple[int, RuleSet] | None = None
        for rule_set in self._candidates(document):
            known = self._known(document, rule_set)
            if known and (best is None or known > best[0]):
                best = known, rule_set
        return best[1] if best else None

    def naming(self, document: Document) -> RuleSet | None:
        """The rule set of a file beside a playbook that names it, None if there is none."""
        place = Path(os.path.realpath(document.name))
        for path in sorted(place.parent.glob("*.y*ml")):
            if path != place and f"playbook: {place.name}" in _beginning(path):
                rule_set = self.load(os.path.relpath(path))
                if rule_set is not None and names_playbook(rule_set, document.name):
                    return rule_set
        return None

    def _known(self, document: Document, rule_set: RuleSet) -> int:
        facts = [fact.name for fact in rule_set.facts]
        keys = document.keys - {NAME_LABEL}
        known = len(keys & set(facts))
        if document.named:
            return known or int(any(nearest(key, facts) for key in keys))
        return known if 2 * known >= len(keys) else 0

    def _candidates(self, document: Document) -> Iterator[RuleSet]:
        folder = Path(os.path.realpath(document.name)).parent
        for path in sorted(self._rules, key=lambda path: (Path(path).parent != folder, path)):
            if (rule_set := self._rules[path]) is not None:
                yield rule_set
        shipped = self.load(shipped_rules())
        if shipped is not None:
            yield shipped


def names_playbook(rule_set: RuleSet, path: str) -> bool:
    """Whether the file of some rules names the playbook at a path."""
    file = rule_set.file
    named = Path(file.source.name).parent / file.playbook
    return bool(file.playbook) and os.path.realpath(named) == os.path.realpath(path)


def _beginning(path: Path) -> str:
    """What a file may say about itself, in front of its rules."""
    try:
        with path.open("rb") as file:
            return file.read(1 << 16).decode("utf-8", "replace")
    except OSError:
        return ""
