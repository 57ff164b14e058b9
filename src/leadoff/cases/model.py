"""A file of cases as frozen values: what it says, with the places where it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.diagnostic.text import SourceText, Span
    from leadoff.engine.policy import Result
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.profile import Profile

NONE = "none"
"""How a case says that there is no outcome, no firmness or no lean."""

TIE, CONFLICT = "tie", "conflict"


class Expected(NamedTuple):
    """What a case says of the decision; what it leaves out may be anything.

    `firmness` and `lean` are "none" where there must be none. Of the lists of rules each one named
    must be there, others may be, and an empty list says that there is none; None is no list. Of the
    totals each one named must be so.
    """

    result: Result | None = None
    firmness: str | None = None
    lean: str | None = None
    provisional: bool | None = None
    fired: tuple[str, ...] | None = None
    not_fired: tuple[str, ...] | None = None
    set_aside: tuple[str, ...] | None = None
    open: tuple[str, ...] | None = None
    totals: tuple[tuple[str, int], ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """All rules that it names."""
        lists = (self.fired, self.not_fired, self.set_aside, self.open)
        return frozenset(name for names in lists for name in names or ())


class Case(NamedTuple):
    """A profile and what the rules must say of it; `span` is the case's name."""

    name: str
    profile: Profile
    expected: Expected
    post_only: bool
    span: Span


class CaseFile(NamedTuple):
    """The cases of one file, and the rules they are about."""

    source: SourceText
    rules: RuleSet
    cases: tuple[Case, ...]
    warnings: tuple[Diagnostic, ...]
