"""A rule under votes that alone outweighs everything it ever meets.

Wherever the rule fires, in all complete profiles that the assumptions allow, its outcome is the
result and its own points are more than the total of any other outcome; and somewhere another
outcome has points too. Rules that settle are meant to dictate and are left alone.

Why it matters:
    The other votes are shown beside it and weigh nothing. If that is meant, `settles` says so; if
    not, its strength is out of balance.

Avoid:
    strengths: {hint: 5, firm: 50}
    decide: {by: votes}
    rules:
      - {id: firms, when: {customers: firms}, votes: sales, strength: firm}
      - {id: launch, when: {launching: true}, votes: marketing, strength: hint}

Prefer:
    strengths: {hint: 5}
    decide: {by: votes}
    rules:
      - {id: firms, when: {customers: firms}, settles: sales}
      - {id: launch, when: {launching: true}, votes: marketing, strength: hint}

Policies:
    votes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.results.margins import GreatestMargins
from leadoff.diagnostic.code import Code
from leadoff.linter.check import Check, Claim
from leadoff.linter.claims import effects, points, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each rule that is never outweighed."""
    results, rules = subject.results, subject.rule_set.rules

    def look(place: int) -> Iterator[Claim]:
        rule = rules[place]
        if rule.effect != "votes" or results.loses(place):
            return
        against = GreatestMargins(results).opposing(place)
        if against is None or not 0 < against.points < rule.points:
            return
        yield Claim(
            rule.span,
            f"the rule `{rule.id}` dictates: its {points(rule.points)} outweigh all that speaks "
            f"against it anywhere, at most {points(against.points)}",
            "write `settles` if that is meant, or weigh it against the rules it meets",
            related=effects(subject, against.cells),
            rules=(rule.id,),
            witness=witness(subject, against.cells),
        )

    return proved(subject, [rule.id for rule in rules], look)


CHECK: Final = Check(
    Code.DICTATING_RULE,
    "note",
    ("votes",),
    _find,
    __doc__,
    implied_by=(Code.UNSATISFIABLE_RULE,),
)
