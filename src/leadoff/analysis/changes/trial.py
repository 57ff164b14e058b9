"""Trying a changed profile: which changes there are, and what the rules say then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.changes.conclusion import Conclusion, conclusion_of
from leadoff.analysis.replay import ReplayError
from leadoff.engine.assess import assess
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.cells import OrderedCells
from leadoff.errors import ProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadoff.engine.budget import Budget
    from leadoff.engine.cells import Cells
    from leadoff.engine.decision import Decision
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.profile import Profile
    from leadoff.source.values import Value

_COST = 8
"""Steps of a walk in whose time a profile is judged that needs no walk."""


class Move(NamedTuple):
    """Another cell for one fact, by its place in `compiled.facts`."""

    place: int
    cell: int


class Path(NamedTuple):
    """Cells that a fact can move to, nearest first: one side of an answer with an order, or all.

    `start` is the cell of the present answer where the fact has an order and an answer.
    """

    place: int
    cells: Cells
    way: tuple[int, ...]
    start: int | None

    @property
    def is_ordered(self) -> bool:
        """Whether cells beside each other are neighbours; without order all are."""
        return isinstance(self.cells, OrderedCells)

    def steps(self, cell: int) -> int:
        """How many cells away a cell is."""
        return 1 if self.start is None else abs(cell - self.start)

    def value(self, cell: int) -> Value:
        """A value of a cell: the nearest to the present answer, or one that is easy to read."""
        if self.start is None or not isinstance(self.cells, OrderedCells):
            return self.cells.value_in(cell)
        return self.cells.value_at_end(cell, upper=cell < self.start)


class Trial:
    """A profile, and the conclusions of profiles that differ from it in a few facts.

    All walks are taken from one budget. `proved` is false where it did not even suffice for the
    profile itself.
    """

    def __init__(self, rule_set: RuleSet, profile: Profile, budget: Budget) -> None:
        self._rule_set = rule_set
        self.answers = profile.answers
        self._budget = budget
        self._known: dict[tuple[Move, ...], Conclusion | None] = {}
        found = assess(rule_set.machine, profile.answers, counts=False)
        self._dropped = frozenset(found.situation.dropped)
        self.before = conclusion_of(rule_set.decision(found))
        self.proved = found.proved
        self.paths = tuple(
            _paths(place, fact.cells, profile.answers.get(fact.name))
            for place, fact in enumerate(rule_set.machine.compiled.facts)
        )
        self._masks = _masks(rule_set, profile)

    def conclude(self, *moves: Move) -> Conclusion | None:
        """The conclusion after some moves; None where an assumption forbids them.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        if moves not in self._known:
            self._known[moves] = self._concluded(moves)
        return self._known[moves]

    def _concluded(self, moves: tuple[Move, ...]) -> Conclusion | None:
        if self._masks is not None:
            return self._matched(self._masks, moves)
        facts = self._rule_set.machine.compiled.facts
        changed = {facts[place].name: facts[place].cells.value_in(cell) for place, cell in moves}
        self._budget.spend(_COST)
        found = assess(
            self._rule_set.machine,
            {**self.answers, **changed},
            budget=self._budget,
            counts=False,
        )
        if not found.proved:
            raise OverBudgetError
        if not self._dropped.issuperset(found.situation.dropped):
            return None
        return conclusion_of(self._rule_set.decision(found))

    def _matched(self, masks: Sequence[int], moves: tuple[Move, ...]) -> Conclusion | None:
        """The conclusion of a complete profile: what its cells satisfy, and nothing to walk."""
        self._budget.spend()
        compiled, policy, overrides = self._rule_set.machine
        moved = dict(moves)
        alive = compiled.every_term
        for place, mask in enumerate(masks):
            cell = moved.get(place)
            alive &= mask if cell is None else compiled.facts[place].masks[cell]
        true = compiled.conditions_of(alive)
        for place in range(compiled.assumptions):
            if not true >> (compiled.rules + place) & 1 and place not in self._dropped:
                return None
        fired = overrides.fired(true & compiled.every_rule)
        verdict = policy.verdict(fired)
        return Conclusion(verdict.result, *policy.manner(fired, verdict), provisional=False)

    def replay(self, values: Mapping[str, Value], expected: Conclusion) -> None:
        """Give the changed profile to the engine as a caller would.

        Raises:
            ReplayError: the decision is not the expected one.
            OverBudgetError: the budget ended before it was made.
        """
        changed = {**self.answers, **values}
        try:
            profile = self._rule_set.profile(changed)
        except ProfileError as error:
            raise ReplayError(f"{values} is no profile: {error}") from error
        decision = self._decided(profile)
        if conclusion_of(decision) != expected:
            raise ReplayError(f"{values} gives {decision}, not {expected}")

    def _decided(self, profile: Profile) -> Decision:
        """The decision: by matching where every tested fact is answered, else by counting ways."""
        machine = self._rule_set.machine
        tested = (fact.name for fact in machine.compiled.facts)
        if all(name in profile.answers for name in tested):
            return self._rule_set.decide(dict(profile.answers))
        found = assess(machine, profile.answers, budget=self._budget)
        if not found.proved:
            raise OverBudgetError
        return self._rule_set.decision(found)


def _masks(rule_set: RuleSet, profile: Profile) -> tuple[int, ...] | None:
    """What the answer to each tested fact satisfies; None where one of them is open."""
    found = []
    for fact in rule_set.machine.compiled.facts:
        value = profile.answers.get(fact.name)
        if value is None:
            return None
        found.append(fact.masks[fact.cells.index(value)])
    return tuple(found)


def _paths(place: int, cells: Cells, value: Value | None) -> tuple[Path, ...]:
    """The ways out of an answer: for one with an order below it and above it."""
    every = range(cells.count)
    if value is None:
        return (Path(place, cells, tuple(every), None),) if cells.count > 1 else ()
    here = cells.index(value)
    if isinstance(cells, OrderedCells):
        sides: Sequence[range] = (every[:here][::-1], every[here + 1 :])
        return tuple(Path(place, cells, tuple(side), here) for side in sides if side)
    others = tuple(cell for cell in every if cell != here)
    return (Path(place, cells, others, None),) if others else ()
