"""`leadoff.yaml`: what a project has settled for everybody who lints it. Flags win over it.

    lint:
      select: [LO1, LO2, tie]
      ignore: [missing-reason]
      fail-on: warning
      per-file-ignores:
        "examples/**": [LO701]
      rules-for-profiles:
        "profiles/*.yaml": rules/ours.yaml

Patterns and files are seen from the folder of the configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import shortened
from leadoff.linter.document import CONFIGURATION
from leadoff.linter.report import THRESHOLDS
from leadoff.linter.selection import codes_matching, unknown_code
from leadoff.ruleset.section import Section
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Node
from leadoff.source.values import is_null

if TYPE_CHECKING:
    from pathlib import Path

    from leadoff.diagnostic.message import Diagnostic
    from leadoff.linter.document import Document
    from leadoff.linter.report import Threshold

_LINT_KEYS: Final = ("select", "ignore", "fail-on", "per-file-ignores", "rules-for-profiles")


class Configuration(NamedTuple):
    """What a configuration says; None where it says nothing."""

    select: frozenset[Code] | None = None
    ignore: frozenset[Code] | None = None
    fail_on: Threshold | None = None
    per_file_ignores: tuple[tuple[str, frozenset[Code]], ...] = ()
    rules_for_profiles: tuple[tuple[str, str], ...] = ()


def find_configuration(folder: Path) -> tuple[Path | None, Path]:
    """The nearest `leadoff.yaml` from a folder up to the root of its git repository, and that root.

    Outside a repository only the folder itself counts, and stands for the root.
    """
    above = (folder, *folder.parents)
    root = next((each for each in above if (each / ".git").exists()), folder)
    for each in above[: above.index(root) + 1]:
        if (each / CONFIGURATION).is_file():
            return each / CONFIGURATION, root
    return None, root


def read_configuration(document: Document) -> tuple[Configuration, tuple[Diagnostic, ...]]:
    """What a configuration says, and what is wrong with it, by position."""
    collector = Collector(document.source)
    collector.diagnostics += document.faults
    tree = document.tree
    found = Configuration()
    if isinstance(tree, MappingNode):
        top = Section(collector, tree, "a configuration", ("lint",))
        lint = top.node("lint")
        section = (
            top.below(lint, "`lint`", _LINT_KEYS, "`lint: {fail-on: warning}`") if lint else None
        )
        if section is not None:
            found = _Reader(section).read()
    elif not document.faults and not is_null(tree):
        message = "a configuration is a mapping"
        collector.error(Code.SYNTAX, (0, 1), message, "begin with `lint:`")
    return found, collector.sorted()


class _Reader:
    def __init__(self, section: Section) -> None:
        self._section = section

    def read(self) -> Configuration:
        return Configuration(
            self._codes("select"),
            self._codes("ignore"),
            self._section.word("fail-on", THRESHOLDS, "a severity"),
            tuple(
                (pattern, self._codes_in(node, f"`{shortened(pattern)}`"))
                for pattern, node in self._patterns("per-file-ignores", "patterns")
            ),
            tuple(
                (pattern, rules)
                for pattern, node in self._patterns("rules-for-profiles", "patterns")
                if (rules := self._section.text_of(node, f"`{shortened(pattern)}`", "a rule file"))
            ),
        )

    def _patterns(self, key: str, needed: str) -> list[tuple[str, Node]]:
        entries = self._section.entries(key, needed) if self._section.has(key) else None
        return [(name.text, node) for name, node in entries or ()]

    def _codes(self, key: str) -> frozenset[Code] | None:
        node = self._section.node(key)
        return None if node is None else self._codes_in(node, f"`{key}`")

    def _codes_in(self, node: Node, subject: str) -> frozenset[Code]:
        if isinstance(node, BrokenNode):
            return frozenset()
        if not isinstance(node, ListNode):
            message = f"{subject} is a list of codes"
            self._section.error(Code.WRONG_TYPE, node.span, message, "write `[LO305]`")
            return frozenset()
        found: frozenset[Code] = frozenset()
        for item in node.items:
            word = self._section.text_of(item, f"an item of {subject}", "a code")
            codes = codes_matching(word) if word is not None else frozenset()
            if word is not None and not codes:
                message = f"there is no code `{shortened(word)}`"
                self._section.error(Code.UNKNOWN_NAME, item.span, message, unknown_code(word))
            found |= codes
        return found
