"""An outcome that is the result of no profile.

No complete profile that the assumptions allow has it as its result (under `collect`: among its
results). Under votes the finding says how near it comes: its greatest margin over the best other
total, where somebody votes and no rule settles the answer.

Why it matters:
    The file promises an answer that nobody can get. Either a rule is missing, or those that speak
    for the outcome are too weak or stand too low.

Avoid:
    strengths: {low: 10, high: 50}
    decide: {by: votes}
    rules:
      - {id: base, when: always, votes: sell, strength: high}
      - {id: doubt, when: {tested: false}, votes: wait, strength: low}

Prefer:
    strengths: {low: 10, high: 50, veto: 60}
    decide: {by: votes}
    rules:
      - {id: base, when: always, votes: sell, strength: high}
      - {id: doubt, when: {tested: false}, votes: wait, strength: veto}

Policies:
    every policy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.margins import Margins
from leadoff.diagnostic.code import Code
from leadoff.engine.walk import OverBudgetError
from leadoff.lint.check import EVERY_POLICY, Check
from leadoff.lint.claims import Report, effect_of, effects, listed, points, proved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.margins import Extreme
    from leadoff.lint.finding import Finding
    from leadoff.lint.subject import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Each outcome that is never the result."""
    results, file = subject.results, subject.file
    report = Report(subject, Code.UNREACHABLE_OUTCOME, "error")

    def look(place: int) -> Iterator[Finding]:
        outcome = file.outcomes[place]
        if results.gives(outcome.id):
            return
        speakers = [rule for rule in subject.rule_set.rules if rule.outcome == outcome.id]
        best = _best(subject, outcome.id) if speakers else None
        related = [(rule.span, effect_of(rule)) for rule in speakers]
        if best is not None:
            related = list(dict.fromkeys((*related, *effects(subject, best.cells))))
        yield report(
            outcome.span,
            f"`{outcome.id}` can never be the result: {_why([r.id for r in speakers], best)}",
            "strengthen or widen a rule for it, add one, or take the outcome out",
            related=related,
            witness=best.cells if best else None,
            about=outcome.id,
        )

    return proved(subject, [outcome.id for outcome in file.outcomes], look)


def _best(subject: Subject, outcome: str) -> Extreme | None:
    if subject.file.decide.by != "votes":
        return None
    try:
        return Margins(subject.results).best(outcome)
    except OverBudgetError:
        # That it is never the result is proved; only how near it comes is not.
        return None


def _why(speakers: list[str], best: Extreme | None) -> str:
    if not speakers:
        return "no rule speaks for it"
    if best is None:
        are = "is" if len(speakers) == 1 else "are"
        return f"{listed(speakers)} {are} outdone wherever they hold".replace(
            "they hold", "it holds" if len(speakers) == 1 else "they hold"
        )
    if best.points > 0:
        return f"wherever it is ahead, by up to {points(best.points)}, a rule settles the answer"
    if best.points == 0:
        return "at best it ties"
    return f"at best it is {points(-best.points)} behind"


CHECK = Check(Code.UNREACHABLE_OUTCOME, "error", EVERY_POLICY, find, __doc__)
