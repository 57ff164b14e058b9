"""The promises of a playbook, proved for every profile: `before` and `always`.

The conditions of phases and steps can hold together in some ways only; for each such way the plan
of every answer is laid out and looked at. What breaks a promise there is reported only if some
profile has that answer in that way, and that profile is found and replayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.analysis.replay import ReplayError
from leadoff.analysis.witness import ordinary_cells, witness_of
from leadoff.engine.assess import Machine, situation_of, walk_of
from leadoff.engine.compiled import compile_rules
from leadoff.engine.judge import Deciding
from leadoff.engine.rule_set import RuleSet
from leadoff.plan.conditions import condition_rules, ways_of
from leadoff.plan.model import Standing, answer_to
from leadoff.ruleset.model import Law

if TYPE_CHECKING:
    from leadoff.analysis.witness import Witness
    from leadoff.diagnostic.text import SourceText, Span
    from leadoff.engine.policy import Score
    from leadoff.plan.model import Order, Outline, Phase, Playbook, Step
    from leadoff.ruleset.condition import Condition
    from leadoff.source.values import Value


class Broken(NamedTuple):
    """A promise that some profile's plan breaks: what is wrong, the places, and that profile."""

    source: SourceText
    promise: Order | Standing
    outline: Outline
    problem: str
    places: tuple[tuple[Span, str], ...]
    witness: Witness


def broken_promises(playbook: Playbook, rules: RuleSet) -> tuple[Broken, ...]:
    """Every promise that is broken, once for each plan in which it is.

    Raises:
        OverBudgetError: the budget ended before it was certain.
    """
    found = []
    promises: tuple[Order | Standing, ...] = (*playbook.orders, *playbook.standings)
    for outline in playbook.outlines:
        conditions = _structure(outline)
        seeker = _Seeker(rules, conditions, outline.answer)
        ways = ways_of(conditions, rules.file)
        for promise in promises:
            for way in ways:
                problem = _problem(promise, _Layout(outline, conditions, way))
                if problem is not None and (witness := seeker.witness(way)) is not None:
                    found.append(Broken(playbook.source, promise, outline, *problem, witness))
                    break
    return tuple(found)


def profile_with_answer(rules: RuleSet, answer: str) -> Witness | None:
    """A profile that gets an answer (an outcome, `none` or `neither`), None if there is none.

    Raises:
        OverBudgetError: the budget ended before it was certain.
    """
    return _Seeker(rules, (), answer).witness(0)


def _structure(outline: Outline) -> tuple[Condition, ...]:
    """The conditions that decide which phases and steps are in a plan."""
    found: dict[Span, Condition] = {}
    for stage in outline.stages:
        for phase in stage:
            for condition in (phase.when, *(step.when for step in phase.steps)):
                if condition is not None:
                    found[condition.span] = condition
    return tuple(found.values())


class _Seat(NamedTuple):
    """Where a step stands in a plan: its stage, the track in it, the place in the phase."""

    stage: int
    track: int
    place: int
    step: Step

    def is_before(self, other: _Seat) -> bool:
        """Whether this step begins before the other; tracks side by side do not say."""
        if self.stage != other.stage:
            return self.stage < other.stage
        return self.track == other.track and self.place < other.place


class _Layout:
    """The plan by an outline where some of its conditions hold, a bit each."""

    def __init__(self, outline: Outline, conditions: tuple[Condition, ...], way: int) -> None:
        holding = {each.span for place, each in enumerate(conditions) if way >> place & 1}

        def holds(condition: Condition | None) -> bool:
            return condition is None or condition.span in holding

        self.outline = outline
        self.stages: list[list[Phase]] = []
        self._seats: dict[str, list[_Seat]] = {}
        for stage in outline.stages:
            phases = [phase for phase in stage if holds(phase.when)]
            if not phases:
                continue
            for track, phase in enumerate(phases):
                for place, step in enumerate(phase.steps):
                    if holds(step.when):
                        seat = _Seat(len(self.stages), track, place, step)
                        self._seats.setdefault(step.item.id, []).append(seat)
            self.stages.append(phases)

    def seats(self, item: str) -> list[_Seat]:
        """The places of an item, from the first."""
        return self._seats.get(item, [])

    def phase(self, seat: _Seat) -> Phase:
        """The phase of a place."""
        return self.stages[seat.stage][seat.track]

    def first_handoff(self, side: str) -> tuple[int, list[Phase]]:
        """The first stage in which something is handed to a side, and the phases that do it."""
        for stage, phases in enumerate(self.stages):
            handing = [each for each in phases if each.handoff and each.handoff.to == side]
            if handing:
                return stage, handing
        return len(self.stages), []


class _Problem(NamedTuple):
    """What is wrong with a plan, in words, and the places to look at."""

    said: str
    places: tuple[tuple[Span, str], ...] = ()


