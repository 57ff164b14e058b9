"""A rule that fires for exactly the same profiles as an earlier one, to the same effect.

The same effect is the same outcome and, in a vote, the same points. The conditions may be written
differently.

Why it matters:
    Under `unique` the two always conflict; in a vote the points count twice; everywhere else one
    of them says nothing, until somebody changes only the other.

Avoid:
    - {id: small, when: {deciders: {below: 3}}, gives: marketing-first}
    - {id: few, when: {deciders: {at_most: 2}}, gives: marketing-first}

Prefer:
    - {id: small, when: {deciders: {at_most: 2}}, gives: marketing-first}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import deletion
from leadoff.linter.alike import alike_pairs, both
from leadoff.linter.check import EVERY_POLICY, Check, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    by = subject.file.decide.by
    for first, second in alike_pairs(subject, same_effect=True):
        rule, earlier = subject.file.rules[second], subject.file.rules[first]
        keeps_overrides = set(rule.overrides) <= set(earlier.overrides)
        adds = rule.effect == "votes" or by == "unique"
        message = f"the rule `{rule.id}` fires for the same profiles as `{earlier.id}`"
        yield Claim(
            rule.span,
            f"{message} and does the same",
            f"delete one of them{', or add their points up in one' if by == 'votes' else ''}",
            related=[(earlier.span, "the same before")],
            rules=(rule.id, earlier.id),
            witness=both(subject, first, second),
            fixes=deletion(subject, rule, is_safe=keeps_overrides and not adds),
            severity="error" if by in ("first", "unique") else "warning",
        )


CHECK: Final = Check(Code.DUPLICATE_RULE, "warning", EVERY_POLICY, _find, __doc__)
