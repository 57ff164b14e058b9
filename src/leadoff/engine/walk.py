"""The walk: every way of answering the open facts, without visiting each.

The open facts are taken one after another. A state keeps what still matters of the answers so far:
the score of the free rules, the other rules that are true, the assumptions not yet satisfied and
the terms still alive. Ways that lead to the same state are one from there on, cells that make no
difference to a state are one step, and a branch ends as soon as what the judge asks is certain. So
the walk is exact, and its cost follows the number of states, not the number of ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple

from leadoff.engine.budget import Budget
from leadoff.engine.compiled import TermOwners
from leadoff.engine.judge import Found, Narrowing
from leadoff.engine.masks import bits, mask_of, union
from leadoff.engine.survey import Survey, surveyed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from leadoff.engine.compiled import Compiled
    from leadoff.engine.judge import Judge
    from leadoff.engine.policy import Score

__all__ = ["MOST_STEPS_OF_WALK", "Group", "Move", "State", "Survey", "Walk"]

MOST_STEPS_OF_WALK = 400_000
"""The budget of a walk: steps from a state over the cells of a fact that make no difference."""


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


class Move(NamedTuple):
    """Cells of one fact after which the same terms are alive and the same conditions met."""

    cells: int
    weight: int
    alive: int
    met: int


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
        self._free = judge.free
        self._narrowed = judge.narrowed if isinstance(judge, Narrowing) else None
        self._spend = (budget or Budget(MOST_STEPS_OF_WALK)).spend
        self._rules = compiled.every_rule if rules is None else rules
        self._conditions = TermOwners(compiled.owners, compiled.rules).of
        self._terms_of: dict[int, int] = {}
        self._settled: dict[_Raw[Found], State[Found]] = {}
        self.facts = tuple(facts)
        unmet = mask_of(compiled.rules + place for place in assumptions)
        answered &= self._terms(unmet | self._rules)
        self.levels = [_groups(compiled.facts[fact].masks, answered) for fact in self.facts]
        self._finishing = self._last_levels(answered)
        self._moves: list[dict[int, tuple[Move, ...]]] = [{} for _ in self.facts]
        mentioned = union(self._finishing)
        begin: State[Found] = State((), 0, unmet, answered & mentioned)
        alive, met = self._left(answered & mentioned, answered & ~mentioned)
        self.start = self.after(begin, alive, met)

    def step(self, state: State[Found], level: int, mask: int) -> State[Found] | None:
        """The state after an answer; None if an assumption forbids it."""
        self._spend(1)
        answered = state.alive & mask
        satisfied = answered & self._finishing[level]
        if answered == state.alive and not satisfied:
            return state
        return self.after(state, *self._left(answered & ~satisfied, satisfied))

    def moves(self, state: State[Found], level: int) -> tuple[Move, ...]:
        """The answers to a fact that make a difference to a state; each is a step."""
        found = self._moves[level].get(state.alive)
        if found is None:
            found = self._moves[level][state.alive] = self._moves_of(level, state.alive)
        self._spend(len(found))
        return found

    def after(self, state: State[Found], alive: int, met: int) -> State[Found] | None:
        """The state with these terms alive and these conditions met; None if one is forbidden."""
        score, true, unmet, _, found = state
        if met:
            unmet &= ~met
            rules = met & self._rules
            free = rules & self._free
            true |= rules ^ free
            if free:
                score = self._judge.added(score, free)
        if unmet and any(not alive & self._compiled.terms_of[place] for place in bits(unmet)):
            return None
        raw = score, true, unmet, alive, found
        settled = self._settled.get(raw)
        if settled is None:
            settled = self._settled[raw] = self._settle(*raw)
        return settled

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
            for move in self.moves(state, level):
                reached = self.after(state, move.alive, move.met)
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
        cells = [len(self._compiled.facts[fact].masks) for fact in self.facts]
        return surveyed(self, cells)

    def _last_levels(self, answered: int) -> list[int]:
        """For each level the terms that mention its fact and none of a later level."""
        later = 0
        finishing: list[int] = []
        for fact in reversed(self.facts):
            mentions = answered & self._compiled.facts[fact].mentioning & ~later
            finishing.append(mentions)
            later |= mentions
        return finishing[::-1]

    def _moves_of(self, level: int, alive: int) -> tuple[Move, ...]:
        cells_by_answer: dict[int, int] = {}
        for mask, cells, _ in self.levels[level]:
            answered = alive & mask
            cells_by_answer[answered] = cells_by_answer.get(answered, 0) | cells
        finishing = self._finishing[level]
        cells_by_end: dict[tuple[int, int], int] = {}
        for answered, cells in cells_by_answer.items():
            satisfied = answered & finishing
            end = self._left(answered ^ satisfied, satisfied)
            cells_by_end[end] = cells_by_end.get(end, 0) | cells
        return tuple(Move(cells, cells.bit_count(), *end) for end, cells in cells_by_end.items())

    def _left(self, alive: int, satisfied: int) -> tuple[int, int]:
        """The terms still alive once some are satisfied, and the conditions those meet."""
        if not satisfied:
            return alive, 0
        met = self._conditions(satisfied)
        return alive & ~self._terms(met), met

    def _settle(
        self, score: Score, true: int, unmet: int, alive: int, found: Found | None
    ) -> State[Found]:
        """The state without what can no longer matter; one for all those that end alike."""
        if found is None:
            possible = true | self._open(alive)
            found, score, idle = self._judged(score, true, possible)
            if found is None:
                idle &= possible & ~true
                if idle:
                    alive &= ~self._terms(idle)
                return State(score, true, unmet, alive)
        return State((), 0, unmet, alive & self._terms(unmet) if unmet else 0, found)

    def _judged(self, score: Score, true: int, possible: int) -> tuple[Found | None, Score, int]:
        """What the judge is certain of, the score as far as it matters, and idle rules."""
        if self._narrowed is not None:
            return self._narrowed(score, true, possible)
        found = self._judge.certain(score, true, possible)
        return found, score, 0 if found is not None else self._judge.idle(true, possible)

    def _open(self, alive: int) -> int:
        """The rules that own some of the alive terms."""
        return self._conditions(alive) & self._rules

    def _terms(self, conditions: int) -> int:
        """The terms of some conditions; kept, because the walk asks for few masks often."""
        found = self._terms_of.get(conditions)
        if found is None:
            found = union(self._compiled.terms_of[place] for place in bits(conditions))
            self._terms_of[conditions] = found
        return found


if TYPE_CHECKING:
    _Raw = tuple[Score, int, int, int, Found | None]


def _groups(masks: Sequence[int], answered: int) -> tuple[Group, ...]:
    """The cells of a fact, those together that satisfy the same of the terms still alive."""
    cells: dict[int, int] = {}
    for cell, mask in enumerate(masks):
        alive = mask & answered
        cells[alive] = cells.get(alive, 0) | 1 << cell
    return tuple(Group(mask, group, group.bit_count()) for mask, group in cells.items())
