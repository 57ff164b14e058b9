"""Reading one mapping of a rule file: keys by name, values by type, every fault with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean, nearest
from leadoff.diagnostic.text import Span, shortened
from leadoff.facts.domain import Bound, Fault, Range, Whole, shown
from leadoff.ruleset.other_words import our_word
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar
from leadoff.source.values import Ambiguous, Value, is_null, value_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from leadoff.diagnostic.message import Collector
    from leadoff.source.tree import Node

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
FACT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
LONGEST_NAME = 64

Word = TypeVar("Word", bound=str)


class Names(NamedTuple):
    """The names that may stand somewhere.

    `complete` is false where their definitions are broken, so that an unknown one proves nothing.
    """

    known: Collection[str]
    complete: bool = True


class Section:
    """One mapping. Getters return None for a key that is absent, null, or wrong and reported."""

    def __init__(
        self,
        collector: Collector,
        node: MappingNode,
        what: str,
        keys: Iterable[str],
        missing_at: tuple[int, int] | None = None,
    ) -> None:
        """Take the mapping `what`, in words, and report each key that is not among `keys`."""
        self.collector = collector
        self.what = what
        self.sound = True
        """Whether nothing in this mapping was reported so far."""
        self._keys: dict[str, Scalar] = {}
        self._nodes: dict[str, Node] = {}
        self._empty: dict[str, Scalar] = {}
        self._complete = node.complete
        self._meant: set[str] = set()
        self._missing_at = missing_at or (node.entries[0][0].span if node.entries else node.span)
        allowed = tuple(keys)
        for key, value in node.entries:
            if is_null(value):
                self._empty[key.text] = key
            elif key.text not in allowed:
                message = f"{what} has no key `{shortened(key.text)}`"
                name = our_word(key.text, allowed) or key.text
                help = collector.suggestion(key.span, name, allowed)
                self.error(Code.UNKNOWN_NAME, key.span, message, help)
                self._meant.add(nearest(name, allowed) or "")
            else:
                self._keys[key.text] = key
                self._nodes[key.text] = value

    def error(
        self,
        code: Code,
        span: tuple[int, int],
        message: str,
        help: str = "",
        related: Iterable[tuple[tuple[int, int], str]] = (),
    ) -> None:
        """Report a fault in this mapping."""
        self.sound = False
        self.collector.error(code, span, message, help, related)

    def error_for(
        self, key: str, code: Code, span: tuple[int, int], message: str, help: str
    ) -> None:
        """Report a fault in place of a missing key, which is not missed as well."""
        self._meant.add(key)
        self.error(code, span, message, help)

    def has(self, key: str) -> bool:
        """Whether a key is there with a value."""
        return key in self._nodes

    def key_span(self, key: str) -> Span:
        """The place of a key; of the mapping's first key where it is absent."""
        found = self._keys.get(key)
        return Span(*(found.span if found else self._missing_at))

    def empty_key(self, key: str) -> Span | None:
        """The place of a key that is there with nothing behind it."""
        found = self._empty.get(key)
        return None if found is None else Span(*found.span)

    def span(self, key: str) -> Span:
        """The place of a key's value."""
        node = self._nodes.get(key)
        return Span(*(node.span if node else self._missing_at))

    def require(self, key: str, help: str) -> bool:
        """Report a missing key; `help` says what to write."""
        if key not in self._nodes and self.lacks(key):
            message = f"{self.what} needs the key `{key}`"
            self.error(Code.MISSING_KEY, self._missing_at, message, help)
        return key in self._nodes

    def lacks(self, *keys: str) -> bool:
        """Whether none of some keys is there, nor a refused or misspelled one that may be meant."""
        if not self._complete or not self._meant.isdisjoint(keys):
            self.sound = False
            return False
        return self._nodes.keys().isdisjoint(keys)

    def node(self, key: str) -> Node | None:
        """The value of a key as it stands."""
        node = self._nodes.get(key)
        if isinstance(node, BrokenNode):
            self.sound = False
            return None
        return node

    def value(self, key: str, needed: str) -> Value | None:
        """A scalar; `needed` says in words what should stand there."""
        node = self.node(key)
        return None if node is None else self.scalar(node, f"`{key}`", needed)

    def scalar(self, node: Node, subject: str, needed: str, help: str = "") -> Value | None:
        """The value of a scalar node; anything else is reported. Null is None, unreported."""
        if isinstance(node, BrokenNode):
            self.sound = False
            return None
        if not isinstance(node, Scalar):
            message = f"{subject} is {needed}, not {kind_of(node)}"
            self.error(Code.WRONG_TYPE, node.span, message, help or f"write {needed}")
            return None
        value = value_of(node)
        if isinstance(value, Ambiguous):
            self.error(Code.AMBIGUOUS_NUMBER, node.span, value.message, value.help)
            return None
        return value

    def text(self, key: str) -> str | None:
        """A text."""
        node = self.node(key)
        return None if node is None else self.text_of(node, f"`{key}`")

    def text_of(self, node: Node, subject: str, needed: str = "text", help: str = "") -> str | None:
        """The text of a node; null, numbers, true and false are reported."""
        value = self.scalar(node, subject, needed, help)
        if isinstance(value, str):
            return value
        if value is not None:
            message = f"{subject} is {needed}, not {shown(value)}"
            help = help or f'put it in quotes: "{shown(value)}"'
            self.error(Code.WRONG_TYPE, node.span, message, help)
        elif is_null(node):
            help = help or f"write {needed}"
            self.error(Code.WRONG_TYPE, node.span, f"{subject} is empty", help)
        return None

    def whole(self, key: str, lowest: int, highest: int | None = None) -> int | None:
        """A whole number between two limits, both included; the upper one may be missing."""
        upper = None if highest is None else Bound(highest, True)
        domain = Whole(Range(Bound(lowest, True), upper))
        raw = self.value(key, domain.described)
        if raw is None:
            return None
        value = domain.admit(raw)
        if isinstance(value, Fault):
            self.error(value.code, self.span(key), f"`{key}`: {value.message}", value.help)
            return None
        return int(value)

    def one_of(self, key: str, allowed: Names, what: str) -> str | None:
        """One of some names; `what` says in words what they name."""
        node = self.node(key)
        return None if node is None else self.name_among(node, f"`{key}`", allowed, what)

    def word(self, key: str, allowed: tuple[Word, ...], what: str) -> Word | None:
        """One of a few words of the language; `what` says in words what they name."""
        return word_among(allowed, self.one_of(key, Names(allowed), what))

    def name_among(self, node: Node, subject: str, allowed: Names, what: str) -> str | None:
        """A node's text, if it is one of some names."""
        is_text = isinstance(node, Scalar) and isinstance(value_of(node), str)
        listed = "" if is_text or not allowed.complete else did_you_mean("", allowed.known)
        name = self.text_of(node, subject, f"the name of {what}", listed)
        if name is None or name in allowed.known:
            return name
        if allowed.complete:
            message = f"there is no {_bare(what)} `{shortened(name)}`"
            meant = our_word(name, allowed.known) or name
            help = self.collector.suggestion(node.span, meant, allowed.known)
            self.error(Code.UNKNOWN_NAME, node.span, message, help)
        else:
            self.sound = False
        return None

    def items(self, key: str, needed: str) -> tuple[Node, ...] | None:
        """The items of a list that is not empty."""
        node = self.node(key)
        if node is None:
            return None
        if not isinstance(node, ListNode):
            message = f"`{key}` is a list of {needed}, not {kind_of(node)}"
            help = f"write `- ` in front of each of the {needed}"
            if isinstance(node, Scalar):
                help = f"write `[{shortened(node.text)}]`"
            self.error(Code.WRONG_TYPE, node.span, message, help)
            return None
        if not node.items:
            message = f"`{key}` is empty"
            self.error(Code.MISSING_KEY, node.span, message, f"write at least one of the {needed}")
            return None
        return node.items

    def names(self, key: str, allowed: Names, what: str) -> tuple[str, ...] | None:
        """A list of names, each once."""
        items = self.items(key, f"{_bare(what)}s")
        if items is None:
            return None
        found: dict[str, Span] = {}
        for item in items:
            name = self.name_among(item, f"an item of `{key}`", allowed, what)
            if name is not None:
                self.once(name, Span(*item.span), found)
        return tuple(found)

    def once(self, name: str, span: Span, found: dict[str, Span]) -> None:
        """Note a name that may stand once; the second time is reported, naming the first."""
        if name in found:
            line = self.collector.source.position(found[name].start).line
            message = f"`{shortened(name)}` stands here a second time, after line {line}"
            first = [(found[name], "first here")]
            self.error(Code.DUPLICATE_NAME, span, message, "keep one of the two", first)
        else:
            found[name] = span

    def identifier(self, key: str, what: str) -> str | None:
        """A text of the shape of a name."""
        text = self.text(key)
        if text is None or not self.check_name(text, self.span(key), what):
            return None
        return text

    def check_name(
        self, name: str, span: tuple[int, int], what: str, pattern: re.Pattern[str] = NAME
    ) -> bool:
        """Whether a text has the shape of a name; if not, it is reported."""
        if pattern.fullmatch(name) and len(name) <= LONGEST_NAME:
            return True
        marks = "letters, digits and `_`" if pattern is FACT_NAME else "letters, digits, `_.-`"
        if len(name) > LONGEST_NAME:
            message = f"this name of {what} is longer than {LONGEST_NAME} characters"
            self.error(Code.BAD_NAME, span, message, "write a shorter one")
        else:
            message = f"`{shortened(name)}` cannot name {what}"
            help = f"a name begins with a letter A-Z and has {marks}"
            self.error(Code.BAD_NAME, span, message, help)
        return False

    def entries(self, key: str, needed: str) -> tuple[tuple[Scalar, Node], ...] | None:
        """The entries of a mapping that is not empty; null ones are left out."""
        node = self.node(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            message = f"`{key}` is a mapping of {needed}, not {kind_of(node)}"
            self.error(Code.WRONG_TYPE, node.span, message, "write `name: ...` for each")
            return None
        found = tuple((name, value) for name, value in node.entries if not is_null(value))
        if not found:
            help = "write at least one, as in `name: {...}`"
            self.error(Code.MISSING_KEY, node.span, f"`{key}` has no {needed}", help)
            return None
        return found

    def below(self, node: Node, what: str, keys: Iterable[str], example: str) -> Section | None:
        """A mapping inside this one; `example` shows one."""
        if isinstance(node, BrokenNode):
            self.sound = False
            return None
        if not isinstance(node, MappingNode):
            is_what = "empty" if is_null(node) else f"a mapping, not {kind_of(node)}"
            message = f"{what} is {is_what}"
            self.error(Code.WRONG_TYPE, node.span, message, f"write {example}")
            return None
        return Section(self.collector, node, what, keys)


def word_among(words: Iterable[Word], text: str | None) -> Word | None:
    """The word that a text is, in the type of the words; None if it is none of them."""
    return next((word for word in words if word == text), None)


def kind_of(node: Node) -> str:
    """A node's kind in words."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, ListNode):
        return "a list"
    value = value_of(node) if isinstance(node, Scalar) else None
    if isinstance(value, Ambiguous):
        return value.message.partition(" is ")[0]
    return "nothing" if value is None else shown(value)


def _bare(what: str) -> str:
    """A noun without its article."""
    return what.removeprefix("an ").removeprefix("a ")
