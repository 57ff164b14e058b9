"""Searching all profiles for one that does what is asked, without visiting each.

A target names conditions that must hold or must not, some of which one must hold, and rules that
must fire or must not. The search keeps a box, a set of cells for each fact, and the terms that hold
in a part of it. A term to avoid that covers the box but for one fact leaves that fact only the
other cells; a condition to hold that has one term left is that term. When nothing follows any more,
the box is split along a term, into the part inside and one part for each fact that can leave it. A
box that was searched is not searched again, and what falls into parts that share no fact is
searched part by part. So the search is exact, and its cost follows how much the terms are
entangled, not the number of profiles.

What follows at once is the unit rule of Davis and Putnam; for the split see `branching`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.branching import Branching, Settled, State
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.masks import bits, union

if TYPE_CHECKING:
    from leadoff.analysis.regions.space import Box, Space
    from leadoff.analysis.regions.target import Target
    from leadoff.engine.budget import Budget
    from leadoff.engine.overrides import Overrides

_DEEPEST_COUNT = 150
_FEWEST_FACTS_IN_PARTS = 4


class Search:
    """The search for one target; `overrides` where rules set others aside."""

    def __init__(
        self,
        space: Space,
        target: Target,
        budget: Budget,
        overrides: Overrides | None = None,
    ) -> None:
        self._space = space
        self._budget = budget
        asked = target.fire | target.quiet
        self._linked = linked = 0 if overrides is None else overrides.linked_to(asked)
        self._overrides = overrides.only(linked) if overrides is not None and linked else None
        self._price = 0 if self._overrides is None else self._overrides.count // 2
        self._fire, self._quiet = target.fire & linked, target.quiet & linked
        self._hold = target.hold | (target.fire & ~linked)
        self._avoid = target.avoid | (target.quiet & ~linked)
        self._avoided = space.terms(self._avoid)
        # "At least one of some conditions" is one more condition, which owns the terms of them all.
        self._some = space.terms(target.some & ~self._avoid)
        self._hold |= bool(target.some) << len(space.terms_of)
        self._terms_of = (*space.terms_of, self._some)
        self._linked_terms = space.terms(linked)
        self._branching = Branching(space.columns, self._terms_of, self._avoided)
        self._boxes: dict[State, Box | None] = {}
        """What was found in parts."""

    def find(self, box: Box | None = None) -> Box | None:
        """A box of which every profile does what is asked, inside a box if given; None if none do.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        start = self._start(self._space.whole if box is None else box)
        return None if start is None else self._found(start)

    def count(self) -> int:
        """How many ways of answering there are that do what is asked.

        Raises:
            OverBudgetError: the budget ended first.
        """
        start = self._start(self._space.whole)
        return 0 if start is None else self._counted(start, {}, 0)

    def _start(self, box: Box) -> State | None:
        if self._hold & self._avoid or not all(box):
            return None
        alive = self._avoided | self._linked_terms | self._terms(self._hold)
        return State(box, alive, self._hold, bool(self._linked), tuple(range(len(box))))

    def _found(self, start: State) -> Box | None:
        """A success below a state, depth first."""
        left: set[State] = set()
        stack = [start]
        while stack:
            settled = self._settled(stack.pop())
            if settled is None:
                continue
            if not settled.open:
                return settled.state.box
            key = settled.key
            if key in left:
                continue
            left.add(key)
            parts = self._parts(settled)
            if len(parts) > 1:
                box = self._found_in(parts)
                if box is not None:
                    return box
            else:
                stack += reversed(self._branching.split(settled))
        return None

    def _found_in(self, parts: list[State]) -> Box | None:
        """A success in each of some parts that share no fact."""
        box = parts[0].box
        for part in sorted(parts, key=lambda part: part.alive.bit_count()):
            if part not in self._boxes:
                self._boxes[part] = self._found(part)
            found = self._boxes[part]
            if found is None:
                return None
            box = tuple(here & there for here, there in zip(box, found, strict=True))
        return box

    def _counted(self, start: State, known: dict[State, int], depth: int) -> int:
        """The ways below a state that do what is asked."""
        if depth > _DEEPEST_COUNT:
            raise OverBudgetError
        settled = self._settled(start)
        if settled is None:
            return 0
        state, terms, _, _ = settled
        free = _ways(state.box, set(range(len(state.box))) - set(state.facts))
        if not terms:
            return free
        key = settled.key
        if key not in known:
            parts = self._parts(settled)
            if len(parts) > 1:
                ways = 1
                for part in parts:
                    outside = set(range(len(part.box))) - set(part.facts)
                    ways *= self._counted(part, known, depth + 1) // _ways(part.box, outside)
            else:
                ways = sum(
                    self._counted(part, known, depth + 1) for part in self._branching.split(settled)
                )
                ways //= free
            known[key] = ways
        return free * known[key]

    def _settled(self, state: State) -> Settled | None:
        """What follows from a state at once; None if the target cannot be met in it."""
        box, alive, need, linked, facts = state
        while True:
            self._budget.spend(1 + len(facts) + (self._price if linked else 0))
            leaving = []
            once = twice = thrice = 0
            for fact in facts:
                everywhere, somewhere = self._space.within(fact, box[fact])
                alive &= somewhere
                leaving.append(~everywhere)
            for left in leaving:
                thrice |= twice & left & alive
                twice |= once & left & alive
                once |= left & alive
            covering = alive & ~once
            if covering & self._avoided:
                return None
            need = self._needed(need, alive, covering)
            narrowed = (
                None
                if need < 0
                else self._narrowed(
                    state._replace(box=box, alive=alive, need=need), once & ~twice, leaving
                )
            )
            if narrowed is None:
                return None
            if narrowed == box:
                break
            box = narrowed
        wanted = self._terms(need) | self._avoided
        if linked:
            undecided = self._is_undecided(alive, covering)
            if undecided is None:
                return None
            linked = undecided
            wanted |= self._linked_terms if linked else 0
        alive &= wanted
        open_terms = alive & once
        kept = [
            (fact, left) for fact, left in zip(facts, leaving, strict=True) if left & open_terms
        ]
        state = State(box, alive, need, linked, tuple(fact for fact, _ in kept))
        binary = twice & ~thrice & open_terms
        return Settled(state, open_terms, tuple(left for _, left in kept), binary)

    def _needed(self, need: int, alive: int, covering: int) -> int:
        """The conditions that must hold and do not yet; below 0 if one of them cannot any more."""
        for place in bits(need):
            terms = self._terms_of[place]
            if terms & covering:
                need ^= 1 << place
            elif not terms & alive:
                return -1
        return need

    def _terms(self, conditions: int) -> int:
        """The terms of some conditions, as a mask."""
        return union(self._terms_of[place] for place in bits(conditions))

    def _owners(self, terms: int) -> int:
        """The conditions that own some of these terms, as a mask."""
        is_some = bool(terms & self._some)
        return self._space.conditions(terms) | is_some << len(self._space.terms_of)

    def _narrowed(self, state: State, unit: int, leaving: list[int]) -> Box | None:
        """The box without what cannot be; None if nothing is left of it."""
        columns = self._space.columns
        cells = list(state.box)
        unit &= self._avoided
        if unit:
            for fact, left in zip(state.facts, leaving, strict=True):
                for term in bits(unit & left):
                    cells[fact] &= ~columns[fact].fields[term]
        for place in bits(state.need):
            terms = state.alive & self._terms_of[place]
            if not terms & (terms - 1):
                term = terms.bit_length() - 1
                for fact in state.facts:
                    cells[fact] &= columns[fact].fields[term]
        return tuple(cells) if all(cells) else None

    def _is_undecided(self, alive: int, covering: int) -> bool | None:
        """Whether overrides still leave open which of the rules fire; None if not as asked."""
        if self._overrides is None:
            return False
        true = self._space.conditions(covering & self._linked_terms)
        possible = self._space.conditions(alive & self._linked_terms)
        sure, maybe = self._overrides.bounds(true, possible)
        if self._fire & ~maybe or self._quiet & sure:
            return None
        return bool(self._fire & ~sure or self._quiet & maybe)

    def _parts(self, settled: Settled) -> list[State]:
        """A state in parts that share no fact and no condition."""
        (box, alive, need, linked, facts), terms, leaving, _ = settled
        if len(facts) < _FEWEST_FACTS_IN_PARTS:
            return [settled.state]
        whole = self._linked_terms & alive if linked else 0
        parts = [whole] if whole else []
        glued = (self._terms_of[place] & alive for place in bits(need))
        for group in (*glued, *(left & terms for left in leaving)):
            joined = group
            apart = []
            for part in parts:
                if part & joined:
                    joined |= part
                else:
                    apart.append(part)
            parts = [*apart, joined]
        return [
            State(
                box,
                alive & part,
                need & self._owners(part & ~self._avoided),
                bool(part & whole),
                tuple(fact for fact, left in zip(facts, leaving, strict=True) if left & part),
            )
            for part in parts
        ]


def _ways(box: Box, facts: set[int]) -> int:
    """The ways to answer some facts inside a box."""
    ways = 1
    for fact in facts:
        ways *= box[fact].bit_count()
    return ways
