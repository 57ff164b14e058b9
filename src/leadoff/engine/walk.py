"""The walk: every way of answering the open facts, without visiting each.

The open facts are taken one after another. A state keeps what still matters of the answers so far:
the score of the free rules, the other rules that are true, the assumptions not yet satisfied and
the terms still alive. Ways that lead to the same state are one from there on, cells that satisfy
the same terms are one step, and a branch ends as soon as what the judge asks is certain. So the
walk is exact, and its cost follows the number of states, not the number of ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple

from leadoff.engine.cells import bits, union
from leadoff.engine.judge import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from leadoff.engine.compiled import Compiled
    from leadoff.engine.judge import Judge
    from leadoff.engine.policy import Score

MOST_STEPS = 400_000
"""The budget of a walk: steps from a state over a group of cells."""


class Budget:
    """The steps that are left to a walk, or to several that share them."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps


class OverBudgetError(Exception):
    """A walk took more steps than its budget; nothing is proved."""


class State(NamedTuple, Generic[Found]):
    """What a walk remembers: all that depends on the answers so far and still matters."""

    score: Score
    true: int
    """Rules whose condition holds, but for free ones, which are in the score."""
    unmet: int
    """Assumptions that no answer has satisfied yet, as conditions."""
    alive: int
    """Terms that the answers have not contradicted and that further ones decide."""
    found: Found | None = None
    """What the judge is certain of; then only assumptions are alive."""


class Group(NamedTuple):
    """Cells of one fact that satisfy the same terms: `cells` as a mask, `weight` their number."""

    mask: int
    cells: int
    weight: int


class Survey(NamedTuple, Generic[Found]):
    """How many ways lead to what: in all, and for each cell of each walked fact.

    A cell that no way has is empty.
    """

    ways: dict[Found, int]
    by_cell: dict[int, tuple[dict[Found, int], ...]]


