"""Matching a complete profile: one look-up per fact, one AND, and what is left has fired.

This is the hot path of `RuleSet.decide`. It takes plain dicts that answer every fact some rule
tests, checks each value by its exact type, and leaves everything else - open facts, wrong values,
other mappings - to the exact way through `leadoff.facts.profile` and `leadoff.engine.assess`.
"""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from leadoff.engine.decision import Decision
from leadoff.facts.domain import Fault
from leadoff.facts.profile import plain_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadoff.engine.assess import Machine
    from leadoff.engine.decision import Names
    from leadoff.facts.fact import Fact

_MOST_REMEMBERED = 4_096
_SMALL = 64


_TYPES = (bool, int, str, float, Decimal)


class Matcher:
    """Decides complete profiles given as plain dicts."""

    def __init__(self, machine: Machine, facts: tuple[Fact, ...], names: Names) -> None:
        compiled = machine.compiled
        self._machine = machine
        self._names = names
        self._facts = facts
        self._every = compiled.every_term
        self._rules = (1 << compiled.rules) - 1
        self._has_further_terms = bool(compiled.every_term >> compiled.rules)
        self._tested = {each.cells.fact.name: each for each in compiled.facts}
        self._values_of = _values_of(facts)
        # A dict cannot tell true from 1, so a fact has one for each exact type.
        self._masks: list[dict[type, dict[object, int]]] = [
            {kind: {} for kind in _TYPES} for _ in facts
        ]
        self._decisions: dict[int, Decision] = {}
        self._remembers = compiled.every_term.bit_length() <= _SMALL

    def decide(self, profile: Mapping[str, object]) -> Decision | None:
        """The decision, or None if this profile needs the exact way."""
        alive = self._every
        try:
            values = self._values_of(profile)
            for masks, value in zip(self._masks, values, strict=True):
                alive &= masks[value.__class__][value]
            if len(profile) != len(values):
                return None
        except (KeyError, TypeError):
            # A value that was not seen before, a fact without an answer, or something wrong.
            found = self._alive(profile)
            if found is None:
                return None
            alive = found
        return self._decisions.get(alive) or self._decided(alive)

    def _alive(self, profile: Mapping[str, object]) -> int | None:
        """The terms that a profile leaves; None if a tested fact is open, or something is wrong."""
        alive = self._every
        known = 0
        for fact, masks in zip(self._facts, self._masks, strict=True):
            known += fact.name in profile
            value = profile.get(fact.name)
            if value is None:
                if fact.name in self._tested:
                    return None
                continue
            try:
                alive &= masks[value.__class__][value]
            except (KeyError, TypeError):
                mask = self._mask(fact, value)
                if mask is None:
                    return None
                self._remember(masks[value.__class__], value, mask)
                alive &= mask
        return alive if known == len(profile) else None

    def _remember(self, masks: dict[object, int], value: object, mask: int) -> None:
        if len(masks) >= _MOST_REMEMBERED:
            masks.clear()
        masks[value] = mask

    def _mask(self, fact: Fact, value: object) -> int | None:
        """The terms that a value satisfies; None if the fact cannot have it."""
        raw = plain_value(value)
        admitted = raw if isinstance(raw, Fault) else fact.domain.admit(raw)
        if isinstance(admitted, Fault):
            return None
        tested = self._tested.get(fact.name)
        return self._every if tested is None else tested.masks[tested.cells.index(admitted)]

    def _decided(self, alive: int) -> Decision:
        machine = self._machine
        true = machine.compiled.conditions_of(alive) if self._has_further_terms else alive
        true &= self._rules
        fired = machine.overrides.fired(true)
        verdict = machine.policy.verdict(fired)
        decision = Decision(
            self._names, machine.policy, verdict.result, verdict, fired, true ^ fired, False
        )
        if self._remembers and len(self._decisions) < _MOST_REMEMBERED:
            self._decisions[alive] = decision
        return decision


def _values_of(facts: tuple[Fact, ...]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """The values of a profile in the order of the facts; a KeyError if one is not there."""
    names = [fact.name for fact in facts]
    if len(names) == 1:
        return lambda profile: (profile[names[0]],)
    return itemgetter(*names)
