"""What the checks of results must find, by trying every profile with the reference evaluator.

It shares nothing with `leadoff`: profiles are the ways of an empty profile, and each sentence of a
check's page stands here as a line of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.reference.evaluator import (
    Data,
    Way,
    firing,
    holds,
    matters,
    result_of,
    tests_in,
    totals_of,
    ways_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class World(NamedTuple):
    """A rule file with all its complete profiles; there are none if an assumption leaves none."""

    rules: Data
    ways: list[Way]

    @property
    def by(self) -> str:
        return str(self.rules["decide"]["by"])

    def without(self, ids: Iterable[str]) -> Data:
        gone = set(ids)
        return {**self.rules, "rules": [r for r in self.rules["rules"] if r["id"] not in gone]}

    def patterns(self) -> dict[frozenset[str], Any]:
        """The results by the rules whose condition holds: all that results depend on."""
        return {way.holding: way.result for way in self.ways}

    def answers(self, way: Way) -> dict[str, Any]:
        return dict(zip(self.rules["facts"], way.answers, strict=True))


def world_of(rules: Data) -> World:
    ways, dropped = ways_of(rules, rules["facts"], {})
    return World(rules, [] if dropped else ways)


def results_differ(world: World, one: Data, other: Data) -> bool:
    return any(
        result_of(one, firing(one, held)) != result_of(other, firing(other, held))
        for held in world.patterns()
    )


def redundant(world: World) -> set[str]:
    """LO207 and LO306: "deleting it [...] changes the result of no complete profile"."""
    return {
        rule["id"]
        for rule in world.rules["rules"]
        if not results_differ(world, world.rules, world.without([rule["id"]]))
    }


def redundant_together(world: World) -> set[str]:
    """LO207: "where rules make each other needless, the later ones are reported"."""
    each_alone = redundant(world)
    gone: set[str] = set()
    for rule in reversed(world.rules["rules"]):
        further = gone | {rule["id"]}
        if rule["id"] in each_alone and not results_differ(
            world, world.without(gone), world.without(further)
        ):
            gone = further
    return gone


def outcomes_in(result: Any) -> tuple[str, ...]:
    if result[0] == "outcomes":
        return tuple(result[1])
    return (result[1],) if result[0] == "outcome" else ()


def unreachable(world: World) -> set[str]:
    """LO303: "no complete profile [...] has it as its result"."""
    reached = {outcome for way in world.ways for outcome in outcomes_in(way.result)}
    return set(world.rules["outcomes"]) - reached


def ties(world: World) -> bool:
    """LO305: "some complete profile [...] has a tie as its result"; `tie: neither` is silent."""
    said = world.rules["decide"].get("tie") == "neither"
    return not said and any(way.result == ("tie",) for way in world.ways)


def idle_facts(world: World) -> set[str]:
    """LO307: tested by no rule, or "no result depends" on it."""
    tested = {name for rule in world.rules["rules"] for name, _ in tests_in(rule["when"])}
    return {
        name
        for place, name in enumerate(world.rules["facts"])
        if name not in tested or not matters(place, world.ways)
    }


def fired_in(world: World, held: frozenset[str]) -> list[Data]:
    return firing(world.rules, held)


def dictating(world: World) -> set[str]:
    """LO308: it wins wherever it fires, and alone outweighs what somewhere speaks against it."""
    found = set()
    for rule in world.rules["rules"]:
        against = opposing(world, rule) if rule.get("votes") else None
        points = world.rules.get("strengths", {}).get(rule.get("strength"), 0)
        wins = all(
            result == ("outcome", rule.get("votes"))
            for held, result in world.patterns().items()
            if rule in fired_in(world, held)
        )
        if against and against < points and wins:
            found.add(rule["id"])
    return found


def cancelling(world: World) -> int:
    """LO310: in how many sets of rules, one for each outcome and equally strong, all fire alike."""
    among = world.rules["decide"].get("among", list(world.rules["outcomes"]))
    alike: dict[tuple[frozenset[frozenset[str]], int], Counter[str]] = {}
    for rule in world.rules["rules"]:
        where = frozenset(held for held in world.patterns() if rule in fired_in(world, held))
        if rule.get("votes") and where:
            points = world.rules["strengths"][rule["strength"]]
            alike.setdefault((where, points), Counter())[rule["votes"]] += 1
    return sum(min(counts[outcome] for outcome in among) for counts in alike.values())


def breaks(law: Data, result: Any) -> bool:
    """LO401, as the language says it of laws."""
    if "never" in law:
        return law["never"] in outcomes_in(result)
    return outcomes_in(result) != (law["always"],)


def breaking(world: World, law: Data) -> list[Way]:
    return [
        way
        for way in world.ways
        if holds(law["when"], world.answers(way)) and breaks(law, way.result)
    ]


def says_nothing(world: World, law: Data) -> bool:
    """LO403: no profile meets its `when`."""
    return not any(holds(law["when"], world.answers(way)) for way in world.ways)


# --- Margins --------------------------------------------------------------------------------------


def margin(world: World, held: frozenset[str], outcome: str) -> int | None:
    """How far an outcome is ahead of the best other; None unless a vote decides."""
    fired = fired_in(world, held)
    totals = totals_of(world.rules, fired)
    if any(rule.get("settles") for rule in fired) or not any(totals.values()):
        return None
    return totals[outcome] - max(total for name, total in totals.items() if name != outcome)


def best_margin(world: World, outcome: str) -> int | None:
    margins = [margin(world, held, outcome) for held in world.patterns()]
    return max((each for each in margins if each is not None), default=None)


def opposing(world: World, rule: Data) -> int | None:
    """The greatest total of another outcome where a rule fires."""
    totals = [
        totals_of(world.rules, fired)
        for held in world.patterns()
        if rule in (fired := fired_in(world, held))
    ]
    others = [max(n for name, n in each.items() if name != rule["votes"]) for each in totals]
    return max(others, default=None)


def greatest_change(world: World, rule: Data) -> int:
    """Of any lead of one outcome over another, by deleting a rule."""
    rest = world.without([rule["id"]])
    changes = []
    for held in world.patterns():
        before = totals_of(world.rules, fired_in(world, held))
        after = totals_of(rest, firing(rest, held))
        moved = [before[name] - after[name] for name in before]
        changes.append(max(moved) - min(moved))
    return max(changes, default=0)


EXPECTED: dict[str, Callable[[World], set[str]]] = {
    "LO207": lambda world: set() if world.by == "votes" else redundant_together(world),
    "LO303": unreachable,
    "LO305": lambda world: {"tie"} if ties(world) else set(),
    "LO306": lambda world: redundant(world) if world.by == "votes" else set(),
    "LO307": idle_facts,
    "LO308": lambda world: dictating(world) if world.by == "votes" else set(),
    "LO401": lambda world: {
        law["id"] for law in world.rules.get("laws", ()) if breaking(world, law)
    },
    "LO403": lambda world: {
        law["id"] for law in world.rules.get("laws", ()) if says_nothing(world, law)
    },
}
"""What each check must name: rules, outcomes, facts or laws."""
