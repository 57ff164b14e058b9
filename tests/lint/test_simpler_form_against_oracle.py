"""LO107 against its page on random rule sets: what it finds, and what it says to write.

In both directions: exactly the parts that the oracle finds are reported. What is to be written
instead is read back; it means the same, and nothing in it has a simpler form.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from copy import deepcopy
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.linter.fixing import apply
from tests.reference.evaluator import literals_in, passes
from tests.reference.generate import to_yaml, yaml_scalar

from .reread import read
from .roundabout import roundabout_rules
from .simpler_forms import FORMS, forms_at, forms_of, spots_in, values_of
from .told import findings_in, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.finding import Edit, Finding
    from tests.reference.evaluator import Data

    from .simpler_forms import Spot

CASES = 3_000
BATCHES = 4
POLICIES = ("votes", "first", "unique", "any", "priority", "collect")
NO_FORM = "as simple as can be"
LEAST = 40
"""How often each form occurs in every batch, so that none goes untried."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_simpler_forms_are_those_of_the_page(batch: int) -> None:
    counts: Counter[str] = Counter()
    for seed in range(batch, CASES, BATCHES):
        rules = roundabout_rules(random.Random(seed), POLICIES[seed % len(POLICIES)])
        text = to_json(rules) if seed % 3 == 0 else to_yaml(rules)
        try:
            counts += _compare(rules, text)
        except AssertionError:
            print(f"seed {seed}", text, *map(told, findings_in(text, "LO107")), sep="\n")
            raise
    assert not {form for form in (*FORMS, NO_FORM) if counts[form] < LEAST}, counts


def to_json(data: Any) -> str:
    """JSON with lists and mappings of more than one item on lines of their own."""
    if not isinstance(data, dict | list):
        is_text = isinstance(data, str)
        return json.dumps(data, ensure_ascii=False) if is_text else yaml_scalar(data)
    start, end = "{}" if isinstance(data, dict) else "[]"
    keys = [f"{json.dumps(key)}: " for key in data] if isinstance(data, dict) else [""] * len(data)
    values = data.values() if isinstance(data, dict) else data
    items = [f"{key}{to_json(value)}" for key, value in zip(keys, values, strict=True)]
    separator = ",\n" if len(items) > 1 else ","
    return f"{start}{separator.join(items)}{end}"


def _compare(rules: Data, text: str) -> Counter[str]:
    """Compare what is found in a file, and the file with all that mended; the forms in it."""
    forms = [(spot, forms_at(spot, rules["facts"])) for spot in spots_in(rules, text)]
    expected = sorted((spot for spot, of in forms if of), key=lambda spot: spot.offset)
    found = findings_in(text, "LO107")
    assert [(each.diagnostic.primary.span.start, each.rules) for each in found] == [
        (spot.offset, (rules["rules"][spot.rule]["id"],)) for spot in expected
    ]
    said = list(zip(expected, found, strict=True))
    for spot, finding in said:
        if spot.word == "some":
            _compare_some(spot, finding)
    _compare_tests(rules, text, [(spot, each) for spot, each in said if spot.word != "some"])
    return Counter(chain.from_iterable(of or {NO_FORM} for _, of in forms))


def _compare_tests(rules: Data, text: str, said: list[tuple[Spot, Finding]]) -> None:
    """What is to be written means the same and stays as it is; the fixes write just that."""
    after, fixed = deepcopy(rules), deepcopy(rules)
    edits: list[Edit] = []
    for (spot, finding), simpler in zip(said, _suggested(said), strict=True):
        fact = rules["facts"][spot.word]
        for value in values_of(fact, chain(literals_in(spot.body), literals_in(simpler))):
            assert passes(spot.body, value) == passes(simpler, value), (spot, simpler, value)
        assert not forms_of(fact, simpler), (spot, simpler)
        _replace(after, spot, simpler)
        if finding.fixes:
            edits += finding.fixes[0].edits
            _replace(fixed, spot, simpler)
        else:
            assert "#" in str(spot.body)
    left = findings_in(to_yaml(after), "LO107")
    assert all(each.diagnostic.message.startswith("this `some` is") for each in left)
    edited = apply(text, edits)
    assert read(edited) == fixed
    assert not text.startswith("{") or json.loads(edited, parse_float=Decimal) == fixed


def _suggested(said: list[tuple[Spot, Finding]]) -> Iterator[Any]:
    """The tests that are to be written, as data."""
    quoted = [each.diagnostic.help.removeprefix("write `").removesuffix("`") for _, each in said]
    suggested = read("\n".join(("tests:", *(f"- {text}" for text in quoted), "")))["tests"]
    for (spot, finding), test in zip(said, suggested or (), strict=True):
        assert finding.diagnostic.message == f"the test of `{spot.word}` has a simpler form"
        assert test.keys() == {spot.word}
        yield test[spot.word]


def _replace(rules: Any, spot: Spot, test: Any) -> None:
    *route, last = spot.route
    for step in route:
        rules = rules[step]
    rules[last] = test


def _compare_some(spot: Spot, finding: Finding) -> None:
    """A `some` holds with as many parts as what is to be written instead."""
    word, rest = finding.diagnostic.help.removeprefix("write `").split(":")
    assert rest == " [...]`"
    assert finding.diagnostic.message == f"this `some` is an `{word}`"
    assert not finding.fixes
    count = len(spot.body["of"])
    for held in range(count + 1):
        is_met = held > 0 if word == "any" else held == count
        assert is_met == (held >= spot.body["at_least"])
