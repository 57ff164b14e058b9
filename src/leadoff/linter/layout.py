"""Where things stand in the text of a rule file, and edits that take them out of it.

Conditions know where their key stands; an edit needs to know how far they reach and what is beside
them. An edit that would take a comment about something else with it is not offered.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import Span
from leadoff.linter.finding import Edit
from leadoff.source.compose import compose
from leadoff.source.json_text import is_json
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import SourceText
    from leadoff.source.tree import Node


_LONGEST_QUOTE: Final = 60


class _Entry(NamedTuple):
    """One entry of a mapping, or one item of a list, among its siblings by their extents."""

    place: int
    extents: tuple[Span, ...]
    value: Node
    is_item: bool


class Layout:
    """The tree of a sound file, by where its keys and items begin."""

    def __init__(self, source: SourceText) -> None:
        self._text = source.text
        self._is_json = is_json(source)
        self._entries: dict[int, _Entry] = {}
        self._items: dict[tuple[int, int], _Entry] = {}
        self._above: dict[int, int] = {}
        """For each key of a mapping that is a value, the key of that value."""
        self._around: dict[int, _Entry] = {}
        """For the first key of a mapping that is an item of a list, this item."""
        self._tree = compose(source, Collector(source))
        self._rules: list[tuple[int, int]] = []
        if self._tree is not None:
            self._note(self._tree)
            rules = self._node("rules")
            self._rules = [item.span for item in rules.items] if isinstance(rules, ListNode) else []

    def value_of(self, *route: str) -> Scalar | None:
        """The scalar at the end of a route of keys."""
        node = self._node(*route)
        return node if isinstance(node, Scalar) else None

    def key_of(self, *route: str) -> Span | None:
        """The key at the end of a route of keys."""
        mapping = self._node(*route[:-1])
        if not isinstance(mapping, MappingNode):
            return None
        return next((Span(*key.span) for key, _ in mapping.entries if key.text == route[-1]), None)

    def fact_of(self, operator: int) -> int | None:
        """The start of the key of the fact whose operator begins there."""
        return self._above.get(operator)

    def value_at(self, key: int) -> Span | None:
        """The value of a key, from the end of the key on if it is on lines of its own."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        end = entry.extents[entry.place].end
        is_block = not isinstance(entry.value, Scalar) and self._text[entry.value.start] not in "[{"
        colon = self._text.index(":", key) + 1
        return Span(colon if is_block else entry.value.start, end)

    def without_entry(self, key: int) -> Edit | None:
        """Take an entry out of its mapping."""
        entry = self._entries.get(key)
        return None if entry is None else self._without(entry)

    def without_part(self, span: Span) -> Edit | None:
        """Take a part of a condition out: its entry, or the item of a list that it is.

        The only operator of a test goes with the test.
        """
        item = self._items.get(span)
        if item is not None:
            return self._without(item)
        entry = self._entries.get(span.start)
        if entry is None:
            return None
        if len(entry.extents) > 1:
            return self._without(entry)
        around = self._around.get(span.start)
        if around is not None:
            return self._without(around)
        above = self._above.get(span.start)
        return None if above is None else self.without_part(Span(above, above))

    def without_rule(self, offset: int) -> Edit | None:
        """Take the rule out that an offset lies in."""
        place = bisect_right(self._rules, offset, key=lambda each: each[0]) - 1
        return self._without(self._items[self._rules[place]]) if place >= 0 else None

    def text_of(self, span: Span) -> str:
        """A part of a condition as it is written, if that is short and on one line."""
        item = self._items.get(span)
        entry = item if item is not None else self._entries.get(span.start)
        if entry is None:
            return ""
        start, end = entry.extents[entry.place]
        text = self._text[start:end]
        return text if len(text) <= _LONGEST_QUOTE and text.isprintable() else ""

    def _node(self, *route: str) -> Node | None:
        node = self._tree
        for name in route:
            if not isinstance(node, MappingNode):
                return None
            node = next((value for key, value in node.entries if key.text == name), None)
        return node

    def _note(self, node: Node) -> None:
        pending = [node]
        while pending:
            each = pending.pop()
            for key, entry in self._children(each):
                if isinstance(key, int):
                    self._entries[key] = entry
                else:
                    self._items[key] = entry
                pending.append(entry.value)

    def _children(self, node: Node) -> Iterator[tuple[int | tuple[int, int], _Entry]]:
        if isinstance(node, MappingNode):
            extents = tuple(Span(key.start, self._end(value, key)) for key, value in node.entries)
            for place, (key, value) in enumerate(node.entries):
                if isinstance(value, MappingNode):
                    self._above.update((inner.start, key.start) for inner, _ in value.entries)
                yield key.start, _Entry(place, extents, value, is_item=False)
        elif isinstance(node, ListNode):
            extents = tuple(Span(item.start, self._end(item)) for item in node.items)
            for place, item in enumerate(node.items):
                entry = _Entry(place, extents, item, is_item=True)
                if isinstance(item, MappingNode) and item.entries:
                    self._around[item.entries[0][0].start] = entry
                yield item.span, entry

    def _end(self, node: Node, key: Scalar | None = None) -> int:
        """Where a node really ends: with its last scalar, or with its closing bracket."""
        if isinstance(node, Scalar | BrokenNode):
            end = max(node.end, key.end if key is not None else 0)
            return node.start + len(self._text[node.start : end].rstrip())
        if self._text[node.start : node.start + 1] in ("[", "{"):
            return node.end + 1
        if isinstance(node, ListNode):
            return self._end(node.items[-1])
        return self._end(node.entries[-1][1], node.entries[-1][0])

    def _without(self, entry: _Entry) -> Edit | None:
        place, extents = entry.place, entry.extents
        if len(extents) == 1:
            return None
        is_last = place + 1 == len(extents)
        span = self._lines_of(extents[place], is_item=entry.is_item)
        # JSON has no comma behind the last one, which stands on the line before.
        if span is not None and not (is_last and self._is_json):
            return Edit(span, "")
        if is_last:
            span = Span(extents[place - 1].end, extents[place].end)
        else:
            span = Span(extents[place].start, extents[place + 1].start)
        return None if "#" in self._text[span.start : span.end] else Edit(span, "")

    def _lines_of(self, extent: Span, *, is_item: bool) -> Span | None:
        """The whole lines of an extent with nothing else on them but its dash and a comment."""
        text = self._text
        start = max(text.rfind("\n", 0, extent.start), text.rfind("\r", 0, extent.start)) + 1
        end = extent.end
        while end < len(text) and text[end] not in "\r\n":
            end += 1
        before = text[start : extent.start].strip()
        after = text[extent.end : end].strip()
        if before != ("-" if is_item else "") or (after and not after.startswith("#")):
            return None
        if text[end : end + 2] == "\r\n":
            end += 1
        return Span(start, min(end + 1, len(text)))
