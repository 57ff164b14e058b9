"""Matching a profile: look up what its values satisfy, AND it, and what is left has fired.

This is the hot path of `RuleSet.decide`. It takes plain dicts that answer every fact some rule
tests, checks each value by its exact type, and leaves everything else - open facts, wrong values,
other mappings - to the exact way through `leadoff.facts.profile` and `leadoff.engine.assess`.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from leadoff.engine.column import column_of
from leadoff.engine.decisions import DecisionsByBallots, DecisionsByTerms, tally_of
from leadoff.engine.diagram import diagram_of
from leadoff.engine.row import row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic import BaseModel

    from leadoff.engine.assess import Machine
    from leadoff.engine.column import Column
    from leadoff.engine.compiled import FactMasks
    from leadoff.engine.decision import Decision, Scheme
    from leadoff.engine.decisions import Decisions
    from leadoff.engine.diagram import Diagram
    from leadoff.engine.row import Row
    from leadoff.facts.fact import Fact
    from leadoff.facts.profile import Profile

    # In the order of the row; their types are looked at before they are used.
    _Values: TypeAlias = Callable[
        [Mapping[str, object]],
        tuple[object, object, object, object, object, int, int, int, float, float],
    ]

Given: TypeAlias = "Mapping[str, object] | BaseModel | Profile"
Decide: TypeAlias = "Callable[[Given], Decision]"


class Table(NamedTuple):
    """Everything that a match looks up: the column of each fact, and the decisions.

    `every` is what an unanswered fact leaves: all terms, with the ballots of their rules above.
    """

    columns: tuple[Column, ...]
    every: int
    decisions: DecisionsByTerms | DecisionsByBallots


def table_of(machine: Machine, facts: tuple[Fact, ...], scheme: Scheme) -> Table:
    """The table of some rules, for profiles with these facts."""
    compiled = machine.compiled
    decisions = DecisionsByTerms(machine, scheme)
    tally = None if decisions.are_few else tally_of(machine)
    tested: dict[str, FactMasks] = {each.name: each for each in compiled.facts}
    every = compiled.every_term
    if tally is None:
        return Table(_columns(facts, tested, every), every, decisions)
    width = every.bit_length()
    (every,) = tally.beside([every], width)
    tested = {
        name: each._replace(masks=tuple(tally.beside(each.masks, width)))
        for name, each in tested.items()
    }
    counted = DecisionsByBallots(machine, scheme, tally, decisions)
    return Table(_columns(facts, tested, every), every, counted)


def _columns(
    facts: tuple[Fact, ...], tested: dict[str, FactMasks], every: int
) -> tuple[Column, ...]:
    return tuple(column_of(fact, tested.get(fact.name), every) for fact in facts)


def matcher_of(table: Table, exactly: Decide) -> Decide:
    """The fastest way to decide profiles by a table; what it does not take goes the exact way."""
    one_by_one = _one_by_one(table, exactly)
    row = row_of(table.columns, table.every)
    if row is None:
        return one_by_one
    decisions = table.decisions
    if isinstance(decisions, DecisionsByTerms) and decisions.are_few and not row.rest:
        return _by_diagram(row, diagram_of(row, decisions), one_by_one)
    return _by_masks(row, decisions, len(table.columns), one_by_one)


def _one_by_one(table: Table, otherwise: Decide) -> Decide:
    """Decides dicts in which no fact is open that some rule tests."""
    columns, every, decisions = table

    def decide(profile: Given) -> Decision:
        if type(profile) is not dict:
            return otherwise(profile)
        alive = every
        known = 0
        for column in columns:
            value = profile.get(column.name)
            if value is not None:
                if type(value) not in column.types:
                    return otherwise(profile)
                try:
                    alive &= column[value]
                except (KeyError, TypeError):
                    return otherwise(profile)
                known += 1
            elif column.is_tested:
                return otherwise(profile)
            else:
                known += column.name in profile
        return decisions[alive] if known == len(profile) else otherwise(profile)

    return decide


def _alive_of(columns: Sequence[Column], profile: Mapping[str, object]) -> int:
    """The terms that some facts leave, all answered; KeyError for what is no value of one."""
    alive = -1
    for column in columns:
        value = profile[column.name]
        if type(value) not in column.types:
            raise KeyError(column.name)
        alive &= column[value]
    return alive


# The next two write out what a loop over the facts would do, in half the time. A value that its
# fact cannot have ends in an exception: it is no key or place, or finds None, of no use to anybody.


def _by_diagram(row: Row, diagram: Diagram, otherwise: Decide) -> Decide:
    """Decides dicts with all facts, for a row without a rest."""
    count = len(set(row.names))
    values_of: _Values = itemgetter(*row.names)
    tree = diagram.tree
    cells1, cells2, cells3 = diagram.cells
    (type1, more1), cuts1, _, (low1, high1, home1) = row.numbers[0]
    (type2, more2), cuts2, _, (low2, high2, home2) = row.numbers[1]

    def decide(profile: Given) -> Decision:
        try:
            if type(profile) is dict and len(profile) == count:
                c1, c2, c3, f1, f2, w1, w2, w3, n1, n2 = values_of(profile)
                if (
                    type(c1) is str
                    and type(c2) is str
                    and type(c3) is str
                    and type(w1) is int
                    and type(w2) is int
                    and type(w3) is int
                    and w1 >= 0
                    and w2 >= 0
                    and w3 >= 0
                    and (type(n1) is type1 or type(n1) is more1)
                    and (type(n2) is type2 or type(n2) is more2)
                ):
                    nodes = tree[c1][c2][c3][0 if f1 is True else 1 if f1 is False else 2][
                        0 if f2 is True else 1 if f2 is False else 2
                    ]
                    between = nodes[home1 if low1 <= n1 < high1 else bisect_right(cuts1, n1)][
                        home2 if low2 <= n2 < high2 else bisect_right(cuts2, n2)
                    ]
                    return between[cells1[w1]][cells2[w2]][cells3[w3]]
        except (KeyError, IndexError, TypeError):
            pass
        return otherwise(profile)

    return decide


def _by_masks(row: Row, decisions: Decisions, count: int, otherwise: Decide) -> Decide:
    """Decides dicts with all facts, of which there are `count`."""
    values_of: _Values = itemgetter(*row.names)
    tree, rest = row.tree(int), row.rest
    (type1, more1), cuts1, masks1, _ = row.numbers[0]
    (type2, more2), cuts2, masks2, _ = row.numbers[1]
    list1, list2, list3, terms1, terms2 = cast("Sequence[list[int]]", [*row.lists, masks1, masks2])

    def decide(profile: Given) -> Decision:
        try:
            if type(profile) is dict and len(profile) == count:
                c1, c2, c3, f1, f2, w1, w2, w3, n1, n2 = values_of(profile)
                if (
                    type(c1) is str
                    and type(c2) is str
                    and type(c3) is str
                    and type(w1) is int
                    and type(w2) is int
                    and type(w3) is int
                    and w1 >= 0
                    and w2 >= 0
                    and w3 >= 0
                    and (type(n1) is type1 or type(n1) is more1)
                    and (type(n2) is type2 or type(n2) is more2)
                ):
                    alive = (
                        tree[c1][c2][c3][0 if f1 is True else 1 if f1 is False else 2][
                            0 if f2 is True else 1 if f2 is False else 2
                        ]
                        & list1[w1]
                        & list2[w2]
                        & list3[w3]
                        & terms1[bisect_right(cuts1, n1)]
                        & terms2[bisect_right(cuts2, n2)]
                    )
                    if rest:
                        alive &= _alive_of(rest, profile)
                    return decisions[alive]
        except (KeyError, IndexError, TypeError):
            pass
        return otherwise(profile)

    return decide
