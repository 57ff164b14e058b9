"""Looking for a profile that reaches a goal, or the proof that there is none.

Each goal is a walk with a judge: the walk visits every way that the assumptions allow, so what it
does not find is not there. The answers on the way it finds are a profile; facts that make no
difference there stay open.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from leadoff.cases.goals import OutcomeGoal, RuleGoal
from leadoff.engine.assess import situation_of, walk_of
from leadoff.engine.budget import Budget
from leadoff.engine.cells import cells_of
from leadoff.engine.judge import Contrasting, Deciding, Fires, Found, Holding
from leadoff.ruleset.condition import tests_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from leadoff.cases.goals import Goal, Level, SideGoal
    from leadoff.engine.judge import Judge
    from leadoff.engine.rule_set import RuleSet
    from leadoff.engine.walk import State, Walk
    from leadoff.source.values import Value

Answers: TypeAlias = "dict[str, Value]"

MOST_STEPS_TO_SEEK: Final = 1_000_000
"""The budget for all goals of a rule file together, in steps of a walk: a few seconds."""


class Way(NamedTuple):
    """Answers that reach a goal; with `post_only`, where the refinements are left out."""

    answers: Answers
    post_only: bool


class Seeker:
    """Seeks profiles for the goals of one rule set, within one budget for all of them."""

    def __init__(self, rules: RuleSet, steps: int = MOST_STEPS_TO_SEEK) -> None:
        self._rules = rules
        self._budget = Budget(steps)

    def seek(self, goal: Goal) -> Way | None:
        """A profile that reaches a goal; None is the proof that there is none.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        parts = [self._rules]
        if self._rules.file.has_refinements:
            parts.append(self._rules.post_only)
        for rules in parts:
            answers = self._answers(rules, goal)
            if answers is not None:
                return Way(answers, rules.is_post_only)
        return None

    def _answers(self, rules: RuleSet, goal: Goal) -> Answers | None:
        if isinstance(goal, RuleGoal):
            return self._of_rule(rules, goal.rule.id, goal.level, {})
        if isinstance(goal, OutcomeGoal):
            judge = Deciding(rules.machine.policy, rules.machine.overrides)
            wanted = goal.outcome
            return self._walked(rules, judge, {}, lambda it: wanted in (it.outcome, *it.outcomes))
        return self._of_side(rules, goal)

    def _of_rule(
        self, rules: RuleSet, id: str, level: Level, given: Mapping[str, Value]
    ) -> Answers | None:
        """Answers, those given among them, with which a rule is matched, fires or is decisive."""
        place = next((n for n, rule in enumerate(rules.rules) if rule.id == id), None)
        if place is None:
            return None
        machine = rules.machine
        if level == "matched":
            return self._walked(rules, Holding(place), given, bool, only=1 << place)
        if level == "fired":
            return self._walked(rules, Fires(machine.overrides, 1 << place), given, bool)
        judge = Contrasting(machine.policy, machine.overrides, place)
        return self._walked(rules, judge, given, bool)

    def _walked(
        self,
        rules: RuleSet,
        judge: Judge[Found],
        given: Mapping[str, Value],
        is_goal: Callable[[Found], bool],
        *,
        only: int | None = None,
    ) -> Answers | None:
        compiled = rules.machine.compiled
        if not _allowed(rules, given):
            return None
        situation = situation_of(compiled, given)
        walk = walk_of(rules.machine, situation, judge, rules=only)
        cells = self._way(walk, is_goal)
        if cells is None:
            return None
        found = {
            (each := compiled.facts[place].cells).fact.name: each.value_in(cell)
            for place, cell in cells.items()
        }
        order = [fact.name for fact in rules.facts]
        return dict(sorted({**given, **found}.items(), key=lambda item: order.index(item[0])))

    def _way(self, walk: Walk[Found], is_goal: Callable[[Found], bool]) -> dict[int, int] | None:
        """The cells of facts on the first way that ends in a goal."""
        if walk.start is None:
            return None
        seen: set[tuple[int, State[Found]]] = set()
        stack: list[tuple[int, State[Found], dict[int, int]]] = [(0, walk.start, {})]
        while stack:
            level, state, cells = stack.pop()
            hopeless = state.found is not None and not is_goal(state.found)
            if hopeless or (level, state) in seen:
                continue
            seen.add((level, state))
            if level == len(walk.levels):
                return cells
            # Cells that satisfy few terms first, so that a profile shows little else.
            groups = sorted(
                walk.levels[level], key=lambda group: (group.mask & state.alive).bit_count()
            )
            self._budget.spend(len(groups))
            reached = [walk.step(state, level, group.mask) for group in groups]
            if all(each == reached[0] for each in reached) and reached[0] is not None:
                stack.append((level + 1, reached[0], cells))
                continue
            fact = walk.facts[level]
            for group, after in reversed(list(zip(groups, reached, strict=True))):
                if after is not None:
                    cell = (group.cells & -group.cells).bit_length() - 1
                    stack.append((level + 1, after, {**cells, fact: cell}))
        return None

    def _of_side(self, rules: RuleSet, goal: SideGoal) -> Answers | None:
        """Answers with a value on one side of a threshold, best such that a rule hangs on it.

        First those with which a rule that has the threshold is decisive; then those where it
        would be, were the value on the other side; else the value alone.
        """
        fact = goal.threshold.fact.name
        known = {rule.id for rule in rules.rules}
        concerned = [rule.id for rule in goal.threshold.rules if rule.id in known]
        if not concerned:
            return None
        here = next(
            (
                value
                for value in chain(_beside(goal), _elsewhere(rules, goal))
                if goal.holds(value) and _allowed(rules, {fact: value})
            ),
            None,
        )
        if here is None:
            return None
        for id in concerned:
            found = self._of_rule(rules, id, "decisive", {fact: here})
            if found is not None:
                return found
        for id in concerned:
            for value in _beside(goal):
                found = self._of_rule(rules, id, "decisive", {fact: value})
                if found is not None and _allowed(rules, {**found, fact: here}):
                    return {**found, fact: here}
        return {fact: here}


def _allowed(rules: RuleSet, answers: Mapping[str, Value]) -> bool:
    """Whether the assumptions allow some answers, but for those that allow no profile at all."""
    compiled = rules.machine.compiled
    return situation_of(compiled, answers).dropped == situation_of(compiled, {}).dropped


def _beside(goal: SideGoal) -> Iterator[int | Decimal]:
    """The values at a threshold and one to each side, as far as the fact can have them."""
    fact, literal = goal.threshold.fact, goal.threshold.literal
    for value in (literal, literal - 1, literal + 1):
        admitted = fact.domain.admit(value)
        if isinstance(admitted, int | Decimal):
            yield admitted


def _elsewhere(rules: RuleSet, goal: SideGoal) -> Iterator[int | Decimal]:
    """Values of a fact that stand for all others, cell by cell, with the threshold as a cell."""
    fact, literal = goal.threshold.fact, goal.threshold.literal
    conditions = rules.file.conditions(laws=True)
    tests = [each for when in conditions for each in tests_in(when) if each.fact.name == fact.name]
    around = tests[0]._replace(operator="is", values=(literal,))
    cells = cells_of(fact, [*tests, around])
    for cell in range(cells.count):
        value = cells.value_in(cell)
        if isinstance(value, int | Decimal):
            yield value
