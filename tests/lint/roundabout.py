"""Rule sets whose tests are written in a roundabout way, for comparing LO107 with its oracle.

Tests are put together freely from a few values near each other; what the language would refuse is
thrown away. So every form occurs, beside its near misses, in every combination of operators.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from tests.reference.evaluator import EXACT, literals_in, passes
from tests.reference.generate import LONGEST_NUMBER, ORDER, TEXTS, generate, yaml_scalar

if TYPE_CHECKING:
    from random import Random

    from tests.reference.evaluator import Data, Scalar

HIDDEN: Final = ("a\u00a0b", "\U0001f600\u200b", "zero\u2028", "b`c", 'a "b"\\')
"""Texts that are hard to write."""

_ATTEMPTS: Final = 8


def roundabout_rules(random: Random, policy: str) -> Data:
    """A random rule file; what stands behind most facts' keys in it is written by `some_test`."""
    rules = generate(random, policy=policy).rules
    for kind, key in (("rules", "when"), ("laws", "when"), ("assume", "that")):
        rules[kind] = [
            {**part, key: _rewritten(random, part[key], rules["facts"])}
            for part in rules.get(kind, ())
        ]
    return {key: value for key, value in rules.items() if value != []}


def _rewritten(random: Random, condition: Any, facts: Data) -> Any:
    if condition == "always":
        return condition
    written: dict[str, Any] = {}
    for word, body in condition.items():
        if word == "not":
            written[word] = _rewritten(random, body, facts)
        elif word in ("all", "any"):
            written[word] = [_rewritten(random, part, facts) for part in body]
        elif word == "some":
            parts = [_rewritten(random, part, facts) for part in body["of"]]
            written[word] = {"at_least": body["at_least"], "of": parts}
        else:
            written[word] = some_test(random, facts[word], body) if random.random() < 0.9 else body
    return written


def some_test(random: Random, fact: Data, test: Any) -> Any:
    """A test of a fact that the language allows; another one may lend it values."""
    values = _some_values(random, fact, test)
    for _ in range(_ATTEMPTS if values else 0):
        made = _made(random, fact, values)
        if _is_allowed(fact, made):
            return made
    return test


def _some_values(random: Random, fact: Data, test: Any) -> list[Any]:
    """A few values of a fact, those of a number near each other."""
    if fact["kind"] == "flag":
        return [False, True]
    if fact["kind"] in ("choice", "text"):
        return list(fact.get("values") or random.sample((*TEXTS, *HIDDEN), 4))
    limits = fact.get("range", {})
    near = random.choice([*literals_in(test), *limits.values(), 0, 10, 500])
    reach = 6 if fact["kind"] == "whole" else 1
    tried = [_moved(near, step) for step in range(-reach, reach + 1)]
    return [value for value in tried if passes(limits, value)]


def _made(random: Random, fact: Data, values: list[Any]) -> Any:
    roll = random.random()
    if roll < 0.05:
        return random.choice(values)
    if roll < 0.3:
        return _list(random, values)
    made: dict[str, Any] = {}
    is_ordered = fact["kind"] in ("whole", "number")
    if is_ordered and random.random() < 0.8:
        made |= _limits(random, [*values, *fact.get("range", {}).values()])
    if not made or random.random() < 0.3:
        made |= _exclusions(random, values)
    words = random.sample(list(made), len(made))
    return {word: made[word] for word in words}


def _list(random: Random, values: list[Scalar]) -> list[Scalar]:
    """One value, all but one, or some; perhaps one of them twice."""
    count = random.choice((1, 1, 2, max(1, len(values) - 1)))
    listed = random.sample(values, min(count, len(values)))
    return listed + listed[: random.choice((0, 0, 0, 1))]


def _limits(random: Random, values: list[Any]) -> dict[str, Any]:
    """One to four limits near a number; often one that excludes a neighbour of a multiple of 5."""
    value = random.choice(values)
    words = random.sample(ORDER, random.choice((0, 1, 1, 2, 2, 3)))
    limits = {word: _moved(value, random.choice((0, 0, 0, -1, 1, 2, -7))) for word in words}
    beside = [value for value in values if isinstance(value, int) and value % 5 in (1, 4)]
    if beside and random.random() < 0.4:
        value = random.choice(beside)
        limits["above" if value % 5 == 4 else "below"] = value
    return limits


def _moved(number: Any, step: int) -> Any:
    return EXACT.add(number, step) if isinstance(number, Decimal) else number + step


def _exclusions(random: Random, values: list[Scalar]) -> dict[str, Any]:
    roll = random.random()
    excluded: dict[str, Any] = {"is_not": random.choice(values)} if roll < 0.5 else {}
    return excluded | ({"none_of": _list(random, values)} if roll > 0.3 else {})


def _is_allowed(fact: Data, test: Any) -> bool:
    """Whether a test names values of its fact; one of order may name an end of the range."""
    limits = fact.get("range", {})
    parts = test.items() if isinstance(test, dict) else [("is", test)]
    return all(
        (passes(limits, literal) or (word in ORDER and literal in limits.values()))
        and (isinstance(literal, str) or len(yaml_scalar(literal)) <= LONGEST_NUMBER)
        for word, part in parts
        for literal in (part if isinstance(part, list) else [part])
    )
