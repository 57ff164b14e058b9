"""Decision policies: how firing rules become a result.

Each policy is one small object. `result` judges the rules that fire; `settled` tells the walk
whether the result is certain although some rules may or may not fire.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from leadoff.engine.cells import bits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.ruleset.model import Decide, Rule

Firmness: TypeAlias = Literal["clear", "leaning", "close call"]
BALANCED = "balanced"

_FEW_RULES = 64
"""Up to here adding points rule by rule is faster than counting the bits of each strength."""


class Result(NamedTuple):
    """What a complete way of answering comes to. Two results are the same if they are equal."""

    kind: Literal["outcome", "tie", "none", "conflict"]
    outcome: str | None = None


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

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
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


Score: TypeAlias = tuple[int, ...]


def policy_of(decide: Decide, rules: Sequence[Rule]) -> Policy:
    """The policy of a rule file, for its rules or a part of them."""
    if decide.by == "votes":
        return Votes(decide, rules)
    if decide.by == "first":
        return First(decide, rules)
    return Unique(decide, rules)


def firmness_of(decide: Decide, totals: Sequence[int]) -> Firmness:
    """How far apart the two best totals are, in exact whole-number arithmetic."""
    first, second, *_ = sorted(totals, reverse=True)
    margin, both = 100 * (first - second), first + second
    if first == second or margin < decide.close * both:
        return "close call"
    if margin < decide.clear * both or sum(totals) < decide.enough:
        return "leaning"
    return "clear"


class Votes:
    """Strengths add up per outcome and the highest total wins; a rule that settles goes first."""

    def __init__(self, decide: Decide, rules: Sequence[Rule]) -> None:
        self._decide = decide
        self._otherwise = _otherwise(decide)
        self._outcomes = [Result("outcome", rule.outcome) for rule in rules]
        self._winners = [Result("outcome", outcome) for outcome in decide.among]
        among = {outcome: place for place, outcome in enumerate(decide.among)}
        self._columns = [among.get(rule.outcome, 0) for rule in rules]
        self._points = [rule.points for rule in rules]
        self._settling = _mask(
            place for place, rule in enumerate(rules) if rule.effect == "settles"
        )
        related = {name for rule in rules if rule.overrides for name in (rule.id, *rule.overrides)}
        tied = _mask(place for place, rule in enumerate(rules) if rule.id in related)
        self.free = ((1 << len(rules)) - 1) & ~self._settling & ~tied
        self._only_settling = self._settling & ~_overriding(rules)
        self._blocks = [
            _blocks(column, self._columns, self._points) for column in range(len(self._winners))
        ]
        self._gains: dict[int, Score] = {}

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        settling = fired & self._settling
        totals = self._sum(fired ^ settling)
        if settling:
            return Verdict(self._outcomes[(settling & -settling).bit_length() - 1], totals)
        best = max(totals)
        if best == 0:
            return Verdict(self._otherwise, totals)
        if totals.count(best) > 1:
            return Verdict(TIE, totals)
        return Verdict(self._winners[totals.index(best)], totals)

    def manner(self, fired: int, verdict: Verdict) -> Manner:
        """The firmness of a vote, or the lean of votes beside a rule that settled the answer."""
        voted = any(verdict.totals)
        if fired & self._settling:
            return Manner(lean=self._lean(verdict.totals) if voted else None)
        return Manner(firmness_of(self._decide, verdict.totals)) if voted else Manner()

    def _lean(self, totals: Score) -> str:
        first, second, *_ = sorted(totals, reverse=True)
        if first == second or 100 * (first - second) < self._decide.close * (first + second):
            return BALANCED
        return self._decide.among[totals.index(first)]

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        settling = maybe & self._settling
        if settling:
            return self._settled_outright(settling, sure)
        low = self._plus(score, sure)
        gains = self._gain(maybe & ~sure)
        if not any(low):
            return None if any(gains) else self._otherwise
        best = max(low)
        leader = low.index(best)
        rivals = [low[place] + gains[place] for place in range(len(low)) if place != leader]
        if best > max(rivals):
            return self._winners[leader]
        if not any(gains):
            return TIE
        return None

    def _settled_outright(self, settling: int, sure: int) -> Result | None:
        first_sure = sure & settling
        if not first_sure:
            return None
        until = (first_sure & -first_sure) * 2 - 1
        results = {self._outcomes[place] for place in bits(settling & until)}
        return results.pop() if len(results) == 1 else None

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules: only differences matter, and whether anybody voted."""
        total = self._plus(score, rules)
        lowest = min(total)
        # One point each says that somebody voted, and changes no difference.
        return tuple(points - lowest + 1 for points in total) if lowest > 1 else total

    def idle(self, sure: int) -> int:
        """Once a rule settles the answer, votes and later settling rules count for nothing."""
        settling = sure & self._settling
        if not settling:
            return 0
        return (self._only_settling & -((settling & -settling) * 2)) | self.free

    def _plus(self, score: Score, rules: int) -> Score:
        gain = self._gain(rules & ~self._settling)
        return tuple(map(add, score, gain)) if score else gain

    def _gain(self, rules: int) -> Score:
        """The points of some rules per outcome; kept, because the walk asks for few masks often."""
        gain = self._gains.get(rules)
        if gain is None:
            gain = self._gains[rules] = self._sum(rules)
        return gain

    def _sum(self, rules: int) -> Score:
        """The points of some voting rules per outcome of the vote."""
        if len(self._columns) > _FEW_RULES:
            return tuple(
                [
                    sum([points * (rules & mask).bit_count() for points, mask in blocks])
                    for blocks in self._blocks
                ]
            )
        totals = [0] * len(self._winners)
        columns, points = self._columns, self._points
        while rules:
            low = rules & -rules
            rule = low.bit_length() - 1
            totals[columns[rule]] += points[rule]
            rules ^= low
        return tuple(totals)


