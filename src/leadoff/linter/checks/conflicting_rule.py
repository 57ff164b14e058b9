"""A rule that fires for exactly the same profiles as an earlier one and gives another outcome.

Why it matters:
    One of the two is wrong. Under `first` the later one never decides; under `unique` and `any` no
    profile that meets them gets an answer.

Avoid:
    - {id: small, when: {deciders: {below: 3}}, gives: marketing-first}
    - {id: few, when: {deciders: {at_most: 2}}, gives: sales-first}

Prefer:
    - {id: few, when: {deciders: {at_most: 2}}, gives: sales-first}

Policies:
    first, unique, any
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.alike import alike_pairs, both
from leadoff.linter.check import Check, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    for first, second in alike_pairs(subject, same_effect=False):
        rule, earlier = subject.file.rules[second], subject.file.rules[first]
        yield Claim(
            rule.span,
            f"the rules `{rule.id}` and `{earlier.id}` fire for the same profiles and disagree",
            f"they give `{rule.outcome}` and `{earlier.outcome}`; delete one of them, or tell "
            "their conditions apart",
            related=[(earlier.span, f"gives `{earlier.outcome}`")],
            label=f"gives `{rule.outcome}`",
            rules=(rule.id, earlier.id),
            witness=both(subject, first, second),
        )


CHECK: Final = Check(Code.CONFLICTING_RULE, "error", ("first", "unique", "any"), _find, __doc__)
