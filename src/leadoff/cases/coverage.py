"""What the cases of a rule file cover, why the rest is not covered, and which cases to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from leadoff.cases.goals import OutcomeGoal, RuleGoal, SideGoal, effects_of, goals_of
from leadoff.cases.model import Case, Expected
from leadoff.cases.run import run_case
from leadoff.cases.seek import Seeker
from leadoff.cases.written import is_writable
from leadoff.diagnostic.text import Span
from leadoff.engine.budget import OverBudgetError
from leadoff.facts.domain import format_number
from leadoff.facts.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from leadoff.cases.goals import Effects, Goal, Level
    from leadoff.cases.report import Report
    from leadoff.cases.run import CaseResult
    from leadoff.cases.seek import Way
    from leadoff.engine.rule_set import RuleSet

State: TypeAlias = Literal["covered", "uncovered", "impossible", "not proved"]
"""A goal is impossible if it is proved that no profile reaches it, and not proved if the budget
ended before a profile or the proof was found."""


class Mark(NamedTuple):
    """How many cases cover a goal, and where none does, whether any could."""

    goal: Goal
    cases: int
    state: State


class Suggestion(NamedTuple):
    """A case that covers some goals that no case covers, with what the rules say of it today."""

    name: str
    result: CaseResult
    goals: tuple[Goal, ...]


class Coverage(NamedTuple):
    """What the cases about one rule file cover."""

    rules: RuleSet
    cases: int
    marks: tuple[Mark, ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def covered(self) -> int:
        """How many goals some case covers."""
        return sum(mark.state == "covered" for mark in self.marks)

    @property
    def coverable(self) -> int:
        """How many goals some case may cover: all that are not proved impossible."""
        return sum(mark.state != "impossible" for mark in self.marks)

    @property
    def percent(self) -> int:
        """The share that is covered, rounded down: 100 is all of it."""
        return 100 * self.covered // self.coverable if self.coverable else 100

    def why_impossible(self, goal: Goal) -> str:
        """What is proved about an impossible goal; for a rule, the least that it cannot do."""
        if isinstance(goal, RuleGoal):
            return next(
                _IMPOSSIBLE[mark.goal.level]
                for mark in self.marks
                if mark.state == "impossible"
                and isinstance(mark.goal, RuleGoal)
                and mark.goal.rule is goal.rule
            )
        if isinstance(goal, SideGoal):
            return "the fact has no such value, or the assumptions forbid it"
        return "no profile leads to it"

    def reaches(self, percent: Decimal) -> bool:
        """Whether the exact share that is covered is at least this."""
        return 100 * self.covered >= percent * self.coverable


def coverage_of(report: Report) -> tuple[Coverage, ...]:
    """The coverage of each rule file that some cases are about, in the order of the cases."""
    by_rules: dict[RuleSet, list[CaseResult]] = {}
    for file in report.files:
        by_rules.setdefault(file.file.rules, []).extend(file.results)
    return tuple(_coverage(rules, results) for rules, results in by_rules.items())


def _coverage(rules: RuleSet, results: Sequence[CaseResult]) -> Coverage:
    goals = goals_of(rules.file)
    shown = [effects_of(result) for result in results]
    counts = {goal: sum(goal.is_covered(each) for each in shown) for goal in goals}
    sought = _Search(rules, {result.case.name for result in results})
    sought.run([goal for goal in _hardest_first(goals) if not counts[goal]])
    marks = tuple(
        Mark(goal, count, "covered" if count else sought.states[goal])
        for goal, count in counts.items()
    )
    return Coverage(rules, len(results), marks, tuple(sought.suggestions))


def _hardest_first(goals: Iterable[Goal]) -> list[Goal]:
    """The goals in an order in which one case often covers several: decisive before matched."""
    rank = {"decisive": 0, "fired": 1, "matched": 2}
    return sorted(goals, key=lambda goal: rank[goal.level] if isinstance(goal, RuleGoal) else 3)


class _Search:
    """Seeks a case for each goal that has none; one that an earlier case covers needs none."""

    def __init__(self, rules: RuleSet, names: set[str]) -> None:
        self._rules = rules
        self._seeker = Seeker(rules)
        self._names = names
        self._effects: list[Effects] = []
        self.states: dict[Goal, State] = {}
        self.suggestions: list[Suggestion] = []

    def run(self, goals: Sequence[Goal]) -> None:
        """Find out about every goal."""
        for goal in goals:
            if any(goal.is_covered(each) for each in self._effects):
                self.states[goal] = "uncovered"
            else:
                self.states[goal] = self._sought(goal)
        self.suggestions = [
            each._replace(goals=tuple(goal for goal in goals if goal.is_covered(effects)))
            for each, effects in zip(self.suggestions, self._effects, strict=True)
        ]

    def _sought(self, goal: Goal) -> State:
        try:
            way = self._seeker.seek(goal)
        except OverBudgetError:
            return "not proved"
        if way is None:
            return "impossible"
        if not all(map(is_writable, way.answers.values())):
            return "not proved"
        name = self._name(goal)
        result = run_case(_case(name, way), self._rules)
        effects = effects_of(result)
        if not goal.is_covered(effects):
            # The walk of the whole space was within its budget, that of this profile was not.
            return "not proved"
        self._names.add(name)
        self._effects.append(effects)
        self.suggestions.append(Suggestion(name, result, (goal,)))
        return "uncovered"

    def _name(self, goal: Goal) -> str:
        """A name that no case has."""
        name = named(goal)
        number = 1
        while name in self._names:
            number += 1
            name = f"{named(goal)} ({number})"
        return name


def suggestion_for(goal: Goal, rules: RuleSet, seeker: Seeker) -> Suggestion | None:
    """A case that covers one goal; None is the proof that none does.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    way = seeker.seek(goal)
    if way is None:
        return None
    name = named(goal)
    return Suggestion(name, run_case(_case(name, way), rules), (goal,))


def subject(goal: Goal) -> str:
    """What a goal is about, by name."""
    if isinstance(goal, RuleGoal):
        return goal.rule.id
    return goal.threshold.fact.name if isinstance(goal, SideGoal) else "the outcome"


def shown_by(goal: Goal) -> str:
    """What a case would show of the subject of a goal."""
    if isinstance(goal, RuleGoal):
        return _LEVEL[goal.level]
    if isinstance(goal, OutcomeGoal):
        return f"is {goal.outcome}"
    side = "" if goal.side == "at" else f"{goal.side} "
    return f"is {side}{format_number(goal.threshold.literal)}"


def named(goal: Goal) -> str:
    """A goal in a few words."""
    return f"{subject(goal)} {shown_by(goal)}"


_LEVEL: Final = {"matched": "matches", "fired": "fires", "decisive": "is decisive"}
_IMPOSSIBLE: Final[dict[Level, str]] = {
    "matched": "no profile makes its condition true",
    "fired": "wherever its condition is true, another rule sets it aside",
    "decisive": "no profile has another result without it",
}


def _case(name: str, way: Way) -> Case:
    return Case(name, Profile(way.answers), Expected(), way.post_only, Span(0, 0))
