"""The compiled form of a rule file: numbered terms, and for each cell the mask of its terms.

Every (fact, cell) has one integer: the terms that this cell satisfies. A profile's terms are found
by one AND per fact. "Unanswered" is one more cell, satisfied only by terms that do not mention the
fact. Everything else - matching, walking, analysis, export - reads this form.

The first term of rule r has number r, so that for rules of one term the mask of terms is the mask
of rules; further terms follow, then those of the assumptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector
from leadoff.engine.cells import cells_of
from leadoff.engine.masks import bits, mask_of, union
from leadoff.engine.terms import MOST_TERMS, TermSpace, TooManyTermsError
from leadoff.errors import RuleSetError
from leadoff.ruleset.condition import tests_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.diagnostic.text import Span
    from leadoff.engine.cells import Cells
    from leadoff.ruleset.condition import Condition, Test
    from leadoff.ruleset.model import RuleFile


_BLOCK = 12
_WHOLE_BLOCK = (1 << _BLOCK) - 1


class FactMasks(NamedTuple):
    """What each cell of one fact satisfies. `unanswered` are the terms without this fact.

    `shift` is where the fact's field begins in a term.
    """

    cells: Cells
    masks: tuple[int, ...]
    unanswered: int
    shift: int

    @property
    def name(self) -> str:
        """The name of the fact."""
        return self.cells.fact.name

    @property
    def mentioning(self) -> int:
        """The terms with this fact. Bits that are no terms are set too."""
        return ~self.unanswered


class Compiled(NamedTuple):
    """The facts that conditions test, in the order of the file, and the numbered terms.

    `owners` maps a term's number to its condition: rule r is r, assumption a is `rules + a`;
    `terms_of` maps a condition to the mask of its terms.
    """

    facts: tuple[FactMasks, ...]
    rules: int
    assumptions: int
    owners: tuple[int, ...]
    terms_of: tuple[int, ...]
    every_term: int
    terms: tuple[int, ...]
    """The terms by number, in positional-cube notation; 0 where a number is not used."""

    @property
    def every_rule(self) -> int:
        """All rules, as conditions."""
        return (1 << self.rules) - 1

    @property
    def every_assumption(self) -> int:
        """All assumptions, as conditions."""
        return ((1 << self.assumptions) - 1) << self.rules

    def cells_in(self, term: int, fact: FactMasks) -> int:
        """The cells of a fact that satisfy one term, as a mask."""
        return self.terms[term] >> fact.shift & ((1 << fact.cells.count) - 1)

    def conditions_of(self, terms: int) -> int:
        """The conditions that own some of these terms, as a mask of rules and assumptions."""
        owned = terms & self.every_rule
        rest = terms >> self.rules
        owners = self.owners
        for place in bits(rest):
            owned |= 1 << owners[self.rules + place]
        return owned


class TermOwners:
    """Which conditions own some terms, for a search that asks again and again.

    The first `firsts` terms are their own conditions, as in `Compiled`. The others are looked up a
    block at a time, and what some terms of a block come to is remembered.
    """

    def __init__(self, owners: Sequence[int], firsts: int) -> None:
        self._owners = owners
        self._firsts = firsts
        self._low = (1 << firsts) - 1
        self._known: list[dict[int, int]] = [{} for _ in range(firsts, len(owners), _BLOCK)]

    def of(self, terms: int) -> int:
        """The conditions that own some of these terms, as a mask."""
        owned = terms & self._low
        rest = terms >> self._firsts
        for place, known in enumerate(self._known):
            if not rest:
                break
            block = rest & _WHOLE_BLOCK
            if block not in known:
                first = self._firsts + place * _BLOCK
                known[block] = mask_of(self._owners[first + each] for each in bits(block))
            owned |= known[block]
            rest >>= _BLOCK
        return owned


def compile_rules(file: RuleFile, kept: Sequence[int] | None = None) -> Compiled:
    """Compile a rule file; `kept` are the places of the rules to keep, in order (default all).

    The cells are those of the whole file, laws and left-out rules included.

    Raises:
        RuleSetError: a condition has too many prime terms.
    """
    cells = _all_cells(file)
    space = TermSpace(cells)
    collector = Collector(file.source)
    places = range(len(file.rules)) if kept is None else kept
    rules = [
        _terms(space, rule.when, rule.when_span, collector)
        for rule in (file.rules[place] for place in places)
    ]
    assumptions = [_terms(space, each.that, each.span, collector) for each in file.assumptions]
    for law in file.laws:
        _terms(space, law.when, law.when_span, collector)
    if collector.has_errors:
        raise RuleSetError(collector.sorted())
    return _numbered(space, rules, assumptions)


def _all_cells(file: RuleFile) -> dict[str, Cells]:
    """The cells of every tested fact, cut by all conditions of the file."""
    tests: dict[str, list[Test]] = {}
    for condition in file.conditions(laws=True):
        for test in tests_in(condition):
            tests.setdefault(test.fact.name, []).append(test)
    return {
        fact.name: cells_of(fact, tests[fact.name]) for fact in file.facts if fact.name in tests
    }


def _terms(space: TermSpace, condition: Condition, span: Span, collector: Collector) -> list[int]:
    try:
        return space.prime_terms(condition)
    except TooManyTermsError:
        message = f"this condition expands to more than {MOST_TERMS:,} combinations"
        help = "split the rule, or ask for fewer of its parts at once"
        collector.error(Code.TOO_MANY_TERMS, span, message, help)
        return []


def _numbered(space: TermSpace, rules: list[list[int]], assumptions: list[list[int]]) -> Compiled:
    terms: list[int | None] = [own[0] if own else None for own in rules]
    owners = list(range(len(rules)))
    terms_of = [1 << place if own else 0 for place, own in enumerate(rules)]
    further = [own[1:] for own in rules] + assumptions
    for condition, own in enumerate(further):
        if condition >= len(rules):
            terms_of.append(0)
        for term in own:
            terms_of[condition] |= 1 << len(terms)
            owners.append(condition)
            terms.append(term)
    every_term = union(terms_of)
    facts = tuple(
        _fact_masks(space, name, cells, terms, every_term) for name, cells in space.cells.items()
    )
    return Compiled(
        facts,
        len(rules),
        len(assumptions),
        tuple(owners),
        tuple(terms_of),
        every_term,
        tuple(term or 0 for term in terms),
    )


def _fact_masks(
    space: TermSpace, name: str, cells: Cells, terms: list[int | None], every_term: int
) -> FactMasks:
    """One mask per cell, by a sweep over the cells: a term flips where its set begins and ends."""
    shift = space.shifts[name]
    everything = (1 << cells.count) - 1
    flips = [0] * cells.count
    mentioning = 0
    for number, term in enumerate(terms):
        if term is None or (where := (term >> shift) & everything) == everything:
            continue
        bit = 1 << number
        mentioning |= bit
        for place in bits((where ^ (where << 1)) & everything):
            flips[place] ^= bit
    unanswered = every_term & ~mentioning
    masks = []
    running = unanswered
    for flip in flips:
        running ^= flip
        masks.append(running)
    return FactMasks(cells, tuple(masks), unanswered, shift)
