"""Which tests of a rule file have a simpler form, from the page of LO107 alone: its oracle.

It shares nothing with the check. It looks at the data of the file, and tries values.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from tests.reference.evaluator import EXACT, literals_in, passes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reference.evaluator import Data, Scalar

LIMITS: Final = frozenset(("at_least", "at_most", "above", "below"))
ALONE: Final = "a list of one value"
LIMITED: Final = "limits that leave one value"
EXCLUDED: Final = "exclusions that leave one value"
BUT_ONE: Final = "all values but one"
TWICE: Final = "a value twice in a list"
NONE_OF_ONE: Final = "none_of with one value"
BESIDE: Final = "none_of beside is_not"
ROUNDER: Final = "a limit with a rounder number beside it"
ANY: Final = "a some that is an any"
ALL: Final = "a some that is an all"
OF_TESTS: Final = (ALONE, LIMITED, EXCLUDED, BUT_ONE, TWICE, NONE_OF_ONE, BESIDE, ROUNDER)
FORMS: Final = (*OF_TESTS, ANY, ALL)
"""Every form that the page knows."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Route = tuple[str | int, ...]
"""The keys and places in lists that lead through a rule file."""


class Spot(NamedTuple):
    """A test or a `some` of a rule: the way to it, where it stands in the text, what it says."""

    route: Route
    offset: int
    word: str
    body: Any

    @property
    def rule(self) -> int:
        """The place of its rule."""
        return int(self.route[1])


def spots_in(rules: Data, text: str) -> list[Spot]:
    """Every test, and every `some`, of the rules of a file, in the order of the file."""
    root = yaml.compose(text, Loader=_LOADER)
    items = _entries(root)["rules"][1].value
    return [
        spot
        for place, (rule, node) in enumerate(zip(rules["rules"], items, strict=True))
        for spot in _within(rule["when"], _entries(node)["when"][1], ("rules", place, "when"))
    ]


def _within(condition: Any, node: Any, route: Route) -> Iterator[Spot]:
    if condition == "always":
        return
    keys = _entries(node)
    for word, body in condition.items():
        key, value = keys[word]
        here = (*route, word)
        if word in ("all", "any"):
            yield from _among(body, value, here)
        elif word == "not":
            yield from _within(body, value, here)
        elif word == "some":
            yield _spot(here, key, word, body)
            yield from _among(body["of"], _entries(value)["of"][1], (*here, "of"))
        else:
            # The only operator of a test stands for it; several stand behind their fact.
            operators = [operator for operator, _ in _entries(value).values()]
            yield _spot(here, operators[0] if len(operators) == 1 else key, word, body)


def _among(conditions: list[Any], node: Any, route: Route) -> Iterator[Spot]:
    for place, (condition, item) in enumerate(zip(conditions, node.value, strict=True)):
        yield from _within(condition, item, (*route, place))


def _spot(route: Route, key: Any, word: str, body: Any) -> Spot:
    return Spot(route, key.start_mark.index, word, body)


def _entries(node: Any) -> dict[str, tuple[Any, Any]]:
    """The keys and values of a mapping, as nodes, by key; nothing for any other node."""
    is_mapping = isinstance(node, yaml.MappingNode)
    return {key.value: (key, value) for key, value in node.value} if is_mapping else {}


# --- What the page says -----------------------------------------------------------------------


def forms_at(spot: Spot, facts: Data) -> frozenset[str]:
    """The forms a part could be freed of; none if it is as simple as can be."""
    if spot.word == "some":
        count = len(spot.body["of"])
        form = {count: ALL, 1: ANY}.get(spot.body["at_least"])
        return frozenset(() if form is None else {form})
    return forms_of(facts[spot.word], spot.body)


def forms_of(fact: Data, test: Any) -> frozenset[str]:
    """The forms a test could be freed of."""
    values = values_of(fact, literals_in(test))
    held = [value for value in values if passes(test, value)]
    if not held or len(held) == len(values):
        return frozenset()  # "Tests that always or never hold are other checks' business."
    if len(held) == 1:
        return _of_one_value(test)
    is_listed = fact["kind"] == "flag" or bool(fact.get("values"))
    if is_listed and len(held) == len(values) - 1:
        is_plain = isinstance(test, dict) and set(test) == {"is_not"}
        return frozenset(() if is_plain else {BUT_ONE})
    if isinstance(test, list):
        return frozenset({TWICE} if _has_doubles(test) else ())
    return frozenset(_of_operators(fact, test))


def _of_one_value(test: Any) -> frozenset[str]:
    if isinstance(test, list):
        return frozenset({ALONE})
    if isinstance(test, dict):
        return frozenset({LIMITED if LIMITS & set(test) else EXCLUDED})
    return frozenset()


def _of_operators(fact: Data, test: Data) -> Iterator[str]:
    excluded = test.get("none_of", [])
    if _has_doubles(excluded):
        yield TWICE
    if len(set(excluded)) == 1:
        yield NONE_OF_ONE
    if "none_of" in test and "is_not" in test:
        yield BESIDE
    if fact["kind"] == "whole":
        for word, other, step in (("above", "at_least", 1), ("below", "at_most", -1)):
            if word in test and other not in test and (test[word] + step) % 5 == 0:
                yield ROUNDER


def _has_doubles(values: list[Scalar]) -> bool:
    return len(set(values)) < len(values)


# --- Values to try ----------------------------------------------------------------------------


def values_of(fact: Data, literals: Iterator[Scalar]) -> list[Any]:
    """Values of a fact: of those that some literals cannot tell apart two, if there are two."""
    if fact["kind"] == "flag":
        return [False, True]
    if fact.get("values"):
        return list(fact["values"])
    if fact["kind"] == "text":
        named = list(dict.fromkeys(map(str, literals)))
        return [*named, "".join(named) + "?", "".join(named) + "!"]
    limits = fact.get("range", {})
    points: list[Any] = sorted({*literals, *limits.values()})
    if fact["kind"] == "whole":
        tried = {point + step for point in points for step in range(-2, 3)}
    else:
        tried = {*points, *_between(points)}
    return sorted(value for value in tried if passes(limits, value))


def _between(points: list[Any]) -> Iterator[Decimal]:
    """Two numbers between all neighbours, and two beyond each end."""
    ends = EXACT.subtract(points[0], 1), EXACT.add(points[-1], 1)
    for low, high in pairwise((ends[0], *points, ends[1])):
        for share in (Decimal("0.25"), Decimal("0.5")):
            step = EXACT.multiply(EXACT.subtract(high, low), share)
            yield EXACT.add(low, step)
