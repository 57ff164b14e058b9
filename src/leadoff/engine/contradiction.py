"""The located warnings of a profile whose own answers contradict an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.facts.fact import said
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from leadoff.engine.assess import Situation
    from leadoff.facts.profile import Profile
    from leadoff.ruleset.model import Assumption, RuleFile


def contradictions_of(
    file: RuleFile, profile: Profile, situation: Situation
) -> tuple[Diagnostic, ...]:
    """A warning for each assumption set aside, at the last of the answers that contradict it."""
    return tuple(
        _contradiction(file, profile, file.assumptions[place]) for place in situation.dropped
    )


def _contradiction(file: RuleFile, profile: Profile, assumption: Assumption) -> Diagnostic:
    facts = [fact for fact in facts_in(assumption.that) if fact.name in profile.answers]
    answers = " and ".join(
        f"`{fact.name}` is {said(fact, profile.answers[fact.name])}" for fact in facts
    )
    reason = assumption.because.rstrip(".")
    message = f"{answers or 'the answers'}: this contradicts an assumption of the rules"
    if reason:
        message += f": {reason}"
    places = sorted(
        (label for fact in facts if (label := profile.places.get(fact.name))),
        key=lambda label: label.span,
    )
    assumed = Label(file.source, assumption.span, "assumed here")
    help = "correct one of the answers, or leave it; the assumption is set aside for now"
    code = Code.CONTRADICTED_ASSUMPTION
    if not places:
        return Diagnostic("warning", code, message, assumed._replace(text=""), help)
    others = [label._replace(text="and this") for label in places[:-1]]
    return Diagnostic("warning", code, message, places[-1], help, (*others, assumed))
