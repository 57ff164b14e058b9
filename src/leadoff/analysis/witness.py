"""Witnesses: a complete profile that shows a proof to be true, chosen to be read, and replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.cells import cells_of
from leadoff.facts.domain import OpenText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.engine.compiled import Compiled
    from leadoff.engine.rule_set import RuleSet
    from leadoff.source.values import Value

Witness = tuple[tuple[str, "Value"], ...]
"""A complete profile: every fact with its value, in the order of the file."""


class ReplayError(AssertionError):
    """A witness did not do in the engine what a proof says it does: a bug of ours."""


def ordinary_cells(compiled: Compiled) -> tuple[int, ...]:
    """For each tested fact the cell that satisfies the fewest terms, the lowest of equals.

    A witness that stays there shows only the rules it is about.
    """
    return tuple(
        min(range(len(fact.masks)), key=lambda cell: (fact.masks[cell].bit_count(), cell))
        for fact in compiled.facts
    )


def witness_of(rule_set: RuleSet, cells: Mapping[int, int]) -> Witness:
    """The profile with some cells by place of the tested fact; the other facts are ordinary.

    Open texts that no condition tests are left out.
    """
    compiled = rule_set.machine.compiled
    ordinary = ordinary_cells(compiled)
    tested = {
        each.cells.fact.name: each.cells.value_in(cells.get(place, ordinary[place]))
        for place, each in enumerate(compiled.facts)
    }
    return tuple(
        (fact.name, tested[fact.name] if fact.name in tested else cells_of(fact, ()).value_in(0))
        for fact in rule_set.facts
        if fact.name in tested or not isinstance(fact.domain, OpenText)
    )
