"""Which rules fire where: what every proof about regions of profiles asks of a rule set.

A point is a complete way of answering: a cell for each tested fact. Everything here ranges over the
points that the assumptions allow, and "fires" means after overrides.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from leadoff.analysis.regions.search import Search
from leadoff.analysis.regions.space import Space
from leadoff.analysis.regions.target import MOST_STEPS_OF_ONE, Target
from leadoff.analysis.regions.truth_table import MOST_KINDS, TruthTable, kinds_in
from leadoff.analysis.replay import ReplayError
from leadoff.analysis.witness import nearest, ordinary_cells, profile_at, readable
from leadoff.analysis.witness import replayed as replayed_by_engine
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.masks import bits, mask_of, union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.space import Box, Point
    from leadoff.analysis.witness import Witness
    from leadoff.engine.rule_set import RuleSet


MOST_STEPS_OF_ALL = 400_000
"""The budget of what is asked of all rules in turn, and of a target that stands alone."""

MOST_STEPS_TO_COUNT = 120_000


class FiringRegions:
    """Where the rules of a rule set fire; what was asked once is remembered."""

    def __init__(self, rule_set: RuleSet) -> None:
        compiled = rule_set.machine.compiled
        self.rule_set = rule_set
        self.compiled = compiled
        self.space = Space.of_compiled(compiled)
        self.overrides = rule_set.machine.overrides
        self.every_rule = compiled.every_rule
        self.assumptions = compiled.every_assumption
        self.ordinary = ordinary_cells(compiled)
        self._budget: Budget | None = None
        """What is left for all rules together, while they are asked in turn."""
        self._known: dict[Target, Box | None] = {}
        self._too_few: dict[Target, int] = {}
        """The steps that did not suffice for a target."""
        self._points: dict[Target, Point] = {}

    def find(self, target: Target) -> Point | None:
        """A readable point that does what is asked, None if there is none.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        box = self._box_of(target)
        if box is None:
            return None
        point = self._points.get(target)
        if point is None:
            point = self._points[target] = self._readable(target, box, self.space.whole)
        return point

    def exists(self, target: Target) -> bool:
        """Whether some point does what is asked. Raises OverBudgetError as `find` does."""
        return self._box_of(target) is not None

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """Let what is asked meanwhile share one budget, of which a target has a part."""
        self._budget = Budget(MOST_STEPS_OF_ALL)
        try:
            yield
        finally:
            self._budget = None

    def count(self, target: Target) -> int:
        """How many points do what is asked.

        Raises:
            OverBudgetError: the budget ended first.
        """
        return self._search(self.space, target, Budget(MOST_STEPS_TO_COUNT)).count()

    def find_in(self, space: Space, target: Target, inside: Box | None = None) -> Point | None:
        """Like `find` in a space with further conditions; any point, not a readable one."""
        box = self._search(space, target, Budget(MOST_STEPS_OF_ONE)).find(inside)
        return None if box is None else self._ordinary_in(box)

    def find_inside(self, target: Target, box: Box) -> Point | None:
        """Like `find` inside a box; it is not remembered."""
        found = self._search(self.space, target, self._for_one()).find(box)
        return None if found is None else self._readable(target, found, box)

    def some_point(self, target: Target, budget: Budget) -> Point | None:
        """Like `find`: any point, not a readable one, within a budget; it is not remembered."""
        box = self._found(target, budget)
        return None if box is None else self._ordinary_in(box)

    def is_allowed_in(self, box: Box) -> bool:
        """Whether the assumptions allow a point in a box. Raises OverBudgetError as `find` does."""
        return self._search(self.space, Target(), self._for_one()).find(box) is not None

    def fired(self, point: Point) -> int:
        """The rules that fire at a point."""
        return self.overrides.fired(self.space.holding(point) & self.every_rule)

    def witness(self, point: Point) -> Witness:
        """The profile at a point, in which the engine finds the same rules firing.

        Raises:
            ReplayError: it does not.
        """
        witness = profile_at(self.rule_set, point)
        decision = replayed_by_engine(self.rule_set, witness)
        expected = tuple(self.rule_set.rules[place].id for place in bits(self.fired(point)))
        if decision.fired != expected:
            raise ReplayError(f"{decision.fired} fire where a proof says {expected}")
        return witness

    @cached_property
    def has_profiles(self) -> bool:
        """Whether the assumptions allow any profile; raises OverBudgetError as `find` does."""
        return self.exists(Target())

    @cached_property
    def before(self) -> tuple[int, ...]:
        """For each rule those that go before it: under `first` and `priority`, else none.

        Under `first` they are the earlier ones; under `priority` those whose outcome ranks higher,
        and earlier ones with the same outcome.
        """
        rules = self.rule_set.rules
        by = self.rule_set.file.decide.by
        if by == "first":
            return tuple((1 << place) - 1 for place in range(len(rules)))
        if by != "priority":
            return (0,) * len(rules)
        ranks = {outcome.id: rank for rank, outcome in enumerate(self.rule_set.file.outcomes)}
        before = [0] * len(rules)
        ahead = 0
        for place in sorted(
            range(len(rules)), key=lambda place: (ranks[rules[place].outcome], place)
        ):
            before[place] = ahead
            ahead |= 1 << place
        return tuple(before)

    @cached_property
    def tested(self) -> tuple[int, ...]:
        """For each rule the facts on which its condition depends, as a mask."""
        found = []
        for rule in range(self.compiled.rules):
            terms = tuple(bits(self.space.terms_of[rule]))
            found.append(
                mask_of(
                    fact
                    for fact, column in enumerate(self.space.columns)
                    if any(column.fields[term] != self.space.whole[fact] for term in terms)
                )
            )
        return tuple(found)

    def blockers(self, rule: int) -> int:
        """The rules that keep another from having its turn where they fire.

        Those that go before it, and those that override it.
        """
        return self.before[rule] | self.overrides.over(rule)

    def meeting(self, rule: int) -> int:
        """The rules whose conditions hold at a point where this one's does, assumptions aside."""
        met = union(
            self._holding_in(term, everywhere=False) for term in bits(self.space.terms_of[rule])
        )
        return met & ~(1 << rule)

    def plainly_over(self, rule: int) -> int:
        """Rules of which one term holds wherever each term of this one does, assumptions aside.

        Others may hold there too, by several terms together or because of an assumption.
        """
        over = self.every_rule
        for term in bits(self.space.terms_of[rule]):
            over &= self._holding_in(term, everywhere=True)
        return over & ~(1 << rule)

    def _holding_in(self, term: int, *, everywhere: bool) -> int:
        """The rules that have a term that holds in all of another one's box, or in a part of it."""
        space = self.space
        alive = space.every
        for fact, column in enumerate(space.columns):
            alive &= space.within(fact, column.fields[term])[0 if everywhere else 1]
        return space.conditions(alive) & self.every_rule

    def overlapping(self, rule: int, others: int) -> int:
        """Those of some rules that can fire together with one rule.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        open_rules = self.meeting(rule) & others
        linked = self.overrides.linked_to(open_rules | 1 << rule)
        if not self.assumptions and not linked:
            return open_rules
        together = 0
        while open_rules:
            bit = open_rules & -open_rules
            box = self._box_of(Target(fire=1 << rule | bit))
            if box is not None:
                together |= self.fired(self._busiest_in(box)) & open_rules
            open_rules &= ~(together | bit)
        return together & others

    def _box_of(self, target: Target) -> Box | None:
        """A box of points that do what is asked; what was found once is remembered.

        What was not is asked again where there are more steps for it than there were.
        """
        if target not in self._known:
            budget = self._for_one()
            steps = budget.most
            if target in self._too_few and steps <= self._too_few[target]:
                raise OverBudgetError
            try:
                self._known[target] = self._found(target, budget)
            except OverBudgetError:
                self._too_few[target] = steps
                raise
        return self._known[target]

    def _found(self, target: Target, budget: Budget) -> Box | None:
        """A box of points that do what is asked; of few kinds of profile whatever the budget."""
        try:
            return self._search(self.space, target, budget).find()
        except OverBudgetError:
            if self._table is None:
                raise
            return self._table.find(target._replace(hold=target.hold | self.assumptions))

    @cached_property
    def _table(self) -> TruthTable | None:
        if kinds_in(self.space) > MOST_KINDS:
            return None
        return TruthTable(self.space, self.compiled.rules, self.overrides)

    def _readable(self, target: Target, found: Box, inside: Box) -> Point:
        """A readable point that does what is asked, from a box in which all do."""

        def shows(holding: int) -> bool:
            fired = self.overrides.fired(holding & self.every_rule)
            wanted = target.hold | self.assumptions
            return not (
                wanted & ~holding
                or target.avoid & holding
                or target.fire & ~fired
                or target.quiet & fired
                or (target.some and not target.some & holding)
            )

        return readable(
            self.space, self._ordinary_in(found), self.ordinary, shows, dict(enumerate(inside))
        )

    def _search(self, space: Space, target: Target, budget: Budget) -> Search:
        asked = target._replace(hold=target.hold | self.assumptions)
        return Search(space, asked, budget, self.overrides)

    def _for_one(self) -> Budget:
        """The budget of the next target: a part of what all rules share, while they do."""
        if self._budget is None:
            return Budget(MOST_STEPS_OF_ALL)
        return Budget(MOST_STEPS_OF_ONE, self._budget)

    def _busiest_in(self, box: Box) -> Point:
        """The point of a box that satisfies many terms, so that it shows much at once."""
        return tuple(
            max(bits(cells), key=lambda cell: fact.masks[cell].bit_count())
            for fact, cells in zip(self.compiled.facts, box, strict=True)
        )

    def _ordinary_in(self, box: Box) -> Point:
        return tuple(nearest(cells, cell) for cells, cell in zip(box, self.ordinary, strict=True))


def mask_of_outcome(rule_set: RuleSet, outcome: str) -> int:
    """The rules with one outcome, as a mask."""
    places = (place for place, rule in enumerate(rule_set.rules) if rule.outcome == outcome)
    return mask_of(places)
