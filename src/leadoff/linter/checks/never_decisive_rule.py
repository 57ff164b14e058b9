"""A rule under votes whose deletion changes no result.

Without the rule and its overrides every complete profile that the assumptions allow has the result
it has with it. How much it moves is said too: the greatest change, over all profiles, of the lead
of one outcome over another. Several such rules may decide something together; each is reported for
itself. Deleting it is no safe fix, for totals and firmness change with it.

Why it matters:
    The rule is shown as a reason for answers that would be the same without it. A weak rule may
    be meant that way, for it still makes answers firmer; a strong one is out of balance.

Avoid:
    strengths: {hint: 5, firm: 50}
    decide: {by: votes}
    rules:
      - {id: firms, when: {customers: firms}, votes: sales, strength: firm}
      - {id: families, when: {customers: families}, votes: marketing, strength: firm}
      - {id: few, when: {customers: firms, buyers: {below: 500}}, votes: sales, strength: hint}

Prefer:
    strengths: {firm: 50}
    decide: {by: votes}
    rules:
      - {id: firms, when: {customers: firms}, votes: sales, strength: firm}
      - {id: families, when: {customers: families}, votes: marketing, strength: firm}

Policies:
    votes; under the other policies see LO207
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.results.margins import GreatestMargins
from leadoff.diagnostic.code import Code
from leadoff.linter.about import deletion
from leadoff.linter.check import Check, Claim
from leadoff.linter.claims import effect_of, if_proved, points, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each rule that never decides."""
    results, rules = subject.results, subject.rule_set.rules

    def look(place: int) -> Iterator[Claim]:
        if results.decides(place):
            return
        rule = rules[place]
        change = if_proved(lambda: GreatestMargins(results).change(place))
        shown = if_proved(lambda: change.cells if change else results.firing(place))
        moves = f", and it moves no lead by more than {points(change.points)}" if change else ""
        yield Claim(
            rule.span,
            f"the rule `{rule.id}` never decides: without it every profile keeps its result{moves}",
            "keep it to be safe, ask for less in it, or delete it"
            if rule.effect == "settles"
            else "keep it for the firmness it adds, make it stronger, or delete it",
            label=effect_of(rule),
            rules=(rule.id,),
            witness=witness(subject, shown),
            fixes=deletion(subject, rule, is_safe=False),
        )

    return proved(subject, [rule.id for rule in rules], look)


CHECK: Final = Check(
    Code.NEVER_DECISIVE,
    "warning",
    ("votes",),
    _find,
    __doc__,
    implied_by=(Code.UNSATISFIABLE_RULE, Code.SHADOWED_RULE, Code.SHADOWED_BY_UNION),
)
