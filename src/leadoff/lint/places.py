"""Where things stand in the text of a rule file, and edits that take them out of it.

Conditions know where their key stands; an edit needs to know how far they reach and what is beside
them. An edit that would take a comment about something else with it is not offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import Span
from leadoff.lint.finding import Edit
from leadoff.source.compose import compose
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import SourceText
    from leadoff.source.tree import Node


class _Entry(NamedTuple):
    """One entry of a mapping, or one item of a list, among its siblings by their extents."""

    place: int
    extents: tuple[Span, ...]
    value: Node


class Places:
    """The tree of a sound file, by the places of its keys and items."""

    def __init__(self, source: SourceText) -> None:
        self._text = source.text
        self._entries: dict[int, _Entry] = {}
        self._items: dict[tuple[int, int], _Entry] = {}
        self._tree = compose(source, Collector(source))
        if self._tree is not None:
            self._note(self._tree)

    def value_of(self, *route: str) -> Scalar | None:
        """The scalar at the end of a route of keys."""
        node = self._tree
        for name in route:
            if not isinstance(node, MappingNode):
                return None
            node = next((value for key, value in node.entries if key.text == name), None)
        return node if isinstance(node, Scalar) else None

    def key_of(self, *route: str) -> Span | None:
        """The key at the end of a route of keys."""
        node = self._tree
        found = None
        for name in route:
            if not isinstance(node, MappingNode):
                return None
            entry = next((each for each in node.entries if each[0].text == name), None)
            if entry is None:
                return None
            found, node = Span(*entry[0].span), entry[1]
        return found

    def extent_of_entry(self, key: int) -> Span | None:
        """From a key, given by its start, to the end of its value."""
        entry = self._entries.get(key)
        return None if entry is None else entry.extents[entry.place]

    def without_entry(self, key: int) -> Edit | None:
        """Take an entry out of its mapping."""
        entry = self._entries.get(key)
        return None if entry is None else self._without(entry)

    def without_part(self, span: Span) -> Edit | None:
        """Take a part of a condition out: its entry, or the item of a list that it is."""
        item = self._items.get(span)
        if item is not None:
            return self._without(item)
        entry = self._entries.get(span.start)
        if entry is None:
            return None
        if len(entry.extents) > 1:
            return self._without(entry)
        around = [
            each
            for (start, end), each in self._items.items()
            if start <= span.start < end
            and each.extents[each.place].start in (span.start, span.start - 1)
        ]
        return self._without(around[0]) if around else None

    def without_item_around(self, offset: int) -> Edit | None:
        """Take the outermost item of a list out that an offset lies in."""
        found = [
            item
            for item in self._items.values()
            if item.extents[item.place].start <= offset < item.extents[item.place].end
        ]
        if not found:
            return None
        return self._without(min(found, key=lambda item: item.extents[item.place].start))

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
                yield key.start, _Entry(place, extents, value)
        elif isinstance(node, ListNode):
            extents = tuple(Span(item.start, self._end(item)) for item in node.items)
            for place, item in enumerate(node.items):
                yield item.span, _Entry(place, extents, item)

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
        span = self._lines_of(extents[place])
        if span is not None:
            return Edit(span, "")
        if place + 1 < len(extents):
            span = Span(extents[place].start, extents[place + 1].start)
        else:
            span = Span(extents[place - 1].end, extents[place].end)
        return None if "#" in self._text[span.start : span.end] else Edit(span, "")

    def _lines_of(self, extent: Span) -> Span | None:
        """The whole lines of an extent with nothing else on them but its dash and a comment."""
        text = self._text
        start = max(text.rfind("\n", 0, extent.start), text.rfind("\r", 0, extent.start)) + 1
        end = extent.end
        while end < len(text) and text[end] not in "\r\n":
            end += 1
        before = text[start : extent.start].strip()
        after = text[extent.end : end].strip()
        is_item = before == "-" and any(
            each.extents[each.place].start == extent.start for each in self._items.values()
        )
        if (before and not is_item) or (after and not after.startswith("#")):
            return None
        if text[end : end + 2] == "\r\n":
            end += 1
        return Span(start, min(end + 1, len(text)))
