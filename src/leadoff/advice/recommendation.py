"""`Recommendation`: everything a report shows, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.engine.evidence import Answer
from leadoff.facts.domain import OpenText
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from leadoff.advice.wire import RecommendationDict
    from leadoff.analysis.changes.flips import Flip, Flips
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.engine.decision import Decision, Totals
    from leadoff.engine.evidence import Need
    from leadoff.engine.policy import Firmness
    from leadoff.engine.questions import AnswerEffect
    from leadoff.facts.fact import Fact
    from leadoff.facts.profile import Profile
    from leadoff.plan.planning import Plan
    from leadoff.ruleset.model import Outcome, Rule, RuleFile


LEFT_OUT: Final = "left out"
"""What stands for an answer in open text where it is redacted."""

_LABELS: Final[dict[str, str]] = {
    "tie": "Led by neither",
    "none": "No answer",
    "conflict": "Two answers at once",
}
_HEADLINES: Final[dict[str, str]] = {
    "tie": "Both sides come to the same total.",
    "conflict": "Rules fire together of which only one may.",
}


class Firing(NamedTuple):
    """A rule that fires, and the answers that made it."""

    rule: Rule
    answers: tuple[Answer, ...]


class SetAside(NamedTuple):
    """A rule whose condition is true, and the rules that fire in its place."""

    rule: Rule
    answers: tuple[Answer, ...]
    by: tuple[Rule, ...]


class NotFired(NamedTuple):
    """A rule that does not fire: what it lacks, whether answers still missing decide it."""

    rule: Rule
    needs: tuple[Need, ...]
    one_of_several: bool
    """Whether the needs are an example: other answers would make the rule fire as well."""
    is_open: bool
    could_change: bool
    """Whether it could change the result; True also where that was not proved."""


class Question(NamedTuple):
    """The one question to ask next."""

    fact: Fact
    effects: tuple[AnswerEffect, ...]


class Recommendation(NamedTuple):
    """The answer for one profile with its reasons.

    Rules are in file order. `post_only` is what the rules without their refinements say, None where
    a file makes no such difference. `conflict` is the located error where two rules fire together
    that the policy `unique` or `any` forbids to. `proved` is false where the walk's budget ended
    before all ways were judged. `flips` is what would change the answer, None where nobody asked or
    it is not proved itself; `plan` is there if the rule file names a playbook that has one for the
    answer.
    """

    rule_file: RuleFile
    profile: Profile
    decision: Decision
    outcomes: tuple[Outcome, ...]
    firings: tuple[Firing, ...]
    set_aside: tuple[SetAside, ...]
    not_fired: tuple[NotFired, ...]
    next_question: Question | None
    unanswered: tuple[Fact, ...]
    post_only: Decision | None
    warnings: tuple[Diagnostic, ...]
    conflict: Diagnostic | None
    proved: bool
    is_post_only: bool
    flips: Flips | None = None
    plan: Plan | None = None

    @property
    def outcome(self) -> str | None:
        """The id of the outcome; None at a tie, without an answer, and under `collect`."""
        return self.decision.outcome

    @property
    def firmness(self) -> Firmness | None:
        """`clear`, `leaning` or `close call`; None without a vote that decides."""
        return self.decision.firmness

    @property
    def totals(self) -> Totals:
        """The points of the rules that fire, per outcome of the vote; empty without a vote."""
        return self.decision.totals

    @property
    def provisional(self) -> bool:
        """Whether some way of answering the open facts gives another result."""
        return self.decision.provisional

    @property
    def label(self) -> str:
        """The answer in a few words."""
        if self.outcomes:
            return ", ".join(outcome.label for outcome in self.outcomes)
        if self._waits:
            return "No answer yet"
        return _LABELS[self.decision.kind]

    @property
    def headline(self) -> str:
        """The answer in a sentence; empty where the rule file gives none."""
        if self.outcomes:
            return " ".join(outcome.headline for outcome in self.outcomes if outcome.headline)
        if self._waits:
            known = self.profile.answers
            return "What is known so far decides nothing." if known else "Nothing is known yet."
        if self.decision.kind == "none":
            return self.rule_file.decide.no_answer or "No rule fires for this profile."
        return _HEADLINES[self.decision.kind]

    @property
    def _waits(self) -> bool:
        """Whether there is no answer only because too little is known."""
        return self.decision.kind == "none" and self.decision.provisional

    @property
    def untested(self) -> tuple[Answer, ...]:
        """The answers that no rule tests, which are worth showing all the same."""
        file = self.rule_file
        conditions = file.conditions(laws=False)
        tested = {fact.name for condition in conditions for fact in facts_in(condition)}
        answers = self.profile.answers
        return tuple(
            Answer(fact, answers[fact.name])
            for fact in file.facts
            if fact.name in answers and fact.name not in tested
        )

    @property
    def outvoted(self) -> tuple[Firing, ...]:
        """The firing rules that speak for another outcome than the one recommended.

        Where a rule settled the answer, votes are not against it: they give the lean.
        """
        outcome = self.decision.outcome
        if outcome is None:
            return ()
        settled = any(firing.rule.effect == "settles" for firing in self.firings)
        return tuple(
            firing
            for firing in self.firings
            if firing.rule.outcome != outcome and not (settled and firing.rule.effect == "votes")
        )

    @property
    def open_rules(self) -> tuple[NotFired, ...]:
        """The rules that open questions decide and that could change the result."""
        return tuple(each for each in self.not_fired if each.is_open and each.could_change)

    def redacted(self) -> Recommendation:
        """The same without anything that names the business.

        Left out are the name of the profile and that of its file, every answer in open text, and
        the warnings about the file, which quote it.
        """
        kept = {fact.name for fact in self.rule_file.facts if not isinstance(fact.domain, OpenText)}
        answers = {name: v for name, v in self.profile.answers.items() if name in kept}
        return self._replace(
            profile=self.profile._replace(name=None, file=None, answers=answers),
            firings=tuple(
                each._replace(answers=_among(each.answers, kept)) for each in self.firings
            ),
            set_aside=tuple(
                each._replace(answers=_among(each.answers, kept)) for each in self.set_aside
            ),
            not_fired=tuple(
                each._replace(
                    needs=tuple(
                        need if need.fact.name in kept else need._replace(value=None)
                        for need in each.needs
                    )
                )
                for each in self.not_fired
            ),
            flips=None if self.flips is None else _redacted_flips(self.flips),
            warnings=tuple(
                each for each in self.warnings if each.primary.source == self.rule_file.source
            ),
        )

    def to_dict(self) -> RecommendationDict:
        """The recommendation as plain data, format `leadoff.recommendation/1`."""
        from leadoff.advice.wire import recommendation_dict

        return recommendation_dict(self)


def _redacted_flips(flips: Flips) -> Flips:
    """Flips that say of an answer in open text only that there is one."""
    pairs = None if flips.pairs is None else tuple(map(_redacted_flip, flips.pairs))
    return flips._replace(singles=tuple(map(_redacted_flip, flips.singles)), pairs=pairs)


def _redacted_flip(flip: Flip) -> Flip:
    return flip._replace(
        shifts=tuple(
            shift._replace(before=LEFT_OUT)
            if isinstance(shift.fact.domain, OpenText) and shift.before is not None
            else shift
            for shift in flip.shifts
        )
    )


def _among(answers: tuple[Answer, ...], names: set[str]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if answer.fact.name in names)
