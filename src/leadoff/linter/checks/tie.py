"""Two outcomes that can end equal at the top.

Some complete profile that the assumptions allow has a tie as its result: no rule settles the
answer, somebody votes, and the best total is reached twice. A file that says `tie: neither` has
thought of it and is left alone.

Why it matters:
    A tie is no answer, and whoever gets it has not been warned. If it is meant, say so; if not, one
    strength a point higher decides it.

Avoid:
    strengths: {says: 50}
    decide: {by: votes}
    rules:
      - {id: launch, when: {launching: true}, votes: marketing, strength: says}
      - {id: firms, when: {customers: firms}, votes: sales, strength: says}

Prefer:
    strengths: {says: 50, says-loudly: 60}
    decide: {by: votes}
    rules:
      - {id: launch, when: {launching: true}, votes: marketing, strength: says-loudly}
      - {id: firms, when: {customers: firms}, votes: sales, strength: says}

Policies:
    votes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.engine.masks import bits
from leadoff.linter.about import named
from leadoff.linter.check import Check, Claim
from leadoff.linter.claims import effects, points, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """The plainest tie."""
    results, decide = subject.results, subject.file.decide

    def look(_: int) -> Iterator[Claim]:
        cells = None if decide.says_tie else results.tie()
        if cells is None:
            return
        conditions = results.profiles.conditions(cells)
        totals = results.profiles.verdict(conditions).totals
        best = max(totals)
        leaders = [
            outcome for outcome, total in zip(decide.among, totals, strict=True) if total == best
        ]
        yield Claim(
            decide.span,
            f"{named(leaders)} can end equal, with {points(best)} each, and then nothing is "
            "answered",
            "write `tie: neither` if that is meant, or make one strength differ",
            related=effects(subject, cells),
            witness=witness(subject, cells),
            involved=(
                subject.rule_set.rules[place].id
                for place in bits(results.profiles.fired(conditions))
            ),
        )

    return proved(subject, [""], look)


CHECK: Final = Check(Code.TIE, "warning", ("votes",), _find, __doc__)
