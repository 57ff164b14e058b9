"""A rule that can be deleted without any other result.

Deleting it, with its overrides, changes the result of no complete profile that the assumptions
allow. Where rules make each other needless, the later ones are reported, here or under a code that
says more (LO101, LO201, LO205, LO206), so that all of these can go together. A profile with open
questions may be answered later without the rule, for what it knew at once has then to be put
together from others.

Why it matters:
    Whoever edits the rule expects something to change, and nothing does. Often it was meant to
    give something else, or to stand further up.

Avoid:
    decide: {by: first}
    rules:
      - id: huge
        when: {seats: {at_least: 500}}
        gives: call
      - id: big
        when: {seats: {at_least: 100}}
        gives: call

Prefer:
    decide: {by: first}
    rules:
      - id: big
        when: {seats: {at_least: 100}}
        gives: call

Policies:
    first, unique, any, priority, collect; under votes see LO306
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import deletion
from leadoff.linter.check import Check, Claim
from leadoff.linter.claims import effect_of, effects, if_proved, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each rule that decides nothing."""
    results, rules = subject.results, subject.rule_set.rules
    absent = 0

    def look(turn: int) -> Iterator[Claim]:
        nonlocal absent
        place = len(rules) - 1 - turn
        rule = rules[place]
        if results.decides(place) or (absent and results.decides(place, absent)):
            return
        absent |= 1 << place
        shown = if_proved(lambda: results.firing(place))
        others = () if shown is None else effects(subject, shown)
        yield Claim(
            rule.span,
            f"the rule `{rule.id}` is not needed: without it every profile keeps its result",
            "delete it, or change what it gives or where it stands",
            label=effect_of(rule),
            related=[each for each in others if each[0] != rule.span],
            rules=(rule.id,),
            witness=witness(subject, shown),
            fixes=deletion(subject, rule, is_safe=True),
        )

    return proved(subject, [rule.id for rule in reversed(rules)], look)


CHECK: Final = Check(
    Code.REDUNDANT_RULE,
    "warning",
    ("first", "unique", "any", "priority", "collect"),
    _find,
    __doc__,
    implied_by=(
        Code.UNSATISFIABLE_RULE,
        Code.DUPLICATE_RULE,
        Code.SHADOWED_RULE,
        Code.SHADOWED_BY_UNION,
    ),
)
