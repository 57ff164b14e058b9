"""Prospects: which results are still possible where only some rules are known to fire.

A set of results is a mask: a bit per outcome in the order of the file, then `tie`, `none` and
`conflict`. An `Outlook` holds the results that are certain and those that are possible. Only under
`collect` can several be given at once. Once it is known which rules fire, both masks are the
result; before that, `possible` may hold too much and `certain` too little, never the reverse.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from math import gcd
from operator import add, sub
from typing import TYPE_CHECKING, Protocol, TypeAlias

from leadoff.engine.masks import bits, mask_of
from leadoff.engine.policy import only_voting, settling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.engine.overrides import Overrides
    from leadoff.engine.policy import Result, Score
    from leadoff.ruleset.model import Rule, RuleFile

Outlook: TypeAlias = tuple[int, int]
"""The results that are certain and those that are possible, as masks."""


class ResultBits:
    """The bits of results: outcomes in the order of the file, then the results without one."""

    def __init__(self, outcomes: Sequence[str]) -> None:
        self.outcomes = tuple(outcomes)
        self._places = {outcome: 1 << place for place, outcome in enumerate(outcomes)}
        self.tie, self.none, self.conflict = (1 << len(outcomes) + place for place in range(3))

    def of(self, outcome: str) -> int:
        """The bit of an outcome."""
        return self._places[outcome]

    def given(self, result: Result) -> int:
        """The bits of a result; under `collect` one for each outcome of the list."""
        if result.kind == "outcomes":
            return mask_of(self.outcomes.index(outcome) for outcome in result.outcomes)
        if result.outcome is not None:
            return self.of(result.outcome)
        return {"tie": self.tie, "none": self.none, "conflict": self.conflict}[result.kind]


class Prospect(Protocol):
    """What a policy can still come to."""

    result_bits: ResultBits
    free: int
    """The rules that only add points: a search may add them up and forget them."""

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules; equal where no later result can differ."""
        ...

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """The outlook where `sure` fire for certain and at most `maybe` do."""
        ...


class _Giving(ABC):
    """What prospects share under which a rule gives its outcome."""

    free = 0

    def __init__(self, file: RuleFile) -> None:
        self.result_bits = ResultBits([outcome.id for outcome in file.outcomes])
        self._otherwise = _otherwise(file, self.result_bits)
        self._by_outcome = _by_outcome(self.result_bits, file.rules, range(len(file.rules)))

    def added(self, score: Score, rules: int) -> Score:
        """Nothing: no rule is free."""
        return ()

    @abstractmethod
    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """The outlook where `sure` fire for certain and at most `maybe` do."""

    def _given(self, rules: int) -> int:
        """The outcomes that some rules give."""
        return _outcomes_of(self._by_outcome, rules)


class _First(_Giving):
    """The policy `first`."""

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """Rules after one sure to fire do not count."""
        if sure:
            return _one(self._given(maybe & ((sure & -sure) * 2 - 1)))
        return _one(self._given(maybe) | self._otherwise)


class _Unique(_Giving):
    """The policy `unique`."""

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """Two rules sure to fire are a conflict."""
        if sure & (sure - 1):
            return _one(self.result_bits.conflict)
        several = self.result_bits.conflict if maybe & (maybe - 1) else 0
        return _one((self._given(sure) if sure else self._given(maybe) | self._otherwise) | several)


class _AnyOf(_Giving):
    """The policy `any`."""

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """Two outcomes sure to be given are a conflict."""
        given, possible = self._given(sure), self._given(maybe)
        if given & (given - 1):
            return _one(self.result_bits.conflict)
        several = self.result_bits.conflict if possible & (possible - 1) else 0
        return _one((given or possible | self._otherwise) | several)


class _Priority(_Giving):
    """The policy `priority`."""

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """Outcomes ranked below one sure to be given do not count."""
        given, possible = self._given(sure), self._given(maybe)
        return _one(possible & ((given & -given) * 2 - 1) if given else possible | self._otherwise)


class _Collect(_Giving):
    """The policy `collect`."""

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """Each outcome is certain, possible or out of the question by itself."""
        if not maybe:
            return _one(self._otherwise)
        return self._given(sure), self._given(maybe) | (0 if sure else self._otherwise)


