"""Sentences that are said always, or under a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.plan.model import Saying
from leadoff.ruleset.parse_condition import parse_when
from leadoff.source.tree import ListNode, MappingNode

if TYPE_CHECKING:
    from leadoff.ruleset.parse_facts import FactNames
    from leadoff.ruleset.section import Section
    from leadoff.source.tree import Node


def sayings(section: Section, key: str, facts: FactNames) -> tuple[Saying, ...]:
    """The sentences under a key: a text, or a list of texts and of `{when: ..., say: ...}`."""
    if not section.has(key):
        return ()
    node = section.node(key)
    if not isinstance(node, ListNode):
        text = section.text(key)
        return (Saying(text, None),) if text else ()
    found = [_saying(section, key, item, facts) for item in section.items(key, "texts") or ()]
    return tuple(each for each in found if each is not None)


def _saying(section: Section, key: str, node: Node, facts: FactNames) -> Saying | None:
    if not isinstance(node, MappingNode):
        text = section.text_of(node, f"an item of `{key}`")
        return Saying(text, None) if text else None
    entry = section.below(node, f"an item of `{key}`", ("when", "say"), "`{when: ..., say: ...}`")
    if entry is None:
        return None
    entry.require("say", "write the sentence")
    when = parse_when(entry, "when", facts)
    text = entry.text("say")
    if text is None or not entry.sound:
        section.sound = False
        return None
    return Saying(text, when)
