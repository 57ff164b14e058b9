"""What a full record still lacks: facts that are not answered and could have several values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.possible import possible_cells

if TYPE_CHECKING:
    from leadoff.engine.assess import Situation
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.interview.progress import Progress

_STEPS = 20_000


def unanswered(rule_set: RuleSet, progress: Progress, situation: Situation) -> tuple[Fact, ...]:
    """The facts to ask for, in the order of the file.

    Not those known to be unknown, and not those of which the assumptions leave one value: who has
    sold nothing yet is not asked for paying customers.
    """
    said = {*progress.answers, *progress.unknown}
    known = _of_one_value(rule_set, situation)
    return tuple(fact for fact in rule_set.facts if fact.name not in said | known)


def _of_one_value(rule_set: RuleSet, situation: Situation) -> set[str]:
    """The facts that assumptions link and that can have one value only."""
    machine = rule_set.machine
    compiled = machine.compiled
    budget = Budget(_STEPS)
    found = set()
    for place in situation.open_facts:
        fact = compiled.facts[place]
        linked = any(
            situation.alive & compiled.terms_of[compiled.rules + assumption] & fact.mentioning
            for assumption in situation.linking
        )
        try:
            if (
                linked
                and fact.cells.only_value(possible_cells(machine, situation, place, budget))
                is not None
            ):
                found.add(fact.name)
        except OverBudgetError:
            break
    return found
