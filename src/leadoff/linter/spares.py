"""Findings about parts of a rule's condition that could be left out: what three checks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.target import Target
from leadoff.linter.about import removal
from leadoff.linter.check import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadoff.analysis.regions.sparing import Kind, Spare
    from leadoff.analysis.witness import Witness
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule

Words = tuple[str, str, str]
"""A message, a help, and what is said beside the parts that are the reason."""


def spare_claims(
    subject: Subject,
    place: int,
    kind: Kind,
    title: str,
    words: Callable[[Subject, Rule, Spare], Words],
) -> Iterator[Claim]:
    """The parts of one kind in a rule.

    The witness is a profile for which the rule's condition holds, with the part or without it; the
    part holds there too, if it can.

    Raises:
        OverBudgetError: the rule was not looked through.
    """
    rule = subject.rule_set.rules[place]
    spares = [each for each in subject.conditions.spares_of(place) if each.kind == kind]
    for spare in spares:
        message, help, beside = words(subject, rule, spare)
        yield Claim(
            spare.reason.span,
            message,
            help,
            related=[(part.span, beside) for part in spare.by],
            rules=(rule.id,),
            witness=_witness(subject, place, spare),
            fixes=removal(subject, spare.part, title),
            # The neighbours do not imply it: it is there to be read, and means what it says.
            severity="note" if spare.kind == "implied" and not spare.by else None,
            key=str([each.part for each in spares].index(spare.part)),
        )


def _witness(subject: Subject, place: int, spare: Spare) -> Witness:
    firing, holding = subject.firing, Target(hold=1 << place)
    boxes = subject.conditions.boxes_of(spare.part)
    inside = (firing.find_inside(holding, box) for box in boxes)
    point = next((each for each in inside if each is not None), None) or firing.find(holding)
    return () if point is None else firing.witness(point)
