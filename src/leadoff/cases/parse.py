"""A file of cases from its text: first which rules it is about, then the cases under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.cases.model import Case, CaseFile, Expected
from leadoff.cases.parse_expected import EXPECTED_KEYS, ExpectedReader
from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector
from leadoff.errors import CasesError
from leadoff.facts.domain import Fault, Flag
from leadoff.facts.profile import Profile, profile_of_node
from leadoff.ruleset.section import Section, kind_of
from leadoff.source.compose import compose
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Scalar

if TYPE_CHECKING:
    from leadoff.diagnostic.text import SourceText, Span
    from leadoff.engine.rule_set import RuleSet
    from leadoff.source.tree import Node

TOP_KEYS: Final = ("rules", "cases")
CASE_KEYS: Final = ("name", "profile", "expect", "post_only")
BUILTIN: Final = "builtin"
"""What `rules` says of the rules that come with leadoff."""

_EXAMPLE: Final = "begin with `cases:`, and `- name: ...` below it"
_CASE_EXAMPLE: Final = "`- name: ...`, and `profile` and `expect` below it"


def looks_like_cases(tree: Node | None) -> bool:
    """Whether a text is meant as a file of cases, whatever its name: its keys are those of one."""
    if not isinstance(tree, MappingNode):
        return False
    top = {key.text: value for key, value in tree.entries}
    cases = top.get("cases")
    if not isinstance(cases, ListNode) or not top.keys() <= set(TOP_KEYS):
        return False
    found = (case.entries for case in cases.items if isinstance(case, MappingNode))
    return any(key.text in ("profile", "expect") for entries in found for key, _ in entries)


class Draft:
    """A file of cases whose rules are not loaded yet."""

    def __init__(self, source: SourceText) -> None:
        """Read the outermost mapping.

        Raises:
            CasesError: the text is not one, or cannot be read.
        """
        self._collector = Collector(source)
        tree = compose(source, self._collector)
        if not isinstance(tree, MappingNode):
            if not self._collector.has_errors:
                what = (
                    "this file of cases is empty"
                    if tree is None
                    else "a file of cases is a mapping"
                )
                self._collector.error(Code.SYNTAX, (0, 1), what, _EXAMPLE)
            raise CasesError(self._collector.sorted())
        keys = {key.text: key for key, _ in tree.entries}
        if "leadoff" in keys and "rules" in keys:
            message = "this is a rule file, not a file of cases"
            help = "put cases into a file of their own beside it, which ends in `.tests.yaml`"
            self._collector.error(Code.UNKNOWN_NAME, keys["leadoff"].span, message, help)
            raise CasesError(self._collector.sorted())
        self._top = Section(self._collector, tree, "a file of cases", TOP_KEYS, missing_at=(0, 1))
        self.rules: str | None = self._top.text("rules")
        """The rule file as named, relative to this one; None where none is named."""

    @property
    def names_no_rules(self) -> bool:
        """Whether nothing in the file says, or may be meant to say, which rules it is about."""
        return self._top.lacks("rules")

    def without_rules(self, message: str, help: str) -> CasesError:
        """The error where the rules cannot be had, with whatever else is wrong so far."""
        if self._collector.has_errors and self.rules is None:
            return CasesError(self._collector.sorted())
        code = Code.UNKNOWN_NAME if self.rules is not None else Code.MISSING_KEY
        self._collector.error(code, self._top.span("rules"), message, help)
        return CasesError(self._collector.sorted())

    def read(self, rules: RuleSet) -> CaseFile:
        """The cases, as far as these rules can be asked about them.

        Raises:
            CasesError: with every problem of the text.
        """
        self._top.require("cases", f"write {_EXAMPLE.removeprefix('begin with ')}")
        reader = _CaseReader(self._top, rules)
        read = [reader.case(node, f"case {i}") for i, node in enumerate(self._items(), 1)]
        if self._collector.has_errors:
            raise CasesError(self._collector.sorted())
        cases = tuple(case for case in read if case is not None)
        return CaseFile(self._collector.source, rules, cases, self._collector.sorted())

    def _items(self) -> tuple[Node, ...]:
        return self._top.items("cases", "cases") or ()


class _CaseReader:
    def __init__(self, top: Section, rules: RuleSet) -> None:
        self._top = top
        self._rules = rules
        self._names: dict[str, Span] = {}

    def case(self, node: Node, what: str) -> Case | None:
        section = self._top.below(node, what, CASE_KEYS, _CASE_EXAMPLE)
        if section is None:
            return None
        name = self._name(section)
        post_only = bool(_flag(section, "post_only"))
        section.require("profile", "write `profile: {fact: value}`, or `profile: {}` for no answer")
        profile = self._profile(section)
        section.require("expect", "write `expect: {outcome: ...}`")
        expected = self._expected(section, post_only)
        if name is None or profile is None or expected is None:
            return None
        span = section.span("name")
        return Case(name, profile, expected, post_only, span)

    def _name(self, section: Section) -> str | None:
        section.require("name", "write `name:` and a few words that say what the case shows")
        name = section.text("name")
        if name is None:
            return None
        if not name.strip():
            help = "write a few words that say what the case shows"
            section.error(Code.OUT_OF_DOMAIN, section.span("name"), "this name is empty", help)
            return None
        section.once(name, section.span("name"), self._names)
        return name

    def _profile(self, section: Section) -> Profile | None:
        node = section.node("profile")
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            message = f"`profile` is a mapping of facts, not {kind_of(node)}"
            help = "write `profile: {fact: value}`; a profile file cannot be named here"
            section.error(Code.WRONG_TYPE, node.span, message, help)
            return None
        return profile_of_node(node, self._rules.facts, section.collector)

    def _expected(self, section: Section, post_only: bool) -> Expected | None:
        node = section.node("expect")
        if node is None:
            return None
        inner = section.below(node, "`expect`", EXPECTED_KEYS, "`expect: {outcome: ...}`")
        if inner is None:
            return None
        if inner.lacks(*EXPECTED_KEYS):
            message = "this case expects nothing"
            inner.error(Code.MISSING_KEY, node.span, message, "write `expect: {outcome: ...}`")
            return None
        return ExpectedReader(inner, self._rules.file, post_only).read(
            provisional=_flag(inner, "provisional")
        )


def _flag(section: Section, key: str) -> bool | None:
    """A value that is true or false."""
    node = section.node(key)
    if not isinstance(node, Scalar):
        if node is not None and not isinstance(node, BrokenNode):
            message = f"`{key}` is true or false, not {kind_of(node)}"
            section.error(Code.WRONG_TYPE, node.span, message, "write true or false")
        return None
    raw = section.scalar(node, f"`{key}`", "true or false")
    if raw is None:
        return None
    value = Flag().admit(raw)
    if isinstance(value, Fault):
        section.error(value.code, node.span, f"`{key}`: {value.message}", value.help)
        return None
    return value
