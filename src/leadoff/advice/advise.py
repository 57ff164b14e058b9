"""From a profile to a `Recommendation`: the decision, and why."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leadoff.advice.recommendation import (
    Firing,
    NotFired,
    Question,
    Recommendation,
    SetAside,
)
from leadoff.engine.assess import could_change
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.conflict import conflict_of
from leadoff.engine.contradiction import contradictions_of
from leadoff.engine.evidence import answers_behind, needs_of
from leadoff.engine.masks import bits
from leadoff.engine.questions import answer_effects, next_question
from leadoff.engine.rule_set import load_rules
from leadoff.plan.model import answer_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from leadoff.analysis.changes.flips import Flips
    from leadoff.engine.assess import Assessment
    from leadoff.engine.decision import Decision
    from leadoff.engine.evidence import Answer
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.profile import Profile
    from leadoff.plan.planning import Plan

_FLIP_STEPS = 50_000
"""The budget for what would change an answer: a fraction of a second."""


def advise(
    profile: Mapping[str, object] | BaseModel | Profile,
    rules: RuleSet | None = None,
    *,
    post_only: bool = False,
    with_flips: bool = True,
    with_plan: bool = True,
) -> Recommendation:
    """The recommendation for a profile under some rules, by default the shipped ones.

    With `post_only` the rules of origin `refinement` are left out. Without `with_flips` nobody asks
    what would change the answer, which takes most of the time; without `with_plan` the playbook is
    not read.

    Raises:
        ProfileError: an unknown fact, or a value its fact cannot have.
        FileError: the playbook that the rule file names cannot be read.
        PlaybookError: the playbook is wrong.
    """
    rule_set = rules if rules is not None else _shipped()
    if post_only:
        rule_set = rule_set.post_only
    advisor = _Advisor(rule_set, rule_set.profile(profile))
    return advisor.advise(with_flips=with_flips, with_plan=with_plan)


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

    def advise(self, *, with_flips: bool, with_plan: bool) -> Recommendation:
        rule_set, profile, found = self._rule_set, self._profile, self._found
        decision = rule_set.decision(found)
        file = rule_set.file
        question, proved = self._question()
        not_fired = self._not_fired()
        return Recommendation(
            rule_file=file,
            profile=profile,
            decision=decision,
            outcomes=tuple(file.outcome(outcome) for outcome in decision.outcomes),
            firings=self._firings(),
            set_aside=self._set_aside(),
            not_fired=not_fired,
            next_question=question,
            unanswered=tuple(fact for fact in file.facts if fact.name not in profile.answers),
            post_only=self._post_only(),
            warnings=(*profile.warnings, *contradictions_of(file, profile, found.situation)),
            conflict=conflict_of(rule_set, found),
            proved=found.proved and proved,
            is_post_only=rule_set.is_post_only,
            flips=self._flips() if with_flips else None,
            plan=self._plan(decision) if with_plan else None,
        )

    def _plan(self, decision: Decision) -> Plan | None:
        """The plan for the answer, by the playbook that the rule file names.

        Where there is no answer yet there is nothing to plan.
        """
        if decision.kind == "none" and decision.provisional:
            return None
        answer = answer_to(decision.kind, decision.outcome)
        if answer is None or not self._rule_set.file.playbook:
            return None
        # Imported late: rule files without a playbook need none of it.
        from leadoff.plan.playbook import playbook_of

        playbook = playbook_of(self._rule_set)
        if playbook is None:
            return None
        firing = [self._rule_set.rules[place] for place in bits(self._found.fired)]
        return playbook.plan(answer, self._profile, firing, self._possible_answers())

    def _possible_answers(self) -> tuple[str, ...]:
        """The answers that the open facts still allow; all there are where that is not known."""
        survey = self._found.survey
        if survey is not None:
            answers = (answer_to(result.kind, result.outcome) for result in survey.ways)
            return tuple(answer for answer in answers if answer is not None)
        if not self._found.provisional:
            return ()
        return (*(outcome.id for outcome in self._rule_set.file.outcomes), "neither", "none")

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
            could_change = is_open and self._could_change(place)
            found.append(NotFired(rule, *needs, is_open, could_change))
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
        return Question(
            cells.fact, answer_effects(self._rule_set.file, cells, asked.stretches)
        ), True

    def _flips(self) -> Flips | None:
        """What would change a proved answer; pairs of changes only where no answer is missing."""
        if not self._found.proved:
            return None
        # Imported late: a brief answer does without.
        from leadoff.analysis.changes.flips import flips_of

        is_complete = not self._situation.open_facts
        return flips_of(self._rule_set, self._profile, pairs=is_complete, steps=_FLIP_STEPS)

    def _post_only(self) -> Decision | None:
        rule_set = self._rule_set
        if rule_set.is_post_only or not rule_set.file.has_refinements:
            return None
        post = rule_set.post_only
        return post.decision(post.assess(self._profile))
