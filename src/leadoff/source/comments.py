"""The comments of a YAML text; what stands inside a scalar is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.text import Span
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.source.tree import Node

_MARK = re.compile(r"(?:^|(?<=[\s,\[\]{}\"']))#", re.MULTILINE)
_LINE_END = re.compile(r"[\r\n]|\Z")


class Comment(NamedTuple):
    """A comment from its `#` to the end of the line; `alone` if nothing stands before it there."""

    span: Span
    text: str
    alone: bool


def comments(text: str, tree: Node | None) -> tuple[Comment, ...]:
    """The comments of a text with this tree, in order."""
    taken = sorted(_stretches(text, tree))
    found: list[Comment] = []
    place = end = 0
    for mark in _MARK.finditer(text):
        start = mark.start()
        while place < len(taken) and taken[place].end <= start:
            place += 1
        if start < end or (place < len(taken) and taken[place].start <= start):
            continue
        end = _line_end(text, start)
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        found.append(Comment(Span(start, end), text[start:end], not text[line:start].strip()))
    return tuple(found)


def _stretches(text: str, tree: Node | None) -> Iterator[Span]:
    """Where scalars stand; of a block of text what is below the line that begins it."""
    nodes = [] if tree is None else [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, MappingNode):
            for key, value in node.entries:
                nodes += (key, value)
        elif isinstance(node, ListNode):
            nodes += node.items
        elif isinstance(node, BrokenNode) or text[node.start : node.start + 1] not in ("|", ">"):
            yield Span(*node.span)
        else:
            yield _block(text, node)


def _block(text: str, node: Scalar) -> Span:
    """The lines of a block of text; the line that ends it may hold a comment of its own."""
    start = _line_end(text, node.start)
    end = max(text.rfind("\n", 0, node.end), text.rfind("\r", 0, node.end)) + 1
    return Span(start, node.end if node.end == len(text) else max(start, end))


def _line_end(text: str, offset: int) -> int:
    match = _LINE_END.search(text, offset)
    return match.start() if match else len(text)
