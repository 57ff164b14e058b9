"""The checks on firing rules against z3, on tables too large for brute force.

Thirteen facts and sixty rules have some 10^12 ways of answering. Each rule becomes a formula from
the text of its condition; nothing of the analysis is used.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
import z3

from tests.reference.generate import to_yaml

from .told import findings_in

FACTS: dict[str, dict[str, Any]] = {
    **{f"flag{place}": {"kind": "flag"} for place in range(4)},
    **{f"choice{place}": {"kind": "choice", "values": ["u", "v", "w", "x"]} for place in range(4)},
    **{
        f"whole{place}": {"kind": "whole", "range": {"at_least": 0, "at_most": 99}}
        for place in range(5)
    },
}
VARIABLES = {
    name: z3.Bool(name) if fact["kind"] == "flag" else z3.Int(name) for name, fact in FACTS.items()
}


def table(seed: int, policy: str) -> dict[str, Any]:
    """Sixty rules of one to four tests, with some overrides and assumptions."""
    random_ = random.Random(f"z3 {seed}")
    rules: list[dict[str, Any]] = []
    for place in range(60):
        names = random_.sample(list(FACTS), random_.choice((1, 2, 2, 3, 3, 4)))
        when = {name: _test(random_, name) for name in names}
        rule = {"id": f"r{place}", "when": when, "gives": random_.choice("ab")}
        if place and random_.random() < 0.1:
            rule["overrides"] = [f"r{random_.randrange(place)}"]
        rules.append(rule)
    pairs = [random_.sample(list(FACTS), 2) for _ in range(3)]
    assume = [{"that": {"not": {name: _test(random_, name) for name in pair}}} for pair in pairs]
    return {
        "leadoff": 1,
        "profile": "none",
        "facts": FACTS,
        "outcomes": {"a": {}, "b": {}},
        "decide": {"by": policy},
        "assume": assume,
        "rules": rules,
    }


def _test(random_: random.Random, name: str) -> Any:
    kind = FACTS[name]["kind"]
    if kind == "flag":
        return random_.random() < 0.5
    if kind == "choice":
        return random_.sample("uvwx", random_.choice((1, 2, 3)))
    low = random_.randrange(0, 45, 5)
    return {"at_least": low, "at_most": low + random_.randrange(10, 55, 5)}


class Solver:
    """A table as formulas."""

    def __init__(self, rules: dict[str, Any]) -> None:
        self._solver = z3.Solver()
        for name, fact in FACTS.items():
            if fact["kind"] != "flag":
                most = 3 if fact["kind"] == "choice" else 99
                self._solver.add(VARIABLES[name] >= 0, VARIABLES[name] <= most)
        for each in rules["assume"]:
            self._solver.add(z3.Not(_formula(each["that"]["not"])))
        self.holds = {rule["id"]: _formula(rule["when"]) for rule in rules["rules"]}
        self.fires: dict[str, Any] = {}
        for rule in reversed(rules["rules"]):  # an overrider stands later than what it overrides
            over = [o["id"] for o in rules["rules"] if rule["id"] in o.get("overrides", ())]
            others = [z3.Not(self.fires[other]) for other in over]
            self.fires[rule["id"]] = z3.And(self.holds[rule["id"]], *others)

    def can_be(self, *formulas: Any) -> bool:
        return bool(self._solver.check(*formulas) == z3.sat)

    def nothing_of(self, names: list[str]) -> list[Any]:
        return [z3.Not(self.fires[name]) for name in names]


def _formula(when: dict[str, Any]) -> Any:
    return z3.And([_literal(VARIABLES[name], test) for name, test in when.items()])


def _literal(variable: Any, test: Any) -> Any:
    if isinstance(test, bool):
        return variable == test
    if isinstance(test, list):
        return z3.Or([variable == "uvwx".index(value) for value in test])
    return z3.And(variable >= test["at_least"], variable <= test["at_most"])


@pytest.mark.parametrize("seed", range(3))
def test_turns_covers_and_gaps_of_a_large_table(seed: int) -> None:
    rules = table(seed, "first")
    solver = Solver(rules)
    found = findings_in(to_yaml(rules), "LO101", "LO205", "LO206", "LO301")
    named = {each.rules[0]: each for each in found if each.rules}
    ids = [rule["id"] for rule in rules["rules"]]
    for place, name in enumerate(ids):
        over = [o["id"] for o in rules["rules"] if name in o.get("overrides", ())]
        blockers = [*ids[:place], *over]
        has_turn = solver.can_be(solver.holds[name], *solver.nothing_of(blockers))

        assert has_turn == (name not in named), name
        if has_turn:
            continue
        cover = list(named[name].rules[1:])
        assert set(cover) <= set(blockers)
        assert not solver.can_be(solver.holds[name], *solver.nothing_of(cover))
        for left_out in cover:
            rest = [other for other in cover if other != left_out]
            assert solver.can_be(solver.holds[name], *solver.nothing_of(rest))
    has_gap = any(each.diagnostic.code.value == "LO301" for each in found)
    assert has_gap == solver.can_be(*solver.nothing_of(ids))


@pytest.mark.parametrize("seed", range(2))
def test_overlaps_of_a_large_table(seed: int) -> None:
    rules = table(seed + 10, "unique")
    rules["rules"] = rules["rules"][:40]
    solver = Solver(rules)
    found = findings_in(to_yaml(rules), "LO201", "LO202", "LO203")
    pairs = {(each.rules[0], other) for each in found for other in each.rules[1:]}
    ids = [rule["id"] for rule in rules["rules"]]

    assert pairs == {
        (later, earlier)
        for place, later in enumerate(ids)
        for earlier in ids[:place]
        if solver.can_be(solver.fires[later], solver.fires[earlier])
    }
