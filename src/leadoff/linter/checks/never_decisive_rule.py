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

from typing import TYPE_CHECKING

from leadoff.analysis.results.margins import Margins
from leadoff.diagnostic.code import Code
from leadoff.linter.about import about, deletion
from leadoff.linter.check import Check
from leadoff.linter.claims import effect_of, if_proved, points, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.finding import Finding
    from leadoff.linter.subject import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Each rule that never decides."""
    results, rules = subject.results, subject.rule_set.rules

    def look(place: int) -> Iterator[Finding]:
        if results.decides(place):
            return
        rule = rules[place]
        change = if_proved(lambda: Margins(results).change(place))
        shown = if_proved(lambda: change.cells if change else results.firing(place))
        moves = f", and it moves no lead by more than {points(change.points)}" if change else ""
        yield about(
            subject,
            Code.NEVER_DECISIVE,
            "warning",
            rule.span,
            f"the rule `{rule.id}` never decides: without it every profile keeps its result{moves}",
            "keep it for the firmness it adds, make it stronger, or delete it",
            label=effect_of(rule),
            rules=(rule.id,),
            witness=witness(subject, shown),
            fixes=deletion(subject, rule, is_safe=False),
        )

    return proved(subject, [rule.id for rule in rules], look)


CHECK = Check(
    Code.NEVER_DECISIVE,
    "warning",
    ("votes",),
    find,
    __doc__,
    silenced_by=(Code.UNSATISFIABLE_RULE,),
)
