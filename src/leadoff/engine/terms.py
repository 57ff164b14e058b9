"""Terms: conjunctions with one set of cells per fact; a condition as all its prime terms.

A term is an integer in positional-cube notation (Rudell and Sangiovanni-Vincentelli,
Multiple-valued minimization for PLA optimization, IEEE TCAD 1987): a field per fact with a bit per
cell, and one guard bit above each field that stays 0. A fact whose field is all ones is not
mentioned.

A prime term of a condition is one that implies it and is contained in no other such term. With all
of them, a partial profile makes the condition true in every way exactly if the answered facts
satisfy one prime term (the terms that hold at the answers and everywhere else lie in a prime one).
"""

from __future__ import annotations

from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from leadoff.ruleset.condition import AllOf, Not, SomeOf, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadoff.engine.cells import Cells
    from leadoff.ruleset.condition import Condition

MOST_TERMS = 4_096
"""The most prime terms of one condition."""

_WORKING_LIMIT = 2 * MOST_TERMS
_MOST_PAIRS = 1 << 21
_FEW_PAIRS = 256


class TooManyTermsError(Exception):
    """A condition has more than `MOST_TERMS` prime terms, or takes too long to find out."""


class TermSpace:
    """The fields of terms: which bits belong to which fact."""

    def __init__(self, cells: Mapping[str, Cells]) -> None:
        self.cells = cells
        self.shifts: dict[str, int] = {}
        self.fields: list[int] = []
        width = 0
        for name, each in cells.items():
            self.shifts[name] = width
            self.fields.append(((1 << each.count) - 1) << width)
            width += each.count + 1
        self.full = sum(self.fields)
        """The term that mentions no fact."""
        self._guards = sum(1 << (field.bit_length()) for field in self.fields)

    def prime_terms(self, condition: Condition) -> list[int]:
        """All prime terms of a condition, in a fixed order; none if it can never hold.

        Raises:
            TooManyTermsError: there are more than `MOST_TERMS`.
        """
        terms = self._primes(condition, True)
        if len(terms) > MOST_TERMS:
            raise TooManyTermsError
        return sorted(terms, reverse=True)

    def _primes(self, condition: Condition, holds: bool) -> list[int]:
        """The prime terms of a condition, or of its negation if not `holds`."""
        if isinstance(condition, Test):
            return self._literal(condition, holds)
        if isinstance(condition, Not):
            return self._primes(condition.part, not holds)
        if isinstance(condition, SomeOf):
            count = len(condition.parts)
            at_least = condition.at_least if holds else count - condition.at_least + 1
            return self._at_least(at_least, [self._primes(p, holds) for p in condition.parts])
        if isinstance(condition, AllOf) == holds:
            return self._all_of(condition.parts, holds)
        union: list[int] = []
        for part in condition.parts:
            union += self._primes(part, holds)
            if len(union) > _WORKING_LIMIT:
                union = self._compact(union)
                _check(len(union))
        return self._closed(absorbed(union))

    def _literal(self, test: Test, holds: bool) -> list[int]:
        cells = self.cells[test.fact.name]
        shift = self.shifts[test.fact.name]
        everything = (1 << cells.count) - 1
        where = cells.where(test)
        if not holds:
            where ^= everything
        return [self.full ^ ((where ^ everything) << shift)] if where else []

    def _all_of(self, parts: Sequence[Condition], holds: bool) -> list[int]:
        terms = [self.full]
        for part in sorted(parts, key=lambda part: not isinstance(part, Test)):
            terms = self._both(terms, self._primes(part, holds))
        return terms

    def _at_least(self, count: int, parts: list[list[int]]) -> list[int]:
        """The prime terms of "at least `count` of the parts", counted as written."""
        reached = [[self.full], *([] for _ in range(count))]
        for part in parts:
            for n in range(count, 0, -1):
                more = self._both(reached[n - 1], part)
                if more:
                    reached[n] = absorbed(reached[n] + more)
                    _check(len(reached[n]))
        return self._closed(reached[count])

    def _both(self, left: list[int], right: list[int]) -> list[int]:
        """The intersections: all prime terms of a conjunction, from those of its two sides."""
        if len(left) * len(right) > _MOST_PAIRS:
            raise TooManyTermsError
        guards, full = self._guards, self.full
        met = {term for a in left for b in right if ((term := a & b) + full) & guards == guards}
        _check(len(met))
        return absorbed(met) if len(left) > 1 or len(right) > 1 else list(met)

    def _compact(self, terms: list[int]) -> list[int]:
        """Fewer terms for the same disjunction: those that differ in one fact alone are joined."""
        for field in self.fields:
            terms = _merged(field, terms)
        return absorbed(terms)

    def _closed(self, terms: list[int]) -> list[int]:
        """All prime terms of a disjunction of terms, by iterated consensus fact by fact.

        Tison, Generalization of consensus theory and application to the minimization of Boolean
        functions, IEEE TEC 1967, with sets of cells in place of the two literals. A fact whose sets
        form a chain gives nothing new and is passed over.
        """
        if len(terms) < 2:
            return terms
        for field in self.fields:
            if not _is_chain({term & field for term in terms}):
                terms = self._closed_over(field, terms)
        return terms

    def _closed_over(self, field: int, terms: list[int]) -> list[int]:
        terms = absorbed(_merged(field, terms))
        known = set(terms)
        fresh = terms
        while fresh:
            pairs = self._meeting(fresh, terms, [each for each in self.fields if each != field])
            tried = list(islice(pairs, _MOST_PAIRS + 1))
            if len(tried) > _MOST_PAIRS:
                raise TooManyTermsError
            made = {c for a, b in tried if (c := self._consensus(field, a, b))} - known
            terms = absorbed(_merged(field, [*terms, *made]))
            _check(len(terms))
            fresh = [term for term in terms if term not in known]
            known.update(terms)
        return terms

    def _meeting(
        self, left: list[int], right: list[int], fields: list[int]
    ) -> Iterator[tuple[int, int]]:
        """The pairs of terms that may intersect on all of some fields, without trying each pair."""
        if len(left) * len(right) <= _FEW_PAIRS or not fields:
            yield from product(left, right)
            return
        field, *rest = fields
        by_cells: dict[int, list[int]] = {}
        for term in right:
            by_cells.setdefault(term & field, []).append(term)
        mine: dict[int, list[int]] = {}
        for term in left:
            mine.setdefault(term & field, []).append(term)
        for cells, terms in mine.items():
            for other_cells, others in by_cells.items():
                if cells & other_cells:
                    yield from self._meeting(terms, others, rest)

    def _consensus(self, field: int, a: int, b: int) -> int:
        """What two terms imply together on one fact: its sets joined, all others intersected."""
        joined = (a | b) & field
        if joined in (a & field, b & field):
            return 0
        term = (a & b & ~field) | joined
        return term if (term + self.full) & self._guards == self._guards else 0


def absorbed(terms: Iterable[int]) -> list[int]:
    """The terms that are contained in no other one."""
    by_size: dict[int, list[int]] = {}
    for term in dict.fromkeys(terms):
        by_size.setdefault(term.bit_count(), []).append(term)
    kept: list[int] = []
    for size in sorted(by_size, reverse=True):
        larger = kept.copy()
        kept += [
            term for term in by_size[size] if not any(term & other == term for other in larger)
        ]
    return kept


def _merged(field: int, terms: Iterable[int]) -> list[int]:
    """Terms that differ in one fact alone, made one."""
    joined: dict[int, int] = {}
    for term in terms:
        rest = term & ~field
        joined[rest] = joined.get(rest, 0) | (term & field)
    return [rest | cells for rest, cells in joined.items()]


def _is_chain(sets: set[int]) -> bool:
    ordered = sorted(sets, key=int.bit_count)
    return all(small & large == small for small, large in pairwise(ordered))


def _check(count: int) -> None:
    if count > _WORKING_LIMIT:
        raise TooManyTermsError
