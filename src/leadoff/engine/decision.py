"""`Decision`: what the rules say of one profile, without the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from operator import getitem
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from leadoff.engine.policy import Manner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.engine.policy import Firmness, Policy, Result, ResultKind, Verdict

_FEW = 16


class Names:
    """The names behind the numbers of a rule set: rule ids in file order, outcomes of the vote."""

    def __init__(self, rules: tuple[str, ...], among: tuple[str, ...]) -> None:
        self.rules = rules
        self.among = among
        self._bytes = (len(rules) + 7) // 8
        self._tables: list[tuple[tuple[str, ...], ...]] = []
        self._places: dict[str, int] = {}

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

    def place(self, rule: object) -> int | None:
        """The place of a rule in the file, None if there is none of that id."""
        if not self._places:
            self._places = {name: place for place, name in enumerate(self.rules)}
        return self._places.get(rule) if isinstance(rule, str) else None

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


class Ids(Sequence[str]):
    """The ids of some rules, in file order: an immutable sequence that equals the tuple of them.

    A file may have thousands of rules that fire, and most callers read few of their ids: they are
    written out when they are first read. How many there are and whether one is among them is
    known without that.
    """

    __slots__ = ("_mask", "_names", "_written")

    _names: Names
    _mask: int
    _written: tuple[str, ...] | None

    @staticmethod
    def of(names: Names, mask: int) -> Ids:
        """The ids of a mask of rules; an `__init__` would take twice as long, for each decision."""
        ids = Ids()
        ids._names = names
        ids._mask = mask
        ids._written = None
        return ids

    @property
    def mask(self) -> int:
        """The rules as a mask of their places in the file."""
        return self._mask

    def _all(self) -> tuple[str, ...]:
        written = self._written
        if written is None:
            written = self._written = self._names.of(self._mask)
        return written

    def __len__(self) -> int:
        return self._mask.bit_count()

    def __contains__(self, rule: object) -> bool:
        place = self._names.place(rule)
        return place is not None and bool(self._mask >> place & 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self._all()[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ids):
            if self._names is other._names:
                return self._mask == other._mask
            return self._all() == other._all()
        return self._all() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


_ids_of: Final = Ids.of
"""Found faster than through its class."""


class Totals(Mapping[str, int]):
    """Points per outcome of the vote: an immutable mapping that equals the dict of them."""

    __slots__ = ("_among", "_points")

    def __init__(self, among: tuple[str, ...], points: tuple[int, ...]) -> None:
        self._among = among
        self._points = points

    def __getitem__(self, outcome: str) -> int:
        return dict(self._pairs())[outcome]

    def __iter__(self) -> Iterator[str]:
        return (outcome for outcome, _ in self._pairs())

    def __len__(self) -> int:
        return len(self._points)

    def __repr__(self) -> str:
        return repr(dict(self._pairs()))

    def _pairs(self) -> Iterator[tuple[str, int]]:
        """Outcomes with their points: none under a policy without a vote, which has no points."""
        return zip(self._among, self._points, strict=False)


class Scheme(NamedTuple):
    """What all decisions of a rule set share: the names of its rules and outcomes, its policy."""

    names: Names
    policy: Policy


class Decision(NamedTuple):
    """What the rules say of one profile: immutable, and equal to one that says the same."""

    outcome: str | None
    """The outcome; None at a tie, without an answer, at a conflict and under `collect`."""
    totals: Totals
    """The points of the rules that fire, per outcome of the vote; empty without a vote."""
    fired: Ids
    """The ids of the rules that fire, in file order."""
    true: int
    """The rules whose condition is true, as a mask: those that fire and those set aside."""
    provisional: bool
    """Whether some way of answering the open facts gives another result."""
    result: Result
    """The result to show, of which `outcome` is a part."""
    verdict: Verdict
    """The verdict of the rules that fire: where every way agrees, the result may be another."""
    scheme: Scheme
    """What all decisions of the rule set share."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """All outcomes of the result: several under `collect`, else at most one."""
        return self.result.given

    @property
    def set_aside(self) -> Ids:
        """The ids of the rules set aside by one that fires, in file order."""
        return Ids.of(self.scheme.names, self.true & ~self.fired.mask)

    @property
    def kind(self) -> ResultKind:
        """What kind of result it is."""
        return self.result.kind

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
        if self.result != self.verdict.result:
            return Manner()
        return self.scheme.policy.manner(self.fired.mask, self.verdict)

    def _said(self) -> tuple[object, ...]:
        return (
            *(self.outcomes, self.kind, self.firmness, self.lean, self.totals),
            *(self.fired, self.set_aside, self.provisional),
        )

    def __eq__(self, other: object) -> bool:
        return self._said() == other._said() if isinstance(other, Decision) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.outcomes, self.kind, self.fired))

    def __repr__(self) -> str:
        manner = ", provisional" if self.provisional else ""
        fired = ", ".join(self.fired) or "nothing"
        said = ", ".join(self.outcomes) or self.kind
        return f"<Decision {said}{manner}; fired: {fired}>"


def totals_of(scheme: Scheme, verdict: Verdict) -> Totals:
    """The points in a verdict, under the names of the outcomes."""
    return Totals(scheme.names.among, verdict.totals)


def decision_of(
    scheme: Scheme,
    true: int,
    fired: int,
    verdict: Verdict,
    totals: Totals,
    result: Result,
    provisional: bool = False,  # noqa: FBT002  # by keyword takes longer, on the hot path
) -> Decision:
    """The decision from the rules whose condition is true, those that fire and the result."""
    # `tuple.__new__` takes half the time of `Decision(...)`.
    ids = _ids_of(scheme[0], fired)
    return tuple.__new__(
        Decision, (result[1], totals, ids, true, provisional, result, verdict, scheme)
    )
