"""Findings about rules that can fire together: what several checks share."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from leadoff.analysis.regions.gaps import described
from leadoff.engine.masks import bits, mask_of
from leadoff.linter.about import MOST_NAMED, named
from leadoff.linter.alike import both
from leadoff.linter.check import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.message import Severity
    from leadoff.linter.subject import Subject

_MOST_PAIRS = 1_000


def overlap(
    subject: Subject, place: int, others: int, severity: Severity | None = None
) -> Claim | None:
    """A rule that can fire together with some earlier ones, which it should not.

    Raises:
        OverBudgetError: that was not certain within the budget.
    """
    if subject.file.decide.by != "votes":
        others &= ~_alike(subject, place)
    met = subject.firing.overlapping(place, others)
    if not met:
        return None
    rules = subject.file.rules
    rule = rules[place]
    places = list(bits(met))
    shown = places[:MOST_NAMED]
    by = subject.file.decide.by
    if by == "unique":
        help = "tell their conditions apart, or decide by another policy"
    elif by == "any":
        help = f"tell their conditions apart, or let them all give `{rule.outcome}`"
    else:
        help = "the first in the file decides then; tell their conditions apart"
    how = ""
    if by != "unique":
        how = ", which gives another outcome" if not places[1:] else ", which give other outcomes"
    return Claim(
        rule.span,
        f"the rule `{rule.id}` can fire together with {named(rules[p].id for p in places)}{how}",
        help,
        related=[(rules[each].span, f"gives `{rules[each].outcome}`") for each in shown],
        label=f"gives `{rule.outcome}`",
        rules=(rule.id, *(rules[each].id for each in places)),
        witness=both(subject, places[0], place),
        regions=tuple(
            f"with `{rules[each].id}`: {words}"
            for each in shown
            for words in islice(_meetings(subject, place, each), MOST_NAMED)
        ),
        severity=severity,
    )


def _alike(subject: Subject, place: int) -> int:
    """The rules that fire for the same profiles as one: other checks say so."""
    group = next((each for each in subject.alike if place in each), ())
    return mask_of(group)


def _meetings(subject: Subject, one: int, other: int) -> Iterator[str]:
    """Where two rules meet, in words; nothing where overrides decide which of them fire."""
    firing = subject.firing
    if firing.overrides.linked_to(1 << one | 1 << other):
        return
    terms_of, columns = firing.compiled.terms_of, firing.space.columns
    pairs = product(bits(terms_of[one]), bits(terms_of[other]))
    for left, right in islice(pairs, _MOST_PAIRS):
        box = tuple(column.fields[left] & column.fields[right] for column in columns)
        if all(box) and (not firing.assumptions or firing.is_allowed_in(box)):
            yield described(firing, box)
