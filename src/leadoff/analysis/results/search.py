"""A complete profile of which a judge says yes, or the proof that there is none.

Facts are taken one after another, as in a walk. Ways to the same state are one, cells that satisfy
the same of the terms still alive are one step, and a branch ends as soon as its answer is certain.
Branches with the fewest unusual cells are followed first, so that the first profile found has as
few of them as any (Dijkstra's order, with a cost of 1 for a cell that is not the ordinary one).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leadoff.engine.masks import bits, mask_of, union

if TYPE_CHECKING:
    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.results.profiles import Profiles
    from leadoff.engine.budget import Budget
    from leadoff.engine.judge import Judge
    from leadoff.engine.policy import Score


State: TypeAlias = tuple[int, int, int, "Score | None"]
"""What a search remembers: the terms still alive, the rules known to be true that the score does
not hold, the required conditions not yet met, and the score; None once the answer is yes."""

Path: TypeAlias = "tuple[Path, int, int] | None"
"""The way to a state: the way before, a fact and its cell."""


class Group(NamedTuple):
    """Cells of one fact that satisfy the same terms, and one that stands for them."""

    mask: int
    cell: int
    cost: int


class ResultSearch:
    """A search through the profiles that meet all `required` conditions.

    Rules among the required conditions count as true from the start.
    """

    def __init__(self, profiles: Profiles, judge: Judge[bool], required: int) -> None:
        compiled = profiles.compiled
        self._profiles = profiles
        self._judge = judge
        self._terms_of = compiled.terms_of
        self._several = mask_of(
            place for place, own in enumerate(compiled.terms_of) if own != 1 << place
        )
        """The conditions that are not just the term of their own number."""
        self._owners = profiles.space.conditions
        self._rules = profiles.every_rule
        self._required = required | profiles.required
        relevant = self._terms(self._required | self._rules)
        allowed = self._allowed()
        self._defaults = tuple(
            ordinary if cells >> ordinary & 1 else (cells & -cells).bit_length() - 1
            for ordinary, cells in zip(profiles.ordinary, allowed, strict=True)
        )
        alive, mentioned = relevant, []
        for fact, cells in zip(compiled.facts, allowed, strict=True):
            masks = [fact.masks[cell] for cell in bits(cells)]
            some = union(masks)
            every = relevant
            for mask in masks:
                every &= mask
            alive &= some
            mentioned.append(some & ~every)
        self._order = self._ordered([each & alive for each in mentioned])
        self._mentioned = [mentioned[place] & alive for place in self._order]
        self._cells = [
            [(compiled.facts[place].masks[cell], cell) for cell in bits(allowed[place])]
            for place in self._order
        ]
        self._finishing = self._last_levels()
        self._groups: list[dict[int, tuple[Group, ...]]] = [{} for _ in self._order]
        self._possible: dict[int, int] = {}
        self._start = alive

    def cheapest(self, budget: Budget) -> Point | None:
        """The profile with the fewest unusual cells; None if there is none.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        return self._found(budget, plainest=True)

    def any(self, budget: Budget) -> Point | None:
        """Some profile, found by following first where the fewest terms are left; or None.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        return self._found(budget, plainest=False)

    def _found(self, budget: Budget, *, plainest: bool) -> Point | None:
        start = self._begin()
        if start is None:
            return None
        levels = len(self._order)
        stacks: list[list[tuple[int, State, Path]]] = [[] for _ in range(levels + 1)]
        stacks[0].append((0, start, None))
        seen: list[set[State]] = [set() for _ in range(levels + 1)]
        for cost, stack in enumerate(stacks):
            while stack:
                level, state, path = stack.pop()
                if state in seen[level]:
                    continue
                seen[level].add(state)
                if state[3] is None and not state[2]:
                    return self._profile(path)
                groups = self._groups_at(level, state[0])
                budget.spend(len(groups))
                reached: list[tuple[int, State, Path]] = []
                for mask, cell, more in groups:
                    after = self._step(level, state, mask)
                    if after is not None:
                        way = path if cell < 0 else (path, self._order[level], cell)
                        if plainest:
                            stacks[cost + more].append((level + 1, after, way))
                        else:
                            reached.append((level + 1, after, way))
                if not plainest:
                    reached.sort(key=_terms_left, reverse=True)
                    stack.extend(reached)
        return None

    def _begin(self) -> State | None:
        """The state before any fact is answered."""
        open_terms = union(self._mentioned)
        true = self._required & self._rules & ~self._judge.free
        state: State = (self._start, true, self._required, ())
        return self._reached(self._start & open_terms, self._start & ~open_terms, state)

    def _step(self, level: int, state: State, mask: int) -> State | None:
        before = state[0]
        alive = before & mask
        satisfied = alive & self._finishing[level]
        if alive == before and not satisfied:
            return state
        return self._reached(alive & ~satisfied, satisfied, state)

    def _reached(self, alive: int, satisfied: int, state: State) -> State | None:
        """The state with some terms satisfied and all but the alive ones contradicted."""
        if satisfied:
            alive, true, unmet, score = self._met(alive, satisfied, state)
        else:
            _, true, unmet, score = state
        if unmet:
            terms_of = self._terms_of
            for place in bits(unmet):
                if not alive & terms_of[place]:
                    return None
        if score is None:
            return alive & self._terms(unmet), 0, unmet, None
        possible = self._possible.get(alive)
        if possible is None:
            possible = self._possible[alive] = self._owners(alive) & self._rules
        certain = self._judge.certain(score, true, true | possible)
        if certain is None:
            idle = self._judge.idle(true, true | possible) & possible & ~true & ~unmet
            if idle:
                alive &= ~self._terms(idle)
            return alive, true, unmet, score
        return (alive & self._terms(unmet), 0, unmet, None) if certain else None

    def _met(self, alive: int, satisfied: int, state: State) -> State:
        """A state with the conditions that some satisfied terms meet taken out of its terms."""
        _, true, unmet, score = state
        judge = self._judge
        met = self._owners(satisfied)
        rules = met & self._rules & ~true
        if score is not None and rules:
            free = rules & judge.free
            true |= rules ^ free
            if free:
                score = judge.added(score, free)
        return alive & ~self._terms(met), true, unmet & ~met, score

    def _groups_at(self, level: int, alive: int) -> tuple[Group, ...]:
        """The cells of a fact, those together that satisfy the same of the alive terms."""
        told = alive & self._mentioned[level]
        groups = self._groups[level].get(told)
        if groups is None:
            default = self._defaults[self._order[level]]
            unusual = int(default == self._profiles.ordinary[self._order[level]])
            found: dict[int, int] = {}
            for mask, cell in self._cells[level]:
                key = mask & told
                if cell == default or key not in found:
                    found[key] = cell
            rest = ~told
            groups = tuple(
                Group(key | rest, -1, 0) if cell == default else Group(key | rest, cell, unusual)
                for key, cell in found.items()
            )
            self._groups[level][told] = groups
        return groups

    def _profile(self, path: Path) -> Point:
        cells = list(self._defaults)
        while path is not None:
            path, fact, cell = path
            cells[fact] = cell
        return tuple(cells)

    def _terms(self, conditions: int) -> int:
        several = conditions & self._several
        if not several:
            return conditions
        return conditions ^ several | union(self._terms_of[place] for place in bits(several))

    def _allowed(self) -> list[int]:
        """The cells of each fact in which every required condition may still hold, else all."""
        compiled = self._profiles.compiled
        required = [compiled.terms_of[place] for place in bits(self._required)]
        allowed = []
        for fact in compiled.facts:
            kept = mask_of(
                cell
                for cell, mask in enumerate(fact.masks)
                if all(mask & terms for terms in required)
            )
            allowed.append(kept or (1 << len(fact.masks)) - 1)
        return allowed

    def _ordered(self, mentioned: list[int]) -> list[int]:
        """The facts that open terms mention, those that many mention first."""
        return sorted(
            (place for place, terms in enumerate(mentioned) if terms),
            key=lambda place: (-mentioned[place].bit_count(), place),
        )

    def _last_levels(self) -> list[int]:
        """For each level the terms that mention its fact and none of a later level."""
        later = 0
        finishing: list[int] = []
        for mentions in reversed(self._mentioned):
            finishing.append(mentions & ~later)
            later |= mentions
        return finishing[::-1]


def _terms_left(reached: tuple[int, State, Path]) -> int:
    return reached[1][0].bit_count()
