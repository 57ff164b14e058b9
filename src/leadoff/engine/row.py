"""The row: facts of a profile that are looked up in one expression.

With few rules, most of the time that a decision takes is Python going from one fact to the next. So
the first facts of each kind have a place in an expression that is written out (`match`): three
choices and two flags are the levels of a tree, three whole numbers of few values stand in lists,
two other numbers between cuts. A place without a fact of its own repeats the last of its kind,
which changes nothing. Facts without a place are the rest.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leadoff.engine.column import EXACT_FLOAT, OrderedColumn
from leadoff.facts.domain import Choice, Flag, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from leadoff.engine.column import Column

Leaf = TypeVar("Leaf")
_Item = TypeVar("_Item")
_CHOICES, _FLAGS, _LISTS, _NUMBERS = 3, 2, 3, 2
_MOST_BRANCHES = 1_024
_LONGEST_LIST = 4_096

if TYPE_CHECKING:
    # By three choices, then first for true and second for false of two flags.
    Tree: TypeAlias = dict[
        object, dict[object, dict[object, tuple[tuple[Leaf, Leaf], tuple[Leaf, Leaf]]]]
    ]


class Between(NamedTuple):
    """A number that is looked up between cuts: the two types that it may have, cuts and terms.

    `home` is one stretch that is looked at first, which is faster than to bisect: where it begins,
    where it ends and its place among `masks`.
    """

    types: tuple[type, type]
    cuts: list[float]
    masks: list[int | None]
    home: tuple[float, float, int]


class Row(NamedTuple):
    """The places, filled: `names` are their facts, in the order of the expression."""

    names: tuple[str, ...]
    choices: Sequence[Mapping[object, int]]
    """The terms by value. One that is repeated leaves everything."""
    flags: Sequence[tuple[int, int]]
    """The terms for true and for false."""
    lists: Sequence[list[int | None]]
    """The terms by value, from 0 on; None for one outside the domain."""
    numbers: Sequence[Between]
    rest: Sequence[Column]
    every: int

    def tree(self, leaf: Callable[[int], Leaf]) -> Tree[Leaf]:
        """What `leaf` makes of the terms that choices and flags leave, by their values."""
        first, second, third = self.choices
        upper, lower = self.flags

        def pair(alive: int) -> tuple[Leaf, Leaf]:
            return leaf(alive & lower[0]), leaf(alive & lower[1])

        def pairs(alive: int) -> tuple[tuple[Leaf, Leaf], tuple[Leaf, Leaf]]:
            return pair(alive & upper[0]), pair(alive & upper[1])

        return _branches(
            first,
            self.every,
            lambda left: _branches(second, left, lambda rest: _branches(third, rest, pairs)),
        )


def _branches(
    level: Mapping[object, int], alive: int, below: Callable[[int], _Item]
) -> dict[object, _Item]:
    """What is below each value; values that satisfy the same terms share it."""
    made = {mask: below(alive & mask) for mask in set(level.values())}
    return {value: made[mask] for value, mask in level.items()}


def row_of(columns: Sequence[Column], every: int) -> Row | None:
    """The row of some facts, where `every` are all terms; None without a fact of each kind."""
    choices = dict(_choices(columns))
    flags = dict(islice(_flags(columns), _FLAGS))
    lists = dict(islice(_lists(columns), _LISTS))
    numbers = dict(islice(_numbers(columns, lists), _NUMBERS))
    if not (choices and flags and lists and numbers):
        return None
    levels = [*choices.values()]
    repeated = [dict.fromkeys(levels[-1], every)] * (_CHOICES - len(levels))
    return Row(
        (
            *_filled(choices, _CHOICES),
            *_filled(flags, _FLAGS),
            *_filled(lists, _LISTS),
            *_filled(numbers, _NUMBERS),
        ),
        levels + repeated,
        _filled(flags.values(), _FLAGS),
        _filled(lists.values(), _LISTS),
        _filled(numbers.values(), _NUMBERS),
        [each for each in columns if each.name not in choices | flags | lists | numbers],
        every,
    )


def _filled(own: Iterable[_Item], places: int) -> list[_Item]:
    items = [*own]
    return items + items[-1:] * (places - len(items))


def _choices(columns: Sequence[Column]) -> Iterator[tuple[str, dict[object, int]]]:
    """The first choices, but for those with which the tree would have too many branches."""
    branches = 1
    found = 0
    for each in columns:
        if isinstance(each.fact.domain, Choice) and found < _CHOICES:
            values = each.fact.domain.values
            if branches * len(values) <= _MOST_BRANCHES:
                branches *= len(values)
                found += 1
                yield each.name, {value: each[value] for value in values}


def _flags(columns: Sequence[Column]) -> Iterator[tuple[str, tuple[int, int]]]:
    for each in columns:
        if isinstance(each.fact.domain, Flag):
            yield each.name, (each[True], each[False])


def _lists(columns: Sequence[Column]) -> Iterator[tuple[str, list[int | None]]]:
    """The whole numbers with few values, none of them below 0."""
    for each in columns:
        domain = each.fact.domain
        if isinstance(domain, Whole) and domain.lowest is not None and domain.highest is not None:
            lowest, highest = domain.lowest, domain.highest
            if 0 <= lowest <= highest < _LONGEST_LIST and isinstance(each, OrderedColumn):
                yield each.name, [each.ints.at(value) for value in range(highest + 1)]


def _numbers(
    columns: Sequence[Column], listed: Mapping[str, object]
) -> Iterator[tuple[str, Between]]:
    """The numbers that stand in no list and are looked up alike whatever their type."""
    for each in columns:
        if isinstance(each, OrderedColumn) and each.name not in listed:
            stretches = each.stretches
            if stretches is not None:
                types = each.types[0], (each.types * 2)[1]
                yield each.name, Between(types, *stretches, _home(stretches.cuts))


def _home(cuts: Sequence[float]) -> tuple[float, float, int]:
    """The widest stretch that has two ends and so can be compared in no time."""
    stretches = [
        (high - low, low, high, place)
        for place, (low, high) in enumerate(pairwise(cuts), 1)
        if max(-low, high) <= EXACT_FLOAT
    ]
    _, *home = max(stretches, default=(0, 0, 0, 0))
    low, high, place = home
    return low, high, int(place)
