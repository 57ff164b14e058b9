"""Witnesses: a complete profile that shows a proof to be true, chosen to be read, and replayed.

A witness stays at the ordinary where it can: open text is one that no rule names, each other fact
has the cell that satisfies the fewest terms, so that the profile shows only what it is about. What
it must show, or what the assumptions ask for, moves a fact away from there, and no fact is moved
that could have stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.search import Search
from leadoff.analysis.regions.space import Space
from leadoff.analysis.regions.target import MOST_STEPS_OF_ONE, Target
from leadoff.analysis.replay import ReplayError
from leadoff.engine.budget import Budget
from leadoff.engine.cells import cells_of
from leadoff.engine.masks import bits, union
from leadoff.facts.domain import OpenText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadoff.analysis.regions.space import Point
    from leadoff.engine.compiled import Compiled, FactMasks
    from leadoff.engine.decision import Decision
    from leadoff.engine.rule_set import RuleSet
    from leadoff.source.values import Value

Witness = tuple[tuple[str, "Value"], ...]
"""A complete profile: every fact with its value, in the order of the file."""


def ordinary_cells(compiled: Compiled) -> Point:
    """For each tested fact the cell that satisfies the fewest terms of rules, the lowest of equals.

    A witness that stays there shows only the rules it is about. Of open text it is "any other",
    whatever that satisfies: a text that some rule names would seem to matter.
    """
    terms = union(compiled.terms_of[: compiled.rules])

    def ordinary(fact: FactMasks) -> int:
        if isinstance(fact.cells.fact.domain, OpenText):
            return len(fact.masks) - 1
        weights = [(mask & terms).bit_count() for mask in fact.masks]
        return weights.index(min(weights))

    return tuple(map(ordinary, compiled.facts))


def witness_of(rule_set: RuleSet, cells: Mapping[int, int]) -> Witness:
    """The profile with some cells by place of the tested fact, completed as assumptions allow.

    The other facts are ordinary, but for those that an assumption then needs to be otherwise.

    Raises:
        ReplayError: the assumptions allow no profile with these cells.
        OverBudgetError: it took too long to find one.
    """
    compiled = rule_set.machine.compiled
    fixed = {place: 1 << cell for place, cell in cells.items()}
    return profile_at(rule_set, completed(compiled, Space.of_compiled(compiled), fixed))


def profile_at(rule_set: RuleSet, point: Point) -> Witness:
    """The profile with a cell for each tested fact; of the others any value will do."""
    tested = {
        each.name: each.cells.value_in(cell)
        for each, cell in zip(rule_set.machine.compiled.facts, point, strict=True)
    }
    return tuple(
        (fact.name, tested[fact.name] if fact.name in tested else cells_of(fact, ()).value_in(0))
        for fact in rule_set.facts
    )


def completed(compiled: Compiled, space: Space, fixed: Mapping[int, int]) -> Point:
    """A cell for each tested fact: one of the fixed cells, given as masks, the others ordinary.

    Raises:
        ReplayError: the assumptions allow no such profile.
        OverBudgetError: it took too long to find one.
    """
    assumptions = compiled.every_assumption

    def is_allowed(holding: int) -> bool:
        return not assumptions & ~holding

    ordinary = ordinary_cells(compiled)
    point = tuple(
        nearest(fixed[place], cell) if place in fixed else cell
        for place, cell in enumerate(ordinary)
    )
    if is_allowed(space.holding(point)):
        return point
    box = tuple(fixed.get(place, cells) for place, cells in enumerate(space.whole))
    found = Search(space, Target(hold=assumptions), Budget(MOST_STEPS_OF_ONE)).find(box)
    if found is None:
        raise ReplayError("the assumptions allow no profile with these cells")
    point = tuple(nearest(cells, cell) for cells, cell in zip(found, ordinary, strict=True))
    return readable(space, point, ordinary, is_allowed, fixed)


def readable(
    space: Space,
    point: Point,
    ordinary: Point,
    shows: Callable[[int], bool],
    fixed: Mapping[int, int],
) -> Point:
    """A point with as many facts at the ordinary as can be moved there one after another.

    `shows` says whether the conditions that hold still show what they should; facts in `fixed` stay
    inside their cells.
    """
    chosen = list(point)
    for place, cell in enumerate(ordinary):
        if chosen[place] == cell or not fixed.get(place, -1) >> cell & 1:
            continue
        before = chosen[place]
        chosen[place] = cell
        if not shows(space.holding(chosen)):
            chosen[place] = before
    return tuple(chosen)


def replayed(rule_set: RuleSet, witness: Witness) -> Decision:
    """The engine's decision for a witness, which the assumptions must allow.

    Raises:
        ReplayError: they do not, or the engine finds the profile incomplete.
    """
    found = rule_set.assess(rule_set.profile(dict(witness)))
    if found.situation.dropped or found.situation.linking:
        raise ReplayError("a witness contradicts an assumption")
    decision = rule_set.decide(dict(witness))
    if found.open or decision != rule_set.decision(found):
        raise ReplayError("a witness is not decided")
    return decision


def nearest(cells: int, ordinary: int) -> int:
    """The ordinary cell, if it is among some cells, else the lowest of them."""
    return ordinary if cells >> ordinary & 1 else next(iter(bits(cells)))
