"""A decision diagram: with few rules, the values of a profile lead to its decision without an AND.

The facts of a row are its levels. Below the tree there is a node for each set of terms that can be
alive there: a list by the cells of the next fact, numbers first, and at the end the decisions.
Values that leave the same terms have one node, so that there are few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadoff.engine.decision import Decision
    from leadoff.engine.decisions import Decisions
    from leadoff.engine.row import Row, Tree

    Nodes: TypeAlias = list[list[list[list[list[Decision]]]]]

_Below = TypeVar("_Below")


class Diagram(NamedTuple):
    """The nodes by choices and flags; below them by the cells of the row's other facts."""

    tree: Tree[Nodes]
    cells: Sequence[Sequence[int]]
    """The cell of each whole number that stands in a list, by value from 0 on."""


def diagram_of(row: Row, decisions: Decisions) -> Diagram:
    """The diagram of a row without a rest, for rules of few terms."""
    lists = [_cells(masks) for masks in row.lists]
    last: Callable[[int], Decision] = decisions.__getitem__
    (_, first), (_, second), (_, third) = lists
    listed = _level(first, _level(second, _level(third, last)))
    fourth, fifth = (number.masks for number in row.numbers)
    return Diagram(
        row.tree(_level(fourth, _level(fifth, listed))),
        [cells for cells, _ in lists],
    )


def _cells(masks: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """The cells of some values, in each of which the same terms are alive, and these terms.

    A value outside the domain has the cell behind the last.
    """
    distinct = [mask for mask in dict.fromkeys(masks) if mask is not None]
    places = {mask: place for place, mask in enumerate(distinct)}
    return [len(distinct) if mask is None else places[mask] for mask in masks], distinct


def _level(
    masks: Sequence[int | None], below: Callable[[int], _Below]
) -> Callable[[int], list[_Below]]:
    """What makes the nodes of one fact, each once, from what makes those below."""
    made: dict[int, list[_Below]] = {}
    # What asks a cell outside the domain for more gets a TypeError, as `match` expects.
    nothing = cast("_Below", None)

    def node(alive: int) -> list[_Below]:
        if alive not in made:
            made[alive] = [nothing if mask is None else below(alive & mask) for mask in masks]
        return made[alive]

    return node
