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

from functools import partial
from typing import TYPE_CHECKING, Final

from leadoff.analysis.results.margins import GreatestMargins
from leadoff.diagnostic.code import Code
from leadoff.linter.about import named
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import effect_of, effects, if_proved, points, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.results.margins import Extreme
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each outcome that is never the result."""
    results, file, rules = subject.results, subject.file, subject.rule_set.rules

    def look(place: int) -> Iterator[Claim]:
        outcome = file.outcomes[place]
        if results.gives(outcome.id):
            return
        speakers = [place for place, rule in enumerate(rules) if rule.outcome == outcome.id]
        best = _best(subject, outcome.id) if speakers else None
        shown = best.cells if best else _outdone(subject, speakers)
        related = [(rules[place].span, effect_of(rules[place])) for place in speakers]
        if shown is not None:
            related = list(dict.fromkeys((*related, *effects(subject, shown))))
        yield Claim(
            outcome.span,
            f"the outcome `{outcome.id}` can never be the result: " + _why(subject, speakers, best),
            f"{_first_help(subject, speakers)}, or take the outcome out",
            related=related,
            witness=witness(subject, shown),
            key=outcome.id,
            involved=(rules[place].id for place in speakers),
        )

    return proved(subject, [outcome.id for outcome in file.outcomes], look)


def _best(subject: Subject, outcome: str) -> Extreme | None:
    if subject.file.decide.by != "votes":
        return None
    return if_proved(lambda: GreatestMargins(subject.results).best(outcome))


def _outdone(subject: Subject, speakers: list[int]) -> Point | None:
    """A profile in which a rule for the outcome fires, and something else is the result."""
    found = (if_proved(partial(subject.results.firing, place)) for place in speakers)
    return next((cells for cells in found if cells is not None), None)


def _why(subject: Subject, speakers: list[int], best: Extreme | None) -> str:
    if not speakers:
        return "no rule speaks for it"
    if best is None:
        who, one = named(subject.file.rules[place].id for place in speakers), not speakers[1:]
        if _never_fires(subject, speakers):
            return f"{who} never {'fires' if one else 'fire'}"
        if subject.file.decide.by in ("unique", "any"):
            return f"wherever {who} {'fires' if one else 'fire'}, another rule does too"
        return (
            f"{who} {'is' if one else 'are'} outdone wherever {'it holds' if one else 'they hold'}"
        )
    if best.points > 0:
        return f"wherever it is ahead, by up to {points(best.points)}, a rule settles the answer"
    if best.points == 0:
        return "at best it ties"
    return f"at best it is {points(-best.points)} behind"


def _first_help(subject: Subject, speakers: list[int]) -> str:
    if not speakers:
        return "add a rule for it"
    if _never_fires(subject, speakers):
        return "mend a rule for it, add one"
    by = subject.file.decide.by
    if by == "votes":
        return "strengthen or widen a rule for it, add one"
    if by == "first":
        return "move a rule for it up, widen one, add one"
    if by in ("unique", "any"):
        return "tell a rule for it apart from the others, add one"
    return "widen a rule for it, add one"


def _never_fires(subject: Subject, places: list[int]) -> bool:
    """Whether some rules are proved never to fire."""
    return all(if_proved(partial(subject.results.fires, place)) is False for place in places)


CHECK: Final = Check(Code.UNREACHABLE_OUTCOME, "error", EVERY_POLICY, _find, __doc__)
