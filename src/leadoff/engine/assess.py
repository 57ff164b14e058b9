"""What a profile makes of the rules, exactly, with facts unanswered and assumptions in force."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.judge import Contrasting, Deciding, Existing, Holding
from leadoff.engine.masks import bits, union
from leadoff.engine.walk import MOST_STEPS_OF_WALK, Walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.engine.compiled import Compiled
    from leadoff.engine.judge import Found, Judge
    from leadoff.engine.overrides import Overrides
    from leadoff.engine.policy import Policy, Result, Verdict
    from leadoff.engine.walk import State, Survey
    from leadoff.source.values import Value


class Machine(NamedTuple):
    """Compiled rules with their policy and overrides: all that deciding needs."""

    compiled: Compiled
    policy: Policy
    overrides: Overrides


class Situation(NamedTuple):
    """Where a profile stands: the terms it leaves, and the assumptions in force.

    `alive` are the terms the answers have not contradicted, `satisfied` those that hold already,
    `open_facts` places of unanswered facts that alive terms mention; `linking` are assumptions
    that open facts still decide, `dropped` those that leave no way. Where it took too long to see
    whether an assumption leaves one, it is linking, and the situation is not `proved`.
    """

    alive: int
    satisfied: int
    open_facts: tuple[int, ...]
    linking: tuple[int, ...]
    dropped: tuple[int, ...]
    proved: bool


class Assessment(NamedTuple):
    """The exact state of every rule for one profile, and the result to show. Masks are of rules.

    `survey` is there if the result is provisional and was proved to be; `proved` is false where
    the budget ended first, and then nothing is said about the other ways.
    """

    situation: Situation
    true: int
    open: int
    fired: int
    verdict: Verdict
    result: Result
    provisional: bool
    proved: bool
    survey: Survey[Result] | None


def assess(
    machine: Machine,
    answers: Mapping[str, Value],
    *,
    budget: Budget | None = None,
    counts: bool = True,
) -> Assessment:
    """Judge every rule and find the result for a profile's answers.

    All walks share `budget`, if there is one. Without `counts` the ways are told apart but not
    counted: there is no survey, and the answer comes sooner.
    """
    situation = situation_of(machine.compiled, answers, budget)
    proved = situation.proved
    true, open_rules = _by_terms(machine.compiled, situation)
    if situation.linking:
        try:
            true, open_rules = _with_links(machine, situation, true, open_rules, budget)
        except OverBudgetError:
            proved = False
    fired = machine.overrides.fired(true)
    verdict = machine.policy.verdict(fired)
    result, provisional, survey = verdict.result, bool(open_rules), None
    if open_rules and proved:
        judge = Deciding(machine.policy, machine.overrides)
        walk = walk_of(machine, situation, judge, budget=budget)
        try:
            agreed, survey = _agreed(walk, counts=counts)
        except OverBudgetError:
            proved = False
        else:
            if agreed is not None:
                result, provisional = agreed, False
    return Assessment(
        situation=situation,
        true=true,
        open=open_rules,
        fired=fired,
        verdict=verdict,
        result=result,
        provisional=provisional,
        proved=proved,
        survey=survey,
    )


def _agreed(walk: Walk[Result], *, counts: bool) -> tuple[Result | None, Survey[Result] | None]:
    """The result of every way, else None and, with `counts`, how many ways have which."""
    if not counts:
        return walk.agreed(), None
    survey = walk.survey()
    if len(survey.ways) > 1:
        return None, survey
    (result,) = survey.ways
    return result, None


def situation_of(
    compiled: Compiled, answers: Mapping[str, Value], budget: Budget | None = None
) -> Situation:
    """Where a profile stands. A fact with one possible value counts as answered."""
    alive = satisfied = compiled.every_term
    unanswered: list[int] = []
    for place, (cells, masks, without, _) in enumerate(compiled.facts):
        value = answers.get(cells.fact.name)
        if value is None and len(masks) > 1:
            unanswered.append(place)
            satisfied &= without
        else:
            mask = masks[0 if value is None else cells.index(value)]
            alive &= mask
            satisfied &= mask
    linking, dropped, proved = _assumptions(compiled, alive, satisfied, unanswered, budget)
    undecided = alive & ~satisfied
    open_facts = tuple(
        place for place in unanswered if undecided & compiled.facts[place].mentioning
    )
    return Situation(alive, satisfied, open_facts, linking, dropped, proved)


def _assumptions(
    compiled: Compiled,
    alive: int,
    satisfied: int,
    unanswered: list[int],
    budget: Budget | None,
) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
    """The assumptions that open facts decide and those set aside, taken in file order."""
    linking: list[int] = []
    dropped: list[int] = []
    proved = True
    for place in range(compiled.assumptions):
        terms = compiled.terms_of[compiled.rules + place]
        if terms & satisfied:
            continue
        possible = bool(terms & alive)
        if possible and linking and proved:
            kept = [*linking, place]
            try:
                possible = _exists(compiled, alive, unanswered, kept, budget)
            except OverBudgetError:
                proved = False
        (linking if possible else dropped).append(place)
    return tuple(linking), tuple(dropped), proved


def _exists(
    compiled: Compiled,
    alive: int,
    facts: list[int],
    assumptions: list[int],
    budget: Budget | None,
) -> bool:
    steps = budget or Budget(MOST_STEPS_OF_WALK)
    walk = Walk(compiled, Existing(), alive, facts, assumptions, 0, steps)
    return walk.finds(True)


def walk_of(
    machine: Machine,
    situation: Situation,
    judge: Judge[Found],
    *,
    last: int | None = None,
    rules: int | None = None,
    budget: Budget | None = None,
) -> Walk[Found]:
    """A walk over the open facts of a situation; the fact `last`, if given, is walked last."""
    facts = _walking_order(machine.compiled, situation)
    if last is not None:
        facts = [*(fact for fact in facts if fact != last), last]
    steps = budget or _budget(machine)
    return Walk(machine.compiled, judge, situation.alive, facts, situation.linking, rules, steps)


def _walking_order(compiled: Compiled, situation: Situation) -> list[int]:
    """Facts by how much they decide for how much they branch: the walk remembers least then.

    That is how many undecided terms mention a fact, by the logarithm of its cells.
    """
    undecided = situation.alive & ~situation.satisfied

    def rank(place: int) -> tuple[float, int]:
        fact = compiled.facts[place]
        return -(undecided & fact.mentioning).bit_count() / log2(len(fact.masks)), place

    return sorted(situation.open_facts, key=rank)


def _by_terms(compiled: Compiled, situation: Situation) -> tuple[int, int]:
    """The rules that prime terms prove true in every way, and those that terms leave open.

    That is exact, except where assumptions link open facts that an open rule depends on.
    """
    rules = compiled.every_rule
    true = compiled.conditions_of(situation.satisfied) & rules
    return true, compiled.conditions_of(situation.alive) & rules & ~true


def _with_links(
    machine: Machine, situation: Situation, true: int, open_rules: int, budget: Budget | None
) -> tuple[int, int]:
    """The rules true in every way, and those true in some ways only, where assumptions link facts.

    A walk over the rule and the assumptions decides each that depends on a fact they link.
    """
    compiled = machine.compiled
    assumed = situation.alive & union(
        compiled.terms_of[compiled.rules + place] for place in situation.linking
    )
    order = _walking_order(compiled, situation)
    linked = union(
        compiled.facts[fact].mentioning
        for fact in order
        if assumed & compiled.facts[fact].mentioning
    )
    for rule in bits(open_rules):
        own = compiled.terms_of[rule] & situation.alive
        if not own & linked:
            continue
        facts = [fact for fact in order if (own | assumed) & compiled.facts[fact].mentioning]
        if not _can_be(False, machine, situation, rule, facts, budget):
            true |= 1 << rule
            open_rules &= ~(1 << rule)
        elif not _can_be(True, machine, situation, rule, facts, budget):
            open_rules &= ~(1 << rule)
    return true, open_rules


def _can_be(
    holds: bool,
    machine: Machine,
    situation: Situation,
    rule: int,
    facts: list[int],
    budget: Budget | None,
) -> bool:
    """Whether some way of answering some facts makes a rule true; or false, if not `holds`."""
    judge, steps = Holding(rule), budget or _budget(machine)
    alive, assumed = situation.alive, situation.linking
    return Walk(machine.compiled, judge, alive, facts, assumed, 1 << rule, steps).finds(holds)


def _budget(machine: Machine) -> Budget:
    """The budget of one walk. A step looks at every override, so many of them leave fewer steps."""
    return Budget(MOST_STEPS_OF_WALK // (1 + machine.overrides.count // 8))


def could_change(machine: Machine, situation: Situation, rule: int) -> bool:
    """Whether in some way the rule fires and that way's result without it is another.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    judge = Contrasting(machine.policy, machine.overrides, rule)
    return walk_of(machine, situation, judge).finds(True)


def matters(
    machine: Machine, situation: Situation, fact: int, budget: Budget | None = None
) -> bool:
    """Whether two ways that differ in one open fact alone have different results.

    Raises:
        OverBudgetError: the budget ended before that was certain.
    """
    judge = Deciding(machine.policy, machine.overrides)
    walk = walk_of(machine, situation, judge, last=fact, budget=budget)
    last = len(walk.levels) - 1
    mentioning = machine.compiled.facts[fact].mentioning

    def is_hopeless(state: State[Result]) -> bool:
        return state.found is not None or not state.alive & mentioning

    def is_goal(state: State[Result]) -> bool:
        steps = [walk.step(state, last, group.mask) for group in walk.levels[last]]
        return len({step.found for step in steps if step is not None}) > 1

    return walk.reaches(last, is_hopeless, is_goal)
