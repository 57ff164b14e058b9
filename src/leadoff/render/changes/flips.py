"""What would change an answer, as a part of a page: a few flips, or all of them.

They stand nearest first, with one exception: a change that would need time to run back comes after
all that can happen. A number of days, weeks, months or years that only time changes is time gone
by, and does not become less.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from leadoff.analysis.changes.flips import MOST_PAIRS
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.analysis.changes.flips import Flip, Flips, Shift
    from leadoff.render.page import Page
    from leadoff.render.wording import Wording

_FEW = 4
_TIMES = frozenset({"days", "weeks", "months", "years"})
_WHOSE = {"ours": "", "time": "; time only", "fixed": "; not yours to change"}


def few_flips(page: Page, found: Flips, wording: Wording, command: str) -> None:
    """The nearest flips: first those that turn the answer, then those that change how firm it is.

    Where no single change turns it, the nearest pair is shown as well. `command` lists the others.
    """
    turning, others = by_kind(found)
    pairs = possible_first(found.pairs or ())
    _heading(page, "What would change this")
    if turning:
        shown = told_flips(found)[:_FEW]
    else:
        shown = [*others[: _FEW - 1], *pairs[:1]]
        page.prose(nothing_words(found), first=2, indent=2)
    _flips(page, shown, wording)
    if left := len(found.singles) + len(pairs) - len(shown):
        page.line((f"  {left} more: {inert(command)}", "dim"))


def all_flips(page: Page, found: Flips, wording: Wording) -> None:
    """Every single flip, by whether it turns the answer, and the nearest pairs."""
    turning, others = by_kind(found)
    settles = " or settles" if found.before.provisional else ""
    _heading(page, f"One change that turns{settles} the answer")
    _flips(page, turning, wording)
    if not turning or not found.proved:
        page.prose(nothing_words(found), first=2, indent=2)
    if others:
        _heading(page, "One change that makes it more or less firm")
        _flips(page, others, wording)
    if found.pairs:
        _heading(page, "Two changes that do what neither does alone")
        _flips(page, possible_first(found.pairs), wording)
    if found.more_pairs:
        words = f"The {MOST_PAIRS} nearest pairs are shown; there are more."
        page.prose((words, "dim"), first=2, indent=2)


def flips_by_answer(flips: Sequence[Flip], wording: Wording) -> dict[str, list[str]]:
    """What some flips lead to, and for each answer all that leads there: `if ...`, `or ...`."""
    grouped: dict[str, list[str]] = {}
    for flip in flips:
        conditions = grouped.setdefault(wording.conclusion(flip.after), [])
        conditions.append(f"{'or' if conditions else 'if'} {_condition(flip)}")
    return grouped


def by_kind(found: Flips) -> tuple[list[Flip], list[Flip]]:
    """The single flips that turn the answer, and those that leave it and change its firmness."""
    singles = possible_first(found.singles)
    turning = [flip for flip in singles if flip.after.answer != found.before.answer]
    return turning, [flip for flip in singles if flip not in turning]


def told_flips(found: Flips) -> list[Flip]:
    """The flips that a report names: the single ones, and where none of them turns it the pairs."""
    turning, others = by_kind(found)
    return [*turning, *others] if turning else [*others, *possible_first(found.pairs or ())]


def possible_first(flips: Sequence[Flip]) -> list[Flip]:
    """Some flips in their order, but those for which time would have to run back at the end."""
    return sorted(flips, key=lambda flip: any(map(_runs_back, flip.shifts)))


def nothing_words(found: Flips) -> str:
    """That no single change turns the answer, and what this means."""
    if not found.proved:
        return "Not all changes could be tried within the budget: there may be more."
    if found.before.provisional:
        return "No single answer or change turns this."
    return "No single change turns this answer: the best sign of a firm one."


def _heading(page: Page, heading: str) -> None:
    page.blank()
    page.prose((heading, "bold"))


def _flips(page: Page, flips: Sequence[Flip], wording: Wording) -> None:
    """What the flips lead to, with all that leads there: beside it where that fits, else below."""
    grouped = flips_by_answer(flips, wording)
    wide = max(map(cell_len, grouped), default=0) + 6
    longest = max(map(cell_len, chain.from_iterable(grouped.values())), default=0)
    beside = wide + longest <= page.style.prose
    indent = wide if beside else 6
    for answer, conditions in grouped.items():
        lead = f"  {page.style.glyphs.arrow} {answer}"
        if not beside:
            page.hanging("", Text(lead), 4)
        for number, condition in enumerate(conditions):
            start = lead if beside and number == 0 else ""
            padded = start + " " * (indent - cell_len(start))
            page.hanging(padded, Text(condition), indent + 3)


def _condition(flip: Flip) -> str:
    return " and ".join(map(_shift, flip.shifts))


def _shift(shift: Shift) -> str:
    """`paying_customers is 10 or more (now 2)`."""
    now = "not answered"
    if shift.before is not None:
        value = shift.fact.figure(shift.before)
        whose = "; time does not run back" if _runs_back(shift) else _WHOSE[shift.fact.change]
        now = f"now {value}{whose}"
    return inert(f"{shift.fact.name} is {shift.answers} ({now})")


def _runs_back(shift: Shift) -> bool:
    """Whether a shift would make time that has gone by less."""
    if shift.before is None or isinstance(shift.before, str) or isinstance(shift.value, str):
        return False
    counts_time = shift.fact.change == "time" and shift.fact.unit in _TIMES
    return counts_time and shift.value < shift.before
