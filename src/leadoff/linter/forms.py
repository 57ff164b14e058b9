"""Simpler equal forms of the tests of one fact.

What a test means does not depend on the rest of the file here, only on the fact's domain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.facts.domain import Choice, Fault, Flag, Number, Whole
from leadoff.facts.written import written, written_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.facts.fact import Fact
    from leadoff.ruleset.condition import Test
    from leadoff.source.values import Value

_ORDER = ("at_least", "at_most", "above", "below")


def simpler(fact: Fact, tests: Sequence[Test]) -> str | None:
    """What could stand behind the fact's key instead of some tests that must all hold, or None."""
    if isinstance(fact.domain, Choice | Flag):
        return _of_few(_values(fact.domain), tests)
    if len(tests) == 1 and tests[0].operator not in _ORDER:
        return _shorter_list(tests[0])
    if isinstance(fact.domain, Whole) and all(test.operator in _ORDER for test in tests):
        return _of_whole(fact.domain, tests)
    if isinstance(fact.domain, Number):
        return _of_number(fact.domain, tests)
    return None


def _values(domain: Choice | Flag) -> tuple[Value, ...]:
    return domain.values if isinstance(domain, Choice) else (False, True)


def _of_few(values: Sequence[Value], tests: Sequence[Test]) -> str | None:
    """A test of a fact whose values are listed: the one value, or all but one."""
    held = [value for value in values if all(_passes(test, value) for test in tests)]
    if not held or len(held) == len(values):
        return None
    is_single = len(tests) == 1
    if len(held) == 1:
        return None if is_single and tests[0].operator == "is" else written(held[0])
    if len(held) == len(values) - 1:
        (left,) = (value for value in values if value not in held)
        is_plain = is_single and tests[0].operator == "is_not"
        return None if is_plain else f"{{is_not: {written(left)}}}"
    return _shorter_list(tests[0]) if is_single else None


def _passes(test: Test, value: Value) -> bool:
    return (value in test.values) != (test.operator in ("is_not", "none_of"))


def _shorter_list(test: Test) -> str | None:
    """A list without values that stand in it twice; a list of one value as that value."""
    if test.operator not in ("one_of", "none_of"):
        return None
    values = tuple(dict.fromkeys(test.values))
    if len(values) == 1:
        value = written(values[0])
        return value if test.operator == "one_of" else f"{{is_not: {value}}}"
    if len(values) == len(test.values):
        return None
    shorter = written_list(values)
    return shorter if test.operator == "one_of" else f"{{none_of: {shorter}}}"


def _of_whole(domain: Whole, tests: Sequence[Test]) -> str | None:
    """Bounds of a whole number that leave one value; else rounder bounds, both ends included."""
    lows = [int(test.values[0]) + (test.operator == "above") for test in _bounds(tests, "above")]
    highs = [int(test.values[0]) - (test.operator == "below") for test in _bounds(tests, "below")]
    low = max([*lows, *_there(domain.lowest)], default=None)
    high = min([*highs, *_there(domain.highest)], default=None)
    if low is not None and low == high:
        # Both ends of the domain may be the same; then any test of it holds always.
        return None if domain.lowest == domain.highest else written(low)
    entries = [_inclusive(test) for test in tests]
    if all(new is None for new in entries):
        return None
    words = [
        new or f"{test.operator}: {written(test.values[0])}"
        for new, test in zip(entries, tests, strict=True)
    ]
    return f"{{{', '.join(words)}}}" if _stays_apart(words) else None


def _bounds(tests: Sequence[Test], exclusive: str) -> list[Test]:
    words = ("at_least", "above") if exclusive == "above" else ("at_most", "below")
    return [test for test in tests if test.operator in words]


def _there(end: int | None) -> list[int]:
    return [] if end is None else [end]


def _inclusive(test: Test) -> str | None:
    """A bound that excludes its number, as one that includes the next one if that is rounder."""
    number = int(test.values[0])
    if test.operator not in ("above", "below"):
        return None
    word, near = ("at_least", number + 1) if test.operator == "above" else ("at_most", number - 1)
    if _roundness(near) <= _roundness(number) or isinstance(test.fact.domain.admit(near), Fault):
        return None
    return f"{word}: {near}"


def _roundness(number: int) -> tuple[int, bool]:
    """How many zeros a number ends with; then, whether it is a multiple of five."""
    if number == 0:
        return 100, True
    digits = str(number)
    return len(digits) - len(digits.rstrip("0")), number % 5 == 0


def _stays_apart(entries: Sequence[str]) -> bool:
    """Whether no operator stands there twice."""
    words = [entry.partition(":")[0] for entry in entries]
    return len(set(words)) == len(words)


def _of_number(domain: Number, tests: Sequence[Test]) -> str | None:
    """Bounds of a number that leave one value, as that value."""
    by_word = {test.operator: test.values[0] for test in tests}
    if set(by_word) != {"at_least", "at_most"} or by_word["at_least"] != by_word["at_most"]:
        return None
    value = domain.admit(by_word["at_least"])
    return written(by_word["at_least"]) if value == by_word["at_least"] else None
