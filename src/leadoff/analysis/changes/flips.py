"""Flips: the smallest changes of a profile that would change what the rules say of it.

What counts as a change of what is said: another result, another firmness or lean, or that the
answer becomes provisional or stops being so. A change gives one fact another answer, or an open
fact an answer; no answer is ever taken away. A changed profile that contradicts an assumption
which the profile itself keeps does not exist, and is no flip.

**Single flips** are all of them, in the order of the language: fewest steps from cell to cell,
then the order of facts, then that of cells. An answered fact with an order counts the cells it
moves; any other answer is one step away. Neighbouring cells on one side of the present answer that
lead to the same are one flip; choices and texts have no order, so that all their cells are
neighbours.

**Pairs** are for answers that one change does not give: another result, or one that is provisional
where this one is not or the other way round, which neither of the two facts brings about alone.
For two facts and such an answer there is one pair, the nearest, widened to the neighbouring cells
of both that lead to the same; the order is that of single flips, with the steps of both added up.

Who can bring a change about is said beside it and does not affect the order.
"""

from __future__ import annotations

from itertools import chain, combinations, groupby, product, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leadoff.analysis.changes.trial import Move, Trial
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.masks import mask_of
from leadoff.engine.walk import MOST_STEPS_OF_WALK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leadoff.analysis.changes.conclusion import Conclusion
    from leadoff.analysis.changes.trial import Path
    from leadoff.engine.policy import Result
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Change, Fact
    from leadoff.facts.profile import Profile
    from leadoff.source.values import Value

_Answer: TypeAlias = "tuple[Result, bool]"

MOST_PAIRS = 5
"""Pairs beyond these are not looked for."""


class Shift(NamedTuple):
    """Another answer to one fact: some cells as a mask and in words, and one value of them.

    The value is the nearest to the answer `before`, which is None for an open fact.
    """

    fact: Fact
    before: Value | None
    cells: int
    answers: str
    value: Value
    steps: int


class Flip(NamedTuple):
    """Changes of one fact or two, and what the rules say then."""

    shifts: tuple[Shift, ...]
    after: Conclusion

    @property
    def steps(self) -> int:
        """From cell to cell, over all its facts."""
        return sum(shift.steps for shift in self.shifts)

    @property
    def change(self) -> Change:
        """Who can bring it about; giving an open fact its answer is ours to do."""
        who = {shift.fact.change for shift in self.shifts if shift.before is not None}
        return "fixed" if "fixed" in who else "time" if "time" in who else "ours"


class Flips(NamedTuple):
    """What would change a conclusion, nearest first.

    `pairs` is None where they were not looked for; `more_pairs` tells that there are pairs beyond
    those listed. `proved` is false where the budget
    ended before all changes were tried; those listed are true all the same.
    """

    before: Conclusion
    singles: tuple[Flip, ...]
    pairs: tuple[Flip, ...] | None
    more_pairs: bool
    proved: bool


def flips_of(
    rule_set: RuleSet, profile: Profile, *, pairs: bool = True, steps: int = MOST_STEPS_OF_WALK
) -> Flips:
    """The flips of a profile, each replayed; with `pairs`, also those of two facts.

    `steps` is the budget of all walks together. Where the answer itself is not proved, nothing is
    said of what would change it.

    Raises:
        ReplayError: the engine contradicts the search, which is a bug.
    """
    trial = Trial(rule_set, profile, Budget(steps))
    if not trial.proved:
        return Flips(trial.before, (), None, more_pairs=False, proved=False)
    search = _Search(trial)
    try:
        search.try_singles()
        if pairs:
            search.try_pairs()
    except OverBudgetError:
        search.proved = False
    return search.flips()


