"""Promises of a playbook: proved or refuted exactly as by trying every profile."""

from __future__ import annotations

import json
from itertools import pairwise, product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.plan.promises import broken_promises
from tests.reference.evaluator import holds

from .examples import RULES, playbook, rule_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.plan.promises import Broken

ITEMS = ("i", "j", "k")
PHASES = ("p", "q", "r", "s")
PLACES = (
    *("in-every-plan", "in-first-phase", "in-repeating-phase"),
    *("by-handoff-to-sales", "by-handoff-to-marketing"),
)
CONDITIONS = (
    *({"rain": True}, {"rain": False}, {"sky": "blue"}, {"sky": ["red", "grey"]}),
    *({"distance": {"below": 20}}, {"distance": {"below": 10}, "rain": False}),
)
WAYS = [
    {"rain": rain, "distance": distance, "sky": sky}
    for rain, distance, sky in product((True, False), (5, 15, 50), ("red", "grey", "blue"))
    if not (rain and sky == "blue")
]
SMALL = rule_set()


def some_when(random: Random) -> dict[str, Any]:
    return {"when": random.choice(CONDITIONS)} if random.random() < 0.4 else {}


def some_phase(random: Random) -> dict[str, Any]:
    steps = [
        {"item": random.choice(ITEMS), **some_when(random)} for _ in range(random.randint(1, 3))
    ]
    phase = {"owner": "both", "weeks": 1, "entry": "e", "exit": "x", "measure": "m", "do": steps}
    if random.random() < 0.4:
        phase["handoff"] = {"to": random.choice(("sales", "marketing")), "what": "w"}
    return phase | some_when(random)


def some_outline(random: Random) -> list[Any]:
    names = random.sample(PHASES, random.randint(1, 4))
    stages: list[Any] = []
    while names:
        stages.append(names.pop() if random.random() < 0.6 else [names.pop()])
        if isinstance(stages[-1], list) and names:
            stages[-1].append(names.pop())
    return stages


def some_playbook(random: Random) -> dict[str, Any]:
    phases = {name: some_phase(random) for name in PHASES}
    answers = random.sample(("walk", "ride", "neither", "none"), random.randint(1, 3))
    plans = {answer: {"phases": some_outline(random)} for answer in answers}
    for name in PHASES:
        if random.random() < 0.2 and all(_has(plan["phases"], name) for plan in plans.values()):
            phases[name]["repeats"] = name
    return {
        "leadoff-playbook": 1,
        "items": {item: {"kind": "activity", "owner": "both"} for item in ITEMS},
        "phases": phases,
        "plans": plans,
        "before": [{"order": random.sample(ITEMS, random.randint(2, 3))} for _ in range(2)],
        "always": [
            {"items": random.sample(ITEMS, random.randint(1, 2)), "stand": random.choice(PLACES)}
            for _ in range(3)
        ],
    }


def _has(stages: list[Any], name: str) -> bool:
    return any(name == stage or name in stage for stage in stages)


