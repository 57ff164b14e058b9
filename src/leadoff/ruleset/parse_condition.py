"""Conditions: `when` of rules and laws, `that` of assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean, nearest
from leadoff.diagnostic.text import Span, shortened
from leadoff.facts.domain import Choice, Fault, Number, Whole, either
from leadoff.facts.fact import NAME_LABEL
from leadoff.ruleset.condition import AllOf, AnyOf, Condition, Not, Operator, SomeOf, Test
from leadoff.ruleset.other_words import (
    help_with_comparison,
    help_with_connective,
    help_with_operator,
    our_word,
)
from leadoff.ruleset.section import Section, kind_of, word_among
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar
from leadoff.source.values import is_null

if TYPE_CHECKING:
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.parse_facts import FactNames
    from leadoff.source.tree import Node
    from leadoff.source.values import Value

WORDS: Final = ("all", "any", "not", "some")
ORDER_OPERATORS: Final[tuple[Operator, ...]] = ("at_least", "at_most", "above", "below")
OPERATORS: Final[tuple[Operator, ...]] = (*ORDER_OPERATORS, "is_not", "none_of")
"""The operators that are written in a file."""
ALWAYS: Final = "always"
_SOME: Final = "`some: {at_least: 2, of: [...]}`"
_SHAPE: Final = "a condition is a mapping, as in `fact: value` or `any: [...]`"


def parse_when(section: Section, key: str, facts: FactNames) -> Condition | None:
    """The condition under `key`; None where it is missing, or wrong and reported."""
    node = section.node(key)
    if node is None:
        return None
    if isinstance(node, Scalar) and key == "when":
        if node.text == ALWAYS:
            return AllOf((), Span(*node.span))
        if nearest(node.text, (ALWAYS,)):
            message = f"{kind_of(node)} is no condition"
            section.error(Code.WRONG_TYPE, node.span, message, did_you_mean(node.text, (ALWAYS,)))
            return None
    return _Parser(section, facts).condition(node)


class _Parser:
    def __init__(self, section: Section, facts: FactNames) -> None:
        self._section = section
        self._facts = facts

    def condition(self, node: Node) -> Condition | None:
        if isinstance(node, BrokenNode):
            return self._broken()
        if not isinstance(node, MappingNode):
            message = f"{kind_of(node)} is no condition"
            help = f"{_SHAPE}; a list of conditions stands under `all` or `any`"
            return self._fault(Code.WRONG_TYPE, node, message, help)
        parts: list[Condition | None] = []
        for key, value in node.entries:
            if key.text in WORDS:
                if not is_null(value):
                    parts.append(self._word(key, value))
            else:
                parts.append(self._fact(key, value))
        if not parts and not node.complete:
            return self._broken()
        if not parts:
            return self._fault(Code.MISSING_KEY, node, "this condition is empty", _SHAPE)
        return _joined(parts, Span(*node.span)) if node.complete else self._broken()

    def _word(self, key: Scalar, value: Node) -> Condition | None:
        span = Span(*key.span)
        if key.text == "not":
            part = self.condition(value)
            return None if part is None else Not(part, span)
        if key.text == "some":
            return self._some(value, span)
        parts = self._conditions(key.text, value)
        if parts is None:
            return None
        return AllOf(parts, span) if key.text == "all" else AnyOf(parts, span)

    def _conditions(self, word: str, node: Node) -> tuple[Condition, ...] | None:
        if isinstance(node, BrokenNode):
            self._broken()
            return None
        if not isinstance(node, ListNode):
            message = f"`{word}` is a list of conditions, not {kind_of(node)}"
            self._fault(Code.WRONG_TYPE, node, message, "write `- ` in front of each condition")
            return None
        if not node.items:
            self._fault(
                Code.MISSING_KEY, node, f"`{word}` is empty", "write at least one condition"
            )
            return None
        parts = [self.condition(item) for item in node.items]
        return tuple(part for part in parts if part is not None) if all(parts) else None

    def _some(self, node: Node, span: Span) -> Condition | None:
        if isinstance(node, BrokenNode):
            return self._broken()
        section = self._section.below(node, "`some`", ("at_least", "of"), _SOME)
        if section is None:
            return None
        section.require("at_least", f"write {_SOME}")
        section.require("of", f"write {_SOME}")
        of = section.node("of")
        parts = self._conditions("of", of) if of is not None else None
        count = len(of.items) if isinstance(of, ListNode) and of.items else 1_000_000
        at_least = section.whole("at_least", 1, count)
        if not section.sound or parts is None or at_least is None:
            return self._broken()
        return SomeOf(at_least, parts, span)

    def _fact(self, key: Scalar, value: Node) -> Condition | None:
        fact = self._facts.facts.get(key.text)
        if fact is None:
            return self._unknown_fact(key)
        if isinstance(value, BrokenNode):
            return self._broken()
        if isinstance(value, MappingNode):
            return self._operators(fact, value, Span(*key.span))
        operator: Operator = "one_of" if isinstance(value, ListNode) else "is"
        return self._test(fact, operator, value, Span(*key.span))

    def _unknown_fact(self, key: Scalar) -> Condition | None:
        name = key.text
        if name in self._facts.broken:
            return self._broken()
        if name == NAME_LABEL:
            message = "`name` is a label of the profile; no rule may test it"
            return self._fault(Code.UNKNOWN_NAME, key, message, "test a fact")
        if not self._facts.complete:
            return self._broken()
        if name in OPERATORS:
            message = f"`{name}` stands here without a fact"
            return self._fault(Code.UNKNOWN_NAME, key, message, f"write `fact: {{{name}: ...}}`")
        if name == "of":
            message = "`of` stands here without `some`"
            return self._fault(Code.UNKNOWN_NAME, key, message, f"write {_SOME}")
        known = (*self._facts.facts, *self._facts.broken, *WORDS)
        help = help_with_connective(name) or self._section.collector.suggestion(
            key.span, our_word(name, WORDS) or name, known
        )
        return self._fault(Code.UNKNOWN_NAME, key, f"there is no fact `{shortened(name)}`", help)

    def _operators(self, fact: Fact, node: MappingNode, span: Span) -> Condition | None:
        if not node.entries and not node.complete:
            return self._broken()
        if not node.entries:
            help = f"write one of {either([f'`{name}`' for name in OPERATORS])}"
            return self._fault(Code.MISSING_KEY, node, f"the test of `{fact.name}` is empty", help)
        parts: list[Condition | None] = []
        for key, value in node.entries:
            operator = word_among(OPERATORS, key.text)
            if operator is None:
                message = f"there is no operator `{shortened(key.text)}`"
                help = self._operator_help(fact, key.text)
                parts.append(self._fault(Code.UNKNOWN_NAME, key, message, help))
            elif operator not in _operators_of(fact):
                message = f"`{operator}` cannot test `{fact.name}`, which has no order"
                help = f"it is {fact.domain.described}; write the value, or a list of values"
                parts.append(self._fault(Code.WRONG_TYPE, key, message, help))
            else:
                parts.append(self._test(fact, operator, value, Span(*key.span)))
        return _joined(parts, span)

    def _operator_help(self, fact: Fact, wrong: str) -> str:
        allowed = _operators_of(fact)
        instead = help_with_operator(fact.name, wrong, allowed)
        return instead or did_you_mean(our_word(wrong, allowed) or wrong, OPERATORS)

    def _test(self, fact: Fact, operator: Operator, node: Node, span: Span) -> Condition | None:
        if isinstance(node, BrokenNode):
            return self._broken()
        if operator not in ("one_of", "none_of"):
            value = self._literal(fact, operator, node)
            return None if value is None else Test(fact, operator, (value,), span)
        if not isinstance(node, ListNode):
            message = f"`{operator}` takes a list of values, not {kind_of(node)}"
            listed = shortened(node.text) if isinstance(node, Scalar) else "value, value"
            return self._fault(Code.WRONG_TYPE, node, message, f"write `[{listed}]`")
        if not node.items:
            message = f"the list of values for `{fact.name}` is empty"
            return self._fault(Code.MISSING_KEY, node, message, f"write {fact.domain.described}")
        values = [self._literal(fact, operator, item) for item in node.items]
        found = tuple(value for value in values if value is not None)
        return Test(fact, operator, found, span) if len(found) == len(values) else None

    def _literal(self, fact: Fact, operator: Operator, node: Node) -> Value | None:
        if is_null(node):
            message = f"`{fact.name}`: null cannot be tested"
            self._fault(Code.WRONG_TYPE, node, message, f"write {fact.domain.described}")
            return None
        if isinstance(node, ListNode) and operator == "is_not":
            message = "`is_not` takes one value, not a list"
            self._fault(Code.WRONG_TYPE, node, message, "write `none_of` for a list")
            return None
        needed = "" if isinstance(node, Scalar) else fact.domain.described
        raw = self._section.scalar(node, f"the value of `{fact.name}`", needed)
        if raw is None:
            return None
        if operator in ORDER_OPERATORS and isinstance(fact.domain, Whole | Number):
            value: Value | Fault = fact.domain.admit_literal(raw)
        elif isinstance(fact.domain, Choice):
            is_seen = not self._section.collector.is_full_before(node.span)
            value = fact.domain.admit(raw, suggests=is_seen)
        else:
            value = fact.domain.admit(raw)
        if isinstance(value, Fault):
            message = f"`{fact.name}`: {value.message}"
            written = raw if isinstance(raw, str) else ""
            instead = help_with_comparison(fact.name, written, _operators_of(fact))
            self._fault(value.code, node, message, instead or value.help)
            return None
        return value

    def _fault(self, code: Code, node: Node, message: str, help: str) -> Condition | None:
        """Report a fault; there is no condition then."""
        self._section.error(code, node.span, message, help)
        return None

    def _broken(self) -> Condition | None:
        """Note that a part is broken which was reported elsewhere; there is no condition then."""
        self._section.sound = False
        return None


def _operators_of(fact: Fact) -> tuple[Operator, ...]:
    """The operators that may test a fact."""
    ordered = isinstance(fact.domain, Whole | Number)
    return OPERATORS if ordered else tuple(o for o in OPERATORS if o not in ORDER_OPERATORS)


def _joined(parts: list[Condition | None], span: Span) -> Condition | None:
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        return None
    return found[0] if len(found) == 1 else AllOf(found, span)
