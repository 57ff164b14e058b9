"""PyYAML's event stream, from its C parser where there is one, and its complaints in our words."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

import yaml
from yaml.error import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner, ScannerError

from leadoff.source.indentation import missing_dash, not_a_key, unusual_space, where_to_indent

if TYPE_CHECKING:
    from collections.abc import Iterator


class EventParser(Protocol):
    """The part of PyYAML's parsers used here."""

    def get_event(self) -> yaml.Event | None:
        """The next event; None after the last."""
        ...

    def dispose(self) -> None:
        """Break the parser's references to itself."""
        ...


_UNEXPECTED_COLON = "found unexpected ':'"
"""What libyaml says of a `:` in brackets that touches the sign behind it."""


class _PureParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_plain(self) -> yaml.ScalarToken:
        """A plain scalar; behind one in brackets libyaml takes no `:` that touches a sign."""
        start = self.get_mark()
        token = super().scan_plain()
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            raise ScannerError(
                "while scanning a plain scalar", start, _UNEXPECTED_COLON, self.get_mark()
            )
        return token


class SyntaxFaultError(Exception):
    """The event stream ended in a fault of syntax at `offset`."""

    def __init__(self, offset: int, message: str, help: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.help = help


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a text.

    Raises:
        SyntaxFaultError: where the text stops being YAML.
    """
    told = 0
    try:
        try:
            for event in _parsed(text):
                told += 1
                yield event
        except MarkedYAMLError as error:
            if error.problem_mark is None or "nesting depth" not in (error.problem or ""):
                raise
            # Newer versions of libyaml give up at 1,000 open brackets, and they read ahead: events
            # of the outer ones are still to come. What stands before that bracket has them all.
            yield from islice(_parsed(text[: error.problem_mark.index]), told, None)
    except (MarkedYAMLError, ReaderError) as error:
        raise _fault(error, text) from None
    except (ValueError, OverflowError):
        # The pure parser hands an escape beyond Unicode, "\U00110000", to chr().
        escape = re.search(r"\\U(?!0000|000[1-9a-fA-F]|0010)[0-9a-fA-F]{8}", text)
        offset = escape.start() if escape else 0
        raise escape_fault(offset) from None


def _parsed(text: str) -> Iterator[yaml.Event]:
    """The events of a text; what is wrong with it in the words of its parser."""
    parser = _parser(text)
    get_event = parser.get_event
    try:
        while (event := get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def escape_fault(offset: int) -> SyntaxFaultError:
    """A backslash in quoted text that begins nothing, at its place."""
    return SyntaxFaultError(offset, _ESCAPE.message, _ESCAPE.help)


def _parser(text: str) -> EventParser:
    """The C parser, or the one in Python where PyYAML was built without libyaml."""
    if not yaml.__with_libyaml__:
        return _PureParser(text)
    from yaml._yaml import CParser

    return CParser(text)


class _Wording(NamedTuple):
    """How one complaint of PyYAML or libyaml, known by a pattern, is said here."""

    pattern: str
    message: str
    help: str
    at_context: bool = False
    """Whether the place to look at is where the broken construct began."""


_TAB = _Wording(r"tab character", "a tab cannot stand here", "use spaces")
_ESCAPE = _Wording(
    r"escape character|escape code|hexadecimal|hexdecimal",
    "this `\\` escape does not exist or is not complete",
    "write `\\\\` for a backslash, or use single quotes",
)
_NO_KEY = _Wording(
    r"could not find expected ':'|could not found expected ':'",
    "this line is not `key: value`",
    "write a colon and a space after the key",
    at_context=True,
)
# Matched against "context; problem" of the complaint; the first that fits is used.
_WORDINGS = (
    _Wording(
        r"quoted scalar; (found unexpected end of stream|found unexpected document)",
        "this quoted text has no end",
        "close it with the quote it began with",
        at_context=True,
    ),
    _TAB,
    _ESCAPE,
    _Wording(
        r"mapping values are not allowed",
        "a `:` cannot stand here",
        "put text with a colon in quotes, or start the key on a line of its own",
    ),
    _NO_KEY,
    _Wording(
        r"block sequence entries are not allowed|sequence entries are not allowed",
        "a list item `- ` cannot stand here",
        "start the list on a line of its own",
    ),
    _Wording(
        r"document start|document end",
        "the file should end here",
        "keep one document in a file, and indent what belongs to a key",
    ),
    _Wording(
        r"block collection|block sequence",
        "this line does not continue the list above it",
        "indent it like the other items, with `- ` in front",
    ),
    _Wording(
        r"block mapping",
        "this line does not continue the mapping above it",
        "indent it like the other keys",
    ),
    _Wording(
        r"tag|anchor|alias",
        "YAML tags, anchors and aliases are not part of the rule language",
        "write the value itself",
    ),
    _Wording(
        r"directive|incompatible|version",
        "only the directives `%YAML 1.1` and `%YAML 1.2` may stand here",
        "leave the line out",
    ),
    _Wording(
        r"node content",
        "a value is missing here",
        "write one, or take away the comma or bracket",
    ),
    _Wording(
        r"cannot start any token|start any token",
        "this character cannot begin a value",
        "put the text in quotes",
    ),
    _Wording(
        r"block scalar",
        "this is no valid start of a block of text",
        "put the value in quotes; only a `|` or `>` alone begins a block of text",
    ),
    _Wording(r"unacceptable|not allowed|control", "this character is not allowed", "leave it out"),
)
_ANY_OTHER = _Wording("", "this is not valid YAML", "check the quotes, brackets and indentation")


_CONFLICT_MARK = r"(?m)^(<{7}|>{7})( |$)"
_QUOTED_OR_BRACKET = r"""(?xs)
    (?<![^\s:,\[{-]) " (?:[^"\\]|\\.)* "
    | (?<![^\s:,\[{-]) ' [^']* '
    | (?<!\S) \# [^\n]*
    | [\[\]{}]
"""
_BRACKETS = {"[": ("list", "]", "items"), "{": ("mapping", "}", "entries")}


def _fault(error: MarkedYAMLError | ReaderError, text: str) -> SyntaxFaultError:
    if conflict := re.search(_CONFLICT_MARK, text):
        message = "this is a mark of an unfinished merge"
        return SyntaxFaultError(conflict.start(), message, "choose a side and delete the marks")
    if isinstance(error, ReaderError):
        return SyntaxFaultError(
            int(error.position), "this character is not allowed", "leave it out"
        )
    problem, context = error.problem_mark, error.context_mark
    offset = problem.index if problem is not None else len(text)
    opened = context.index if context is not None else offset
    said = f"{error.context or ''}; {error.problem or ''}"
    if fault := _character_fault(text, offset, said) or _quote_fault(text, offset, said):
        return fault
    if "flow sequence" in said or "flow mapping" in said:
        return _bracket_fault(text, opened, offset)
    if not text[offset:].strip() and (bracket := _last_open_bracket(text)) is not None:
        return _bracket_fault(text, bracket, len(text))
    if fault := _line_fault(text, offset, opened, said):
        return fault
    wording = next((each for each in _WORDINGS if re.search(each.pattern, said)), _ANY_OTHER)
    if wording is _ESCAPE:
        # The two parsers disagree how far behind the backslash the fault is.
        offset = max(text.rfind("\\", 0, offset + 1), 0)
    return SyntaxFaultError(opened if wording.at_context else offset, wording.message, wording.help)


def _character_fault(text: str, offset: int, said: str) -> SyntaxFaultError | None:
    """A character that stands where it cannot: a tab, a `:` without a key, a `?` in brackets."""
    character = text[offset : offset + 1]
    if character == "\t":
        return SyntaxFaultError(offset, _TAB.message, _TAB.help)
    if character == ":" and "block mapping" in said:
        return SyntaxFaultError(offset, "a key is missing in front of the colon", "write a name")
    if _UNEXPECTED_COLON in said:
        message = "a space is missing behind this colon"
        return SyntaxFaultError(offset, message, "write `key: value`, or put text in quotes")
    if "got '?'" in said:
        message = "a `?` cannot stand here"
        return SyntaxFaultError(offset, message, "put text with a question mark in quotes")
    return None


def _quote_fault(text: str, offset: int, said: str) -> SyntaxFaultError | None:
    """Text behind a closing quote; if the quoted text began on an earlier line, that is the fault.

    Its own closing quote is missing then, and the next quote of the file has closed it.
    """
    end = len(text[:offset].rstrip(" \t"))
    if text[end - 1 : end] not in ("'", '"'):
        return None
    for match in re.finditer(_QUOTED_OR_BRACKET, text[:end]):
        if match.end() == end and "\n" in match.group():
            line = text.count("\n", 0, end) + 1
            message = f"this quoted text goes on to line {line}, and more text stands behind it"
            return SyntaxFaultError(match.start(), message, "close it with the quote it began with")
    if "block mapping" in said:
        message = "text stands behind the closing quote"
        return SyntaxFaultError(offset, message, "put all of it between the quotes")
    return None


def _line_fault(text: str, offset: int, opened: int, said: str) -> SyntaxFaultError | None:
    """A line that does not go on with those above it, told where and how it would."""
    is_colon = "mapping values are not allowed" in said or "document start" in said
    is_list = "block collection" in said or "block sequence" in said
    if not (is_colon or is_list or "block mapping" in said):
        return None
    if space := unusual_space(text, offset):
        message = f"this line is indented with the character U+{ord(space[1]):04X}"
        return SyntaxFaultError(space[0], message, "indent it with the usual spaces")
    if is_colon:
        above = not_a_key(text, offset)
        return None if above is None else SyntaxFaultError(above[0], _NO_KEY.message, above[1])
    if is_list and (key := missing_dash(text, offset, opened)):
        return SyntaxFaultError(
            offset, "a `- ` is missing in front of this item", f"write `- {key}:`"
        )
    if (column := where_to_indent(text, offset)) is None:
        return None
    is_item, help = column
    message = f"this line does not continue the {'list' if is_item else 'mapping'} above it"
    return SyntaxFaultError(offset, message, help)


def _last_open_bracket(text: str) -> int | None:
    """The innermost bracket that is not closed at the end of a text."""
    opened: list[int] = []
    for match in re.finditer(_QUOTED_OR_BRACKET, text):
        if match.group() in ("[", "{"):
            opened.append(match.start())
        elif match.group() in ("]", "}") and opened:
            opened.pop()
    return opened[-1] if opened else None


def _bracket_fault(text: str, opened: int, offset: int) -> SyntaxFaultError:
    """A bracket that is never closed stands where it opens, a missing comma where it is missing."""
    bracket = text[opened : opened + 1]
    what, closing, parts = _BRACKETS.get(bracket, _BRACKETS["["])
    if _goes_on(text, opened, offset, closing):
        message = f"a comma is missing in this {what}"
        return SyntaxFaultError(offset, message, f"put a comma between its {parts}")
    message = f"this {what} `{bracket}` is not closed"
    return SyntaxFaultError(opened, message, f"close it with `{closing}`")


def _goes_on(text: str, opened: int, offset: int, closing: str) -> bool:
    """Whether what stands at `offset` looks like a part of the bracket: on its line or indented."""
    if offset >= len(text.rstrip()):
        return False
    if "\n" not in text[opened:offset]:
        return closing in text[offset:].partition("\n")[0]
    return _indent(text, offset) > _indent(text, opened)


def _indent(text: str, offset: int) -> int:
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    return len(line) - len(line.lstrip())
