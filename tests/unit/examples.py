"""Little rule files and profiles for the tests beside this file."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import SourceText, Span
from leadoff.engine.rule_set import RuleSet
from leadoff.errors import LocatedError
from leadoff.facts.annotations import facts_of_annotations
from leadoff.facts.business import BusinessFacts
from leadoff.facts.domain import Bound, Flag, Number, Range, Whole
from leadoff.facts.fact import Fact
from leadoff.ruleset.condition import Test
from leadoff.ruleset.parse import parse_rule_file
from leadoff.source.compose import compose

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadoff.ruleset.condition import Operator
    from leadoff.source.tree import Node
    from leadoff.source.values import Value

ROOT = Path(__file__).parent.parent.parent
BUSINESS = facts_of_annotations(BusinessFacts)
NOWHERE = Span(0, 0)

SMALL = """\
leadoff: 1
profile: none
facts:
  p: {kind: flag}
  q: {kind: flag}
  n: {kind: whole, range: {at_least: 0, at_most: 9}}
  x: {kind: number, unit: percent, range: {at_least: 0, at_most: 100}}
  c: {kind: choice, values: [red, green, blue]}
  t: {kind: text}
outcomes: {a: {label: Outcome A, headline: Take a.}, b: {}, d: {}}
"""
"""The head of a rule file with a fact of each kind and three outcomes."""

VOTES = SMALL + "strengths: {one: 1, two: 2, ten: 10}\ndecide: {by: votes}\n"
FIRST = SMALL + "decide: {by: first}\n"


class Said(NamedTuple):
    """A located error as a test writes it down: `place` is LINE:COLUMN."""

    place: str
    code: str
    message: str
    help: str

    def __str__(self) -> str:
        return f"rules:{self.place}: error[{self.code}]: {self.message}\n  help: {self.help}"


def source(text: str, name: str = "file") -> SourceText:
    """A text under a name."""
    return SourceText(name, text)


def tree_of(text: str, name: str = "file") -> Node | None:
    """The tree of a text that nothing is wrong with."""
    collector = Collector(source(text, name))
    tree = compose(collector.source, collector)
    assert collector.sorted() == ()
    return tree


def composed_and_faults(text: str, name: str = "file") -> tuple[Node | None, list[str]]:
    """The tree of a text, and what is wrong with it before anybody asks what it means."""
    collector = Collector(source(text, name))
    tree = compose(collector.source, collector)
    return tree, [str(each) for each in collector.sorted()]


def faults_of(text: str, name: str = "file") -> list[str]:
    """What is wrong with a text before anybody asks what it means."""
    return composed_and_faults(text, name)[1]


def rules(text: str, facts: tuple[Fact, ...] = BUSINESS) -> RuleSet:
    """The rule set of a text."""
    return RuleSet(parse_rule_file(source(text, "rules"), facts))


def rule_faults(text: str, facts: tuple[Fact, ...] = BUSINESS) -> list[str]:
    """What is wrong with a rule file."""
    return messages(lambda: rules(text, facts))


def said(*expected: Said) -> list[str]:
    """The messages that a test expects."""
    return [str(each) for each in expected]


def messages(action: Callable[[], object]) -> list[str]:
    """The located messages with which an action fails."""
    with pytest.raises(LocatedError) as raised:
        action()
    return [str(each) for each in raised.value.diagnostics]


def latin() -> str:
    """A rule file whose ways differ in two facts at least; no answer to one decides."""
    ways = [way for way in product(range(3), repeat=3) if sum(way) % 3 == 0]
    allowed = ", ".join(f"{{u: {u}, v: {v}, w: {w}}}" for u, v, w in ways)
    gives_a = ", ".join(f"{{u: {u}, v: {v}}}" for u, v in ((0, 0), (1, 1), (2, 2)))
    return (
        "leadoff: 1\nprofile: none\n"
        "facts:\n"
        + "".join(
            f"  {name}: {{kind: whole, range: {{at_least: 0, at_most: 2}}}}\n" for name in "uvw"
        )
        + "outcomes: {a: {}, b: {}}\ndecide: {by: first, otherwise: b}\n"
        f"rules: [{{id: r, when: {{any: [{gives_a}]}}, gives: a}}]\n"
        f"assume: [{{that: {{any: [{allowed}]}}}}]\n"
    )


def flag(name: str) -> Fact:
    """A flag."""
    return Fact(name, Flag())


def whole(name: str, lowest: int | None = None, highest: int | None = None) -> Fact:
    """A whole number, both ends included."""
    return Fact(name, Whole(_range(lowest, highest)))


def number(name: str, lowest: int | None = None, highest: int | None = None) -> Fact:
    """A number, both ends included."""
    return Fact(name, Number(_range(lowest, highest)))


def comparison(fact: Fact, operator: Operator, *values: Value) -> Test:
    """A test of a fact."""
    return Test(fact, operator, values, NOWHERE)


def _range(lowest: int | None, highest: int | None) -> Range:
    return Range(
        None if lowest is None else Bound(lowest, True),
        None if highest is None else Bound(highest, True),
    )
