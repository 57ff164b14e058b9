"""Findings about profiles for which nothing fires: what two checks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.gaps import described, gap_of
from leadoff.diagnostic.text import Span
from leadoff.linter.about import MOST_NAMED
from leadoff.linter.check import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.gaps import Gap
    from leadoff.linter.subject import Subject


def silence(subject: Subject, what: str, help: str) -> Iterator[Claim]:
    """The gap of a rule file that does not say what happens where nothing fires.

    Raises:
        OverBudgetError: it was not certain within the budget whether there is one.
    """
    decide = subject.file.decide
    if decide.otherwise is not None or decide.says_none or decide.no_answer:
        return
    gap = gap_of(subject.firing) if subject.firing.has_profiles else None
    if gap is None:
        return
    yield Claim(
        subject.layout.key_of("decide") or Span(0, 1),
        f"{what}: {_share(gap)}" if gap.ways else what,
        help,
        witness=subject.firing.witness(gap.point),
        regions=_regions(subject, gap),
    )


def _regions(subject: Subject, gap: Gap) -> tuple[str, ...]:
    words = [described(subject.firing, region) for region in gap.regions]
    more = len(words) - MOST_NAMED
    if more <= 0:
        return tuple(words)
    least = "at least " if gap.is_part else ""
    return (*words[:MOST_NAMED], f"and {least}{more:,} more")


def _share(gap: Gap) -> str:
    """How much nothing fires for: `2 of 12 kinds of profile`."""
    silent, every = gap.ways or (0, 1)
    kinds = "kind" if every == 1 else "kinds"
    if silent == every:
        return f"all {every:,} {kinds} of profile" if every > 1 else "every profile"
    share = f", {100 * silent // every} percent" if every >= 100 and 100 * silent >= every else ""
    return f"{silent:,} of {every:,} {kinds} of profile{share}"
