"""Searching all profiles for one that does what a question asks, without visiting each.

A question names conditions that must hold or must not, and rules that must fire or must not. The
search answers one fact after another, always the one that most of the terms still open mention.
Cells that satisfy the same terms are one step; a group of cells that can only do worse than another
is left out; a state that was left without success is not entered again; and what falls into parts
that share no fact is searched part by part. So it is exact, and its cost follows how much the
conditions are entangled, not the number of profiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.cells import bits
from leadoff.engine.walk import OverBudgetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.analysis.space import Space
    from leadoff.engine.overrides import Overrides

MOST_NODES = 20_000
"""The budget of one question: states with the groups of cells tried from them."""

_MOST_FACTS_TO_COUNT = 300
_MOST_GROUPS_TO_COMPARE = 64
_MET = -1


class Question(NamedTuple):
    """What a profile should do; masks of conditions, and of rules among them.

    `hold` and `avoid` are conditions that hold and that do not, `fire` and `quiet` rules that fire
    and that do not, with overrides.
    """

    hold: int = 0
    avoid: int = 0
    fire: int = 0
    quiet: int = 0


class Budget:
    """How many nodes are left; spending more raises OverBudgetError."""

    def __init__(self, nodes: int = MOST_NODES) -> None:
        self.left = nodes

    def spend(self, nodes: int) -> None:
        """Take some nodes off.

        Raises:
            OverBudgetError: there are not so many left.
        """
        self.left -= nodes
        if self.left < 0:
            raise OverBudgetError


class _State(NamedTuple):
    """Facts still to answer, terms of undecided conditions, conditions that hold and overrides tie.

    All three are masks; `true` is `_MET` once the rules fire and do not as asked.
    """

    facts: int
    alive: int
    true: int


class _Path(NamedTuple):
    """The groups of cells chosen so far, the last one first."""

    fact: int
    cells: int
    before: _Path | None


class Search:
    """The search for one question; `overrides` where rules set others aside."""

    def __init__(
        self,
        space: Space,
        question: Question,
        budget: Budget,
        overrides: Overrides | None = None,
    ) -> None:
        self._space = space
        self._budget = budget
        self._overrides = overrides
        self._linked = (
            0 if overrides is None else overrides.linked_to(question.fire | question.quiet)
        )
        linked = self._linked
        self._fire, self._quiet = question.fire & linked, question.quiet & linked
        self._hold = question.hold | (question.fire & ~linked)
        self._avoid = question.avoid | (question.quiet & ~linked)
        self._avoided = space.terms(self._avoid)
        self._linked_terms = space.terms(linked)
        self._asked = self._avoided | self._linked_terms | space.terms(self._hold)
        self._box: Sequence[int] | None = None
        self._mentions: dict[int, int] = {}
        self._left: set[_State] = set()

    def find(self, box: Sequence[int] | None = None) -> dict[int, int] | None:
        """For each fact that matters the cells, as a mask, that do what is asked; None if none do.

        With a box, a mask of cells for each fact, only inside it. Whatever the other facts are, and
        whichever of the cells a fact has, the question is met.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        self._box = box
        start = self._start()
        return None if start is None else self._found(start)

    def count(self) -> int:
        """How many ways of answering there are that do what is asked; without overrides only.

        Raises:
            OverBudgetError: the budget ended first.
        """
        if self._linked or len(self._space.columns) > _MOST_FACTS_TO_COUNT:
            raise OverBudgetError
        start = self._start()
        every = (1 << len(self._space.columns)) - 1
        return 0 if start is None else self._counted(start, every, {})

    def _start(self) -> _State | None:
        if self._hold & self._avoid:
            return None
        alive = self._asked if self._box is None else self._asked & self._space.meeting(self._box)
        every = (1 << len(self._space.columns)) - 1
        return self._settled(_State(every, alive, 0 if self._linked else _MET), self._hold)

    def _found(self, start: _State) -> dict[int, int] | None:
        """A success below a state, depth first."""
        stack: list[tuple[_State, _Path | None]] = [(start, None)]
        while stack:
            state, path = stack.pop()
            if state in self._left:
                continue
            if not state.alive:
                return _cells_on(path)
            self._left.add(state)
            parts = self._parts(state)
            if len(parts) > 1:
                found = self._found_in(parts)
                if found is not None:
                    return _cells_on(path) | found
                continue
            fact = self._next_fact(state)
            steps = self._without_worse(state, self._steps(state, fact))
            stack += [(reached, _Path(fact, cells, path)) for cells, reached in reversed(steps)]
        return None

    def _found_in(self, parts: list[_State]) -> dict[int, int] | None:
        """A success in each of some parts that share no fact."""
        together: dict[int, int] = {}
        for part in sorted(parts, key=lambda part: part.alive.bit_count()):
            found = self._found(part)
            if found is None:
                return None
            together |= found
        return together

    def _counted(self, state: _State, facts: int, known: dict[_State, int]) -> int:
        """The ways below a state, of which `facts` are still to be answered."""
        free = 1
        for fact in bits(facts & ~state.facts):
            free *= self._space.columns[fact].width
        if not state.alive:
            return free
        if state not in known:
            parts = self._parts(state)
            if len(parts) > 1:
                ways = 1
                for part in parts:
                    ways *= self._counted(part, part.facts, known)
            else:
                fact = self._next_fact(state)
                rest = state.facts & ~(1 << fact)
                ways = sum(
                    cells.bit_count() * self._counted(reached, rest, known)
                    for cells, reached in self._steps(state, fact)
                )
            known[state] = ways
        return free * known[state]

    def _steps(self, state: _State, fact: int) -> list[tuple[int, _State]]:
        """The cells of a fact, those together that come to the same, with the state behind them."""
        column = self._space.columns[fact]
        self._budget.spend(1 + len(column.groups) // 8)
        inside = None if self._box is None else self._box[fact]
        cells: dict[int, int] = {}
        for group in column.groups:
            where = group.cells if inside is None else group.cells & inside
            if where:
                alive = state.alive & group.terms
                cells[alive] = cells.get(alive, 0) | where
        need = self._need(state.alive)
        rest = state.facts & ~(1 << fact)
        steps = []
        for alive, where in cells.items():
            reached = self._settled(_State(rest, alive, state.true), need)
            if reached is not None:
                steps.append((where, reached))
        return steps

    def _settled(self, state: _State, need: int) -> _State | None:
        """A state with what is decided taken out; None if the question cannot be met any more.

        `need` are the conditions that must hold and did not hold yet.
        """
        facts, alive, true = state
        satisfied = alive & ~self._mentioned(facts)
        if satisfied:
            if satisfied & self._avoided:
                return None
            met = self._space.conditions(satisfied)
            alive &= ~self._space.terms(met)
            if true != _MET:
                true |= met & self._linked
            need &= ~met
        if any(not alive & self._space.terms_of[place] for place in bits(need)):
            return None
        if true != _MET and self._overrides is not None:
            possible = true | (self._space.conditions(alive & self._linked_terms) & self._linked)
            sure, maybe = self._overrides.bounds(true, possible)
            if self._fire & ~maybe or self._quiet & sure:
                return None
            if not self._fire & ~sure and not self._quiet & maybe:
                true = _MET
                alive &= self._avoided | self._space.terms(need)
        return _State(self._open(facts, alive), alive, true)

    def _need(self, alive: int) -> int:
        return self._hold & self._space.conditions(alive & ~self._avoided) if self._hold else 0

    def _mentioned(self, facts: int) -> int:
        """The terms that mention one of some facts."""
        mentioned = self._mentions.get(facts)
        if mentioned is None:
            mentioned = 0
            for fact in bits(facts):
                mentioned |= self._space.columns[fact].mentions
            self._mentions[facts] = mentioned
        return mentioned

    def _open(self, facts: int, alive: int) -> int:
        """Those of some facts that alive terms mention."""
        columns = self._space.columns
        return sum(1 << fact for fact in bits(facts) if columns[fact].mentions & alive)

    def _next_fact(self, state: _State) -> int:
        """The fact that most of the alive terms mention, the first of equals."""
        columns = self._space.columns
        return max(
            bits(state.facts),
            key=lambda fact: ((columns[fact].mentions & state.alive).bit_count(), -fact),
        )

    def _parts(self, state: _State) -> list[_State]:
        """A state in parts that share no fact and no condition that must hold."""
        if state.facts.bit_count() < 4:
            return [state]
        whole = 0 if state.true == _MET else self._linked_terms & state.alive
        parts: list[tuple[int, int]] = [(0, whole)] if whole else []
        together = [state.alive & self._space.terms_of[c] for c in bits(self._need(state.alive))]
        parts += [(0, terms) for terms in together]
        for fact in bits(state.facts):
            facts, terms = 1 << fact, state.alive & self._space.columns[fact].mentions
            apart = []
            for other in parts:
                if other[1] & terms:
                    facts |= other[0]
                    terms |= other[1]
                else:
                    apart.append(other)
            parts = [*apart, (facts, terms)]
        return [
            _State(facts, terms, state.true if terms & whole else _MET) for facts, terms in parts
        ]

    def _without_worse(
        self, state: _State, steps: list[tuple[int, _State]]
    ) -> list[tuple[int, _State]]:
        """The steps in order of hope, without those that can only do worse than another."""
        avoided = self._avoided

        def hope(step: tuple[int, _State]) -> tuple[int, int]:
            alive = step[1].alive
            return (alive & avoided).bit_count(), (step[0] & -step[0]).bit_length()

        steps.sort(key=hope)
        if self._linked or len(steps) > _MOST_GROUPS_TO_COMPARE:
            return steps
        kept: list[tuple[int, _State]] = []
        for step in steps:
            alive = step[1].alive
            # Fewer terms to avoid, and what must hold is met already or has more ways to be met.
            if not any(self._is_no_better(alive, other.alive, state.alive) for _, other in kept):
                kept.append(step)
        return kept

    def _is_no_better(self, alive: int, other: int, before: int) -> bool:
        """Whether a state can only be met where another of the same facts can be met."""
        if other & self._avoided & ~alive:
            return False
        if not self._hold or not before & ~self._avoided:
            return True
        needed = self._need(other)
        # What must hold and has no terms left in a state holds there already.
        return not needed & ~self._need(alive) and not needed & self._need(alive & ~other)


def _cells_on(path: _Path | None) -> dict[int, int]:
    cells: dict[int, int] = {}
    while path is not None:
        cells[path.fact] = path.cells
        path = path.before
    return cells


def points(found: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The lowest cell of each fact."""
    for fact, cells in sorted(found.items()):
        yield fact, (cells & -cells).bit_length() - 1
