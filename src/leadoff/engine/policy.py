"""What a decision policy is: how firing rules become a result.

Each policy is one small object in `leadoff.engine.policies`. `verdict` judges the rules that fire;
`settled` tells the walk whether the result is certain although some rules may or may not fire.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from leadoff.engine.masks import mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.engine.tally import Tally
    from leadoff.ruleset.model import Decide, Rule

ResultKind: TypeAlias = Literal["outcome", "outcomes", "tie", "none", "conflict"]
Firmness: TypeAlias = Literal["clear", "leaning", "close call"]
BALANCED = "balanced"


class Result(NamedTuple):
    """What a complete way of answering comes to. Two results are the same if they are equal."""

    kind: ResultKind
    outcome: str | None = None
    outcomes: tuple[str, ...] = ()
    """The list that the policy `collect` gives, in the order of the rules that give it."""

    @property
    def given(self) -> tuple[str, ...]:
        """All outcomes: several under `collect`, else at most one."""
        return self.outcomes or ((self.outcome,) if self.outcome else ())

    @property
    def word(self) -> str:
        """The result in one word: the ids of its outcomes, else tie, none or conflict."""
        return ", ".join(self.given) or self.kind


TIE, NONE, CONFLICT = Result("tie"), Result("none"), Result("conflict")


class Verdict(NamedTuple):
    """The result of the rules that fire, with their points per outcome of the vote.

    `totals` are in the order of `among`, and empty under every policy but `votes`.
    """

    result: Result
    totals: tuple[int, ...] = ()


class Manner(NamedTuple):
    """How a verdict was reached: the firmness of a vote, the lean of an answer that was settled."""

    firmness: Firmness | None = None
    lean: str | None = None


class Policy(Protocol):
    """What a decision policy offers. Rules are places in file order; masks have a bit per rule."""

    free: int
    """The rules that do nothing but add points: the walk may add them up and forget them."""

    def for_walk(self) -> Policy:
        """The same policy with a memory of its own: what a walk costs depends on no other walk."""
        ...

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        ...

    def tally(self, rules: int) -> Tally | None:
        """How those of some rules that do nothing but add points are counted while matching.

        None where nobody votes, or where `verdict` is as fast.
        """
        ...

    def manner(self, fired: int, verdict: Verdict) -> Manner:
        """How the verdict from the rules that fire was reached."""
        ...

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides those of `sure`.

        `score` is what free rules have added already, () at first; they are in neither mask. With
        equal masks there is always a result.
        """
        ...

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules; equal where no later result can differ."""
        ...

    def idle(self, sure: int) -> int:
        """The rules that no longer matter because those of `sure` fire."""
        ...

    def narrowed(
        self, score: Score, sure: int, maybe: int, rules: int
    ) -> tuple[Result | None, Score, int]:
        """What `settled` says, what `alike` makes of the score, and all rules that `idle` names.

        `rules` are those whose condition is true or possible, fire or not. What no longer matters
        has been left out already: to ask again with less gives the same.
        """
        ...

    def alike(self, score: Score, rules: int) -> tuple[Score, int]:
        """One score for all those that end alike whichever of `rules` fire, and rules to drop.

        Only free rules can be dropped: those whose points no longer matter.
        """
        ...


Score: TypeAlias = tuple[int, ...]


def otherwise_of(decide: Decide) -> Result:
    """The result where nothing fires."""
    return NONE if decide.otherwise is None else Result("outcome", decide.otherwise)


def overriding(rules: Sequence[Rule]) -> int:
    """The rules that could set another aside, and so matter beyond their own effect."""
    return mask_of(place for place, rule in enumerate(rules) if rule.overrides)


def settling(rules: Sequence[Rule]) -> int:
    """The rules that settle the answer."""
    return mask_of(place for place, rule in enumerate(rules) if rule.effect == "settles")


def only_voting(rules: Sequence[Rule]) -> int:
    """The rules that do nothing but vote: they override none, and none overrides them."""
    related = {name for rule in rules if rule.overrides for name in (rule.id, *rule.overrides)}
    return mask_of(
        place
        for place, rule in enumerate(rules)
        if rule.effect == "votes" and rule.id not in related
    )
