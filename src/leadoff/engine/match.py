"""Matching a profile: look up what its values satisfy, AND it, and what is left has fired.

This is the hot path of `RuleSet.decide`. It takes plain dicts that answer every fact some rule
tests, checks each value by its exact type, and leaves everything else - open facts, wrong values,
other mappings - to the exact way through `leadoff.facts.profile` and `leadoff.engine.assess`.
"""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from leadoff.engine.decision import Decision
from leadoff.facts.domain import Choice, Fault, Flag
from leadoff.facts.profile import plain_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leadoff.engine.assess import Machine
    from leadoff.engine.decision import Names
    from leadoff.facts.fact import Fact

_MOST_REMEMBERED = 4_096
_SMALL = 64
_TYPES = (bool, int, str, float, Decimal)


class Matcher:
    """Decides profiles given as plain dicts.

    Choices are looked up together, flags by identity, numbers and open texts one by one. A dict
    cannot tell true from 1, so the last have a table for each exact type.
    """

    def __init__(self, machine: Machine, facts: tuple[Fact, ...], names: Names) -> None:
        compiled = machine.compiled
        self._machine = machine
        self._names = names
        self._facts = facts
        self._every = compiled.every_term
        self._rules = (1 << compiled.rules) - 1
        self._has_further_terms = bool(compiled.every_term >> compiled.rules)
        self._tested = {each.cells.fact.name: each for each in compiled.facts}
        self._choices = [fact for fact in facts if isinstance(fact.domain, Choice)]
        flags = [fact for fact in facts if isinstance(fact.domain, Flag)]
        others = [fact for fact in facts if not isinstance(fact.domain, Choice | Flag)]
        self._choices_of = _values_of(self._choices)
        self._choice_masks: dict[object, int] = {}
        self._flags = [(f.name, self._mask(f, False), self._mask(f, True)) for f in flags]
        self._others_of = _values_of(others)
        self._other_masks: list[tuple[Fact, dict[type, dict[object, int]]]] = [
            (fact, {kind: {} for kind in _TYPES}) for fact in others
        ]
        self._decisions: dict[int, Decision] = {}
        self._remembers = compiled.every_term.bit_length() <= _SMALL

    def decide(self, profile: Mapping[str, object]) -> Decision | None:
        """The decision, or None if this profile needs the exact way."""
        try:
            if len(profile) == len(self._facts):
                alive = self._alive(profile)
            else:
                alive = self._alive_in_part(profile)
        except (KeyError, TypeError):
            return None
        return self._decisions.get(alive) or self._decided(alive)

    def _alive(self, profile: Mapping[str, object]) -> int:
        """The terms that a profile with all facts leaves; KeyError if there is another key."""
        choices = self._choices_of(profile)
        try:
            alive = self._choice_masks[choices]
        except KeyError:
            alive = self._learn_choices(choices)
        else:
            # A subclass of str may be equal to a text that was seen before.
            for value in choices:
                if value.__class__ is not str:
                    raise TypeError
        for name, if_false, if_true in self._flags:
            value = profile[name]
            if value is True:
                alive &= if_true
            elif value is False:
                alive &= if_false
            else:
                raise KeyError(name)
        for (fact, masks), value in zip(self._other_masks, self._others_of(profile), strict=True):
            try:
                alive &= masks[value.__class__][value]
            except KeyError:
                alive &= self._learn(fact, masks[value.__class__], value)
        return alive

    def _learn_choices(self, values: tuple[object, ...]) -> int:
        """The terms that some choices satisfy; kept for the next profile that has the same."""
        alive = self._every
        for fact, value in zip(self._choices, values, strict=True):
            alive &= self._mask(fact, value)
        return _kept(self._choice_masks, values, alive)

    def _learn(self, fact: Fact, masks: dict[object, int], value: object) -> int:
        """The terms that a value satisfies; kept for the next profile that has the same."""
        return _kept(masks, value, self._mask(fact, value))

    def _alive_in_part(self, profile: Mapping[str, object]) -> int:
        """The terms that a profile leaves whose open facts no rule tests; else a KeyError."""
        alive = self._every
        known = 0
        for fact in self._facts:
            known += fact.name in profile
            value = profile.get(fact.name)
            if value is not None:
                alive &= self._mask(fact, value)
            elif fact.name in self._tested:
                raise KeyError(fact.name)
        if known != len(profile):
            raise KeyError
        return alive

    def _mask(self, fact: Fact, value: object) -> int:
        """The terms that a value satisfies; KeyError if the fact cannot have it."""
        raw = plain_value(value)
        admitted = raw if isinstance(raw, Fault) else fact.domain.admit(raw)
        if isinstance(admitted, Fault):
            raise KeyError(fact.name)
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


def _values_of(facts: Sequence[Fact]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """The values of a profile for some facts, in order; a KeyError if one is not there."""
    names = [fact.name for fact in facts]
    if len(names) > 1:
        return itemgetter(*names)
    return lambda profile: tuple([profile[name] for name in names])


def _kept(masks: dict[object, int], value: object, mask: int) -> int:
    if len(masks) >= _MOST_REMEMBERED:
        masks.clear()
    masks[value] = mask
    return mask
