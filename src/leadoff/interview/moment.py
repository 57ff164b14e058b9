"""What an interview does next: ask a question, offer to stop, or finish."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadoff.engine.assess import assess, matters, situation_of
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.questions import facts_of_open_rules, next_question
from leadoff.facts.fact import facts_by_name
from leadoff.interview.unanswered import unanswered

if TYPE_CHECKING:
    from leadoff.engine.assess import Assessment
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.interview.progress import Progress

Extent = Literal["missing", "result", "full"]
"""How much is asked: what can change the result; the same, with an offer to go on; everything."""

Purpose = Literal["result", "firmness", "record"]
"""What an answer can change: the result; its firmness, lean or totals alone; nothing that a rule
decides."""


QUESTION_STEPS = 100_000
"""The steps that finding a question may take: nobody waits long for one."""


class Ask(NamedTuple):
    """A question to ask, the `number`th of at most `most`. One asked before has no purpose."""

    fact: Fact
    number: int
    most: int
    purpose: Purpose | None


class Offer(NamedTuple):
    """The result is certain; `left` open facts may still change its firmness or the totals."""

    left: int


class Finish(NamedTuple):
    """Nothing is left to ask."""

    reason: Literal["certain", "unknown", "ended"]
    """The result is certain; only facts that are not known could change it; or it was ended."""


Moment: TypeAlias = Ask | Offer | Finish


class Step(NamedTuple):
    """What an interview does next, where it then stands, and what the answers so far come to."""

    moment: Moment
    progress: Progress
    found: Assessment


def next_step(rule_set: RuleSet, progress: Progress, extent: Extent) -> Step:
    """What an interview does next.

    A new question is the one `next_question` names, as long as the result is not certain. Where
    that takes too long to find, and once the result is certain, questions come in the order of the
    file. What is not known is never asked twice.
    """
    found = assess(rule_set.machine, progress.answers, counts=False)
    return _Chooser(rule_set, progress, extent, found).choose()


def is_used(rule_set: RuleSet, progress: Progress, fact: str) -> bool:
    """Whether some rule depends on a fact while the other answers stay as they are."""
    others = {name: value for name, value in progress.answers.items() if name != fact}
    compiled = rule_set.machine.compiled
    open_facts = situation_of(compiled, others).open_facts
    return any(compiled.facts[place].name == fact for place in open_facts)


class _Chooser:
    def __init__(
        self, rule_set: RuleSet, progress: Progress, extent: Extent, found: Assessment
    ) -> None:
        self._rule_set = rule_set
        self._progress = progress
        self._extent = extent
        self._found = found
        self._facts = facts_by_name(rule_set.facts)
        self._unanswered = unanswered(rule_set, progress, found.situation)
        to_ask = {fact.name for fact in self._unanswered}
        self._deciding = [
            place
            for place in facts_of_open_rules(rule_set.machine, found)
            if self._fact_at(place).name in to_ask
        ]

    def choose(self) -> Step:
        progress = self._progress
        if progress.is_ended:
            return self._step(Finish("ended"))
        if progress.is_forward:
            progress = progress._replace(place=self._next_used())
        if progress.place < len(progress.order):
            return Step(self._again(progress), progress, self._found)
        return self._step(self._new())

    def _again(self, progress: Progress) -> Ask:
        fact = self._facts[progress.order[progress.place]]
        return Ask(fact, progress.place + 1, self._most(), None)

    def _next_used(self) -> int:
        """The next place whose question is to be asked again on the way forward."""
        order, place = self._progress.order, self._progress.place
        while place < len(order) and not is_used(self._rule_set, self._progress, order[place]):
            place += 1
        return place

    def _new(self) -> Moment:
        fact = self._deciding_fact()
        if fact is not None:
            return self._ask(fact, "result")
        goes_on = self._extent == "full" or self._progress.goes_on
        if goes_on and self._deciding:
            return self._ask(self._fact_at(self._deciding[0]), "firmness")
        if self._extent == "full" and self._unanswered:
            return self._ask(self._unanswered[0], "record")
        if self._found.provisional:
            return Finish("unknown")
        has_begun = self._progress.has_begun
        if goes_on or self._extent == "missing" or (has_begun and not self._deciding):
            return Finish("certain")
        return Offer(len(self._deciding))

    def _deciding_fact(self) -> Fact | None:
        """The next fact that can change the result."""
        if not self._found.provisional:
            return None
        place: int | None = self._deciding[0] if self._deciding else None
        if self._found.proved:
            with suppress(OverBudgetError):
                place = self._most_decisive()
        return self._fact_at(place) if place is not None else None

    def _most_decisive(self) -> int | None:
        """The place of the fact to ask for.

        Where counting the ways takes too long, it is the first of the file that matters.
        """
        machine, situation = self._rule_set.machine, self._found.situation
        answers, unknown = self._progress.answers, self._progress.unknown
        survey = assess(machine, answers, budget=Budget(QUESTION_STEPS)).survey
        if survey is None:
            found = (place for place in self._deciding if matters(machine, situation, place))
            # Facts that assumptions tie may matter together without any that matters alone.
            tied = self._deciding if situation.linking else []
            return next(chain(found, tied), None)
        passed = [p for p in situation.open_facts if self._fact_at(p).name in unknown]
        asked = next_question(machine, situation, survey, passed=passed)
        return asked.fact if asked is not None else None

    def _fact_at(self, place: int) -> Fact:
        return self._rule_set.machine.compiled.facts[place].cells.fact

    def _ask(self, fact: Fact, purpose: Purpose) -> Ask:
        return Ask(fact, len(self._progress.order) + 1, self._most(), purpose)

    def _most(self) -> int:
        left = len(self._unanswered if self._extent == "full" else self._deciding)
        return len(self._progress.order) + left

    def _step(self, moment: Moment) -> Step:
        return Step(moment, self._progress._replace(place=len(self._progress.order)), self._found)
