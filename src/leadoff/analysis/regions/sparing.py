"""Parts of a rule's condition that could be left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.ruleset.condition import AllOf, Not, SomeOf, Test, conjuncts, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadoff.analysis.regions.conditions import ConditionParts
    from leadoff.ruleset.condition import Condition

Kind = Literal["always", "implied", "dead"]
"""Holds everywhere; implied by its neighbours; a member that adds nothing to `any` or `some`."""


class Spare(NamedTuple):
    """A part without which a rule fires at the same points; `by` are the parts that say why.

    They are neighbours as they are written: together they imply the part, or one of them holds
    wherever it does. `by` is empty where that hangs on the rest of the condition too, and where the
    part holds everywhere, or nowhere if it `is_empty`. `reason` is what to look at: the part, or
    what holds everywhere in it.
    """

    kind: Kind
    part: Condition
    reason: Condition
    by: tuple[Condition, ...] = ()
    is_empty: bool = False


class Sparing:
    """The search for spare parts of one condition; those found are left out from then on."""

    def __init__(self, conditions: ConditionParts, when: Condition) -> None:
        self._conditions = conditions
        self._when = when
        self._current = when

    def spares(self) -> Iterator[Spare]:
        """What is found, from the end of the condition to its beginning."""
        yield from self._within(())

    def _within(self, path: tuple[int, ...]) -> Iterator[Spare]:
        """The spare parts below a part, from the last to the first."""
        node = _at(self._current, path)
        if isinstance(node, Test):
            return
        if isinstance(node, Not):
            yield from self._within((*path, 0))
            return
        for place in range(len(node.parts) - 1, -1, -1):
            node = _at(self._current, path)
            part = parts_of(node)[place]
            shorter = _without(node, place)
            if shorter is not None:
                changed = _replaced(self._current, path, shorter)
                if self._is_same(changed) and self._is_spare_alone(path, place):
                    self._current = changed
                    yield self._spare(node, part, self._beside(path, place))
                    continue
            yield from self._within((*path, place))

    def _is_same(self, changed: Condition) -> bool:
        return self._conditions.is_same(changed, self._when)

    def _is_spare_alone(self, path: tuple[int, ...], place: int) -> bool:
        """Whether a part could be left out of the condition as it is written, too."""
        if self._current is self._when:
            return True
        # What was left out stood behind this part, so that the path leads to it there as well.
        shorter = _without(_at(self._when, path), place)
        return shorter is not None and self._is_same(_replaced(self._when, path, shorter))

    def _beside(self, path: tuple[int, ...], place: int) -> tuple[Condition, ...]:
        """What is written beside a part: all that must hold with it, or the other members."""
        above = [_at(self._when, path[:depth]) for depth in range(len(path) + 1)]
        shorter = _without(above[-1], place)
        if shorter is None:
            return ()
        if all(isinstance(each, AllOf) for each in above):
            return tuple(conjuncts(_replaced(self._when, path, shorter)))
        return parts_of(shorter)

    def _spare(self, node: Condition, part: Condition, others: tuple[Condition, ...]) -> Spare:
        conditions = self._conditions
        if isinstance(node, AllOf):
            if conditions.is_always(part):
                return Spare("always", part, self._innermost(part))
            by = self._shrunk(others, lambda some: not conditions.holds_somewhere(some, [part]))
            return Spare("implied", part, part, by)
        if not conditions.holds_somewhere([part]):
            return Spare("dead", part, part, is_empty=True)
        if isinstance(node, SomeOf):
            return Spare("dead", part, part)
        by = self._shrunk(others, lambda some: not conditions.holds_somewhere([part], some))
        return Spare("dead", part, part, by)

    def _innermost(self, part: Condition) -> Condition:
        """A part that holds everywhere, inside which no part does."""
        for inner in parts_of(part):
            if self._conditions.is_always(inner):
                return self._innermost(inner)
        return part

    def _shrunk(
        self, some: tuple[Condition, ...], is_enough: Callable[[tuple[Condition, ...]], bool]
    ) -> tuple[Condition, ...]:
        """Some conditions that are enough, none of which can be left out; else none."""
        if not is_enough(some):
            return ()
        for place in range(len(some) - 1, -1, -1):
            fewer = some[:place] + some[place + 1 :]
            if is_enough(fewer):
                some = fewer
        return some


def _at(condition: Condition, path: tuple[int, ...]) -> Condition:
    for place in path:
        condition = parts_of(condition)[place]
    return condition


def _without(node: Condition, place: int) -> Condition | None:
    """A condition without one of its parts; None if it needs that."""
    if isinstance(node, Test | Not):
        return None
    parts = node.parts[:place] + node.parts[place + 1 :]
    if not parts or (isinstance(node, SomeOf) and len(parts) < node.at_least):
        return None
    return node._replace(parts=parts)


def _replaced(condition: Condition, path: tuple[int, ...], new: Condition) -> Condition:
    """A condition with another part at a path."""
    if not path:
        return new
    place, *rest = path
    changed = _replaced(parts_of(condition)[place], tuple(rest), new)
    if isinstance(condition, Not):
        return condition._replace(part=changed)
    if isinstance(condition, Test):
        raise TypeError("a test has no parts")
    parts = condition.parts
    return condition._replace(parts=(*parts[:place], changed, *parts[place + 1 :]))
