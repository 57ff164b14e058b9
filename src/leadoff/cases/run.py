"""Running a case: what the rules say of its profile, and where that is not what it expects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.cases.model import NONE
from leadoff.cases.parse_expected import RULE_LISTS
from leadoff.engine.evidence import answers_behind, needs_of
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.model import Case
    from leadoff.engine.assess import Assessment
    from leadoff.engine.decision import Decision
    from leadoff.engine.rule_set import RuleSet
    from leadoff.ruleset.model import Rule


NO_RULE: Final = "no rule"
"""What is expected of an empty list of rules; no rule can be called so."""


class Mismatch(NamedTuple):
    """One thing a case expects, and what is so instead; `key` is where the case says it.

    For the lists of rules `expected` is the rule's id, and `got` what it does and why; where there
    must be no rule, `got` are the ids of those that are there.
    """

    key: str
    expected: str
    got: str

    @property
    def is_about_a_rule(self) -> bool:
        """Whether it is about what one rule does, not about the decision."""
        return self.key in RULE_LISTS and self.expected != NO_RULE


class CaseResult(NamedTuple):
    """A case that was run. `decided_by` are the rules that fire, in file order."""

    case: Case
    rules: RuleSet
    found: Assessment
    decision: Decision
    decided_by: tuple[Rule, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        """Whether everything is as the case expects."""
        return not self.mismatches


def run_case(case: Case, rules: RuleSet) -> CaseResult:
    """Decide a case's profile under some rules, and compare."""
    rule_set = rules.post_only if case.post_only else rules
    found = rule_set.assess(case.profile)
    decision = rule_set.decision(found)
    comparison = _Comparison(case, rule_set, found, decision)
    decided_by = tuple(rule_set.rules[place] for place in bits(found.fired))
    mismatches = (*comparison.of_the_decision(), *comparison.of_the_rules())
    return CaseResult(case, rule_set, found, decision, decided_by, mismatches)


class _Comparison:
    def __init__(
        self, case: Case, rule_set: RuleSet, found: Assessment, decision: Decision
    ) -> None:
        self._case = case
        self._expected = case.expected
        self._rule_set = rule_set
        self._found = found
        self._decision = decision
        self._places = {rule.id: place for place, rule in enumerate(rule_set.rules)}

    def of_the_decision(self) -> Iterator[Mismatch]:
        """What the decision says otherwise."""
        expected, decision = self._expected, self._decision
        wanted, got = expected.result, self._found.result
        if wanted is not None and wanted != got:
            yield Mismatch("outcome", wanted.word, got.word)
        for key, word, found in (
            ("firmness", expected.firmness, decision.firmness or NONE),
            ("lean", expected.lean, decision.lean or NONE),
            ("provisional", _word(expected.provisional), self._provisional()),
        ):
            if word is not None and word != found:
                yield Mismatch(key, word, found)
        for outcome, points in expected.totals:
            if decision.totals[outcome] != points:
                yield Mismatch("totals", f"{outcome} {points}", str(decision.totals[outcome]))

    def of_the_rules(self) -> Iterator[Mismatch]:
        """The rules that do something else."""
        found, expected = self._found, self._expected
        for key, names, mask in (
            ("fired", expected.fired, found.fired),
            ("not_fired", expected.not_fired, ~found.fired),
            ("set_aside", expected.set_aside, found.true & ~found.fired),
            ("open", expected.open, found.open),
        ):
            if names == () and mask:
                there = ", ".join(self._rule_set.rules[place].id for place in bits(mask))
                yield Mismatch(key, NO_RULE, there)
            for name in names or ():
                place = self._places.get(name)
                if place is not None and not mask >> place & 1:
                    yield Mismatch(key, name, self._told(place))

    def _provisional(self) -> str:
        return str(_word(self._decision.provisional)) if self._found.proved else "not proved"

    def _told(self, place: int) -> str:
        """What a rule does, and why."""
        found = self._found
        if found.fired >> place & 1:
            return f"fires: {self._answers(place)}"
        if found.true >> place & 1:
            above = self._rule_set.machine.overrides.over(place) & found.fired
            by = " and ".join(self._rule_set.rules[each].id for each in bits(above))
            return f"is set aside by {by}"
        needs, one_of_several = needs_of(
            self._rule_set.machine.compiled, found.situation, place, self._case.profile.answers
        )
        does = "is open" if found.open >> place & 1 else "does not fire"
        if not needs:
            return f"{does}: no answers make it fire"
        example = "it needs, for example," if one_of_several else "it needs"
        return f"{does}; {example} {', '.join(map(str, needs))}"

    def _answers(self, place: int) -> str:
        answers = answers_behind(
            self._rule_set.machine.compiled,
            self._found.situation,
            place,
            self._rule_set.rules[place],
            self._case.profile.answers,
        )
        return ", ".join(map(str, answers)) or "it always does"


def _word(value: bool | None) -> str | None:
    return None if value is None else ("true" if value else "false")
