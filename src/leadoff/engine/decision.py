"""`Decision`: what the rules say of one profile, without the reasons."""

from __future__ import annotations

from itertools import chain
from operator import getitem
from typing import TYPE_CHECKING

from leadoff.engine.policy import Manner

if TYPE_CHECKING:
    from leadoff.engine.policy import Firmness, Policy, Result, ResultKind, Verdict

_FEW = 64


class Names:
    """The names behind the numbers of a rule set: rule ids in file order, outcomes of the vote."""

    def __init__(self, rules: tuple[str, ...], among: tuple[str, ...]) -> None:
        self.rules = rules
        self.among = among
        self._bytes = (len(rules) + 7) // 8
        self._tables: list[tuple[tuple[str, ...], ...]] = []

    def of(self, mask: int) -> tuple[str, ...]:
        """The ids of a mask of rules, in file order."""
        if len(self.rules) > _FEW:
            return self._of_many(mask)
        found = []
        rules = self.rules
        while mask:
            low = mask & -mask
            found.append(rules[low.bit_length() - 1])
            mask ^= low
        return tuple(found)

    def _of_many(self, mask: int) -> tuple[str, ...]:
        """The ids by one look-up per eight rules: stepping through a long number is quadratic."""
        if not self._tables:
            groups = [self.rules[start : start + 8] for start in range(0, len(self.rules), 8)]
            self._tables = [_subsets(group) for group in groups]
        places = mask.to_bytes(self._bytes, "little")
        return tuple(chain.from_iterable(map(getitem, self._tables, places)))


def _subsets(group: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """All subsets of some names; place n holds those of the set bits of n."""
    return tuple(
        tuple(name for place, name in enumerate(group) if number >> place & 1)
        for number in range(1 << len(group))
    )


class Decision:
    """What the rules say of one profile: immutable, and equal to one that says the same.

    Ids and totals are named when they are asked for, and kept from then on.
    """

    __slots__ = (
        *("_fired", "_ids", "_manner", "_names", "_policy", "_provisional"),
        *("_result", "_set_aside", "_totals", "_verdict"),
    )

    _ids: tuple[str, ...]
    _totals: dict[str, int]

    def __init__(
        self,
        names: Names,
        policy: Policy,
        result: Result,
        verdict: Verdict,
        fired: int,
        set_aside: int,
        provisional: bool,
    ) -> None:
        self._names = names
        self._policy = policy
        self._result = result
        self._verdict = verdict
        self._fired = fired
        self._set_aside = set_aside
        self._provisional = provisional

    @property
    def result(self) -> Result:
        """What it comes to, whole: results can be compared."""
        return self._result

    @property
    def outcome(self) -> str | None:
        """The outcome; None at a tie, without an answer, at a conflict and under `collect`."""
        return self._result.outcome

    @property
    def outcomes(self) -> tuple[str, ...]:
        """All outcomes of the result: several under `collect`, else at most one."""
        result = self._result
        return result.outcomes or ((result.outcome,) if result.outcome else ())

    @property
    def kind(self) -> ResultKind:
        """What kind of result it is."""
        return self._result.kind

    @property
    def provisional(self) -> bool:
        """Whether some way of answering the open facts gives another result."""
        return self._provisional

    @property
    def totals(self) -> dict[str, int]:
        """The points of the rules that fire, per outcome of the vote; empty without a vote."""
        try:
            return self._totals
        except AttributeError:
            self._totals = dict(zip(self._names.among, self._verdict.totals, strict=False))
            return self._totals

    @property
    def fired(self) -> tuple[str, ...]:
        """The ids of the rules that fire, in file order."""
        try:
            return self._ids
        except AttributeError:
            self._ids = self._names.of(self._fired)
            return self._ids

    @property
    def set_aside(self) -> tuple[str, ...]:
        """The ids of the rules set aside by one that fires, in file order."""
        return self._names.of(self._set_aside)

    @property
    def firmness(self) -> Firmness | None:
        """How far the winner of the vote is ahead.

        None without a vote, and where every way of answering has a result that the rules known to
        fire do not give yet.
        """
        return self._reached().firmness

    @property
    def lean(self) -> str | None:
        """For an answer that a rule settles: the outcome the votes lean to, or "balanced"."""
        return self._reached().lean

    def _reached(self) -> Manner:
        if self._result != self._verdict.result:
            return Manner()
        return self._policy.manner(self._fired, self._verdict)

    def _said(self) -> tuple[object, ...]:
        return (
            *(self.outcomes, self.kind, self.firmness, self.lean, self.totals),
            *(self.fired, self.set_aside, self.provisional),
        )

    def __eq__(self, other: object) -> bool:
        return self._said() == other._said() if isinstance(other, Decision) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.outcomes, self.kind, self.fired))

    def __repr__(self) -> str:
        manner = ", provisional" if self.provisional else ""
        fired = ", ".join(self.fired) or "nothing"
        said = ", ".join(self.outcomes) or self.kind
        return f"<Decision {said}{manner}; fired: {fired}>"
