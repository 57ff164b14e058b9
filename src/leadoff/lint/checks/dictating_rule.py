"""A rule under votes whose outcome wins wherever it fires, though others speak against it.

In every complete profile that the assumptions allow and in which the rule fires, its outcome is the
result; and in at least one of them a rule for another outcome fires too. The least margin by which
it wins is said, over the profiles in which no rule settles the answer. Rules that settle are meant
to dictate and are left alone.

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
    strengths: {often: 40, firm: 50}
    decide: {by: votes}
    rules:
      - {id: firms, when: {customers: firms}, votes: sales, strength: often}
      - {id: launch, when: {launching: true}, votes: marketing, strength: firm}

Policies:
    votes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.margins import Margins
from leadoff.diagnostic.code import Code
from leadoff.engine.policy import mask_of
from leadoff.lint.check import Check
from leadoff.lint.claims import Report, effects, points, proved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.lint.finding import Finding
    from leadoff.lint.subject import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Each rule that is never outvoted."""
    results, rules = subject.results, subject.rule_set.rules
    report = Report(subject, Code.DICTATING_RULE, "note")
    names = [rule.id for rule in rules]

    def look(place: int) -> Iterator[Finding]:
        rule = rules[place]
        against = mask_of(other for other, each in enumerate(rules) if each.outcome != rule.outcome)
        if rule.effect != "votes" or results.loses(place) or not results.meets(place, against):
            return
        least = Margins(results).least(place)
        margin = "" if least is None else f", by {points(least.points)} or more"
        yield report(
            rule.span,
            f"`{rule.id}` dictates: wherever it fires `{rule.outcome}` wins{margin}, whatever "
            "speaks against it",
            "write `settles` if that is meant, or weigh it against the rules it meets",
            related=() if least is None else effects(subject, least.cells),
            rules=(rule.id,),
            witness=results.firing(place) if least is None else least.cells,
        )

    return proved(subject, names, look)


CHECK = Check(
    Code.DICTATING_RULE,
    "note",
    ("votes",),
    find,
    __doc__,
    silenced_by=(Code.UNSATISFIABLE_RULE,),
)
