"""Overrides: which of the rules whose condition is true fire, and which are set aside."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from leadoff.engine.masks import mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.ruleset.model import Rule


class Overrides:
    """The overrides among some rules. Masks have a bit per rule, in file order."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        places = {rule.id: place for place, rule in enumerate(rules)}
        above: dict[int, set[int]] = {}
        for place, rule in enumerate(rules):
            for name in rule.overrides:
                if name in places:
                    above.setdefault(places[name], set()).add(place)
        # From the top of each chain down, so that an overrider is judged before what it overrides.
        self._above = tuple(
            (place, mask_of(above[place]))
            for place in TopologicalSorter(above).static_order()
            if place in above
        )

    def fired(self, true: int) -> int:
        """The rules that fire, if the conditions of `true` hold: a rule set aside sets none."""
        fired = true
        for place, overriders in self._above:
            if fired & overriders:
                fired &= ~(1 << place)
        return fired

    def bounds(self, true: int, possible: int) -> tuple[int, int]:
        """The rules sure to fire and those that may, if only `possible` can still become true."""
        sure, maybe = true, possible
        for place, overriders in self._above:
            if maybe & overriders:
                sure &= ~(1 << place)
            if sure & overriders:
                maybe &= ~(1 << place)
        return sure, maybe

    def linked_to(self, rules: int) -> int:
        """The rules among some that others override, with all that decide whether they fire."""
        linked = 0
        for place, overriders in reversed(self._above):
            if (rules | linked) >> place & 1:
                linked |= 1 << place | overriders
        return linked

    def only(self, rules: int) -> Overrides:
        """The overrides of some rules alone, which must be linked to no other ones."""
        part = Overrides(())
        part._above = tuple(pair for pair in self._above if rules >> pair[0] & 1)
        return part

    @property
    def from_the_top(self) -> tuple[tuple[int, int], ...]:
        """Each rule that others override, with these as a mask, after what overrides those."""
        return self._above

    @property
    def count(self) -> int:
        """How many rules some rule overrides."""
        return len(self._above)

    def over(self, place: int) -> int:
        """The rules that override one rule."""
        return next((above for below, above in self._above if below == place), 0)
