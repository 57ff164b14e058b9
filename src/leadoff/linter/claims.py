"""Claims about the results of a rule file: each is proved, or named as not proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from leadoff.engine.cells import bits
from leadoff.engine.walk import OverBudgetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from leadoff.analysis.results.profiles import Cells
    from leadoff.analysis.witness import Witness
    from leadoff.diagnostic.text import Span
    from leadoff.linter.finding import Finding
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule

Answer = TypeVar("Answer")

_MOST_NAMED = 8


class UnprovedError(OverBudgetError):
    """Within its budget a check proved nothing of the things in `names`; it proved the rest.

    A claim about the whole file has no name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(filter(None, names))
        shown = ", ".join(f"`{name}`" for name in self.names[:_MOST_NAMED])
        rest = len(self.names) - _MOST_NAMED
        super().__init__(f"{shown} and {rest} more" if rest > 0 else shown)


def proved(
    subject: Subject, names: Sequence[str], find: Callable[[int], Iterable[Finding]]
) -> Iterator[Finding]:
    """What `find` reports about each of some named things, told by their place.

    The name of the file itself, for a claim about all of it, is empty.

    Nothing is found where the assumptions allow no profile: everything is true of all of none.

    Raises:
        UnprovedError: after all that was proved, naming what was not.
    """
    results = subject.results
    results.refill(len(names))
    if not results.exist:
        return
    unproved: list[str] = []
    for place, name in enumerate(names):
        try:
            found = tuple(find(place))
        except OverBudgetError:
            unproved.append(name)
        else:
            yield from found
    if unproved:
        raise UnprovedError(unproved)


def if_proved(ask: Callable[[], Answer | None]) -> Answer | None:
    """What a question about a finding already proved comes to; None if that takes too long."""
    try:
        return ask()
    except OverBudgetError:
        return None


def witness(subject: Subject, cells: Cells | None) -> Witness:
    """A profile with its values, replayed; empty if there is none.

    Raises:
        ReplayError: the engine does not decide it as the proof says.
    """
    return () if cells is None else subject.results.profiles.witness(cells)


def effects(subject: Subject, cells: Cells) -> tuple[tuple[Span, str], ...]:
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
