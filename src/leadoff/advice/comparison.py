"""Two recommendations beside each other: two profiles, or one under two rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadoff.analysis.changes.conclusion import Conclusion, conclusion_of
from leadoff.facts.fact import facts_by_name

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Firing, NotFired, Recommendation, SetAside
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import Rule
    from leadoff.source.values import Value

RuleState: TypeAlias = Literal["fires", "set aside", "open", "does not fire"]


class AnswerPair(NamedTuple):
    """The answers of both sides to one fact; None where it is open."""

    fact: Fact
    left: Value | None
    right: Value | None

    @property
    def differs(self) -> bool:
        """Whether the sides give other answers."""
        return self.left != self.right or type(self.left) is not type(self.right)


class RuleSide(NamedTuple):
    """What one side makes of a rule."""

    rule: Rule
    state: RuleState
    cause: Firing | SetAside | NotFired


class RulePair(NamedTuple):
    """A rule on both sides; None where a side's rule file does not have it."""

    left: RuleSide | None
    right: RuleSide | None

    @property
    def rule(self) -> Rule:
        """The rule, as the left side has it where both do."""
        side = self.left or self.right
        if side is None:
            raise ValueError("a rule stands on one side at least")
        return side.rule

    @property
    def differs(self) -> bool:
        """Whether it has another state, another effect or other points."""
        left, right = self.left, self.right
        return left is None or right is None or _effect(left) != _effect(right)


class TotalPair(NamedTuple):
    """The points of both sides for one outcome; None where it takes no part in the vote."""

    outcome: str
    left: int | None
    right: int | None


class Comparison(NamedTuple):
    """Two recommendations, `left` and `right`, or before and after a change."""

    left: Recommendation
    right: Recommendation

    @property
    def conclusions(self) -> tuple[Conclusion, Conclusion]:
        """The answers of both sides."""
        return conclusion_of(self.left.decision), conclusion_of(self.right.decision)

    @property
    def answers(self) -> tuple[AnswerPair, ...]:
        """The facts that a side answers, in the order of the rule files."""
        facts = facts_by_name((*self.left.rule_file.facts, *self.right.rule_file.facts))
        left, right = self.left.profile.answers, self.right.profile.answers
        return tuple(
            AnswerPair(fact, left.get(name), right.get(name))
            for name, fact in facts.items()
            if name in left or name in right
        )

    @property
    def rules(self) -> tuple[RulePair, ...]:
        """All rules, in the order of the rule files."""
        left, right = _sides(self.left), _sides(self.right)
        return tuple(RulePair(left.get(id), right.get(id)) for id in {**left, **right})

    @property
    def totals(self) -> tuple[TotalPair, ...]:
        """The points of all outcomes that take part in a vote."""
        left, right = self.left.decision.totals, self.right.decision.totals
        return tuple(TotalPair(id, left.get(id), right.get(id)) for id in {**left, **right})


def _sides(found: Recommendation) -> dict[str, RuleSide]:
    """What a recommendation makes of its rules, in file order."""
    sides = {
        **{each.rule.id: RuleSide(each.rule, "fires", each) for each in found.firings},
        **{each.rule.id: RuleSide(each.rule, "set aside", each) for each in found.set_aside},
        **{each.rule.id: RuleSide(each.rule, _lacking(each), each) for each in found.not_fired},
    }
    return {rule.id: sides[rule.id] for rule in found.rule_file.rules if rule.id in sides}


def _lacking(each: NotFired) -> RuleState:
    return "open" if each.is_open else "does not fire"


def _effect(side: RuleSide) -> tuple[RuleState, str, str, int]:
    return side.state, side.rule.effect, side.rule.outcome, side.rule.points