def layout(book: dict[str, Any], answer: str, way: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The phases in a plan by stage, each with the items that are done in it."""
    stages = []
    for stage in book["plans"][answer]["phases"]:
        phases = []
        for name in stage if isinstance(stage, list) else [stage]:
            phase = book["phases"][name]
            if "when" not in phase or holds(phase["when"], way):
                done = [s["item"] for s in phase["do"] if "when" not in s or holds(s["when"], way)]
                phases.append(phase | {"done": done})
        if phases:
            stages.append(phases)
    return stages


def seats(stages: list[list[dict[str, Any]]], item: str) -> Iterator[tuple[int, int, int]]:
    for stage, phases in enumerate(stages):
        for track, phase in enumerate(phases):
            for place, done in enumerate(phase["done"]):
                if done == item:
                    yield stage, track, place


def keeps_order(stages: list[list[dict[str, Any]]], items: list[str]) -> bool:
    for first, then in pairwise(items):
        one, other = next(seats(stages, first), None), next(seats(stages, then), None)
        if one is None or other is None:
            continue
        same_track = one[:2] == other[:2] and one[2] < other[2]
        if not (one[0] < other[0] or same_track):
            return False
    return True


def stands(stages: list[list[dict[str, Any]]], item: str, place: str) -> bool:
    found = list(seats(stages, item))
    if not found:
        return False
    stage, track, _ = found[0]
    if place == "in-first-phase":
        return stage == 0
    if place == "in-repeating-phase":
        return any("repeats" in stages[s][t] for s, t, _ in found)
    if place.startswith("by-handoff-to-"):
        side = place.removeprefix("by-handoff-to-")
        handing = [
            (s, t)
            for s, phases in enumerate(stages)
            for t, phase in enumerate(phases)
            if phase.get("handoff", {}).get("to") == side
        ]
        return bool(handing) and (
            stage < handing[0][0]
            or (stage, track) in [each for each in handing if each[0] == handing[0][0]]
        )
    return True


def refuted(book: dict[str, Any]) -> set[tuple[int, str]]:
    """The promises that some profile breaks, by number and answer."""
    found = set()
    for way in WAYS:
        decision = SMALL.decide(way)
        answer = decision.outcome or {"tie": "neither"}.get(decision.kind, "none")
        if answer not in book["plans"]:
            continue
        stages = layout(book, answer, way)
        for number, promise in enumerate((*book["before"], *book["always"])):
            if "order" in promise:
                kept = keeps_order(stages, promise["order"])
            else:
                kept = all(stands(stages, item, promise["stand"]) for item in promise["items"])
            if not kept:
                found.add((number, answer))
    return found


def reported(book: dict[str, Any]) -> dict[tuple[int, str], Broken]:
    found = playbook(json.dumps(book))
    promises = [*found.orders, *found.standings]
    return {
        (promises.index(each.promise), each.outline.answer): each
        for each in broken_promises(found, SMALL)
    }


@pytest.mark.parametrize("seed", range(300))
def test_promises_are_refuted_exactly_where_some_profile_breaks_them(seed: int) -> None:
    book = some_playbook(Random(seed))

    assert reported(book).keys() == refuted(book)


@pytest.mark.parametrize("seed", range(40))
def test_the_witness_of_a_broken_promise_breaks_it(seed: int) -> None:
    book = some_playbook(Random(seed))

    for (number, answer), broken in reported(book).items():
        way = dict(broken.witness)
        assert way.keys() == WAYS[0].keys()
        assert not (way["rain"] is True and way["sky"] == "blue")
        assert (number, answer) in _broken_by(book, way)


def _broken_by(book: dict[str, Any], way: dict[str, Any]) -> set[tuple[int, str]]:
    before = WAYS[:]
    WAYS[:] = [way]
    try:
        return refuted(book)
    finally:
        WAYS[:] = before


def test_a_broken_promise_says_what_is_wrong_and_where() -> None:
    text = """\
leadoff-playbook: 1
items: {a: {kind: activity, owner: sales}, b: {kind: activity, owner: sales}}
phases:
  p:
    {owner: both, weeks: 1, entry: e, exit: x, measure: m,
     do: [b, {item: a, when: {sky: red}}]}
plans: {walk: {phases: [p]}}
before: [{order: [a, b]}]
always: [{items: [a], stand: in-every-plan}]
"""

    order, standing = broken_promises(playbook(text), SMALL)

    assert order.problem == "in the plan for `walk` `a` does not begin before `b`"
    assert [words for _, words in order.places] == ["`a`", "`b`"]
    assert dict(order.witness) == {"rain": False, "distance": 10, "sky": "red"}
    assert standing.problem == "in the plan for `walk` `a` is missing"
    assert dict(standing.witness) == {"rain": False, "distance": 9, "sky": "grey"}


def test_a_plan_that_no_profile_gets_breaks_no_promise() -> None:
    rules = rule_set(RULES.replace("rain: true}, votes: ride", "rain: true}, votes: walk"))
    text = """\
leadoff-playbook: 1
items: {a: {kind: activity, owner: sales}, b: {kind: activity, owner: sales}}
phases: {p: {owner: both, weeks: 1, entry: e, exit: x, measure: m, do: [b]}}
plans: {ride: {phases: [p]}}
always: [{items: [a], stand: in-every-plan}]
"""

    assert broken_promises(playbook(text), rules) == ()