class _Search:
    """Collects flips; the place of a fact is its place in `compiled.facts`."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._singles: list[tuple[tuple[int, Move], Flip]] = []
        self._pairs: list[Flip] | None = None
        self.proved = True

    def flips(self) -> Flips:
        singles = tuple(flip for _, flip in sorted(self._singles, key=lambda each: each[0]))
        if self._pairs is None:
            return Flips(self._trial.before, singles, None, False, self.proved)
        more = len(self._pairs) > MOST_PAIRS
        pairs = tuple(self._pairs[:MOST_PAIRS])
        return Flips(self._trial.before, singles, pairs, more, self.proved)

    def try_singles(self) -> None:
        before = self._trial.before
        for path in chain.from_iterable(self._trial.paths):
            for cells, after in self._stretches(path):
                if after != before:
                    move = Move(path.place, cells[0])
                    flip = self._flip(after, (path, cells))
                    self._singles.append(((path.steps(move.cell), move), flip))

    def _stretches(self, path: Path) -> Iterable[tuple[list[int], Conclusion]]:
        """The cells of a path by what they lead to; those that cannot be are left out."""
        led = [(cell, self._trial.conclude(Move(path.place, cell))) for cell in path.way]
        if not path.is_ordered:
            first = {after: place for place, (_, after) in reversed(list(enumerate(led)))}
            led.sort(key=lambda each: first[each[1]])
        for after, stretch in groupby(led, key=itemgetter(1)):
            if after is not None:
                yield [cell for cell, _ in stretch], after

    def try_pairs(self) -> None:
        """The nearest pairs, until there is one more than are listed."""
        self._pairs = found = []
        ends = {place: _by_steps(own) for place, own in enumerate(self._trial.paths) if own}
        alone = {place: self._answers_of(place) for place in ends}
        known = {(one, other): alone[one] | alone[other] for one, other in combinations(ends, 2)}
        farthest = sorted(max(own) for own in ends.values())
        for total in range(2, sum(farthest[-2:]) + 1):
            for (one, other), answers in known.items():
                for first, second in _apart(ends[one], ends[other], total):
                    after = self._trial.conclude(first.move, second.move)
                    if after is not None and after.answer not in answers:
                        answers.add(after.answer)
                        found.append(self._pair(first, second, after))
                        if len(found) > MOST_PAIRS:
                            return

    def _answers_of(self, place: int) -> set[_Answer]:
        """What one fact alone can bring about, or leave as it is."""
        moves = [Move(place, cell) for path in self._trial.paths[place] for cell in path.way]
        after = [self._trial.conclude(move) for move in moves]
        return {self._trial.before.answer, *(each.answer for each in after if each is not None)}

    def _pair(self, first: _End, second: _End, after: Conclusion) -> Flip:
        """The flip of two ends, both widened to neighbours that lead to the same."""
        conclude = self._trial.conclude
        cells = first.widened(lambda move: conclude(move, second.move) == after)
        moves = [Move(first.move.place, cell) for cell in cells]
        others = second.widened(lambda end: all(conclude(move, end) == after for move in moves))
        return self._flip(after, (first.path, cells), (second.path, others))

    def _flip(self, after: Conclusion, *stretches: tuple[Path, list[int]]) -> Flip:
        """The flip to some stretches, replayed."""
        shifts = tuple(self._shift(path, cells) for path, cells in stretches)
        self._trial.replay({shift.fact.name: shift.value for shift in shifts}, after)
        return Flip(shifts, after)

    def _shift(self, path: Path, cells: list[int]) -> Shift:
        mask = mask_of(cells)
        fact = path.cells.fact
        before = self._trial.answers.get(fact.name)
        words = path.cells.described(mask)
        return Shift(fact, before, mask, words, path.value(cells[0]), path.steps(cells[0]))


class _End(NamedTuple):
    """Where one fact of a pair goes."""

    path: Path
    move: Move

    def widened(self, leads_to_the_same: Callable[[Move], bool]) -> list[int]:
        """This cell, with those behind it that are as good."""
        place, cell = self.move
        onward = self.path.way[self.path.way.index(cell) :]
        choose = takewhile if self.path.is_ordered else filter
        return list(choose(lambda each: leads_to_the_same(Move(place, each)), onward))


def _by_steps(paths: Iterable[Path]) -> dict[int, list[_End]]:
    """The ends of one fact by how far they are, in the order of cells."""
    ends = [_End(path, Move(path.place, cell)) for path in paths for cell in path.way]
    found: dict[int, list[_End]] = {}
    for end in sorted(ends, key=lambda each: each.move):
        found.setdefault(end.path.steps(end.move.cell), []).append(end)
    return found


def _apart(
    ends: dict[int, list[_End]], others: dict[int, list[_End]], total: int
) -> list[tuple[_End, _End]]:
    """The pairs of ends that are so many steps away together, in the order of cells."""
    pairs = [
        (first, second)
        for steps, own in ends.items()
        for first, second in product(own, others.get(total - steps, ()))
    ]
    return sorted(pairs, key=lambda each: (each[0].move, each[1].move))
