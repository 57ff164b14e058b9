"""A specific rule that loses to a more general one with another outcome, on profiles both meet.

The general rule tests some of the facts that the specific one tests, and no others; it goes before
it, earlier under `first`, with a higher outcome under `priority`; and no rule goes before the two
there. Rules that override one another are left alone, and so are specific rules that never have
their turn: those are LO205 or LO206. Of several general rules the first is named.

Why it matters:
    Who writes a rule for a special case expects it to win there. It does, but only in part.

Avoid:
    - {id: cheap, when: {yearly_value: {below: 1000}}, gives: marketing-first}
    - {id: few, when: {yearly_value: {below: 5000}, deciders: 1}, gives: sales-first}

Prefer:
    - {id: few, when: {yearly_value: {below: 5000}, deciders: 1}, gives: sales-first}
    - {id: cheap, when: {yearly_value: {below: 1000}}, gives: marketing-first}

Policies:
    first (note: there the order is meant to decide), priority (warning)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.covers import has_turn
from leadoff.analysis.regions.firing import mask_of_outcome
from leadoff.analysis.regions.target import Target
from leadoff.diagnostic.code import Code
from leadoff.engine.masks import bits
from leadoff.linter.check import Check, Claim
from leadoff.linter.claims import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.message import Severity
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    return judged(subject, _judge)


def _judge(subject: Subject, place: int) -> Claim | None:
    firing = subject.firing
    rules = subject.file.rules
    rule = rules[place]
    before = firing.before[place] & ~mask_of_outcome(subject.rule_set, rule.outcome)
    tested = firing.tested[place]
    general = [
        other
        for other in bits(before & firing.meeting(place))
        if 0 != firing.tested[other] != tested
        and not firing.tested[other] & ~tested
        and rules[other].id not in rule.overrides
        and rule.id not in rules[other].overrides
    ]
    if not general or not has_turn(firing, place):
        return None
    for other in general:
        both = 1 << place | 1 << other
        point = firing.find(Target(fire=both, quiet=firing.before[other]))
        if point is not None:
            winner = rules[other]
            severity: Severity = "note" if subject.file.decide.by == "first" else "warning"
            if subject.file.decide.by == "first":
                help = f"move it above `{winner.id}`, or say in it where it holds"
            else:
                help = f"`{winner.outcome}` ranks higher; say in the rules where each holds"
            return Claim(
                rule.span,
                f"the rule `{rule.id}` loses to the more general `{winner.id}` where both hold",
                help,
                related=[(winner.span, f"gives `{winner.outcome}`")],
                label=f"gives `{rule.outcome}`",
                rules=(rule.id, winner.id),
                witness=firing.witness(point),
                severity=severity,
            )
    return None


CHECK: Final = Check(
    Code.MISLEADING_ORDER,
    "warning",
    ("first", "priority"),
    _find,
    __doc__,
    (
        *(Code.UNSATISFIABLE_RULE, Code.DUPLICATE_RULE, Code.CONFLICTING_RULE),
        *(Code.SHADOWED_RULE, Code.SHADOWED_BY_UNION),
    ),
)
