"""From a profile to a `Recommendation`: the decision, and why."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leadoff.advice.recommendation import (
    AnswerEffect,
    Firing,
    NotFired,
    Question,
    Recommendation,
    SetAside,
)
from leadoff.engine.assess import could_change
from leadoff.engine.cells import bits
from leadoff.engine.conflict import conflict_of
from leadoff.engine.contradiction import contradictions_of
from leadoff.engine.evidence import answers_behind, needs_of
from leadoff.engine.questions import next_question
from leadoff.engine.rule_set import load_rules
from leadoff.engine.walk import OverBudgetError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from leadoff.engine.assess import Assessment
    from leadoff.engine.decision import Decision
    from leadoff.engine.evidence import Answer
    from leadoff.engine.questions import Stretch
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.profile import Profile


def advise(
    profile: Mapping[str, object] | BaseModel | Profile,
    rules: RuleSet | None = None,
    *,
    post_only: bool = False,
) -> Recommendation:
    """The recommendation for a profile under some rules, by default the shipped ones.

    With `post_only` the rules of origin `refinement` are left out.

    Raises:
        ProfileError: an unknown fact, or a value its fact cannot have.
    """
    rule_set = rules if rules is not None else _shipped()
    if post_only:
        rule_set = rule_set.post_only
    return _Advisor(rule_set, rule_set.profile(profile)).advise()


@cache
def _shipped() -> RuleSet:
    return load_rules()


class _Advisor:
    def __init__(self, rule_set: RuleSet, profile: Profile) -> None:
        self._rule_set = rule_set
        self._profile = profile
        self._machine = rule_set.machine
        self._compiled = rule_set.machine.compiled
        self._found: Assessment = rule_set.assess(profile)
        self._situation = self._found.situation

    def advise(self) -> Recommendation:
        rule_set, profile, found = self._rule_set, self._profile, self._found
        decision = rule_set.decision(found)
        file = rule_set.file
        question, proved = self._question()
        not_fired = self._not_fired()
        return Recommendation(
            file,
            profile,
            decision,
            tuple(file.outcome(outcome) for outcome in decision.outcomes),
            self._firings(),
            self._set_aside(),
            not_fired,
            question,
            tuple(fact for fact in file.facts if fact.name not in profile.answers),
            self._post_only(),
            (*profile.warnings, *contradictions_of(file, profile, found.situation)),
            conflict_of(rule_set, found),
            found.proved and proved,
            rule_set.is_post_only,
        )

    def _firings(self) -> tuple[Firing, ...]:
        return tuple(
            Firing(self._rule_set.rules[place], self._behind(place))
            for place in bits(self._found.fired)
        )

    def _set_aside(self) -> tuple[SetAside, ...]:
        rules = self._rule_set.rules
        return tuple(
            SetAside(
                rules[place],
                self._behind(place),
                tuple(
                    rules[by]
                    for by in bits(self._machine.overrides.over(place) & self._found.fired)
                ),
            )
            for place in bits(self._found.true & ~self._found.fired)
        )

    def _behind(self, place: int) -> tuple[Answer, ...]:
        rule = self._rule_set.rules[place]
        return answers_behind(self._compiled, self._situation, place, rule, self._profile.answers)

    def _not_fired(self) -> tuple[NotFired, ...]:
        found = []
        for place, rule in enumerate(self._rule_set.rules):
            if self._found.true >> place & 1:
                continue
            needs = needs_of(self._compiled, self._situation, place, self._profile.answers)
            is_open = bool(self._found.open >> place & 1)
            found.append(NotFired(rule, needs, is_open, is_open and self._could_change(place)))
        return tuple(found)

    def _could_change(self, place: int) -> bool:
        """Whether an open rule could change the result; True where the budget does not tell."""
        if not self._found.proved:
            return True
        try:
            return could_change(self._machine, self._situation, place)
        except OverBudgetError:
            return True

    def _question(self) -> tuple[Question | None, bool]:
        """The next question, and whether the budget allowed to find it."""
        survey = self._found.survey
        if survey is None:
            return None, True
        try:
            asked = next_question(self._machine, self._situation, survey)
        except OverBudgetError:
            return None, False
        if asked is None:
            return None, True
        cells = self._compiled.facts[asked.fact].cells
        effects = tuple(self._effect(cells.described(each.cells), each) for each in asked.stretches)
        return Question(cells.fact, effects), True

    def _effect(self, answer: str, stretch: Stretch) -> AnswerEffect:
        order = {outcome.id: place for place, outcome in enumerate(self._rule_set.file.outcomes)}
        results = sorted(
            stretch.results,
            key=lambda each: (order.get(each.outcome or "", len(order)), each.kind, each.outcomes),
        )
        return AnswerEffect(answer, tuple(results))

    def _post_only(self) -> Decision | None:
        rule_set = self._rule_set
        if rule_set.is_post_only or not rule_set.file.has_refinements:
            return None
        return rule_set.post_only.decide(self._profile)
