"""A member of `any` or `some` that adds no profile, so that leaving it out changes nothing.

Either it can never hold, or where it holds others do as well. What the assumptions say counts.
Where parts of a rule could each be left out, but not all of them, those named can all go, the later
ones first; once they are gone, more may come to light.

Why it matters:
    A branch that is never needed hides which case it was written for: the case may be missing.

Avoid:
    when:
      any:
        - deciders: {at_least: 3}
        - deciders: {at_least: 5}

Prefer:
    when: {deciders: {at_least: 3}}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import quoted
from leadoff.linter.check import EVERY_POLICY, Check
from leadoff.linter.claims import of_each_rule
from leadoff.linter.spares import spare_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.sparing import Spare
    from leadoff.linter.check import Claim
    from leadoff.linter.spares import Words
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule


def _find(subject: Subject) -> Iterator[Claim]:
    def look(place: int) -> Iterator[Claim]:
        return spare_claims(subject, place, "dead", "leave the branch out", _words)

    return of_each_rule(subject, look)


def _words(subject: Subject, rule: Rule, spare: Spare) -> Words:
    what = quoted(subject, spare.part)
    if spare.is_empty:
        return f"{what} can never hold", f"leave it out of the rule `{rule.id}`", ""
    message = f"{what} adds nothing: the rule `{rule.id}` holds for the same profiles without it"
    beside = "one of these holds wherever it does" if spare.by[1:] else "holds wherever it does"
    return message, "leave it out, or ask for less in it", beside


CHECK: Final = Check(
    Code.DEAD_BRANCH, "warning", EVERY_POLICY, _find, __doc__, (Code.UNSATISFIABLE_RULE,)
)
