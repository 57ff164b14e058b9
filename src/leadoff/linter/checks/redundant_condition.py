"""A part of a rule's condition that the others imply, so that leaving it out changes nothing.

The part is one of several that must all hold. What the assumptions say counts. Where parts of a
rule could each be left out, but not all of them, those named can all go, the later ones first; once
they are gone, more may come to light. A part of a branch that only other branches make needless is
a note. An assumption that the others imply is named too.

Why it matters:
    Who reads two limits takes both for real, and who moves one later wonders why nothing changes.

Avoid:
    when: {deciders: {at_least: 5, above: 3}}

Prefer:
    when: {deciders: {at_least: 5}}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import quoted
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import of_each
from leadoff.linter.spares import spare_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.sparing import Spare
    from leadoff.linter.spares import Words
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule


def _find(subject: Subject) -> Iterator[Claim]:
    rules = [rule.id for rule in subject.rule_set.rules]
    title = "leave the condition out"

    def look(place: int) -> Iterator[Claim]:
        if place == len(rules):
            return _assumptions(subject)
        return spare_claims(subject, place, "implied", title, _words)

    return of_each([*rules, "assume"], look) if subject.firing.has_profiles else iter(())


def _assumptions(subject: Subject) -> Iterator[Claim]:
    if len(subject.file.assumptions) < 2:
        return
    for each in subject.conditions.implied_assumptions():
        yield Claim(
            each.span,
            "this assumption says nothing that the others do not say",
            "leave it out, or assume more",
            key=f"assumption {subject.file.assumptions.index(each) + 1}",
            severity="note",
        )


def _words(subject: Subject, rule: Rule, spare: Spare) -> Words:
    why = (
        "the rest of the condition implies it"
        if spare.by
        else f"the rule `{rule.id}` holds for the same profiles without it"
    )
    message = f"{quoted(subject, spare.part)} adds nothing: {why}"
    return message, f"leave it out of the rule `{rule.id}`", "implies it"


CHECK: Final = Check(
    Code.REDUNDANT_CONDITION, "warning", EVERY_POLICY, _find, __doc__, (Code.UNSATISFIABLE_RULE,)
)