class Walk(Generic[Found]):
    """A walk over the open facts of one profile, in the order given.

    `answered` are the terms that the answered facts leave alive, `facts` places in
    `compiled.facts`, `assumptions` the places of those in force, `rules` the rules to look at.
    Every step is taken from `budget`.
    """

    def __init__(
        self,
        compiled: Compiled,
        judge: Judge[Found],
        answered: int,
        facts: Sequence[int],
        assumptions: Iterable[int],
        rules: int | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._compiled = compiled
        self._judge = judge
        self._budget = budget or Budget()
        self._rules = (1 << compiled.rules) - 1 if rules is None else rules
        self._owners: dict[int, int] = {}
        self.facts = tuple(facts)
        unmet = sum(1 << (compiled.rules + place) for place in assumptions)
        answered &= self._terms(unmet | self._rules)
        self.levels = [_groups(compiled.facts[fact].masks, answered) for fact in self.facts]
        self._finishing = self._last_levels(answered)
        mentioned = union(self._finishing)
        begin: State[Found] = State((), 0, unmet, answered & mentioned)
        self.start = self._reached(begin, answered & mentioned, answered & ~mentioned)

    def step(self, state: State[Found], level: int, mask: int) -> State[Found] | None:
        """The state after an answer; None if an assumption forbids it."""
        self._budget.left -= 1
        if self._budget.left < 0:
            raise OverBudgetError
        alive = state.alive & mask
        satisfied = alive & self._finishing[level]
        if alive == state.alive and not satisfied:
            return state
        return self._reached(state, alive & ~satisfied, satisfied)

    def finds(self, goal: Found) -> bool:
        """Whether some way ends in `goal`.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        return self.reaches(
            len(self.levels),
            lambda state: state.found is not None and state.found != goal,
            lambda state: state.found == goal,
        )

    def reaches(
        self,
        last: int,
        is_hopeless: Callable[[State[Found]], bool],
        is_goal: Callable[[State[Found]], bool],
    ) -> bool:
        """Whether some answers to the first `last` facts end in a goal; hopeless states are left.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        if self.start is None:
            return False
        seen: list[set[State[Found]]] = [set() for _ in range(last + 1)]
        stack = [(0, self.start)]
        while stack:
            level, state = stack.pop()
            if state in seen[level] or is_hopeless(state):
                continue
            seen[level].add(state)
            if level == last:
                if is_goal(state):
                    return True
                continue
            for group in self.levels[level]:
                reached = self.step(state, level, group.mask)
                if reached is not None:
                    stack.append((level + 1, reached))
        return False

    def agreed(self) -> Found | None:
        """What every way ends in; None if two ways differ, or there is none.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        first: Found | None = None

        def is_new(state: State[Found]) -> bool:
            nonlocal first
            first = state.found if first is None else first
            return state.found != first

        last = len(self.levels)
        differ = self.reaches(
            last, lambda state: state.found is not None and state.found == first, is_new
        )
        return None if differ else first

    def survey(self) -> Survey[Found]:
        """Count the ways to each thing found.

        Raises:
            OverBudgetError: the budget ended first.
        """
        if self.start is None:
            return Survey({}, {})
        layers, edges = self._layers(self.start)
        counts: _Counts[Found] = {
            state: {state.found: 1} for state in layers[-1] if state.found is not None
        }
        by_cell: dict[int, tuple[dict[Found, int], ...]] = {}
        for level in range(len(self.levels) - 1, -1, -1):
            by_cell[self.facts[level]] = self._by_cell(level, layers[level], edges[level], counts)
            counts = {state: _joined(counts, steps) for state, steps in edges[level].items()}
        return Survey(counts[self.start], dict(sorted(by_cell.items())))

    def _last_levels(self, answered: int) -> list[int]:
        """For each level the terms that mention its fact and none of a later level."""
        later = 0
        finishing: list[int] = []
        for fact in reversed(self.facts):
            mentions = answered & ~self._compiled.facts[fact].unanswered & ~later
            finishing.append(mentions)
            later |= mentions
        return finishing[::-1]

    def _reached(self, state: State[Found], alive: int, satisfied: int) -> State[Found] | None:
        """The state with some terms satisfied and all but the `alive` ones contradicted."""
        score, true, unmet, _, found = state
        if satisfied:
            met = self._compiled.conditions_of(satisfied)
            alive &= ~self._terms(met)
            unmet &= ~met
            rules = met & self._rules
            true |= rules & ~self._judge.free
            if rules & self._judge.free:
                score = self._judge.added(score, rules & self._judge.free)
        if unmet and any(not alive & self._compiled.terms_of[place] for place in bits(unmet)):
            return None
        if found is None:
            possible = true | self._open(alive)
            found = self._judge.certain(score, true, possible)
            if found is None:
                if idle := self._judge.idle(true, possible) & possible & ~true:
                    alive &= ~self._terms(idle)
                return State(score, true, unmet, alive)
        return State((), 0, unmet, alive & self._terms(unmet) if unmet else 0, found)

    def _open(self, alive: int) -> int:
        """The rules that own some of the alive terms."""
        found = self._owners.get(alive)
        if found is None:
            found = self._compiled.conditions_of(alive) & self._rules
            self._owners[alive] = found
        return found

    def _terms(self, conditions: int) -> int:
        return union(self._compiled.terms_of[place] for place in bits(conditions))

    def _by_cell(
        self,
        level: int,
        layer: dict[State[Found], int],
        edges: _Edges[Found],
        counts: _Counts[Found],
    ) -> tuple[dict[Found, int], ...]:
        """The ways to each thing found, for each cell of one fact."""
        by_group: dict[int, dict[Found, int]] = {}
        for state, ways in layer.items():
            for group, reached in edges[state]:
                total = by_group.setdefault(group.cells, {})
                for found, count in counts[reached].items():
                    total[found] = total.get(found, 0) + ways * count
        by_cell: list[dict[Found, int]] = [
            {} for _ in self._compiled.facts[self.facts[level]].masks
        ]
        for cells, total in by_group.items():
            for cell in bits(cells):
                by_cell[cell] = total
        return tuple(by_cell)

    def _layers(
        self, start: State[Found]
    ) -> tuple[list[dict[State[Found], int]], list[_Edges[Found]]]:
        """The states at each level with the number of ways to each, and the steps between."""
        layers: list[dict[State[Found], int]] = [{start: 1}]
        edges: list[_Edges[Found]] = []
        for level, groups in enumerate(self.levels):
            after: dict[State[Found], int] = {}
            steps: _Edges[Found] = {}
            for state, ways in layers[-1].items():
                steps[state] = own = []
                for group in groups:
                    reached = self.step(state, level, group.mask)
                    if reached is not None:
                        own.append((group, reached))
                        after[reached] = after.get(reached, 0) + ways * group.weight
            layers.append(after)
            edges.append(steps)
        return layers, edges


if TYPE_CHECKING:
    _Edges = dict[State[Found], list[tuple[Group, State[Found]]]]
    _Counts = dict[State[Found], dict[Found, int]]


def _joined(counts: _Counts[Found], steps: list[tuple[Group, State[Found]]]) -> dict[Found, int]:
    total: dict[Found, int] = {}
    for group, reached in steps:
        for found, count in counts[reached].items():
            total[found] = total.get(found, 0) + group.weight * count
    return total


def _groups(masks: Sequence[int], answered: int) -> tuple[Group, ...]:
    """The cells of a fact, those together that satisfy the same of the terms still alive."""
    cells: dict[int, int] = {}
    for cell, mask in enumerate(masks):
        alive = mask & answered
        cells[alive] = cells.get(alive, 0) | 1 << cell
    return tuple(Group(mask, group, group.bit_count()) for mask, group in cells.items())
