"""Claims about the results of a rule file: each is proved, or named as not proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.engine.cells import bits
from leadoff.engine.walk import OverBudgetError
from leadoff.lint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leadoff.analysis.profiles import Cells
    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.diagnostic.text import Span
    from leadoff.lint.finding import Fix
    from leadoff.lint.subject import Subject
    from leadoff.ruleset.model import Rule

_MOST_NAMED = 8


class UnprovedError(OverBudgetError):
    """What a check could not prove within its budget anything of; the rest is proved."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        shown = ", ".join(f"`{name}`" for name in self.names[:_MOST_NAMED])
        rest = len(self.names) - _MOST_NAMED
        super().__init__(f"{shown} and {rest} more" if rest > 0 else shown)


def proved(
    subject: Subject, names: Iterable[str], find: Callable[[int], Iterable[Finding]]
) -> Iterator[Finding]:
    """What `find` reports about each of some named things, told by their place.

    Nothing is found where the assumptions allow no profile: everything is true of all of none.

    Raises:
        UnprovedError: after all that was proved, naming what was not.
    """
    results = subject.results
    results.refill()
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


class Report:
    """The finding that a check makes of what it has proved about one subject."""

    def __init__(self, subject: Subject, code: Code, severity: Severity) -> None:
        self._subject = subject
        self._code = code
        self._severity = severity

    def __call__(
        self,
        span: Span,
        message: str,
        help: str = "",
        *,
        related: Iterable[tuple[Span, str]] = (),
        rules: tuple[str, ...] = (),
        witness: Cells | None = None,
        fixes: tuple[Fix, ...] = (),
        about: str = "",
    ) -> Finding:
        """A finding at a span; `about` tells it from others of the same rules."""
        source = self._subject.file.source
        labels = tuple(Label(source, place, text) for place, text in related)
        primary = Label(source, span)
        said = Diagnostic(self._severity, self._code, message, primary, help, labels)
        shown = () if witness is None else self._subject.results.profiles.witness(witness)
        return Finding(said, "proved", rules, shown, fixes=fixes, subject=about)


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


def listed(names: Iterable[str], joint: str = "and") -> str:
    """`a`, `b` and `c`, in backticks."""
    words = [f"`{name}`" for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"
