"""A law that some profile breaks.

A complete profile that the assumptions allow meets the law's `when`, and its result is the outcome
that should `never` be (under `collect`: is among the results), or another one than should `always`
be (under `collect`: is not exactly that one). A tie, no answer and a conflict break an `always` and
keep a `never`. The profile shown is the one with the fewest unusual facts.

Why it matters:
    A law is what the rules promise however they change. The profile shown would get an answer that
    you have ruled out.

Avoid:
    rules:
      - {id: firms, when: {customers: firms}, gives: sales}
      - {id: rest, when: always, gives: marketing}
    laws:
      - {id: launches-are-told, when: {launching: true}, always: marketing}

Prefer:
    rules:
      - {id: launch, when: {launching: true}, gives: marketing}
      - {id: firms, when: {customers: firms}, gives: sales}
      - {id: rest, when: always, gives: marketing}
    laws:
      - {id: launches-are-told, when: {launching: true}, always: marketing}

Policies:
    every policy
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import named
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import effects, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.engine.policy import Result
    from leadoff.linter.subject import Subject

_BROKEN = {
    "never": "can be the result where it never should",
    "always": "is not always the result where it should be",
}
_SAID = {"tie": "a tie", "none": "no answer", "conflict": "a conflict of rules"}


def _find(subject: Subject) -> Iterator[Claim]:
    """Each broken law, with the plainest profile that breaks it."""
    results, laws = subject.results, subject.file.laws

    def look(place: int) -> Iterator[Claim]:
        cells = results.breaking(place)
        if cells is None:
            return
        law = laws[place]
        result = results.profiles.result(results.profiles.conditions(cells))
        related = [(law.when_span, f"where this holds, {law.kind} `{law.outcome}`")]
        yield Claim(
            law.span,
            f"the law `{law.id}` is broken: `{law.outcome}` {_BROKEN[law.kind]}"
            + _instead(result, law.outcome),
            "change the rules that decide there, or narrow the law",
            related=(*related, *effects(subject, cells)),
            rules=(law.id,),
            witness=witness(subject, cells),
        )

    return proved(subject, [law.id for law in laws], look)


def _instead(result: Result, outcome: str) -> str:
    """What the profile that is shown gets, unless that is the outcome itself."""
    if result.given == (outcome,):
        return ""
    return f"; the example gets {named(result.given) or _SAID[result.kind]}"


CHECK: Final = Check(Code.LAW_BROKEN, "error", EVERY_POLICY, _find, __doc__)
