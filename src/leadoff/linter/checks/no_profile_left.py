"""Assumptions that exclude each other, so that they leave no profile at all.

The fewest that do so are named; where several such sets exist, one.

Why it matters:
    Every proof is about the profiles that the assumptions allow. Where there are none, everything
    is true of all of them, and no other check says anything.

Avoid:
    assume:
      - that: {deciders: {at_least: 3}}
      - that: {deciders: {below: 3}}

Prefer:
    assume:
      - that: {deciders: {at_least: 3}}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import stated
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.ruleset.condition import conjuncts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    clashing = subject.conditions.clashing_assumptions()
    if not clashing:
        return
    *others, last = clashing
    parts = stated(subject, (part for each in clashing for part in conjuncts(each.that)))
    yield Claim(
        last.span,
        f"the assumptions {parts} exclude each other: no profile is left"
        if others
        else f"the assumption {parts} never holds: no profile is left",
        "change one of them" if others else "change it, or leave it out",
        related=[(each.span, "this excludes it") for each in others],
        key="assumptions",
    )


CHECK: Final = Check(Code.NO_PROFILE_LEFT, "error", EVERY_POLICY, _find, __doc__)
