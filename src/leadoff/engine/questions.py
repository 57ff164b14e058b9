"""Which question to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.assess import matters
from leadoff.engine.masks import bits, union

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from leadoff.engine.assess import Assessment, Machine, Situation
    from leadoff.engine.cells import Cells
    from leadoff.engine.policy import Result
    from leadoff.engine.walk import Survey
    from leadoff.ruleset.model import RuleFile


class Stretch(NamedTuple):
    """Cells of a fact, as a mask, and the results that answering there leaves possible."""

    cells: int
    results: frozenset[Result]


class AnswerEffect(NamedTuple):
    """Some answers to a question, in words, and the results they leave possible."""

    answer: str
    results: tuple[Result, ...]


class NextQuestion(NamedTuple):
    """The place of the fact to ask for, and what each stretch of answers would leave."""

    fact: int
    stretches: tuple[Stretch, ...]


def facts_that_matter(
    machine: Machine, situation: Situation, survey: Survey[Result]
) -> tuple[int, ...]:
    """The open facts that matter, in the order of the file.

    A fact matters if two ways that differ in it alone have different results, or if its cells
    leave different sets of results (which facts tied by assumptions may do without the former).

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    found = []
    for place, by_cell in survey.by_cell.items():
        if _tells(situation, by_cell) or matters(machine, situation, place):
            found.append(place)
    return tuple(found)


def facts_of_open_rules(machine: Machine, found: Assessment) -> tuple[int, ...]:
    """The open facts on which rules still depend, in the order of the file.

    Where the result is certain, they may still change its firmness, its lean and the totals.
    """
    conditions = found.open
    for place in found.situation.linking if found.open else ():
        conditions |= 1 << (machine.compiled.rules + place)
    terms = union(machine.compiled.terms_of[place] for place in bits(conditions))
    undecided = terms & found.situation.alive & ~found.situation.satisfied
    return tuple(
        place
        for place in found.situation.open_facts
        if undecided & machine.compiled.facts[place].mentioning
    )


def answer_effects(
    file: RuleFile, cells: Cells, stretches: tuple[Stretch, ...]
) -> tuple[AnswerEffect, ...]:
    """What stretches of answers leave possible, in words; results in the order of outcomes."""
    order = {outcome.id: place for place, outcome in enumerate(file.outcomes)}

    def place(result: Result) -> tuple[int, str, tuple[str, ...]]:
        return order.get(result.outcome or "", len(order)), result.kind, result.outcomes

    return tuple(
        AnswerEffect(cells.described(each.cells), tuple(sorted(each.results, key=place)))
        for each in stretches
    )


def next_question(
    machine: Machine,
    situation: Situation,
    survey: Survey[Result],
    passed: Collection[int] = (),
) -> NextQuestion | None:
    """The question to ask next: the fact whose answer is expected to settle most.

    For each cell of a fact that some way has, take the share of ways that lead to the most frequent
    result; the fact with the highest mean over its cells is asked, of equals the first in the
    order of facts. Only facts that matter are asked, and none of the places `passed`.

    Raises:
        OverBudgetError: the budget ended before it was certain which facts matter.
    """
    asked = [place for place in survey.by_cell if place not in passed]
    asked.sort(key=lambda place: (-_expected_share(survey.by_cell[place]), place))
    for place in asked:
        by_cell = survey.by_cell[place]
        if _tells(situation, by_cell) or matters(machine, situation, place):
            return NextQuestion(place, stretches_of(by_cell))
    return None


def _tells(situation: Situation, by_cell: tuple[dict[Result, int], ...]) -> bool:
    """Whether the counts show already that a fact matters.

    Its cells leave different sets of results; or different numbers of ways to some result, where
    no assumption links facts: then every cell leaves the same ways of answering the others, and
    one of these must change its result.
    """
    first, *rest = (ways for ways in by_cell if ways)
    if situation.linking:
        return any(ways.keys() != first.keys() for ways in rest)
    return any(ways != first for ways in rest)


def _expected_share(by_cell: tuple[dict[Result, int], ...]) -> Fraction:
    # Imported late: most profiles need no question.
    from fractions import Fraction

    shares = [Fraction(max(ways.values()), sum(ways.values())) for ways in by_cell if ways]
    return sum(shares, Fraction()) / len(shares)


def stretches_of(by_cell: tuple[dict[Result, int], ...]) -> tuple[Stretch, ...]:
    """The cells of one fact in a survey, those together that leave the same results."""
    cells: dict[frozenset[Result], int] = {}
    for cell, ways in enumerate(by_cell):
        if ways:
            results = frozenset(ways)
            cells[results] = cells.get(results, 0) | 1 << cell
    return tuple(Stretch(mask, results) for results, mask in cells.items())
