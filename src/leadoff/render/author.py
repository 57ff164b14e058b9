"""From a recommendation to what is shown of it: the words that all its forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff import __version__
from leadoff.analysis.changes.conclusion import conclusion_of
from leadoff.diagnostic.text import shortened
from leadoff.facts.domain import Number, Whole, either
from leadoff.render.changes.flips import by_kind, flips_by_answer, nothing_words, told_flips
from leadoff.render.contents import Ask, Changes, Contents, Entry, Given, Group, Total
from leadoff.render.inert import inert
from leadoff.render.wording import Wording, lowered
from leadoff.render.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.advice.recommendation import Firing, NotFired, Recommendation, SetAside
    from leadoff.engine.evidence import Answer
    from leadoff.render.contents import Reproduction
    from leadoff.ruleset.model import Effect, Rule

_LONGEST_ANSWER = 300

_NOT_PROVED = "Not proved within the budget: other answers may change this."
_ASK = "Ask this next: it could change the answer"

_DOES: dict[Effect, str] = {"votes": "for", "settles": "settles", "gives": "gives"}


def contents_of(found: Recommendation) -> Contents:
    """What is shown of a recommendation."""
    return _Author(found).contents()


def reproduction(found: Recommendation, command: str) -> Reproduction:
    """The command, the version and the rules that give a recommendation again."""
    # Imported late: the terminal does not show it.
    from leadoff.advice.wire import rules_dict

    rules = rules_dict(found)
    return (
        ("Command", inert(command)),
        ("Version", f"leadoff {__version__}"),
        ("Rules", f"{inert(rules['file'])}, SHA-256 {rules['sha256']}"),
    )


class _Author:
    def __init__(self, found: Recommendation) -> None:
        self._found = found
        self._file = found.rule_file
        order = found.rule_file.decide.among or [each.id for each in found.rule_file.outcomes]
        self._sides = {outcome: place for place, outcome in enumerate(order)}
        self._wording = Wording(found.rule_file.outcomes)

    def contents(self) -> Contents:
        found = self._found
        shown = found.open_rules if found.decision.provisional else ()
        rest = [self._unfired(each) for each in found.not_fired if each not in shown]
        return Contents(
            title=inert(self._file.title or "Recommendation"),
            name=inert(shortened(found.profile.name or "", _LONGEST_ANSWER)),
            about=self._facts(found.untested),
            label=inert(found.label),
            manner=self._wording.manner(conclusion_of(found.decision)),
            headline=inert(found.headline),
            side=self._sides.get(found.decision.outcome or "", -1),
            totals=self._totals(),
            otherwise=self._otherwise(),
            groups=tuple(group for group in self._groups() if group.entries),
            post_alone=self._post_alone(),
            changes=self._changes(),
            certainty=self._certainty(),
            ask=self._ask(),
            plan=found.plan,
            is_provisional=found.decision.provisional,
            unfired=Group("Did not fire", tuple(rest), "unfired"),
            answers=self._answers(),
            unanswered=tuple(each.name for each in found.unanswered),
            warnings=tuple(inert(each.message) for each in found.warnings),
        )

    def _outcome(self, id: str) -> str:
        return self._wording.outcome(id)

    def _totals(self) -> tuple[Total, ...]:
        totals = self._found.decision.totals
        most = max(totals.values(), default=0)
        if most == 0:
            return ()
        return tuple(
            Total(
                inert(self._file.outcome(id).label),
                points,
                points / most,
                self._sides[id],
                id == self._found.decision.outcome,
            )
            for id, points in totals.items()
        )

    def _otherwise(self) -> str:
        decision = self._found.decision
        is_agreed = decision.result != decision.verdict.result
        if self._found.firings or not decision.outcomes or is_agreed:
            return ""
        return f"No rule fires; the rules then say: {self._wording.result(decision.result)}."

    def _groups(self) -> Iterable[Group]:
        found = self._found
        against = set(found.outvoted)
        settling = [each for each in found.firings if each.rule.effect == "settles"]
        label = lowered(inert(found.label))
        if found.outcomes and settling:
            yield self._group(f"Why {label}", [each for each in settling if each not in against])
            votes = [each for each in found.firings if each.rule.effect == "votes"]
            yield self._group("The votes, which give the lean", votes)
        elif found.outcomes:
            supporting = [each for each in found.firings if each not in against]
            yield self._group(f"Why {label}", supporting)
        else:
            yield self._group("What fires", found.firings)
        by_votes = self._file.decide.by == "votes" and not settling
        heading = "Heard, but outvoted" if by_votes else "Fires too, but does not decide"
        yield self._group(heading, [each for each in found.firings if each in against])
        aside = tuple(self._set_aside(each) for each in found.set_aside)
        yield Group("Set aside by an exception", aside, "set-aside")
        if found.decision.provisional:
            open_rules = tuple(self._unfired(each) for each in found.open_rules)
            yield Group("Rules still open", open_rules, "open")

    def _group(self, heading: str, firings: Sequence[Firing]) -> Group:
        ordered = sorted(firings, key=lambda each: -each.rule.points)
        return Group(heading, tuple(self._entry(e.rule, self._facts(e.answers)) for e in ordered))

    def _set_aside(self, each: SetAside) -> Entry:
        exceptions = " and ".join(inert(by.title or by.id) for by in each.by)
        entry = self._entry(each.rule, self._facts(each.answers))
        return entry._replace(said=f"Because this fires: {exceptions}.")

    def _unfired(self, each: NotFired) -> Entry:
        needs = tuple(inert(str(need)) for need in each.needs)
        entry = self._entry(each.rule, needs)
        if not needs:
            said = f"{sentence(entry.does)}; no answers that the assumptions allow make it fire."
            return entry._replace(said=said)
        if each.is_open:
            lead = f"{entry.does}, for example if" if each.one_of_several else f"{entry.does} if"
        else:
            lead = "needs, for example," if each.one_of_several else "needs"
        return entry._replace(lead=lead)

    def _facts(self, answers: Sequence[Answer]) -> tuple[str, ...]:
        return tuple(inert(shortened(str(each), _LONGEST_ANSWER)) for each in answers)

    def _entry(self, rule: Rule, facts: tuple[str, ...]) -> Entry:
        return Entry(
            title=inert(rule.title or rule.id),
            id=rule.id,
            is_named=bool(rule.title),
            points=rule.points,
            side=self._sides.get(rule.outcome, -1),
            does=f"{_DOES[rule.effect]} {self._outcome(rule.outcome)}",
            is_refinement=rule.origin == "refinement",
            quote=inert(rule.quote),
            because=inert(rule.because),
            facts=facts,
            advises=inert(rule.advises),
            source=inert(rule.source),
            note=inert(rule.note),
        )

    def _post_alone(self) -> str:
        post = self._found.post_only
        if post is None:
            return ""
        conclusion = conclusion_of(post)
        if conclusion == conclusion_of(self._found.decision):
            return ""
        words = {"tie": "neither", "none": "nothing"}
        decided = " and ".join(map(self._outcome, post.outcomes)) or words.get(post.kind, post.kind)
        said = ", ".join(filter(None, (decided, self._wording.manner(conclusion))))
        totals = sorted(post.totals.values(), reverse=True)
        points = f" ({' to '.join(f'{each:,}' for each in totals)})" if any(totals) else ""
        return f"The post's guidelines alone say: {said}{points}."

    def _changes(self) -> Changes | None:
        flips = self._found.flips
        if flips is None:
            return None
        turning, _ = by_kind(flips)
        shown = told_flips(flips)
        leading = flips_by_answer(shown, self._wording)
        said = "" if turning and flips.proved else nothing_words(flips)
        left = len(flips.singles) + len(flips.pairs or ()) - len(shown)
        more = f"{left} more of two changes at once: leadoff whatif FILE --flips" if left else ""
        told = tuple((answer, tuple(ways)) for answer, ways in leading.items())
        return Changes(told, said, more)

    def _certainty(self) -> str:
        found = self._found
        if found.decision.provisional:
            return "" if found.proved else _NOT_PROVED
        if not any(each.is_open for each in found.not_fired):
            return ""
        by_votes = self._file.decide.by == "votes"
        manner = "; how firm it is may still change" if by_votes else ""
        return f"No answer still open can change this result{manner}."

    def _ask(self) -> Ask | None:
        question = self._found.next_question
        if question is None or not self._found.decision.provisional:
            return None
        effects = tuple(
            (
                inert(effect.answer),
                either([self._wording.noun(result) for result in effect.results]),
            )
            for effect in question.effects
        )
        fact = question.fact
        asked = inert(fact.question or fact.name)
        return Ask(_ASK, asked, inert(fact.help), effects)

    def _answers(self) -> tuple[Given, ...]:
        answers = self._found.profile.answers
        return tuple(
            Given(
                inert(fact.question or fact.name),
                inert(fact.shown(answers[fact.name])),
                isinstance(fact.domain, Whole | Number),
            )
            for fact in self._file.facts
            if fact.name in answers
        )
