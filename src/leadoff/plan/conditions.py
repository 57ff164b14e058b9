"""The conditions of a playbook, judged by the engine: true, false or open for a profile.

Each condition becomes a rule of its own that gives an outcome of its own, and all that hold are
collected. So assumptions and unanswered facts mean in a plan exactly what they mean in the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.engine.assess import situation_of, walk_of
from leadoff.engine.evidence import needs_of
from leadoff.engine.judge import Deciding
from leadoff.engine.masks import mask_of
from leadoff.engine.rule_set import RuleSet
from leadoff.ruleset.model import Decide, Outcome, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import Span
    from leadoff.engine.evidence import Need
    from leadoff.facts.profile import Profile
    from leadoff.plan.model import Outline, Playbook, Saying
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import RuleFile

_COLLECT: Final = Decide(
    by="collect",
    among=(),
    clear=0,
    close=0,
    enough=0,
    otherwise=None,
    no_answer="",
    says_tie=False,
    says_none=True,
)

_HOLDS: Final = "holds"


def conditions_in(playbook: Playbook) -> tuple[Condition, ...]:
    """Every condition of a playbook, each once, in the order of its plans."""
    found: dict[Span, Condition] = {}
    for outline in playbook.outlines:
        for condition in _conditions_of(outline):
            found[condition.span] = condition
    return tuple(found.values())


def _conditions_of(outline: Outline) -> Iterator[Condition]:
    yield from _said_when(outline.monday)
    for stage in outline.stages:
        for phase in stage:
            if phase.when is not None:
                yield phase.when
            for step in phase.steps:
                if step.when is not None:
                    yield step.when
                yield from _said_when(step.how)


def _said_when(sayings: tuple[Saying, ...]) -> Iterator[Condition]:
    return (each.when for each in sayings if each.when is not None)


def condition_rules(conditions: tuple[Condition, ...]) -> tuple[Rule, ...]:
    """A rule for each condition that gives an outcome of the rule's own name."""
    return tuple(
        Rule(f"c{place}", each, "gives", f"c{place}", None, each.span, each.span)
        for place, each in enumerate(conditions)
    )


class Conditions:
    """The conditions of a playbook under the facts and assumptions of a rule file."""

    def __init__(self, playbook: Playbook, file: RuleFile) -> None:
        conditions = conditions_in(playbook)
        self._places = {each.span: place for place, each in enumerate(conditions)}
        # One outcome for all: what is asked is which rules hold, and not what they give together.
        rules = tuple(rule._replace(outcome=_HOLDS) for rule in condition_rules(conditions))
        self._rules = _collecting(rules, file._replace(source=playbook.source))

    def for_profile(self, profile: Profile) -> JudgedConditions:
        """What a profile makes of the conditions."""
        found = self._rules.assess(profile)
        compiled = self._rules.machine.compiled
        needs = tuple(
            needs_of(compiled, found.situation, place, profile.answers).needs
            if found.open >> place & 1
            else ()
            for place in range(len(self._places))
        )
        return JudgedConditions(self._places, found.true, found.open, needs)


class JudgedConditions:
    """Which conditions hold for a profile, and what the open ones lack."""

    def __init__(
        self, places: dict[Span, int], true: int, open: int, needs: tuple[tuple[Need, ...], ...]
    ) -> None:
        self._places = places
        self._true = true
        self._open = open
        self._needs = needs

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition holds in every way; no condition always does."""
        return condition is None or bool(self._true >> self._places[condition.span] & 1)

    def may_hold(self, condition: Condition | None) -> bool:
        """Whether a condition holds in some way."""
        if condition is None:
            return True
        return bool((self._true | self._open) >> self._places[condition.span] & 1)

    def needs(self, condition: Condition | None) -> tuple[Need, ...]:
        """What an open condition still needs to be known; empty if it is not open."""
        return () if condition is None else self._needs[self._places[condition.span]]


def _collecting(rules: tuple[Rule, ...], file: RuleFile) -> RuleSet:
    """A rule set that gives the outcomes of all the rules that hold."""
    outcomes = tuple(Outcome(name, "", "") for name in dict.fromkeys(r.outcome for r in rules))
    return RuleSet(
        file._replace(outcomes=outcomes, strengths=(), decide=_COLLECT, rules=rules, laws=())
    )


def ways_of(conditions: tuple[Condition, ...], file: RuleFile) -> tuple[int, ...]:
    """The sets of conditions, a bit each, that hold together in some complete profile.

    Raises:
        OverBudgetError: the budget ended before they were all found.
    """
    rules = _collecting(condition_rules(conditions), file)
    machine = rules.machine
    situation = situation_of(machine.compiled, {})
    found = walk_of(machine, situation, Deciding(machine.policy, machine.overrides)).survey()
    places = {rule.outcome: place for place, rule in enumerate(rules.rules)}
    return tuple(sorted(mask_of(places[name] for name in result.outcomes) for result in found.ways))
