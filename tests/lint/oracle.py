"""What the checks on firing rules should find, by trying every way: their independent oracle.

It shares nothing with the analysis. Ways, holding and firing rules are those of the reference
evaluator; each function is a check's definition read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from tests.reference.evaluator import cells_of, decided, firing, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.reference.evaluator import Data, Scalar

Rules = frozenset[str]


@dataclass(frozen=True)
class Seen:
    """One allowed way: its answers, the rules whose condition holds, and those that fire."""

    answers: Mapping[str, Scalar]
    holding: Rules
    fired: Rules


class Oracle:
    """Everything there is to see of a rule file."""

    def __init__(self, rules: Data) -> None:
        self.rules = rules
        self.by: str = rules["decide"]["by"]
        self.ids: list[str] = [rule["id"] for rule in rules["rules"]]
        self.rule: dict[str, Data] = {rule["id"]: rule for rule in rules["rules"]}
        facts = rules["facts"]
        every = list(_product(cells_of(rules, facts, {})))
        self._every = every
        allowed = [
            way
            for way in every
            if all(holds(each["that"], way) for each in rules.get("assume", ()))
        ]
        fired: dict[Rules, Rules] = {}
        self.ways = []
        for way in decided(rules, allowed):
            if way.holding not in fired:
                names = frozenset(rule["id"] for rule in firing(rules, way.holding))
                fired[way.holding] = names
            answers = dict(zip(facts, way.answers, strict=True))
            self.ways.append(Seen(answers, way.holding, fired[way.holding]))
        kinds = {(way.holding, way.fired) for way in self.ways}
        self.kinds = [Seen({}, *kind) for kind in sorted(kinds, key=lambda kind: sorted(kind[0]))]
        """The ways without their answers, each kind once."""

    @cached_property
    def depends(self) -> dict[str, Rules]:
        """The facts on which each rule's condition depends."""
        return {name: self._facts_of(name) for name in self.ids}

    def _facts_of(self, name: str) -> Rules:
        """Two ways that differ in such a fact alone differ in whether the condition holds."""
        when = self.rule[name]["when"]
        truth = {tuple(way.values()): holds(when, way) for way in self._every}
        found = set()
        for place, fact in enumerate(self.rules["facts"]):
            seen: dict[tuple[Scalar, ...], bool] = {}
            for answers, is_true in truth.items():
                rest = answers[:place] + answers[place + 1 :]
                if seen.setdefault(rest, is_true) != is_true:
                    found.add(fact)
                    break
        return frozenset(found)

    def holding(self, name: str) -> list[Seen]:
        return [kind for kind in self.kinds if name in kind.holding]

    def firing(self, name: str) -> list[Seen]:
        return [kind for kind in self.kinds if name in kind.fired]

    def before(self, name: str) -> list[str]:
        """The rules that go before one."""
        place = self.ids.index(name)
        if self.by == "first":
            return self.ids[:place]
        if self.by != "priority":
            return []
        ranks = list(self.rules["outcomes"])

        def order(other: str) -> tuple[int, int]:
            return ranks.index(self.rule[other]["gives"]), self.ids.index(other)

        return [other for other in self.ids if order(other) < order(name)]

    def blockers(self, name: str) -> set[str]:
        over = {other for other in self.ids if name in self.rule[other].get("overrides", ())}
        return over | set(self.before(name))

    def effect(self, name: str) -> tuple[Any, ...]:
        rule = self.rule[name]
        kind = next(key for key in ("votes", "settles", "gives") if key in rule)
        points = self.rules["strengths"][rule["strength"]] if kind == "votes" else 0
        return kind, rule[kind], points

    def outcome(self, name: str) -> str:
        return str(self.effect(name)[1])

    # --- What each check should find ----------------------------------------------------------

    def unsatisfiable(self) -> set[str]:
        return {name for name in self.ids if not self.holding(name)}

    def unconditional(self) -> set[str]:
        """Without defaults that say so."""
        return {
            name
            for name in self.ids
            if len(self.holding(name)) == len(self.kinds)
            and not (
                self.rule[name]["when"] == "always"
                and len(self.before(name)) == len(self.ids) - 1 > 0
            )
        }

    def alike(self) -> dict[str, list[str]]:
        """For each rule that ever fires the earlier ones that fire for the same ways."""
        same: dict[str, list[str]] = {}
        for earlier, name in combinations(self.ids, 2):
            if self.firing(name) and self.firing(name) == self.firing(earlier):
                same.setdefault(name, []).append(earlier)
        return same

    def duplicates(self) -> set[tuple[str, str]]:
        return {
            (name, next(one for one in earlier if self.effect(one) == self.effect(name)))
            for name, earlier in self.alike().items()
            if any(self.effect(one) == self.effect(name) for one in earlier)
        }

    def conflicts(self) -> set[tuple[str, str]]:
        return {
            (name, next(one for one in earlier if self.outcome(one) != self.outcome(name)))
            for name, earlier in self.alike().items()
            if any(self.outcome(one) != self.outcome(name) for one in earlier)
        }

    def overlaps(self) -> set[tuple[str, ...]]:
        """Each rule with the earlier ones it fires together with although it should not."""
        found = set()
        for place, name in enumerate(self.ids):
            others = [other for other in self.ids[:place] if self._excludes(name, other)]
            met = [one for one in others if any(one in kind.fired for kind in self.firing(name))]
            if met:
                found.add((name, *met))
        return found

    def _excludes(self, name: str, other: str) -> bool:
        if self.by == "votes":
            settle = "settles" in self.rule[name] and "settles" in self.rule[other]
            return settle and self.outcome(name) != self.outcome(other)
        if other in self.alike().get(name, ()):
            return False
        return self.by == "unique" or self.outcome(name) != self.outcome(other)

    def turns(self, name: str) -> list[Seen]:
        blockers = self.blockers(name)
        return [kind for kind in self.holding(name) if not kind.fired & blockers]

    def shadowed(self) -> dict[str, str | None]:
        """Rules that never have their turn, with the first that alone hides them, if any."""
        return {
            name: next(
                (
                    other
                    for other in self.ids
                    if other in self.blockers(name) and self.is_cover(name, [other])
                ),
                None,
            )
            for name in self.ids
            if self.holding(name) and not self.turns(name)
        }

    def is_cover(self, name: str, others: Iterable[str]) -> bool:
        covering = set(others)
        return all(kind.fired & covering for kind in self.holding(name))

    def misleading(self) -> set[tuple[str, str]]:
        found = set()
        for name in self.ids:
            if not self.turns(name):
                continue
            for other in self.ids:
                if other in self.before(name) and self._misleads(name, other):
                    found.add((name, other))
                    break
        return found

    def _misleads(self, name: str, other: str) -> bool:
        rule, general = self.rule[name], self.rule[other]
        return (
            self.outcome(name) != self.outcome(other)
            and other not in rule.get("overrides", ())
            and name not in general.get("overrides", ())
            and bool(self.depends[other])
            and self.depends[other] < self.depends[name]
            and any(
                other in kind.fired and not kind.fired.intersection(self.before(other))
                for kind in self.firing(name)
            )
        )

    def stricter(self) -> str | None:
        if len(self.ids) < 2 or self.by not in ("first", "any", "priority"):
            return None
        if any(len(set(map(self.outcome, kind.fired))) > 1 for kind in self.kinds):
            return None
        better = "any" if any(len(kind.fired) > 1 for kind in self.kinds) else "unique"
        return None if better == self.by else better

    def silent(self) -> bool:
        """Whether there are ways for which nothing fires."""
        return any(not kind.fired for kind in self.kinds)

    def says_otherwise(self) -> bool:
        return "otherwise" in self.rules["decide"] or "no_answer" in self.rules["decide"]


def _product(cells: dict[str, list[Scalar]]) -> Iterable[dict[str, Scalar]]:
    return (dict(zip(cells, answers, strict=True)) for answers in product(*cells.values()))
