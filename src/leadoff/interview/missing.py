"""The answers that are still needed, all at once: for whoever cannot be asked one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.assess import situation_of
from leadoff.engine.budget import OverBudgetError
from leadoff.engine.questions import facts_of_open_rules, facts_that_matter
from leadoff.facts.profile import Profile
from leadoff.interview.unanswered import unanswered

if TYPE_CHECKING:
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.interview.moment import Extent
    from leadoff.interview.progress import Progress


def missing_answers(rule_set: RuleSet, progress: Progress, extent: Extent) -> tuple[Fact, ...]:
    """The open facts that can change the result, in the order of the file; with `full`, all.

    Where the walk's budget does not tell, those that some rule still depends on. What is known to
    be unknown is not missing.
    """
    if extent == "full":
        situation = situation_of(rule_set.machine.compiled, progress.answers)
        return unanswered(rule_set, progress, situation)
    facts = rule_set.machine.compiled.facts
    found = [facts[place].cells.fact for place in _that_matter(rule_set, progress)]
    return tuple(fact for fact in found if fact.name not in progress.unknown)


def _that_matter(rule_set: RuleSet, progress: Progress) -> tuple[int, ...]:
    found = rule_set.assess(Profile(progress.answers))
    if not found.provisional:
        return ()
    if found.survey is not None:
        try:
            return facts_that_matter(rule_set.machine, found.situation, found.survey)
        except OverBudgetError:
            pass
    return facts_of_open_rules(rule_set.machine, found)
