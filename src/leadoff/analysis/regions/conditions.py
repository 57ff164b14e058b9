"""What the parts of a rule's condition add to it, over the profiles that the assumptions allow."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leadoff.analysis.regions.search import Search
from leadoff.analysis.regions.space import Space
from leadoff.analysis.regions.sparing import Sparing
from leadoff.analysis.regions.target import MOST_STEPS_OF_ONE, Target
from leadoff.engine.budget import Budget, OverBudgetError
from leadoff.engine.masks import bits
from leadoff.engine.terms import TermSpace, TooManyTermsError
from leadoff.ruleset.condition import conjuncts, facts_in, parts_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.analysis.regions.firing import FiringRegions
    from leadoff.analysis.regions.space import Box
    from leadoff.analysis.regions.sparing import Spare
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import Assumption

_MOST_WORK = 200_000


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
        if sum(1 for _ in parts_in(when)) * len(self._focus_terms) > _MOST_WORK:
            raise OverBudgetError
        spares = list(Sparing(self, when).spares())
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