def _problem(promise: Order | Standing, layout: _Layout) -> _Problem | None:
    """What is wrong with a plan by a promise, or None."""
    plan = f"in the plan for `{layout.outline.answer}`"
    if isinstance(promise, Standing):
        for item in promise.items:
            problem = _standing_problem(item, promise.place, layout)
            if problem is not None:
                return problem._replace(said=f"{plan} {problem.said}")
        return None
    for first, then in zip(promise.items, promise.items[1:], strict=False):
        earlier, later = layout.seats(first), layout.seats(then)
        if earlier and later and not earlier[0].is_before(later[0]):
            places = ((earlier[0].step.span, f"`{first}`"), (later[0].step.span, f"`{then}`"))
            return _Problem(f"{plan} `{first}` does not begin before `{then}`", places)
    return None


def _standing_problem(item: str, place: str, layout: _Layout) -> _Problem | None:
    seats = layout.seats(item)
    if not seats:
        return _Problem(f"`{item}` is missing")
    first = seats[0]
    where = ((first.step.span, f"`{item}`"),)
    if place == "in-first-phase" and first.stage > 0:
        return _Problem(f"`{item}` is not in the first phase", where)
    if place == "in-repeating-phase" and not any(layout.phase(seat).repeats for seat in seats):
        return _Problem(f"`{item}` is in no phase that repeats", where)
    if place.startswith("by-handoff-to-"):
        side = place.removeprefix("by-handoff-to-")
        stage, handing = layout.first_handoff(side)
        if not handing:
            return _Problem(f"nothing is handed to {side}", where)
        if first.stage > stage or (first.stage == stage and layout.phase(first) not in handing):
            handed = ((phase.span, f"`{phase.id}` hands over to {side}") for phase in handing)
            said = f"`{item}` comes after the first handoff to {side}"
            return _Problem(said, (*where, *handed))
    return None


class _Matching:
    """Asks whether the result is one of some and exactly some conditions hold."""

    def __init__(self, deciding: Deciding, answer: str, rules: int, conditions: int) -> None:
        self._deciding = deciding
        self._answer = answer
        self._low = (1 << rules) - 1
        self._rules = rules
        self._conditions = conditions
        self.free = deciding.free

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._deciding.added(score, rules)

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """True where both are as asked, False where one cannot be any more."""
        sure, maybe = true >> self._rules, possible >> self._rules
        if sure & ~self._conditions or self._conditions & ~maybe:
            return False
        result = self._deciding.certain(score, true & self._low, possible & self._low)
        if result is not None and answer_to(result.kind, result.outcome) != self._answer:
            return False
        return True if result is not None and sure == maybe else None

    def idle(self, true: int, possible: int) -> int:
        """None: the conditions of the playbook still matter."""
        return 0


class _Seeker:
    """Seeks a profile that has an answer while exactly some conditions hold."""

    def __init__(self, rules: RuleSet, conditions: tuple[Condition, ...], answer: str) -> None:
        own = condition_rules(conditions)
        # As laws, the conditions cut the cells of the rule set as finely as those of the machine.
        laws = tuple(
            Law(rule.id, rule.when, "never", rule.outcome, "", rule.span, rule.span) for rule in own
        )
        file = rules.file._replace(laws=(*rules.file.laws, *laws))
        self._rules = RuleSet(file)
        self._answer = answer
        self._count = len(file.rules)
        compiled = compile_rules(file._replace(rules=(*file.rules, *own)))
        self._machine = Machine(compiled, rules.machine.policy, rules.machine.overrides)

    def witness(self, way: int) -> Witness | None:
        """A readable profile, replayed; None if there is none."""
        judge = _Matching(
            Deciding(self._machine.policy, self._machine.overrides), self._answer, self._count, way
        )
        answers: dict[str, Value] = {}
        if not self._is_possible(judge, answers):
            return None
        compiled = self._machine.compiled
        ordinary = ordinary_cells(compiled)
        chosen: dict[int, int] = {}
        for place, fact in enumerate(compiled.facts):
            others = (cell for cell in range(len(fact.masks)) if cell != ordinary[place])
            for cell in (ordinary[place], *others):
                answers[fact.name] = fact.cells.value_in(cell)
                if self._is_possible(judge, answers):
                    chosen[place] = cell
                    break
        witness = witness_of(self._rules, chosen)
        decided = self._rules.decide(dict(witness))
        if answer_to(decided.kind, decided.outcome) != self._answer:
            raise ReplayError(f"the plan for {self._answer} is not that of {witness}")
        return witness

    def _is_possible(self, judge: _Matching, answers: dict[str, Value]) -> bool:
        situation = situation_of(self._machine.compiled, answers)
        if situation.dropped or not situation.proved:
            return False
        return walk_of(self._machine, situation, judge).finds(True)
