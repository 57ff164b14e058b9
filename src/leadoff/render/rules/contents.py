"""What a page about a rule set says, before it is laid out; all of it is inert."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.facts.domain import either
from leadoff.render.conditions import ConditionLine, condition_lines
from leadoff.render.explain.topic import RuleTopic
from leadoff.render.inert import inert
from leadoff.render.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import Decide, Rule, RuleFile

_POLICIES = {
    "first": "The first rule that fires gives the answer.",
    "unique": "One rule may fire at a time; it gives the answer.",
    "any": "The rules that fire give one and the same answer.",
    "priority": "Of the outcomes given, the one listed first is the answer.",
    "collect": "All outcomes given are the answer, in the order of the rules.",
}


class RuleEntry(NamedTuple):
    """A rule: what it is, when it fires, what it does and why. `side` is for its colour."""

    id: str
    title: str
    origin: str
    side: int
    effect: str
    when: tuple[ConditionLine, ...]
    quote: str
    notes: tuple[tuple[str, str], ...]


class Promise(NamedTuple):
    """An assumption or a law: a condition, what is said of it, and why."""

    name: str
    said: str
    when: tuple[ConditionLine, ...]
    because: str


class RulesPage(NamedTuple):
    """A rule set in words. `together` tells for each two rules whether they can fire together.

    It is None where that was not proved within the budget.
    """

    title: str
    deciding: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]
    rules: tuple[RuleEntry, ...]
    assumptions: tuple[Promise, ...]
    laws: tuple[Promise, ...]
    together: tuple[tuple[bool, ...], ...] | None


def rules_page(file: RuleFile, together: tuple[tuple[bool, ...], ...] | None) -> RulesPage:
    """The page about a rule file; `together` is symmetric, a row and a column for each rule."""
    wording = Wording(file.outcomes)
    order = file.decide.among or tuple(outcome.id for outcome in file.outcomes)
    sides = {outcome: place for place, outcome in enumerate(order)}
    return RulesPage(
        inert(file.title or "Rules"),
        tuple(_deciding(file.decide, wording)),
        tuple((inert(each.label), inert(each.headline)) for each in file.outcomes),
        tuple(_entry(rule, file, sides.get(rule.outcome, -1)) for rule in file.rules),
        tuple(
            Promise("", "so it is for every profile", _lines(each.that), inert(each.because))
            for each in file.assumptions
        ),
        tuple(
            Promise(
                each.id,
                f"{each.kind} {wording.outcome(each.outcome)}",
                _lines(each.when),
                inert(each.because),
            )
            for each in file.laws
        ),
        together,
    )


def _deciding(decide: Decide, wording: Wording) -> Iterator[str]:
    """How firing rules become an answer, in sentences."""
    if decide.by == "votes":
        sides = " and ".join(wording.outcome(each) for each in decide.among)
        yield f"Points add up for {sides}; the higher total wins."
        yield (
            f"A margin of {decide.clear} percent or more is clear, one under {decide.close} "
            "percent a close call, anything between is leaning."
        )
        if decide.enough:
            yield f"With fewer than {decide.enough} points in all an answer is leaning at most."
        yield "At a tie neither leads."
    else:
        yield _POLICIES[decide.by]
    if decide.otherwise:
        yield f"Where nothing fires: {wording.outcome(decide.otherwise)}."
    else:
        yield f"Where nothing fires there is no answer. {inert(decide.no_answer)}".rstrip()


def _entry(rule: Rule, file: RuleFile, side: int) -> RuleEntry:
    topic = RuleTopic(rule, file)
    exceptions = either(topic.exceptions)
    notes = (
        ("because", rule.because),
        ("advises", rule.advises),
        ("source", rule.source),
        ("note", rule.note),
        ("overrides", ", ".join(rule.overrides)),
        ("except", f"where {exceptions} fires" if exceptions else ""),
    )
    return RuleEntry(
        rule.id,
        inert(rule.title or rule.id),
        rule.origin or "",
        side,
        inert(topic.effect),
        _lines(rule.when),
        inert(rule.quote),
        tuple((label, inert(text)) for label, text in notes if text),
    )


def _lines(condition: Condition) -> tuple[ConditionLine, ...]:
    return tuple(line._replace(text=inert(line.text)) for line in condition_lines(condition))
