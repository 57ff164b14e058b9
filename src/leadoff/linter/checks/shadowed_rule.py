"""A rule that never has its turn, because one other rule goes before it wherever it holds.

Under `first` an earlier rule goes before it, under `priority` one whose outcome ranks higher, or an
earlier one with the same outcome; under every policy, one that overrides it. A rule that several
others hide together is LO206.

Why it matters:
    The rule reads as if it decided something, and it never does. It is an error where the two
    disagree: then somebody expects the other answer.

Avoid:
    - {id: small, when: {deciders: {at_most: 5}}, gives: marketing-first}
    - {id: alone, when: {deciders: 1}, gives: sales-first}

Prefer:
    - {id: alone, when: {deciders: 1}, gives: sales-first}
    - {id: small, when: {deciders: {at_most: 5}}, gives: marketing-first}

Policies:
    first, priority; where one rule overrides the other: all
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.covers import can_move_up, cover_of, plain_covers
from leadoff.diagnostic.code import Code
from leadoff.engine.masks import mask_of
from leadoff.linter.about import deletion
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import if_proved, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    firing = subject.firing
    places = range(len(subject.rule_set.rules))
    # What is easily seen comes first, so that it is found however little budget the rest leaves.
    return judged(subject, _judge, mask_of(each for each in places if plain_covers(firing, each)))


def _judge(subject: Subject, place: int) -> Claim | None:
    firing = subject.firing
    cover = cover_of(firing, place)
    if len(cover) != 1:
        return None
    (member,) = cover
    rule, other = subject.file.rules[place], subject.file.rules[member.rule]
    is_set_aside = bool(firing.overrides.over(place) >> member.rule & 1)
    if is_set_aside:
        message = f"the rule `{rule.id}` never fires: where it holds, `{other.id}` sets it aside"
        help, beside = f"delete it, or let `{other.id}` ask for more", "overrides it"
    else:
        message = (
            f"the rule `{rule.id}` never decides: `{other.id}` goes before it wherever it holds"
        )
        revives = subject.file.decide.by == "first" and if_proved(
            lambda: can_move_up(firing, place, member.rule)
        )
        help = f"move it above `{other.id}`, or delete it" if revives else "delete it"
        beside = f"gives `{other.outcome}`"
    disagree = rule.outcome != other.outcome and not is_set_aside
    return Claim(
        rule.span,
        message,
        help,
        related=[(other.span, beside)],
        rules=(rule.id, other.id),
        witness=firing.witness(member.point),
        fixes=deletion(subject, rule, is_safe=is_set_aside or not rule.overrides),
        severity="error" if disagree else "warning",
    )


CHECK: Final = Check(
    Code.SHADOWED_RULE,
    "error",
    EVERY_POLICY,
    _find,
    __doc__,
    (Code.UNSATISFIABLE_RULE, Code.DUPLICATE_RULE, Code.CONFLICTING_RULE),
)
