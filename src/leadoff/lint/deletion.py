"""The edit that takes a rule out of its file, with nothing but its own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import Span
from leadoff.lint.finding import Edit, Fix
from leadoff.source.compose import compose
from leadoff.source.tree import ListNode, MappingNode

if TYPE_CHECKING:
    from leadoff.ruleset.model import Rule, RuleFile
    from leadoff.source.tree import Node


def deletion(file: RuleFile, rule: Rule, *, is_safe: bool) -> tuple[Fix, ...]:
    """The fix that deletes a rule; none where another rule names it, or it is the last one.

    Comments above the rule stay. A list in one line is left alone.
    """
    if len(file.rules) < 2 or any(rule.id in other.overrides for other in file.rules):
        return ()
    span = _lines_of(file, rule)
    if span is None:
        return ()
    return (Fix(f"delete the rule `{rule.id}`", is_safe, (Edit(span, ""),)),)


def _lines_of(file: RuleFile, rule: Rule) -> Span | None:
    """The lines of a rule that begins with a dash on a line of its own."""
    text = file.source.text
    item = _item_of(compose(file.source, Collector(file.source)), rule)
    if item is None:
        return None
    start = text.rfind("\n", 0, item.start) + 1
    if text[start : item.start].strip() != "-":
        return None
    end = text.find("\n", _end_of_content(item, text))
    return Span(start, len(text) if end < 0 else end + 1)


def _item_of(tree: Node | None, rule: Rule) -> MappingNode | None:
    """The mapping of a rule, found by the place of its id."""
    if not isinstance(tree, MappingNode):
        return None
    for key, node in tree.entries:
        if key.text == "rules" and isinstance(node, ListNode):
            for item in node.items:
                if isinstance(item, MappingNode) and item.start <= rule.span.start < item.end:
                    return item
    return None


def _end_of_content(node: Node, text: str) -> int:
    """Where a node ends, without the comments and empty lines behind it."""
    if isinstance(node, MappingNode) and text[node.start] != "{" and node.entries:
        return _end_of_content(node.entries[-1][1], text)
    if isinstance(node, ListNode) and text[node.start] != "[" and node.items:
        return _end_of_content(node.items[-1], text)
    return node.start + len(text[node.start : node.end].rstrip())
