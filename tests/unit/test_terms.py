"""Prime terms: all of them, and none besides, by brute force; and where there are too many."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from leadoff.engine.cells import cells_of
from leadoff.engine.terms import MOST_TERMS, TermSpace, TooManyTermsError, absorbed
from leadoff.facts.domain import Choice, Flag
from leadoff.facts.fact import Fact
from leadoff.ruleset import condition as kinds
from leadoff.ruleset.condition import AllOf, AnyOf, Not, SomeOf

from .examples import NOWHERE, comparison, flag, rule_faults, rules, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadoff.engine.cells import Cells
    from leadoff.ruleset.condition import Condition, Operator
    from leadoff.source.values import Value

Box = tuple[int, ...]
"""A set of cells, as a mask, for each fact."""

CONDITIONS = 1_500
MOST_BOXES = 20_000
FACTS = (flag("a"), Fact("b", Choice(("x", "y", "z"))), whole("n", 0, 5), whole("m", 0, 3))
VALUES: dict[str, tuple[Value, ...]] = {
    "a": (False, True),
    "b": ("x", "y", "z"),
    "n": (0, 1, 2, 3, 4, 5),
    "m": (0, 1, 2, 3),
}
ORDER: dict[Operator, Callable[[int, int], bool]] = {
    "at_least": int.__ge__,
    "above": int.__gt__,
    "at_most": int.__le__,
    "below": int.__lt__,
}


def some_condition(random: Random, depth: int) -> Condition:
    if depth == 0 or random.random() < 0.4:
        return some_test(random)
    parts = tuple(some_condition(random, depth - 1) for _ in range(random.randint(1, 3)))
    match random.choice(("all", "any", "not", "some")):
        case "all":
            return AllOf(parts, NOWHERE)
        case "any":
            return AnyOf(parts, NOWHERE)
        case "not":
            return Not(parts[0], NOWHERE)
        case _:
            return SomeOf(random.randint(1, len(parts)), parts, NOWHERE)


def some_test(random: Random) -> kinds.Test:
    fact = random.choice(FACTS)
    values = VALUES[fact.name]
    some = random.sample(values, random.randint(1, min(3, len(values))))
    if isinstance(fact.domain, Flag | Choice) or random.random() < 0.3:
        operator: Operator = random.choice(("one_of", "none_of"))
        return comparison(fact, operator, *some)
    return comparison(fact, random.choice((*ORDER, "is", "is_not")), some[0])


def holds(condition: Condition, way: dict[str, Value]) -> bool:
    """Whether a condition holds for complete answers, by recursion."""
    if isinstance(condition, kinds.Test):
        value = way[condition.fact.name]
        if condition.operator in ORDER and isinstance(value, int):
            return ORDER[condition.operator](value, int(condition.values[0]))
        return (value in condition.values) == (condition.operator in ("is", "one_of"))
    if isinstance(condition, Not):
        return not holds(condition.part, way)
    count = sum(holds(part, way) for part in condition.parts)
    if isinstance(condition, SomeOf):
        return count >= condition.at_least
    return count == len(condition.parts) if isinstance(condition, AllOf) else count > 0


def maximal_boxes(condition: Condition, cells: Sequence[Cells]) -> set[Box]:
    """Every box of cells that implies a condition and lies in no larger one that does."""
    truth = {
        tuple(each.index(way[each.fact.name]) for each in cells): holds(condition, way)
        for values in product(*(VALUES[each.fact.name] for each in cells))
        for way in [dict(zip((each.fact.name for each in cells), values, strict=True))]
    }
    places = [[bit for bit in range(6) if mask >> bit & 1] for mask in range(64)]
    implying = {
        box
        for box in product(*(range(1, 1 << each.count) for each in cells))
        if all(truth[corner] for corner in product(*(places[side] for side in box)))
    }
    return {
        box
        for box in implying
        if not any(
            (*box[:side], box[side] | 1 << bit, *box[side + 1 :]) in implying
            for side, each in enumerate(cells)
            for bit in range(each.count)
            if not box[side] >> bit & 1
        )
    }


def test_prime_terms_are_exactly_the_maximal_boxes() -> None:
    random = Random(5)
    seen = 0
    while seen < CONDITIONS:
        condition = some_condition(random, 4)
        tests = list(kinds.tests_in(condition))
        mentioned = {test.fact.name for test in tests}
        cells = [
            cells_of(fact, [test for test in tests if test.fact == fact])
            for fact in FACTS
            if fact.name in mentioned
        ]
        boxes = 1
        for each in cells:
            boxes *= (1 << each.count) - 1
        if boxes > MOST_BOXES:
            continue
        seen += 1
        space = TermSpace({each.fact.name: each for each in cells})
        expected = {
            sum(side << space.shifts[each.fact.name] for side, each in zip(box, cells, strict=True))
            for box in maximal_boxes(condition, cells)
        }

        assert space.prime_terms(condition) == sorted(expected, reverse=True), condition


FLAGS = tuple(flag(f"f{place}") for place in range(40))
SPACE = TermSpace({each.name: cells_of(each, ()) for each in FLAGS})


def on(place: int) -> kinds.Test:
    """One flag is true."""
    return comparison(FLAGS[place], "is", True)


def some_of(at_least: int, flags: range) -> SomeOf:
    return SomeOf(at_least, tuple(map(on, flags)), NOWHERE)


def pairs(count: int) -> AllOf:
    """One of two flags, so many times: 2 ** count terms."""
    parts = (AnyOf((on(2 * n), on(2 * n + 1)), NOWHERE) for n in range(count))
    return AllOf(tuple(parts), NOWHERE)


def test_7_of_14_flags_are_3432_terms() -> None:
    assert len(SPACE.prime_terms(some_of(7, range(14)))) == 3_432


def test_8_of_16_flags_are_too_many() -> None:
    with pytest.raises(TooManyTermsError):
        SPACE.prime_terms(some_of(8, range(16)))


def test_exactly_4096_terms_are_accepted() -> None:
    assert len(SPACE.prime_terms(pairs(12))) == MOST_TERMS


def test_4097_terms_are_too_many() -> None:
    with pytest.raises(TooManyTermsError):
        SPACE.prime_terms(AnyOf((pairs(12), on(30)), NOWHERE))


def test_a_conjunction_of_two_large_sides_is_given_up() -> None:
    sides = (some_of(6, range(13)), some_of(6, range(13, 26)))

    with pytest.raises(TooManyTermsError):
        SPACE.prime_terms(AllOf(sides, NOWHERE))


def test_a_disjunction_whose_consensus_takes_too_long_is_given_up() -> None:
    left = AllOf((on(30), pairs(11)), NOWHERE)
    right = AllOf((Not(on(30), NOWHERE), Not(some_of(7, range(12)), NOWHERE)), NOWHERE)

    with pytest.raises(TooManyTermsError):
        SPACE.prime_terms(AnyOf((left, right), NOWHERE))


def test_a_condition_that_cannot_hold_has_no_terms() -> None:
    assert SPACE.prime_terms(AllOf((on(0), Not(on(0), NOWHERE)), NOWHERE)) == []


def test_a_condition_that_always_holds_is_the_term_that_mentions_nothing() -> None:
    assert SPACE.prime_terms(AnyOf((on(0), Not(on(0), NOWHERE)), NOWHERE)) == [SPACE.full]
    assert SPACE.prime_terms(AllOf((), NOWHERE)) == [SPACE.full]


def test_terms_in_larger_ones_are_absorbed() -> None:
    assert absorbed([0b0011, 0b0111, 0b1000, 0b0011, 0b1100]) == [0b0111, 0b1100]


def flags_file(count: int, at_least: int) -> str:
    """A rule file that asks for so many of so many flags; `when` stands in line 9, column 5."""
    facts = ", ".join(f"f{n}: {{kind: flag}}" for n in range(count))
    of = ", ".join(f"f{n}: true" for n in range(count)).replace(", ", "}, {")
    return (
        f"leadoff: 1\nprofile: none\nfacts: {{{facts}}}\noutcomes: {{a: {{}}}}\n"
        f"decide: {{by: first}}\nrules:\n  - id: r\n    gives: a\n"
        f"    when: {{some: {{at_least: {at_least}, of: [{{{of}}}]}}}}\n"
    )


def test_a_file_with_too_many_terms_is_refused_at_when() -> None:
    assert rule_faults(flags_file(16, 8)) == [
        (
            "rules:9:5: error[LO010]: this condition expands to more than 4,096 combinations\n"
            "  help: split the rule, or ask for fewer of its parts at once"
        )
    ]
    assert len(rules(flags_file(14, 7)).machine.compiled.owners) == 3_432
