"""Which facts made a rule fire, and what keeps it from firing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadoff.engine.masks import bits
from leadoff.facts.fact import said
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.engine.assess import Situation
    from leadoff.engine.cells import Cells
    from leadoff.engine.compiled import Compiled
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import Rule
    from leadoff.source.values import Value


class Answer(NamedTuple):
    """A fact with the value the profile gives it."""

    fact: Fact
    value: Value

    def __str__(self) -> str:
        return f"{self.fact.name} = {said(self.fact, self.value)}"


class Need(NamedTuple):
    """What a rule needs of one fact, in words, and what the profile says (None: not answered)."""

    fact: Fact
    needed: str
    value: Value | None

    def __str__(self) -> str:
        needed = f"{self.fact.name}: {self.needed}"
        return needed if self.value is None else f"{needed} (now {said(self.fact, self.value)})"


class Needs(NamedTuple):
    """What keeps a rule from firing; `one_of_several` if something else would do as well."""

    needs: tuple[Need, ...]
    one_of_several: bool


def answers_behind(
    compiled: Compiled,
    situation: Situation,
    place: int,
    rule: Rule,
    answers: Mapping[str, Value],
) -> tuple[Answer, ...]:
    """The answers that made a rule's condition true, in the order the rule tests them.

    They are those of every prime term they satisfy. Where only assumptions make the condition true,
    all answers it tests, then those the assumptions in force test.
    """
    behind = _facts_of(compiled, compiled.terms_of[place] & situation.satisfied)
    tested = facts_in(rule.when)
    found = [fact for fact in tested if fact.name in behind and fact.name in answers]
    if not found and not compiled.terms_of[place] & situation.satisfied:
        linked = _facts_of(
            compiled, _terms_of_assumptions(compiled, situation) & ~situation.satisfied
        )
        names = dict.fromkeys((*(fact.name for fact in tested), *linked))
        by_name = {each.name: each.cells.fact for each in compiled.facts}
        found = [by_name[name] for name in names if name in answers]
    return tuple(Answer(fact, answers[fact.name]) for fact in found)


def needs_of(
    compiled: Compiled,
    situation: Situation,
    place: int,
    answers: Mapping[str, Value],
) -> Needs:
    """What keeps a rule from firing: of its terms the one that lacks the fewest facts.

    An open rule lacks answers only; a false one lacks other answers as well. Empty for a rule that
    can never fire, and for one that only assumptions forbid.
    """
    alive = compiled.terms_of[place] & situation.alive
    terms = bits(alive or compiled.terms_of[place])
    ways = [_lacking(compiled, term, answers) for term in terms]
    best = min(ways, key=len, default={})
    needs = tuple(
        Need(cells.fact, cells.described(wanted), answers.get(cells.fact.name))
        for cells, wanted in best.items()
    )
    return Needs(needs, not all(_includes(way, best) for way in ways))


def _lacking(compiled: Compiled, term: int, answers: Mapping[str, Value]) -> dict[Cells, int]:
    """The facts whose answers do not satisfy a term, with the cells that would."""
    lacking = {}
    for fact in compiled.facts:
        if not fact.unanswered >> term & 1:
            wanted = compiled.cells_in(term, fact)
            value = answers.get(fact.name)
            if value is None or not wanted >> fact.cells.index(value) & 1:
                lacking[fact.cells] = wanted
    return lacking


def _includes(way: dict[Cells, int], other: dict[Cells, int]) -> bool:
    """Whether answers that go one way go the other way too."""
    return all(not way.get(cells, ~0) & ~wanted for cells, wanted in other.items())


def _facts_of(compiled: Compiled, terms: int) -> set[str]:
    """The names of the facts that some of these terms mention."""
    return {each.name for each in compiled.facts if terms & each.mentioning}


def _terms_of_assumptions(compiled: Compiled, situation: Situation) -> int:
    terms = 0
    for place in situation.linking:
        terms |= compiled.terms_of[compiled.rules + place]
    return terms
