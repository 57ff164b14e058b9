"""What is at stake in a question: what answers leave possible, and the rules they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.assess import assess
from leadoff.engine.budget import Budget
from leadoff.engine.masks import bits
from leadoff.engine.questions import AnswerEffect, answer_effects, stretches_of
from leadoff.interview.moment import QUESTION_STEPS

if TYPE_CHECKING:
    from leadoff.engine.assess import Assessment
    from leadoff.engine.compiled import FactMasks
    from leadoff.engine.policy import Result
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.interview.progress import Progress
    from leadoff.ruleset.model import Rule


class Touched(NamedTuple):
    """A rule that still depends on a fact, and the answers it asks for there, in words."""

    rule: Rule
    wanted: tuple[str, ...]


class Stakes(NamedTuple):
    """What an answer to one fact can change, the other answers staying as they are.

    `effects` is empty where the result is `certain` whatever is answered, and where it was not
    `proved` what answers leave possible.
    """

    effects: tuple[AnswerEffect, ...]
    certain: Result | None
    proved: bool
    rules: tuple[Touched, ...]


def stakes_of(rule_set: RuleSet, progress: Progress, fact: Fact) -> Stakes:
    """What is at stake in a question."""
    others = {name: value for name, value in progress.answers.items() if name != fact.name}
    found = assess(rule_set.machine, others, budget=Budget(QUESTION_STEPS))
    facts = rule_set.machine.compiled.facts
    for place, masks in enumerate(facts):
        if masks.name == fact.name:
            return Stakes(
                _effects(rule_set, found, place),
                None if found.provisional else found.result,
                found.proved,
                _touched(rule_set, found, masks),
            )
    return Stakes((), None if found.provisional else found.result, found.proved, ())


def _effects(rule_set: RuleSet, found: Assessment, place: int) -> tuple[AnswerEffect, ...]:
    if found.survey is None or place not in found.survey.by_cell:
        return ()
    cells = rule_set.machine.compiled.facts[place].cells
    return answer_effects(rule_set.file, cells, stretches_of(found.survey.by_cell[place]))


def _touched(rule_set: RuleSet, found: Assessment, fact: FactMasks) -> tuple[Touched, ...]:
    compiled = rule_set.machine.compiled
    undecided = found.situation.alive & fact.mentioning
    touched = []
    for place in bits(found.open):
        terms = compiled.terms_of[place] & undecided
        wanted = dict.fromkeys(compiled.cells_in(term, fact) for term in bits(terms))
        if wanted:
            words = tuple(fact.cells.described(cells) for cells in wanted)
            touched.append(Touched(rule_set.rules[place], words))
    return tuple(touched)
