"""Text to tree: PyYAML's events composed by our own code, with limits and without recursion.

`yaml.compose` and `yaml.load` recurse on the input (a deep file kills the process), keep the last
of two equal keys without a word, and expand merge keys without end. Here the events are put on a
stack, every refusal is collected with its place, and reading goes on where it can.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import yaml

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import shortened
from leadoff.source.events import SyntaxFaultError, escape_fault, events
from leadoff.source.frame import Frame
from leadoff.source.json_text import NOT_JSON, is_json, joined_surrogates
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Collector
    from leadoff.diagnostic.text import SourceText
    from leadoff.source.tree import Node

DEEPEST = 64
"""How deep lists and mappings may be nested; the outermost mapping has depth 1."""

MOST_NODES = 250_000
"""The most keys, scalars, lists and mappings in one file."""

LONGEST_KEY = 256

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_ONLY_IN_QUOTES = re.compile("[\x85\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BAD_IN_VALUE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_KEY_AND_VALUE = re.compile(r"([A-Za-z_][\w.-]*):(\S.*)", re.DOTALL)
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*(%[^\r\n]*)")
_ALLOWED_DIRECTIVE = re.compile(r"%YAML[ \t]+1\.[12][ \t]*(?:#.*)?")


def compose(source: SourceText, collector: Collector) -> Node | None:
    """The tree of a text, or None where there is none; what is refused goes to the collector.

    After an error in the collector the tree may lack parts; each refused value in it is a
    `BrokenNode`.
    """
    text = source.text
    if control := _CONTROL.search(text):
        name = f"U+{ord(control.group()):04X}"
        message = f"the control character {name} cannot stand in a file"
        collector.error(Code.SYNTAX, control.span(), message, "leave it out")
        return None
    if (directive := _DIRECTIVE.match(text)) and not _ALLOWED_DIRECTIVE.fullmatch(directive[1]):
        message = "only the directives `%YAML 1.1` and `%YAML 1.2` may stand here"
        collector.error(Code.SYNTAX, directive.span(1), message, "leave the line out")
        return None
    return _Composer(source, collector).compose()


class _StopError(Exception):
    """Reading cannot go on; the reason is in the collector."""


class _Composer:
    def __init__(self, source: SourceText, collector: Collector) -> None:
        self._source = source
        self._collector = collector
        self._json = is_json(source)
        self._text = source.text
        self._shifts: list[tuple[int, int]] = []
        if self._json and "\\u" in self._text:
            self._text, self._shifts = joined_surrogates(self._text)
        self._quoted: list[tuple[int, int]] | None = (
            [] if _ONLY_IN_QUOTES.search(self._text) else None
        )
        self._frames: list[Frame] = []
        self._root: Node | None = None
        self._nodes = 0
        self._documents = 0

    def compose(self) -> Node | None:
        end = len(self._text)
        fault: SyntaxFaultError | None = None
        try:
            for event in events(self._text):
                self._take(event)
        except _StopError:
            self._root = None
        except SyntaxFaultError as error:
            fault = error
            end = fault.offset
            self._root = None
        while self._frames:
            self._report_repeats()
            self._frames.pop()
        # An invisible line separator is why the text behind it does not fit.
        if not self._refuse_unquoted(end) and fault is not None:
            at = self._place(fault.offset)
            self._error((at, at + 1), fault.message, fault.help)
        return self._root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, end = self._span_of(event)
        plain = event.implicit[0] and event.tag is None
        scalar = Scalar(event.value, plain, start, end)
        self._count(start)
        if not plain:
            if self._quoted is not None and event.style in ("'", '"'):
                self._quoted.append((start, end))
            if bad := _BAD_IN_VALUE.search(event.value):
                if "\ud800" <= bad.group() <= "\udfff":
                    raise self._surrogate_fault(event)
                name = f"U+{ord(bad.group()):04X}"
                self._error(scalar.span, f"this text holds the character {name}", "leave it out")
                return self._put(BrokenNode(start, end))
        if event.anchor is not None or event.tag is not None:
            return self._put(self._refuse_property(event, start, end) or scalar)
        if self._json and plain and event.value in NOT_JSON:
            message = f"`{event.value}` is not a number in JSON"
            help = "write a number, or leave the key out"
            self._collector.error(Code.AMBIGUOUS_NUMBER, (start, end), message, help)
            return self._put(BrokenNode(start, end))
        return self._put(scalar)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        start, end = self._span_of(event)
        self._count(start)
        if len(self._frames) == DEEPEST:
            message = f"lists and mappings are nested deeper than {DEEPEST}"
            self._stop((start, start + 1), message, "nest less deeply")
        broken = False
        if event.anchor is not None or event.tag is not None:
            broken = self._refuse_property(event, start, end) is not None
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        end = max(end, start + 1)
        is_block = not event.flow_style
        frame = Frame(start, end, is_mapping=is_mapping, is_block=is_block, broken=broken)
        self._frames.append(frame)

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        self._report_repeats()
        frame = self._frames.pop()
        end = max(self._span_of(event)[0], frame.end)
        if frame.broken:
            self._put(BrokenNode(frame.start, frame.end))
        elif frame.is_mapping:
            self._put(MappingNode(tuple(frame.entries), frame.start, end, frame.complete))
        else:
            self._put(ListNode(tuple(frame.items), frame.start, end))

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = self._span_of(event)
        self._count(start)
        if not (self._frames and self._frames[-1].skips):
            self._error(
                (start, end),
                f"aliases such as `*{event.anchor}` are not part of the language",
                "write the value again",
            )
        self._put(BrokenNode(start, end))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            start, _ = self._span_of(event)
            self._error(
                (start, start + 3), "a second document begins here", "keep one document in a file"
            )
            raise _StopError

    def _put(self, node: Node) -> None:
        """Place a finished node: as root, item, key or value."""
        if not self._frames:
            self._root = node
            return
        frame = self._frames[-1]
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is not None:
            key, frame.key = frame.key, None
            if self._is_stuck(key, node):
                frame.complete = False
            else:
                frame.entries.append((key, node))
        elif frame.skips:
            frame.skips = False
        elif isinstance(node, Scalar):
            self._key(frame, node)
        else:
            if not isinstance(node, BrokenNode):
                self._error(
                    (node.start, node.start + 1),
                    "a key must be text",
                    "write a name in front of the colon",
                )
            frame.skips = True
            frame.complete = False

    def _key(self, frame: Frame, key: Scalar) -> None:
        name = key.text
        if name in frame.keys:
            frame.repeats.append(key)
            frame.skips = True
            return
        if name == "<<" and key.plain:
            self._error(
                key.span, "merge keys `<<` are not part of the language", "write the entries again"
            )
        elif key.plain and not name:
            self._error(
                (key.start, key.start + 1), "a key is missing in front of the colon", "write a name"
            )
        elif len(name) > LONGEST_KEY:
            self._error(
                key.span,
                f"this key is longer than {LONGEST_KEY} characters",
                "write a shorter name",
            )
        else:
            frame.keys[name] = key
            frame.key = key
            return
        frame.skips = True
        frame.complete = False

    def _is_stuck(self, key: Scalar, node: Node) -> bool:
        """Report a key and its value that have become one key, `{size:3}`."""
        match = _KEY_AND_VALUE.fullmatch(key.text)
        is_empty = isinstance(node, Scalar) and node.plain and not node.text
        if match is None or not key.plain or not is_empty:
            return False
        colon = key.start + match.start(2) - 1
        help = f"write `{shortened(match[1])}: {shortened(match[2])}`"
        self._error((colon, colon + 1), "a space is missing behind this colon", help)
        return True

    def _report_repeats(self) -> None:
        """Report the keys that stand twice in the innermost mapping."""
        frame = self._frames[-1]
        if not frame.repeats:
            return
        outer = self._frames[-2] if len(self._frames) > 1 else None
        dashless = frame.first_of_items(outer)
        is_in_item = False
        for key in frame.repeats:
            if key.text == dashless:
                is_in_item = True
                more = ": a `- ` seems to be missing in front of it"
                self._report_repeat(frame, key, more, f"write `- {shortened(key.text)}:`")
            elif not is_in_item:
                self._report_repeat(frame, key, "", "keep one of the two")

    def _report_repeat(self, frame: Frame, key: Scalar, more: str, help: str) -> None:
        first = frame.keys[key.text]
        line = self._source.position(first.start).line
        message = f"the key `{shortened(key.text)}` is given a second time, after line {line}{more}"
        related = [(first.span, "first here")]
        self._collector.error(Code.DUPLICATE_KEY, key.span, message, help, related)

    def _refuse_property(self, event: yaml.NodeEvent, start: int, end: int) -> BrokenNode | None:
        """Report an anchor or a tag; after a tag, the value is not judged."""
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._error(
                (start, end),
                f"tags such as `{shortened(shown)}` are not part of the language",
                "write the value without it",
            )
            return BrokenNode(start, end)
        self._error(
            (start, end),
            f"anchors such as `&{event.anchor}` are not part of the language",
            "write the value again where it is needed",
        )
        return None

    def _refuse_unquoted(self, end: int) -> bool:
        """Report line separators and bidirectional controls before `end`, outside quoted text."""
        if self._quoted is None:
            return False
        found = False
        for match in _ONLY_IN_QUOTES.finditer(self._source.text, 0, self._place(end)):
            place = match.start()
            at = bisect_right(self._quoted, (place, len(self._source.text))) - 1
            if at < 0 or place >= self._quoted[at][1]:
                self._error(
                    (place, place + 1),
                    f"the invisible character U+{ord(match.group()):04X} can stand in quotes only",
                    "leave it out, or put the text in double quotes",
                )
                self._root = None
                found = True
        return found

    def _count(self, start: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            message = f"this file has more than {MOST_NODES:,} keys and values"
            self._stop((start, start + 1), message, "split it")

    def _surrogate_fault(self, event: yaml.ScalarEvent) -> SyntaxFaultError:
        """Half a surrogate pair, which libyaml refuses itself: a fault of syntax at its escape."""
        start = event.start_mark.index if event.start_mark is not None else 0
        escape = re.compile(r"\\u[dD][89a-fA-F]").search(self._text, start)
        return escape_fault(escape.start() if escape else start)

    def _span_of(self, event: yaml.Event) -> tuple[int, int]:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            raise TypeError("an event without a place")
        if self._shifts:
            return self._place(start.index), self._place(end.index)
        return start.index, end.index

    def _place(self, offset: int) -> int:
        """The offset in the text as the user wrote it."""
        if not self._shifts:
            return offset
        at = bisect_right(self._shifts, (offset, len(self._text))) - 1
        return offset + self._shifts[at][1] if at >= 0 else offset

    def _error(self, span: tuple[int, int], message: str, help: str) -> None:
        self._collector.error(Code.SYNTAX, span, message, help)

    def _stop(self, span: tuple[int, int], message: str, help: str) -> None:
        self._error(span, message, help)
        raise _StopError
