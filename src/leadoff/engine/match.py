"""Matching a profile: look up what its values satisfy, AND it, and what is left has fired.

This is the hot path of `RuleSet.decide`. It takes plain dicts that answer every fact some rule
tests, checks each value by its exact type, and leaves everything else - open facts, wrong values,
other mappings - to the exact way through `leadoff.facts.profile` and `leadoff.engine.assess`.

One look-up per fact would do; two things make it faster. Choices and flags are looked up together,
as one key. The other facts stand in rows of five, so that the loop over them is written out; a row
with fewer repeats its last fact, which changes nothing.
"""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.column import MOST_REMEMBERED, column_of, joint_column
from leadoff.engine.decision import decision_of
from leadoff.facts.domain import Choice, Flag, Number, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from leadoff.engine.assess import Machine
    from leadoff.engine.column import Column
    from leadoff.engine.decision import Decision, Scheme
    from leadoff.facts.fact import Fact

    _Five: TypeAlias = tuple[object, object, object, object, object]
    _ValuesOf: TypeAlias = Callable[[Mapping[str, object]], _Five]
    # Plain tuples: taking apart a named one is several times as slow.
    _JointRow: TypeAlias = tuple[_ValuesOf, type, type, type, type, type, "_Types", Column]
    _Columns: TypeAlias = tuple[Column, Column, Column, Column, Column]
    _Row: TypeAlias = tuple[_ValuesOf, type, type, type, type, type, "_Types", _Columns]

_SMALL = 64
_MOST_TYPES = 64
_ROW = 5


class _Types(NamedTuple):
    """The types in which five facts may be answered.

    A dict cannot tell true from 1, nor 1.0 from 1, so types are looked at before values. `seen` are
    types, of all five, that are not the usual ones and will do.
    """

    allowed: tuple[tuple[type, ...], ...]
    seen: set[tuple[type, ...]]

    def check(self, values: tuple[object, ...]) -> None:
        """KeyError for types that will not do."""
        types = tuple(map(type, values))
        if types in self.seen:
            return
        for kind, allowed in zip(types, self.allowed, strict=True):
            if kind not in allowed:
                raise KeyError(kind)
        if len(self.seen) < _MOST_TYPES:
            self.seen.add(types)


class Matcher:
    """Decides profiles given as plain dicts."""

    def __init__(self, machine: Machine, facts: tuple[Fact, ...], scheme: Scheme) -> None:
        compiled = machine.compiled
        self._scheme = scheme
        self._verdict = machine.policy.verdict
        self._fired = machine.overrides.fired
        self._has_overrides = machine.overrides.count > 0
        self._facts = facts
        self._count = len(facts)
        self._every = compiled.every_term
        self._rules = compiled.every_rule
        self._conditions_of = compiled.conditions_of
        self._are_rules = not compiled.every_term >> compiled.rules
        self._tested = {each.name: each for each in compiled.facts}
        self._columns = {
            fact.name: column_of(fact, self._tested.get(fact.name), self._every) for fact in facts
        }
        self._joint_rows = [self._joint_row(five) for five in _joint_fives(facts)]
        self._rows = [self._row(five) for five in _fives(facts)]
        self._decisions: dict[int, Decision] = {}
        self._remembers = compiled.every_term.bit_length() <= _SMALL

    def decide(self, profile: Mapping[str, object]) -> Decision | None:
        """The decision, or None if this profile needs the exact way."""
        try:
            if len(profile) == self._count:
                alive = self._alive(profile)
            else:
                alive = self._alive_in_part(profile)
        except (KeyError, TypeError):
            return None
        return self._decisions.get(alive) or self._decided(alive)

    def _alive(self, profile: Mapping[str, object]) -> int:
        """The terms that a profile with all facts leaves; KeyError if there is another key."""
        alive = self._every
        for values_of, t1, t2, t3, t4, t5, types, column in self._joint_rows:
            v1, v2, v3, v4, v5 = values = values_of(profile)
            if not (
                type(v1) is t1
                and type(v2) is t2
                and type(v3) is t3
                and type(v4) is t4
                and type(v5) is t5
            ):
                types.check(values)
            alive &= column[values]
        for values_of, t1, t2, t3, t4, t5, types, (c1, c2, c3, c4, c5) in self._rows:
            v1, v2, v3, v4, v5 = values = values_of(profile)
            if not (
                type(v1) is t1
                and type(v2) is t2
                and type(v3) is t3
                and type(v4) is t4
                and type(v5) is t5
            ):
                types.check(values)
            alive &= c1[v1] & c2[v2] & c3[v3] & c4[v4] & c5[v5]
        return alive

    def _alive_in_part(self, profile: Mapping[str, object]) -> int:
        """The terms that a profile leaves whose open facts no rule tests; else a KeyError."""
        alive = self._every
        known = 0
        for fact in self._facts:
            known += fact.name in profile
            value = profile.get(fact.name)
            if value is not None:
                if type(value) not in _types_of(fact):
                    raise KeyError(fact.name)
                alive &= self._columns[fact.name][value]
            elif fact.name in self._tested:
                raise KeyError(fact.name)
        if known != len(profile):
            raise KeyError
        return alive

    def _decided(self, alive: int) -> Decision:
        true = alive if self._are_rules else self._conditions_of(alive) & self._rules
        fired = self._fired(true) if self._has_overrides else true
        verdict = self._verdict(fired)
        decision = decision_of(self._scheme, true, fired, verdict, verdict.result)
        if self._remembers and len(self._decisions) < MOST_REMEMBERED:
            self._decisions[alive] = decision
        return decision

    def _row(self, facts: Sequence[Fact]) -> _Row:
        """A row of up to five facts."""
        five = (*facts, *[facts[-1]] * (_ROW - len(facts)))
        allowed = tuple(map(_types_of, five))
        t1, t2, t3, t4, t5 = (types[0] for types in allowed)
        c1, c2, c3, c4, c5 = (self._columns[fact.name] for fact in five)
        values_of = itemgetter(*[fact.name for fact in five])
        return values_of, t1, t2, t3, t4, t5, _Types(allowed, set()), (c1, c2, c3, c4, c5)

    def _joint_row(self, facts: Sequence[Fact]) -> _JointRow:
        """The same with one column for all."""
        values_of, t1, t2, t3, t4, t5, types, columns = self._row(facts)
        return values_of, t1, t2, t3, t4, t5, types, joint_column(columns)


def _types_of(fact: Fact) -> tuple[type, ...]:
    """The types in which a fact may be answered, the most frequent first."""
    if isinstance(fact.domain, Flag):
        return (bool,)
    if isinstance(fact.domain, Whole):
        return (int,)
    if isinstance(fact.domain, Number):
        return float, int, Decimal
    return (str,)


def _fives(facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """The facts to look up one by one, five and five."""
    rest = [fact for fact in facts if not isinstance(fact.domain, Choice | Flag)]
    for start in range(0, len(rest), _ROW):
        yield rest[start : start + _ROW]


def _joint_fives(facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Choices and flags to look up together: so few that a column remembers all ways of them."""
    five: list[Fact] = []
    ways = 1
    for fact in facts:
        if isinstance(fact.domain, Choice | Flag):
            count = len(fact.domain.values) if isinstance(fact.domain, Choice) else 2
            if five and (len(five) == _ROW or ways * count > MOST_REMEMBERED):
                yield five
                five, ways = [], 1
            five.append(fact)
            ways *= count
    if five:
        yield five
