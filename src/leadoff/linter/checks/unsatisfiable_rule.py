"""A rule that can never fire, because no profile satisfies its `when`.

Profiles that the assumptions exclude do not count. The message names the fewest conditions that
exclude each other, with the assumptions they need for it; where several such sets exist, one.

Why it matters:
    The rule looks as if it said something, and never does. Mostly two limits were swapped, or a
    value was corrected in one place and not in the other.

Avoid:
    - id: mid-sized
      when: {deciders: {at_least: 5, below: 3}}
      votes: sales-first
      strength: might

Prefer:
    - id: mid-sized
      when: {deciders: {at_least: 3, below: 5}}
      votes: sales-first
      strength: might

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.covers import can_hold
from leadoff.diagnostic.code import Code
from leadoff.linter.about import deletion, stated
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import Span
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    return judged(subject, _judge)


def _judge(subject: Subject, place: int) -> Claim | None:
    if can_hold(subject.firing, place):
        return None
    rule = subject.file.rules[place]
    parts, assumptions = subject.conditions.clash(rule.when)
    spans: list[tuple[Span, str]] = [(part.span, "this excludes it") for part in parts]
    last, _ = spans.pop()
    spans += [(each.span, "assumed here") for each in assumptions]
    clashing = stated(subject, parts)
    if assumptions:
        why = f"no profile that the assumptions allow meets {clashing}"
    elif spans:
        why = f"{clashing} exclude each other"
    else:
        why = f"no profile meets {clashing}"
    return Claim(
        last,
        f"the rule `{rule.id}` can never fire: {why}",
        "change one of them, or delete the rule" if spans else "change it, or delete the rule",
        related=spans,
        rules=(rule.id,),
        fixes=deletion(subject, rule, is_safe=False),
    )


CHECK: Final = Check(Code.UNSATISFIABLE_RULE, "error", EVERY_POLICY, _find, __doc__)
