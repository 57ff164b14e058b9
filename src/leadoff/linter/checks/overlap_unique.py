"""Two rules that can fire for one profile, under the policy `unique`.

Every earlier rule that a rule can fire together with is in `rules`; up to five are named, each with
where they meet. Rules that fire for exactly the same profiles are LO201 or LO202 instead.

Why it matters:
    `unique` promises that one rule decides. A profile that two rules meet gets no answer: `advise`
    ends with the conflict, a batch sets the row aside.

Avoid:
    - {id: few, when: {deciders: {at_most: 5}}, gives: marketing-first}
    - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Prefer:
    - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
    - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Policies:
    unique
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.check import Check
from leadoff.linter.claims import judged
from leadoff.linter.overlaps import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.check import Claim
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    return judged(subject, _judge)


def _judge(subject: Subject, place: int) -> Claim | None:
    return overlap(subject, place, (1 << place) - 1)


CHECK: Final = Check(Code.OVERLAP_UNIQUE, "error", ("unique",), _find, __doc__)
