"""Overrides: which rules fire, and which are set aside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadoff.engine.masks import bits
from leadoff.engine.overrides import Overrides

from .examples import FIRST, rules

SUBSETS = st.lists(st.sets(st.integers(0, 4)), min_size=5, max_size=5)


def overrides(below: list[set[int]]) -> Overrides:
    """Rules r0 to r4; each may override those before it."""
    text = FIRST + "rules:\n"
    for place, names in enumerate(below):
        listed = ", ".join(f"r{name}" for name in sorted(names) if name < place)
        more = f", overrides: [{listed}]" if listed else ""
        text += f"  - {{id: r{place}, when: always, gives: a{more}}}\n"
    return Overrides(rules(text).rules)


def firing(below: list[set[int]], true: int) -> int:
    """The rules that fire, by the sentence: true, and no rule that overrides it fires."""

    def fires(rule: int) -> bool:
        above = (place for place in range(rule + 1, 5) if rule in below[place])
        return bool(true >> rule & 1) and not any(map(fires, above))

    return sum(1 << rule for rule in range(5) if fires(rule))


@given(SUBSETS, st.integers(0, 31))
def test_a_rule_fires_unless_one_that_overrides_it_does(below: list[set[int]], true: int) -> None:
    assert overrides(below).fired(true) == firing(below, true)


@given(SUBSETS, st.integers(0, 31), st.integers(0, 31))
def test_bounds_hold_whatever_becomes_true(below: list[set[int]], true: int, more: int) -> None:
    possible = true | more
    sure, maybe = overrides(below).bounds(true, possible)
    ways = [firing(below, true | mask) for mask in range(32) if mask & ~(possible & ~true) == 0]

    assert all(sure & ~fired == 0 and fired & ~maybe == 0 for fired in ways)


def test_a_chain_works_from_the_top() -> None:
    chain = overrides([set(), {0}, {1}, set(), set()])

    assert list(bits(chain.fired(0b011))) == [1]
    assert list(bits(chain.fired(0b111))) == [0, 2]


def test_the_rules_that_override_one() -> None:
    found = overrides([set(), {0}, {0}, set(), set()])

    assert (found.over(0), found.over(1)) == (0b110, 0)


def test_overrides_of_rules_left_out_are_left_out() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: always, gives: a, overrides: [s]}
  - {id: s, when: always, gives: b, origin: refinement}
"""
    )

    assert Overrides(rules(text).post_only.rules).fired(1) == 1