class _OneOutcomeEach:
    """What `first` and `unique` share: a rule gives its outcome and adds no points."""

    free = 0

    def __init__(self, decide: Decide, rules: Sequence[Rule]) -> None:
        self._otherwise = _otherwise(decide)
        self._outcomes = [Result("outcome", rule.outcome) for rule in rules]

    def added(self, score: Score, rules: int) -> Score:
        """Nothing: no rule is free."""
        return ()

    def manner(self, fired: int, verdict: Verdict) -> Manner:
        """Nothing: nobody votes."""
        return Manner()


class First(_OneOutcomeEach):
    """The first rule that fires, in file order."""

    def __init__(self, decide: Decide, rules: Sequence[Rule]) -> None:
        super().__init__(decide, rules)
        self._others = ((1 << len(rules)) - 1) & ~_overriding(rules)

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        if not fired:
            return Verdict(self._otherwise)
        return Verdict(self._outcomes[(fired & -fired).bit_length() - 1])

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        relevant = maybe & ((sure & -sure) * 2 - 1) if sure else maybe
        results = {self._outcomes[place] for place in bits(relevant)}
        if not sure:
            results.add(self._otherwise)
        return results.pop() if len(results) == 1 else None

    def idle(self, sure: int) -> int:
        """Rules after one that fires, except those that could set another aside."""
        return self._others & -((sure & -sure) * 2) if sure else 0


class Unique(_OneOutcomeEach):
    """At most one rule may fire; two at once are a conflict."""

    def verdict(self, fired: int) -> Verdict:
        """The verdict from the rules that fire."""
        if fired & (fired - 1):
            return Verdict(CONFLICT)
        return Verdict(self._outcomes[fired.bit_length() - 1] if fired else self._otherwise)

    def settled(self, score: Score, sure: int, maybe: int) -> Result | None:
        """The result, if it is the same whichever rules of `maybe` fire besides `sure`."""
        if sure.bit_count() > 1:
            return CONFLICT
        if sure == maybe:
            return self._outcomes[sure.bit_length() - 1] if sure else self._otherwise
        if maybe.bit_count() == 1 and self._outcomes[maybe.bit_length() - 1] == self._otherwise:
            return self._otherwise
        return None

    def idle(self, sure: int) -> int:
        """None: every further rule makes a conflict."""
        return 0


def _otherwise(decide: Decide) -> Result:
    return NONE if decide.otherwise is None else Result("outcome", decide.otherwise)


def _blocks(
    column: int, columns: Sequence[int], points: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """The rules that vote for one outcome, those with the same points together as a mask."""
    masks: dict[int, int] = {}
    for place, worth in enumerate(points):
        if worth and columns[place] == column:
            masks[worth] = masks.get(worth, 0) | 1 << place
    return tuple(masks.items())


def _overriding(rules: Sequence[Rule]) -> int:
    """The rules that could set another aside, and so matter beyond their own effect."""
    return _mask(place for place, rule in enumerate(rules) if rule.overrides)


def _mask(places: Iterable[int]) -> int:
    mask = 0
    for place in places:
        mask |= 1 << place
    return mask
