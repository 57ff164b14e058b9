"""The `facts` section: facts that a rule file defines itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import Span
from leadoff.facts.domain import Bound, Choice, Fault, Flag, Number, OpenText, Range, Whole
from leadoff.facts.fact import CHANGES, NAME_LABEL, Fact
from leadoff.ruleset.parse_condition import OPERATORS, WORDS
from leadoff.ruleset.section import FACT_NAME, Names, Section

if TYPE_CHECKING:
    from decimal import Decimal

    from leadoff.facts.domain import Domain
    from leadoff.source.tree import Node, Scalar

KINDS: Final = ("choice", "flag", "whole", "number", "text")
FACT_KEYS: Final = ("kind", "values", "range", "unit", "question", "help", "change")
RESERVED: Final = frozenset((*WORDS, *OPERATORS, "of", "always", NAME_LABEL))
_EXAMPLE: Final = "`{kind: flag}`, or kind choice, whole, number or text"
LOWER: Final = {"at_least": True, "above": False}
UPPER: Final = {"at_most": True, "below": False}


class FactNames:
    """The facts rules may test, and the names whose definitions are broken."""

    def __init__(self, inherited: tuple[Fact, ...]) -> None:
        self.facts = {fact.name: fact for fact in inherited}
        self.own: dict[str, Span] = {}
        """Those the file defines itself, with their keys."""
        self.broken: set[str] = set()
        self.complete = True


def parse_facts(top: Section, inherited: tuple[Fact, ...]) -> FactNames:
    """The facts of a rule file: those of its profile model, then its own."""
    names = FactNames(inherited)
    if not top.has("facts"):
        return names
    entries = top.entries("facts", "facts")
    if entries is None:
        names.complete = False
        return names
    for key, node in entries:
        fact = _parse_fact(top, key, node, names)
        if fact is None:
            names.broken.add(key.text)
        else:
            names.facts[fact.name] = fact
            names.own[fact.name] = Span(*key.span)
    return names


def _parse_fact(top: Section, key: Scalar, node: Node, names: FactNames) -> Fact | None:
    name = key.text
    sound = True
    if name in names.facts:
        message = f"the business profile has the fact `{name}` already"
        help = "use it as it is, or choose another name"
        top.error(Code.BAD_NAME, key.span, message, help)
        sound = False
    elif name in RESERVED:
        message = f"`{name}` is a word of the rule language and cannot name a fact"
        top.error(Code.BAD_NAME, key.span, message, "choose another name")
        sound = False
    elif not top.check_name(name, key.span, "a fact", FACT_NAME):
        sound = False
    section = top.below(node, f"the fact `{name}`", FACT_KEYS, _EXAMPLE)
    if section is None:
        return None
    domain = _parse_domain(section)
    question, help_text = section.text("question") or "", section.text("help") or ""
    change = section.word("change", CHANGES, "a kind of change") or "ours"
    if not (sound and section.sound) or domain is None:
        return None
    return Fact(name, domain, question, help_text, change)


def _parse_domain(section: Section) -> Domain | None:
    section.require("kind", "write `kind: choice`, flag, whole, number or text")
    kind = section.one_of("kind", Names(KINDS), "a kind of fact")
    if kind is None:
        return None
    for key, kinds in (
        ("values", ("choice", "text")),
        ("range", ("whole", "number")),
        ("unit", ("whole", "number")),
    ):
        if section.has(key) and kind not in kinds:
            message = f"a fact of kind {kind} has no `{key}`"
            help = f"leave it out; kinds {' and '.join(kinds)} have one"
            section.error(Code.MISPLACED_KEY, section.key_span(key), message, help)
            return None
    if kind == "flag":
        return Flag()
    if kind in ("whole", "number"):
        return _parse_ordered(section, kind)
    if kind == "text" and not section.has("values"):
        return OpenText()
    section.require("values", "write `values: [one, other]`")
    values = _parse_values(section)
    return Choice(values) if values else None


def _parse_values(section: Section) -> tuple[str, ...] | None:
    items = section.items("values", "values")
    if items is None:
        return None
    found: dict[str, tuple[int, int]] = {}
    for item in items:
        text = section.text_of(item, "a value")
        if text == "":
            help = "leave it out, or write something"
            section.error(Code.OUT_OF_DOMAIN, item.span, "an empty text is no value", help)
        elif text is not None and text in found:
            message = f"the value `{text}` stands here a second time"
            first = [(found[text], "first here")]
            section.error(Code.DUPLICATE_NAME, item.span, message, "keep one of the two", first)
        elif text is not None:
            found[text] = item.span
    return tuple(found) if section.sound else None


def _parse_ordered(section: Section, kind: str) -> Whole | Number | None:
    unit = section.text("unit") or ""
    node = section.node("range")
    limits = Range() if node is None else _parse_range(section, node, kind)
    if limits is None:
        section.sound = False
        return None
    domain = Whole(limits, unit) if kind == "whole" else Number(limits, unit)
    if domain.is_empty and node is not None:
        message = "this range holds no value"
        section.error(Code.OUT_OF_DOMAIN, node.span, message, "put the lower end below the upper")
        return None
    return domain


def _parse_range(section: Section, node: Node, kind: str) -> Range | None:
    example = "`{at_least: 0, at_most: 10}`"
    inner = section.below(node, "a range", (*LOWER, *UPPER), example)
    if inner is None:
        return None
    if inner.sound and inner.lacks(*LOWER, *UPPER):
        help = "write at_least or above, at_most or below"
        inner.error(Code.MISSING_KEY, node.span, "this range has no end", help)
    limits = Range(_parse_end(inner, LOWER, kind), _parse_end(inner, UPPER, kind))
    return limits if inner.sound else None


def _parse_end(inner: Section, keys: dict[str, bool], kind: str) -> Bound | None:
    found = [key for key in keys if inner.has(key)]
    if len(found) == 2:
        later = max(found, key=lambda key: inner.key_span(key).start)
        message = f"this range has two {'lower' if keys is LOWER else 'upper'} ends"
        inner.error(Code.MISPLACED_KEY, inner.key_span(later), message, "keep one of the two")
        return None
    if not found:
        return None
    value = _parse_limit(inner, found[0], kind)
    return None if value is None else Bound(value, keys[found[0]])


def _parse_limit(inner: Section, key: str, kind: str) -> int | Decimal | None:
    raw = inner.value(key, "a whole number" if kind == "whole" else "a number")
    if raw is None:
        return None
    admitted = (Whole() if kind == "whole" else Number()).admit(raw)
    if isinstance(admitted, Fault):
        inner.error(admitted.code, inner.span(key), f"`{key}`: {admitted.message}", admitted.help)
        return None
    return admitted
