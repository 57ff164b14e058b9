"""What a case expects, checked against the rules it is about."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, get_args

from leadoff.cases.model import CONFLICT, NONE, TIE, Expected
from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.diagnostic.text import Span, shortened
from leadoff.engine.policy import BALANCED, Firmness, Result
from leadoff.ruleset.section import Names
from leadoff.source.tree import ListNode, MappingNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.ruleset.model import RuleFile
    from leadoff.ruleset.section import Section
    from leadoff.source.tree import Node

RULE_LISTS: Final = ("fired", "not_fired", "set_aside", "open")
MAY_BE_EMPTY: Final = ("fired", "set_aside", "open")
"""Lists that say, where they are empty, that there is no such rule."""
OF_VOTES: Final = ("firmness", "lean", "totals")
EXPECTED_KEYS: Final = ("outcome", "firmness", "lean", "provisional", *RULE_LISTS, "totals")
FIRMNESSES: Final[tuple[str, ...]] = get_args(Firmness)
_ALIKE: Final = {("not_fired", "set_aside"), ("not_fired", "open")}
"""Lists that may name the same rule: one that is set aside or open does not fire."""


class ExpectedReader:
    """Reads one `expect` under the rules of a file."""

    def __init__(self, section: Section, file: RuleFile, post_only: bool) -> None:
        self._section = section
        self._file = file
        self._by = file.decide.by
        self._known = tuple(rule.id for rule in file.rules)
        left_out = (r.id for r in file.rules if post_only and r.origin == "refinement")
        self._left_out = frozenset(left_out)

    def read(self, *, provisional: bool | None) -> Expected | None:
        """What is expected; None where something is wrong with it, and reported."""
        lists = {key: self._rules(key) for key in RULE_LISTS}
        self._refuse_twice(lists)
        firmness, lean, totals = self._of_the_vote()
        expected = Expected(
            result=self._result(),
            firmness=firmness,
            lean=lean,
            provisional=provisional,
            fired=_names(lists["fired"]),
            not_fired=_names(lists["not_fired"]),
            set_aside=_names(lists["set_aside"]),
            open=_names(lists["open"]),
            totals=totals,
        )
        return expected if self._section.sound else None

    def _of_the_vote(self) -> tuple[str | None, str | None, tuple[tuple[str, int], ...]]:
        """The firmness, lean and totals; refused where nobody votes."""
        section = self._section
        if self._by == "votes":
            lean = Names((*self._file.decide.among, BALANCED, NONE))
            return (
                section.one_of("firmness", Names((*FIRMNESSES, NONE)), "a firmness"),
                section.one_of("lean", lean, "a lean"),
                tuple(self._totals()),
            )
        for key in OF_VOTES:
            if section.has(key):
                message = f"under the policy `{self._by}` there is no `{key}` to expect"
                span = section.key_span(key)
                section.error(Code.MISPLACED_KEY, span, message, "leave it out")
        return None, None, ()

    def _result(self) -> Result | None:
        node = self._section.node("outcome")
        if node is None:
            return None
        if isinstance(node, ListNode):
            return self._list(node)
        name = self._section.text_of(node, "`outcome`", "the id of an outcome")
        return None if name is None else self._single(name, node)

    def _list(self, node: ListNode) -> Result | None:
        if self._by != "collect":
            message = f"under the policy `{self._by}` there is one outcome, not a list"
            self._section.error(Code.WRONG_TYPE, node.span, message, "write the one outcome")
            return None
        outcomes = Names(tuple(outcome.id for outcome in self._file.outcomes))
        names = self._section.names("outcome", outcomes, "an outcome")
        return Result("outcomes", outcomes=names) if names else None

    def _single(self, name: str, node: Node) -> Result | None:
        """One word: an outcome, or how it is said that there is none."""
        if any(outcome.id == name for outcome in self._file.outcomes):
            listed = self._by == "collect"
            return Result("outcomes", outcomes=(name,)) if listed else Result("outcome", name)
        if name == NONE:
            return Result("none")
        if name == TIE and self._by == "votes":
            return Result("tie")
        if name == CONFLICT and self._by in ("unique", "any"):
            return Result("conflict")
        allowed = (*(outcome.id for outcome in self._file.outcomes), *self._words())
        message = f"there is no outcome `{shortened(name)}`"
        help = did_you_mean(name, allowed)
        self._section.error(Code.UNKNOWN_NAME, node.span, message, help)
        return None

    def _words(self) -> tuple[str, ...]:
        """The words for results without an outcome that the policy can have."""
        if self._by == "votes":
            return NONE, TIE
        return (NONE, CONFLICT) if self._by in ("unique", "any") else (NONE,)

    def _rules(self, key: str) -> dict[str, Span] | None:
        """The rules under a key, with their places; None where the key is absent."""
        if not self._section.has(key):
            return None
        found: dict[str, Span] = {}
        node = self._section.node(key)
        if key in MAY_BE_EMPTY and isinstance(node, ListNode) and not node.items:
            return found
        for item in self._section.items(key, "rule ids") or ():
            subject = f"an item of `{key}`"
            name = self._section.name_among(item, subject, Names(self._known), "a rule")
            if name is None:
                continue
            self._section.once(name, Span(*item.span), found)
            if name in self._left_out and key != "not_fired":
                message = f"`{name}` is a refinement, and `post_only` leaves it out"
                help = "leave it out here too, or take `post_only` away"
                self._section.error(Code.MISPLACED_KEY, item.span, message, help)
        return found

    def _refuse_twice(self, lists: dict[str, dict[str, Span] | None]) -> None:
        """Report a rule that two lists say different things of, at the second place."""
        for pair in combinations(RULE_LISTS, 2):
            if pair in _ALIKE:
                continue
            one, other = (lists[key] or {} for key in pair)
            for name in sorted(one.keys() & other.keys()):
                first, second = sorted((one[name], other[name]))
                message = f"`{name}` stands under `{pair[0]}` and under `{pair[1]}`"
                related = [(first, "first here")]
                help = "keep it under one of the two"
                self._section.error(Code.DUPLICATE_NAME, second, message, help, related)

    def _totals(self) -> Iterator[tuple[str, int]]:
        node = self._section.node("totals")
        if self._section.entries("totals", "outcomes") is None or not isinstance(node, MappingNode):
            return
        among = self._file.decide.among
        inner = self._section.below(node, "`totals`", among, "`totals: {an-outcome: 40}`")
        for name in among if inner else ():
            points = inner.whole(name, 0) if inner else None
            if points is not None:
                yield name, points
        if inner and not inner.sound:
            self._section.sound = False


def _names(rules: dict[str, Span] | None) -> tuple[str, ...] | None:
    return None if rules is None else tuple(rules)
