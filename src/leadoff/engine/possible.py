"""What an open fact can still be, given the answers and the assumptions in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.assess import walk_of
from leadoff.engine.judge import Existing
from leadoff.engine.masks import mask_of

if TYPE_CHECKING:
    from leadoff.engine.assess import Machine, Situation
    from leadoff.engine.budget import Budget


def possible_cells(machine: Machine, situation: Situation, fact: int, budget: Budget) -> int:
    """The cells of an open fact that some way of answering the other open facts allows.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    compiled = machine.compiled
    masks = compiled.facts[fact].masks
    others = situation._replace(
        open_facts=tuple(place for place in situation.open_facts if place != fact)
    )
    assumed = [compiled.terms_of[compiled.rules + place] for place in situation.linking]
    possible = []
    for cell, mask in enumerate(masks):
        alive = situation.alive & mask
        if all(alive & terms for terms in assumed):
            left = others._replace(alive=alive)
            walk = walk_of(machine, left, Existing(), rules=0, budget=budget)
            if walk.finds(True):
                possible.append(cell)
    return mask_of(possible)
