"""`Document`: one file to check - its text, its tree and what kind of file it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadoff.cases.find import is_named_as_cases
from leadoff.cases.parse import looks_like_cases
from leadoff.diagnostic.message import Collector
from leadoff.plan.parse import FORMAT_KEY
from leadoff.source.compose import compose
from leadoff.source.tree import MappingNode

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.diagnostic.text import SourceText
    from leadoff.source.tree import Node

Kind: TypeAlias = Literal["rules", "playbook", "tests", "profile", "configuration", "unknown"]
"""What a file is; unknown is one that was named and is none of the others."""

CONFIGURATION = "leadoff.yaml"
_RULE_KEYS = frozenset(("rules", "outcomes", "decide"))
_LOOKS_LIKE_RULES = re.compile(r"""^\ufeff?["']?leadoff["']?[ \t]*:""", re.MULTILINE)
_OTHER_UNICODE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TOP_KEY = re.compile(r"""^["']?([A-Za-z][A-Za-z0-9_-]*)["']?[ \t]*:(?=\s|\Z)""", re.MULTILINE)


class Document(NamedTuple):
    """A file: its text, the tree as far as it could be read, and what was wrong with that.

    `named` is whether somebody asked for this file, and not only for a folder above it.
    """

    source: SourceText
    tree: Node | None
    faults: tuple[Diagnostic, ...]
    named: bool

    @property
    def name(self) -> str:
        """The name of the file as a message shows it."""
        return self.source.name

    @property
    def keys(self) -> frozenset[str]:
        """The keys at the top; where the text is broken, what looks like one."""
        if isinstance(self.tree, MappingNode):
            return frozenset(key.text for key, _ in self.tree.entries)
        if self.faults:
            return frozenset(_TOP_KEY.findall(self.source.text))
        return frozenset()


def read_document(source: SourceText, faults: tuple[Diagnostic, ...], *, named: bool) -> Document:
    """The document in a text; `faults` are those of its bytes."""
    collector = Collector(source)
    tree = None if faults else compose(source, collector)
    return Document(source, tree, faults or collector.sorted(), named)


def kind_of(document: Document) -> Kind | None:
    """What a file says it is; None for a profile, and for what is no file of leadoff's at all."""
    keys, last = document.keys, re.split(r"[/\\]", document.name)[-1]
    if FORMAT_KEY in keys:
        return "playbook"
    if "leadoff" in keys or len(_RULE_KEYS & keys) > 1:
        return "rules"
    if document.faults and _LOOKS_LIKE_RULES.search(_guessed(document.source.data)):
        return "rules"
    if is_named_as_cases(last):
        return "tests"
    if last == CONFIGURATION:
        return "configuration"
    return "tests" if document.named and looks_like_cases(document.tree) else None


def _guessed(data: bytes) -> str:
    """The text in some bytes as well as it can be guessed, to tell what they were meant to be."""
    return data.decode(_OTHER_UNICODE.get(data[:2], "utf-8"), "replace")
