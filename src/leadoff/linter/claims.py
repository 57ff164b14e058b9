"""Claims about the results of a rule file: each is proved, or named as not proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from leadoff.engine.budget import OverBudgetError
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.witness import Witness
    from leadoff.diagnostic.text import Span
    from leadoff.linter.check import Claim
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule

Answer = TypeVar("Answer")

_MOST_NAMED = 8
_MOST_MISSES = 5
"""So many rules that are not proved within a budget they share leave none for the others."""


class UnprovedError(OverBudgetError):
    """Within its budget a check proved nothing of the things in `names`; it proved the rest.

    A claim about the whole file has no name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(filter(None, names))
        shown = ", ".join(f"`{name}`" for name in self.names[:_MOST_NAMED])
        rest = len(self.names) - _MOST_NAMED
        super().__init__(f"{shown} and {rest} more" if rest > 0 else shown)


def of_each(
    names: Sequence[str],
    find: Callable[[int], Iterable[Claim]],
    most_misses: int | None = None,
) -> Iterator[Claim]:
    """What `find` reports about each of some named things, told by their place.

    With `most_misses`, the rest is left after so many that were not proved. The name of the file
    itself, for a claim about all of it, is empty.

    Raises:
        UnprovedError: after all that was proved, naming what was not.
    """
    unproved: list[str] = []
    for place, name in enumerate(names):
        try:
            found = tuple(find(place))
        except OverBudgetError:
            unproved.append(name)
            if len(unproved) == most_misses:
                unproved += names[place + 1 :]
                break
        else:
            yield from found
    if unproved:
        raise UnprovedError(unproved)


def of_each_rule(subject: Subject, find: Callable[[int], Iterable[Claim]]) -> Iterator[Claim]:
    """What `find` reports about each rule; nothing where the assumptions leave no profile.

    Raises:
        UnprovedError: as `of_each` does.
    """
    if subject.firing.has_profiles:
        yield from of_each([rule.id for rule in subject.rule_set.rules], find)


def judged(
    subject: Subject, find: Callable[[Subject, int], Claim | None], first: int = 0
) -> Iterator[Claim]:
    """What is found of each rule in turn, from one budget; nothing where no profile is left.

    Rules in the mask `first` come before the others.

    Raises:
        UnprovedError: as `of_each` does.
    """
    rules = subject.rule_set.rules
    order = [*bits(first), *(place for place in range(len(rules)) if not first >> place & 1)]

    def look(turn: int) -> Iterable[Claim]:
        found = find(subject, order[turn])
        return () if found is None else (found,)

    if subject.firing.has_profiles:
        with subject.firing.sharing():
            yield from of_each([rules[place].id for place in order], look, _MOST_MISSES)


def proved(
    subject: Subject, names: Sequence[str], find: Callable[[int], Iterable[Claim]]
) -> Iterator[Claim]:
    """What `find` reports about the results, for each of some named things told by their place.

    Nothing is found where the assumptions allow no profile: everything is true of all of none.

    Raises:
        UnprovedError: as `of_each` does.
    """
    results = subject.results
    results.refill(len(names))
    if results.exist:
        yield from of_each(names, find)


def if_proved(ask: Callable[[], Answer | None]) -> Answer | None:
    """What a question about a finding already proved comes to; None if that takes too long."""
    try:
        return ask()
    except OverBudgetError:
        return None


def witness(subject: Subject, cells: Point | None) -> Witness:
    """A profile with its values, replayed; empty if there is none.

    Raises:
        ReplayError: the engine does not decide it as the proof says.
    """
    return () if cells is None else subject.results.profiles.witness(cells)


def effects(subject: Subject, cells: Point) -> tuple[tuple[Span, str], ...]:
    """For each rule that fires in a profile its place and what it does, in the order of the file.

    Where a rule settles the answer, that one alone.
    """
    profiles = subject.results.profiles
    fired = profiles.fired(profiles.conditions(cells))
    rules = [subject.rule_set.rules[place] for place in bits(fired)]
    settling = [rule for rule in rules if rule.effect == "settles"]
    return tuple((rule.span, effect_of(rule)) for rule in settling[:1] or rules)


def effect_of(rule: Rule) -> str:
    """What a rule does where it fires, in words."""
    if rule.effect == "votes":
        return f"{points(rule.points)} for `{rule.outcome}`"
    return f"{rule.effect} `{rule.outcome}`"


def points(count: int) -> str:
    """A number of points in words."""
    return f"{count:,} point" if count == 1 else f"{count:,} points"
