"""What the parts of a rule's condition add to it, over the profiles that the assumptions allow."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.analysis.regions.search import Search
from leadoff.analysis.regions.space import Space
from leadoff.analysis.regions.target import MOST_STEPS_OF_ONE, Target
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.masks import bits
from leadoff.engine.terms import TermSpace, TooManyTermsError
from leadoff.ruleset.condition import AllOf, Not, SomeOf, Test, facts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leadoff.analysis.regions.firing import FiringRegions
    from leadoff.analysis.regions.space import Box
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import Assumption

_MOST_WORK = 200_000

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


class ConditionParts:
    """What the parts of conditions add to them, in one rule set."""

    def __init__(self, firing: FiringRegions) -> None:
        self._compiled = firing.compiled
        self._terms = TermSpace({each.name: each.cells for each in firing.compiled.facts})
        self._file = firing.rule_set.file
        self._assumed_at = {
            id(each.that): place for place, each in enumerate(self._file.assumptions)
        }
        """The places of assumptions by their conditions, whose terms are compiled."""
        self._spares: dict[int, tuple[Spare, ...] | OverBudgetError] = {}
        self._focus: Condition | None = None
        self._focus_terms: list[int] = []
        """The condition whose parts are looked at, with its terms."""

    def holds_somewhere(self, hold: Sequence[Condition], avoid: Sequence[Condition] = ()) -> bool:
        """Whether some conditions can hold together where others do not.

        Raises:
            OverBudgetError: the budget ended before that was certain.
        """
        assumed = [each.that for each in self._tied((*hold, *avoid))]
        return self._meets((*hold, *assumed), avoid)

    def is_same(self, one: Condition, other: Condition) -> bool:
        """Whether two conditions hold at the same points. Raises as `holds_somewhere` does."""
        if self._prime_terms(one) == self._prime_terms(other):
            return True
        if not self._tied((one, other)):
            return False
        return not self.holds_somewhere([one], [other]) and not self.holds_somewhere([other], [one])

    def is_always(self, condition: Condition) -> bool:
        """Whether a condition holds everywhere. Raises as `holds_somewhere` does."""
        return not self.holds_somewhere([], [condition])

    def clash(self, condition: Condition) -> tuple[tuple[Condition, ...], tuple[Assumption, ...]]:
        """For a condition that never holds, parts and assumptions that exclude each other.

        None of them can be left out; which of several such sets it is depends on their order.
        """
        parts = list(conjuncts(condition))
        assumed = list(self._tied([condition]))
        for assumption in reversed(tuple(assumed)):
            rest = [each for each in assumed if each is not assumption]
            if not self._meets((*parts, *(each.that for each in rest)), ()):
                assumed = rest
        left = [each.that for each in assumed]
        for place in range(len(parts) - 1, -1, -1):
            others = parts[:place] + parts[place + 1 :]
            if not self._meets((*others, *left), ()):
                parts = others
        return tuple(parts), tuple(assumed)

    def clashing_assumptions(self) -> tuple[Assumption, ...]:
        """Assumptions that exclude each other, none of which can be left out; none if none do."""
        assumed = list(self._file.assumptions)
        if self._meets([each.that for each in assumed], ()):
            return ()
        for assumption in reversed(self._file.assumptions):
            rest = [each for each in assumed if each is not assumption]
            if not self._meets([each.that for each in rest], ()):
                assumed = rest
        return tuple(assumed)

    def implied_assumptions(self) -> tuple[Assumption, ...]:
        """Assumptions that others imply; all of them could be left out together."""
        kept = list(self._file.assumptions)
        implied = []
        for assumption in reversed(self._file.assumptions):
            rest = [each for each in kept if each is not assumption]
            if not self._meets([each.that for each in rest], [assumption.that]):
                kept = rest
                implied.append(assumption)
        return tuple(reversed(implied))

    def spares_of(self, rule: int) -> tuple[Spare, ...]:
        """The parts that could be left out of a rule's condition; see `spare_parts`.

        None of a rule that can never hold or always does.
        """
        found = self._spares.get(rule)
        if found is None:
            try:
                found = self._spares[rule] = self._spares_of(self._file.rules[rule].when)
            except OverBudgetError as error:
                found = self._spares[rule] = error
        if isinstance(found, OverBudgetError):
            raise found
        return found

    def _spares_of(self, when: Condition) -> tuple[Spare, ...]:
        if not self.holds_somewhere([when]) or self.is_always(when):
            return ()
        return self.spare_parts(when)

    def spare_parts(self, when: Condition) -> tuple[Spare, ...]:
        """The parts that could be left out of a condition, each alone and all together.

        In file order. Some, if there are any at all: of parts that could each be left out, but not
        together, rather the later ones. What lies in a part that could be left out is not looked
        at. Raises as `holds_somewhere` does.
        """
        self._focus, self._focus_terms = when, self._prime_terms(when)
        if sum(1 for _ in _inside(when)) * len(self._focus_terms) > _MOST_WORK:
            raise OverBudgetError
        spares = list(_Sparing(self, when).spares())
        return tuple(sorted(spares, key=lambda spare: spare.part.span.start))

    def boxes_of(self, condition: Condition) -> Iterator[Box]:
        """Where a condition holds, assumptions aside. Raises as `holds_somewhere` does."""
        for term in self._prime_terms(condition):
            yield tuple(
                term >> fact.shift & ((1 << fact.cells.count) - 1) for fact in self._compiled.facts
            )

    @cached_property
    def _islands(self) -> list[tuple[frozenset[str], tuple[Assumption, ...]]]:
        """Facts that assumptions tie to each other, with these assumptions."""
        islands: list[tuple[frozenset[str], tuple[Assumption, ...]]] = []
        for assumption in self._file.assumptions:
            names = frozenset(fact.name for fact in facts_in(assumption.that))
            tied: tuple[Assumption, ...] = (assumption,)
            apart = []
            for island in islands:
                if names & island[0]:
                    names |= island[0]
                    tied = (*island[1], *tied)
                else:
                    apart.append(island)
            islands = [*apart, (names, tied)]
        return islands

    def _tied(self, conditions: Sequence[Condition]) -> tuple[Assumption, ...]:
        """The assumptions that may matter to some conditions, in file order."""
        names = {fact.name for each in conditions for fact in facts_in(each)}
        found = [each for facts, tied in self._islands if facts & names for each in tied]
        return tuple(sorted(found, key=lambda each: each.span.start))

    def _meets(self, hold: Sequence[Condition], avoid: Sequence[Condition]) -> bool:
        terms = [self._prime_terms(each) for each in (*hold, *avoid)]
        space = Space.of_terms(self._compiled, terms)
        held = (1 << len(hold)) - 1
        avoided = ((1 << len(avoid)) - 1) << len(hold)
        target = Target(hold=held, avoid=avoided)
        return Search(space, target, Budget(MOST_STEPS_OF_ONE)).find() is not None

    def _prime_terms(self, condition: Condition) -> list[int]:
        if condition is self._focus:
            return self._focus_terms
        place = self._assumed_at.get(id(condition))
        if place is not None:
            return self._compiled_terms(place)
        try:
            return self._terms.prime_terms(condition)
        except TooManyTermsError:
            raise OverBudgetError from None

    def _compiled_terms(self, assumption: int) -> list[int]:
        compiled = self._compiled
        terms = compiled.terms_of[compiled.rules + assumption]
        return [compiled.terms[number] for number in bits(terms)]


def conjuncts(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that must all hold."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from conjuncts(part)
    else:
        yield condition


class _Sparing:
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
            part = _parts(node)[place]
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
        return _parts(shorter)

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
        for inner in _parts(part):
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


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Test):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def _inside(condition: Condition) -> Iterator[Condition]:
    """A condition and all its parts."""
    yield condition
    for part in _parts(condition):
        yield from _inside(part)


def _at(condition: Condition, path: tuple[int, ...]) -> Condition:
    for place in path:
        condition = _parts(condition)[place]
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
    changed = _replaced(_parts(condition)[place], tuple(rest), new)
    if isinstance(condition, Not):
        return condition._replace(part=changed)
    if isinstance(condition, Test):
        raise TypeError("a test has no parts")
    parts = condition.parts
    return condition._replace(parts=(*parts[:place], changed, *parts[place + 1 :]))
