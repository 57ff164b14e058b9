"""What cannot be without a condition: rules, laws, assumptions; and conditions out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.ruleset.parse_condition import WORDS, parse_when
from leadoff.source.tree import MappingNode
from leadoff.source.values import is_null

if TYPE_CHECKING:
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.parse_facts import FactNames
    from leadoff.ruleset.section import Section
    from leadoff.source.tree import Node, Scalar


class Conditional(NamedTuple):
    """A kind of mapping with a condition under `key`; `needs` says what to write there."""

    key: str
    keys: tuple[str, ...]
    example: str
    needs: str

    def section(self, top: Section, node: Node, what: str, facts: FactNames) -> Section | None:
        """The mapping `what`. Tests that stand beside the key without a condition are one fault."""
        strays: list[Scalar] = []
        if isinstance(node, MappingNode) and not _has(node, self.key):
            strays = [key for key, _ in node.entries if self._is_test(key, facts)]
            kept = tuple(each for each in node.entries if not self._is_test(each[0], facts))
            node = node._replace(entries=kept)
        section = top.below(node, what, self.keys, self.example)
        if section is not None and strays and section.lacks(self.key):
            self._report(section, strays[0])
        return section

    def condition(self, section: Section, facts: FactNames) -> Condition | None:
        """The condition of such a mapping; None where it is missing, or wrong and reported."""
        section.require(self.key, self.needs)
        return parse_when(section, self.key, facts)

    def _is_test(self, key: Scalar, facts: FactNames) -> bool:
        """Whether a key belongs into a condition, and not into such a mapping."""
        name = key.text
        is_word = name in WORDS or name in facts.facts or name in facts.broken
        return is_word and name not in self.keys

    def _report(self, section: Section, stray: Scalar) -> None:
        """Say how the first of the tests that stand beside the key comes below it."""
        empty = section.empty_key(self.key)
        if empty is not None:
            message = f"`{self.key}` of {section.what} is empty"
            help = f"indent its condition below it, from `{stray.text}` on"
            section.error_for(self.key, Code.MISSING_KEY, empty, message, help)
        else:
            message = f"{section.what} has no key `{stray.text}`"
            help = f"put the condition under `{self.key}`: `{self.key}: {{{stray.text}: ...}}`"
            section.error_for(self.key, Code.UNKNOWN_NAME, stray.span, message, help)


def _has(node: MappingNode, key: str) -> bool:
    return any(name.text == key and not is_null(value) for name, value in node.entries)
