"""Counting: how many ways of answering lead to what, in all and for each cell of each fact.

The states of a walk are found level by level, forwards; the ways that lead on from each are counted
backwards. The counts for all things found stand in one number, a field each, so that one
multiplication and one addition take a step.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Generic, NamedTuple

from leadoff.engine.judge import Found
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.walk import Move, State, Walk


class Survey(NamedTuple, Generic[Found]):
    """How many ways lead to what: in all, and for each cell of each walked fact.

    A cell that no way has is empty.
    """

    ways: dict[Found, int]
    by_cell: dict[int, tuple[dict[Found, int], ...]]


class _Layer(NamedTuple, Generic[Found]):
    """The states after some answers, with the ways to each, and the steps on from there.

    A step is a move and the place of its state in the next layer; None if that is forbidden.
    """

    states: list[State[Found]]
    ways: list[int]
    steps: list[tuple[tuple[Move, ...], list[int | None]]]


def surveyed(walk: Walk[Found], cells: Sequence[int]) -> Survey[Found]:
    """The survey of a walk whose facts have so many cells each.

    Raises:
        OverBudgetError: the budget of the walk ended first.
    """
    if walk.start is None:
        return Survey({}, {})
    layers = [_Layer([walk.start], [1], [])]
    for level in range(len(cells)):
        layers.append(_layer_after(walk, level, layers[-1]))
    return _counted(walk, cells, layers)


def _layer_after(walk: Walk[Found], level: int, layer: _Layer[Found]) -> _Layer[Found]:
    """The next layer; notes the steps to it in this one."""
    after: _Layer[Found] = _Layer([], [], [])
    places: dict[State[Found], int] = {}
    for state, ways in zip(layer.states, layer.ways, strict=True):
        moves = walk.moves(state, level)
        reached: list[int | None] = []
        for _, weight, alive, met in moves:
            # Most moves contradict or meet nothing that the state still looks at.
            next_ = walk.after(state, alive, met) if met or alive != state.alive else state
            if next_ is None:
                reached.append(None)
                continue
            place = places.get(next_)
            if place is None:
                place = places[next_] = len(after.states)
                after.states.append(next_)
                after.ways.append(0)
            after.ways[place] += ways * weight
            reached.append(place)
        layer.steps.append((moves, reached))
    return after


def _counted(
    walk: Walk[Found], cells: Sequence[int], layers: Sequence[_Layer[Found]]
) -> Survey[Found]:
    fields: dict[Found, int] = {}
    width = prod(cells).bit_length()
    # After the last fact everything is certain.
    found = [state.found for state in layers[-1].states if state.found is not None]
    counts = [1 << width * fields.setdefault(each, len(fields)) for each in found]
    by_cell: dict[int, tuple[dict[Found, int], ...]] = {}
    for level in range(len(cells) - 1, -1, -1):
        layer = layers[level]
        before: list[int] = []
        by_move: dict[int, int] = {}
        for ways, (moves, reached) in zip(layer.ways, layer.steps, strict=True):
            total = 0
            for move, place in zip(moves, reached, strict=True):
                if place is not None:
                    count = counts[place]
                    total += move.weight * count
                    by_move[move.cells] = by_move.get(move.cells, 0) + ways * count
            before.append(total)
        counts = before
        own = [0] * cells[level]
        for mask, packed in by_move.items():
            for cell in bits(mask):
                own[cell] += packed
        by_cell[walk.facts[level]] = tuple(_unpacked(packed, fields, width) for packed in own)
    return Survey(_unpacked(counts[0], fields, width), dict(sorted(by_cell.items())))


def _unpacked(packed: int, fields: dict[Found, int], width: int) -> dict[Found, int]:
    """The counts by what was found; what no way leads to is left out."""
    low = (1 << width) - 1
    counts = {found: packed >> width * field & low for found, field in fields.items()}
    return {found: count for found, count in counts.items() if count}
