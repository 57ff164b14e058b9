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
from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.engine.assess import could_change
from leadoff.engine.cells import bits
from leadoff.engine.conflict import conflict_of
from leadoff.engine.evidence import answers_behind, needs_of
from leadoff.engine.questions import next_question
from leadoff.engine.rule_set import load_rules
from leadoff.engine.walk import OverBudgetError
from leadoff.facts.fact import said
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from leadoff.analysis.flips import Flips
    from leadoff.engine.assess import Assessment
    from leadoff.engine.decision import Decision
    from leadoff.engine.evidence import Answer
    from leadoff.engine.questions import Stretch
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.facts.profile import Profile

_FLIP_STEPS = 50_000
"""The budget for what would change an answer: a fraction of a second."""


def advise(
    profile: Mapping[str, object] | BaseModel | Profile,
    rules: RuleSet | None = None,
    *,
    post_only: bool = False,
    with_flips: bool = True,
) -> Recommendation:
    """The recommendation for a profile under some rules, by default the shipped ones.

    With `post_only` the rules of origin `refinement` are left out. Without `with_flips` nobody asks
    what would change the answer, which takes most of the time.

    Raises:
        ProfileError: an unknown fact, or a value its fact cannot have.
    """
    rule_set = rules if rules is not None else _shipped()
    if post_only:
        rule_set = rule_set.post_only
    return _Advisor(rule_set, rule_set.profile(profile)).advise(with_flips=with_flips)


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

    def advise(self, *, with_flips: bool) -> Recommendation:
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
            (*profile.warnings, *self._assumption_warnings()),
            conflict_of(rule_set, found),
            found.proved and proved,
            rule_set.is_post_only,
            self._flips() if with_flips else None,
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

    def _flips(self) -> Flips | None:
        """What would change a proved answer; pairs of changes only where no answer is missing."""
        if not self._found.proved:
            return None
        # Imported late: a brief answer does without.
        from leadoff.analysis.flips import flips_of

        is_complete = not self._situation.open_facts
        return flips_of(self._rule_set, self._profile, pairs=is_complete, steps=_FLIP_STEPS)

    def _post_only(self) -> Decision | None:
        rule_set = self._rule_set
        if rule_set.is_post_only or not rule_set.file.has_refinements:
            return None
        return rule_set.post_only.decide(self._profile)

    def _assumption_warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(self._assumption_warning(place) for place in self._situation.dropped)

    def _assumption_warning(self, place: int) -> Diagnostic:
        """A warning at the last of the answers that contradict an assumption."""
        file = self._rule_set.file
        assumption = file.assumptions[place]
        facts = [fact for fact in facts_in(assumption.that) if fact.name in self._profile.answers]
        answers = " and ".join(self._shown(fact) for fact in facts)
        reason = assumption.because.rstrip(".") or "an assumption of the rules"
        message = f"{answers or 'the answers'}: this contradicts “{reason}”"
        places = sorted(
            (label for fact in facts if (label := self._profile.places.get(fact.name))),
            key=lambda label: label.span,
        )
        assumed = Label(file.source, assumption.span, "assumed here")
        help = "correct one of the answers, or leave it; the assumption is set aside for now"
        code = Code.CONTRADICTED_ASSUMPTION
        if not places:
            return Diagnostic("warning", code, message, assumed._replace(text=""), help)
        others = [label._replace(text="and this") for label in places[:-1]]
        return Diagnostic("warning", code, message, places[-1], help, (*others, assumed))

    def _shown(self, fact: Fact) -> str:
        return f"`{fact.name}` is {said(fact, self._profile.answers[fact.name])}"
