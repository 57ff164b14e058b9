"""Answers put into the text of a profile, with its comments, order and layout left as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import SourceText
from leadoff.facts.written import in_quotes, written
from leadoff.source.compose import compose
from leadoff.source.tree import MappingNode, Scalar
from leadoff.source.values import is_null, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.source.tree import Node
    from leadoff.source.values import Value


class UneditableError(Exception):
    """The text has a form in which an answer cannot be put safely."""


def new_profile_text(answers: Mapping[str, Value | None]) -> str:
    """The text of a new profile, a line for each answer."""
    return "".join(
        f"{name}: {written(value)}\n" for name, value in answers.items() if value is not None
    )


def edited_text(source: SourceText, changes: Mapping[str, Value | None]) -> str:
    """The text with changed answers in the place of earlier ones and new ones behind the last.

    None takes an answer away: its key stays, with null. Read again, the new text says exactly what
    the old one did but for the changes.

    Raises:
        UneditableError: it does not; nothing can be said about the text then.
    """
    tree = _tree(source)
    if isinstance(tree, MappingNode):
        text = _Editor(source, tree).edited(changes)
    elif tree is None or (isinstance(tree, Scalar) and is_null(tree) and not tree.text):
        text = _ended(source.text) + new_profile_text(changes)
    else:
        raise UneditableError
    wanted = {**_values(tree), **{k: v for k, v in changes.items() if v is not None}}
    for name in (name for name, value in changes.items() if value is None):
        wanted.pop(name, None)
    if _values(_tree(SourceText(source.name, text))) != wanted:
        raise UneditableError
    return text


def _tree(source: SourceText) -> Node | None:
    collector = Collector(source)
    tree = compose(source, collector)
    if collector.has_errors:
        raise UneditableError
    return tree


def _values(tree: Node | None) -> dict[str, object]:
    """What each key of a profile says; what is no scalar stands for itself, places apart."""
    if not isinstance(tree, MappingNode):
        return {}
    said = {key.text: _said(node) for key, node in tree.entries}
    return {name: value for name, value in said.items() if value is not None}


def _said(node: Node) -> object:
    if isinstance(node, Scalar):
        value = value_of(node)
        return (type(value).__name__, value) if isinstance(value, tuple) else value
    if isinstance(node, MappingNode):
        return [(key.text, _said(value)) for key, value in node.entries]
    return [_said(item) for item in getattr(node, "items", ())]


def _ended(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else f"{text}\n"


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _Editor:
    """Edits the outermost mapping of a text by replacing spans of it."""

    def __init__(self, source: SourceText, tree: MappingNode) -> None:
        self._text = source.text
        self._tree = tree
        self._is_flow = self._text.startswith("{", tree.start)
        self._quotes_keys = not all(key.plain for key, _ in tree.entries) or not tree.entries
        first = re.search(r"\r\n|\r|\n", self._text)
        self._line_end = first.group() if first else "\n"

    def edited(self, changes: Mapping[str, Value | None]) -> str:
        nodes = {key.text: node for key, node in self._tree.entries}
        edits = [
            self._replaced(nodes[name], value) for name, value in changes.items() if name in nodes
        ]
        added = {
            name: value
            for name, value in changes.items()
            if name not in nodes and value is not None
        }
        if added:
            edits.append(self._added_in_flow(added) if self._is_flow else self._added(added))
        text = self._text
        # From the end, so that places further in front stay where they are.
        for edit in sorted(edits, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _replaced(self, node: Node, value: Value | None) -> _Edit:
        if not isinstance(node, Scalar):
            raise UneditableError
        start, end = node.span
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        text = "null" if value is None else self._written(value)
        before = self._text[start - 1] if start else ""
        return _Edit(start, end, f" {text}" if before == ":" else text)

    def _added(self, added: Mapping[str, Value]) -> _Edit:
        """Lines behind that of the last entry, as far in as the first."""
        first = self._tree.entries[0][0].start
        line = max(self._text.rfind("\n", 0, first), self._text.rfind("\r", 0, first)) + 1
        indent = self._text[line:first]
        if indent.strip():
            raise UneditableError
        end = self._end_of_last()
        lines = [f"{indent}{name}: {written(value)}" for name, value in added.items()]
        is_ended = end > 0 and self._text[end - 1] in "\r\n"
        block = self._line_end.join(lines)
        return _Edit(end, end, block + self._line_end if is_ended else self._line_end + block)

    def _end_of_last(self) -> int:
        """The place behind the line on which the last entry ends."""
        key, node = self._tree.entries[-1]
        end = max(key.end, node.end)
        if end and self._text[end - 1] in "\r\n":
            return end
        line_end = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?").match(self._text, end)
        return line_end.end() if line_end else end

    def _added_in_flow(self, added: Mapping[str, Value]) -> _Edit:
        """Entries behind the last in braces, each on a line of its own where the last has one."""
        entries = [
            f"{json.dumps(name) if self._quotes_keys else name}: {self._written(value)}"
            for name, value in added.items()
        ]
        if not self._tree.entries:
            place = self._tree.start + 1
            return _Edit(place, place, ", ".join(entries))
        key, node = self._tree.entries[-1]
        before = re.compile(r"[\r\n]+([ \t]*)$").search(self._text, 0, key.start)
        joint = f",{self._line_end}{before[1]}" if before else ", "
        place = max(key.end, node.end)
        return _Edit(place, place, joint + joint.join(entries))

    def _written(self, value: Value) -> str:
        if isinstance(value, str) and self._is_flow:
            return in_quotes(value)
        return written(value)