class VotesProspect:
    """The policy `votes`."""

    def __init__(self, file: RuleFile) -> None:
        rules = file.rules
        self.result_bits = ResultBits([outcome.id for outcome in file.outcomes])
        self.among = tuple(map(self.result_bits.of, file.decide.among))
        self.points = tuple(rule.points for rule in rules)
        self._otherwise = _otherwise(file, self.result_bits)
        self.settling = settling(rules)
        self._settled = _by_outcome(self.result_bits, rules, bits(self.settling))
        self.free = only_voting(rules)
        self.columns = tuple(
            file.decide.among.index(rule.outcome) if rule.effect == "votes" else 0 for rule in rules
        )
        self._nothing = (0,) * len(self.among)
        self._gains: dict[int, Score] = {0: self._nothing}
        self._steps: dict[int, int] = {}

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules: only differences matter, and whether anybody voted."""
        total = tuple(map(add, score, self.gain(rules))) if score else self.gain(rules)
        lowest = min(total)
        if not lowest:
            return total
        if max(total) == lowest:
            return (1,) * len(total)
        return tuple([points - lowest for points in total])

    def gain(self, rules: int) -> Score:
        """The points of some rules per outcome of the vote."""
        gain = self._gains.get(rules)
        if gain is None:
            totals = list(self._nothing)
            columns, points = self.columns, self.points
            rest = rules
            while rest:
                low = rest & -rest
                place = low.bit_length() - 1
                totals[columns[place]] += points[place]
                rest ^= low
            gain = self._gains[rules] = tuple(totals)
        return gain

    def totals(self, fired: int) -> dict[int, int]:
        """The totals where some rules fire, by the bit of the outcome."""
        gain = self.gain(fired & ~self.settling)
        return dict(zip(self.among, gain, strict=True))

    def range(self, score: Score, sure: int, maybe: int) -> tuple[Score, Score]:
        """The totals without and with everything that may still be added, less an equal part."""
        low = self.gain(sure & ~self.settling)
        if score:
            low = tuple(map(add, score, low))
        more = maybe & ~sure & ~self.settling
        return low, tuple(map(add, low, self.gain(more))) if more else low

    def changed(self, overrides: Overrides, true: int, rule: int) -> int:
        """The greatest change of a lead of one outcome over another that deleting a rule makes."""
        with_it = self.gain(overrides.fired(true) & ~self.settling)
        without = self.gain(overrides.fired(true & ~(1 << rule)) & ~self.settling)
        changes: list[int] = list(map(sub, with_it, without))
        return max(changes) - min(changes)

    def outlook(self, score: Score, sure: int, maybe: int) -> Outlook:
        """A total wins where it may pass all others, and ties where it may meet the best."""
        settling = maybe & self.settling
        settled = 0
        if settling:
            certain = sure & self.settling
            until = (certain & -certain) * 2 - 1 if certain else settling
            settled = _outcomes_of(self._settled, settling & until)
            if certain:
                return _one(settled)
        low, high = self.range(score, sure, maybe)
        return _one(settled | self._winners(low, high, maybe & ~sure))

    def _winners(self, low: Score, high: Score, more: int) -> int:
        best = max(low)
        if not best:
            possible = self._otherwise
            if not max(high):
                return possible
        else:
            possible = 0
        contenders: list[int] = []
        for outcome, most, least in zip(self.among, high, low, strict=True):
            if most < best or not most:
                continue
            contenders.append(least)
            if most > best or (least == best and low.count(best) == 1):
                possible |= outcome
        if len(contenders) > 1 and self._may_meet(contenders, more):
            possible |= self.result_bits.tie
        return possible

    def _may_meet(self, totals: list[int], more: int) -> bool:
        """Whether two totals may become equal: they differ by steps that the points allow."""
        step = self._steps.get(more)
        if step is None:
            points = self.points
            step = self._steps[more] = gcd(*(points[place] for place in bits(more)))
        if step == 1:
            return True
        rests = {total % step for total in totals} if step else set(totals)
        return len(rests) < len(totals)


_PROSPECTS: dict[str, type[_Giving]] = {
    "first": _First,
    "unique": _Unique,
    "any": _AnyOf,
    "priority": _Priority,
    "collect": _Collect,
}


def prospect_of(file: RuleFile) -> Prospect:
    """The prospect of a rule file's policy over its rules."""
    if file.decide.by == "votes":
        return VotesProspect(file)
    return _PROSPECTS[file.decide.by](file)


def _one(possible: int) -> Outlook:
    """The outlook where one result is given: certain if no other is possible."""
    return (0 if possible & (possible - 1) else possible), possible


def _otherwise(file: RuleFile, result_bits: ResultBits) -> int:
    otherwise = file.decide.otherwise
    return result_bits.none if otherwise is None else result_bits.of(otherwise)


def _by_outcome(
    result_bits: ResultBits, rules: Sequence[Rule], places: Iterable[int]
) -> tuple[tuple[int, int], ...]:
    """Each outcome that some rules name, as its bit, with a mask of these rules."""
    masks: dict[int, int] = {}
    for place in places:
        outcome = result_bits.of(rules[place].outcome)
        masks[outcome] = masks.get(outcome, 0) | 1 << place
    return tuple(masks.items())


def _outcomes_of(by_outcome: tuple[tuple[int, int], ...], rules: int) -> int:
    """The outcomes of some rules."""
    given = 0
    for outcome, own in by_outcome:
        if rules & own:
            given |= outcome
    return given
