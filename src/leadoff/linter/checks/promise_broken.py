"""A promise of a playbook that some profile's plan breaks.

A complete profile that the assumptions allow has an answer whose plan does not keep what the
playbook declares under `before` or `always`: an item begins too late, or does not stand where it
should. Of two phases side by side neither is before the other, and items count where they stand
first.

Why it matters:
    The order of a plan is its point. Somebody would be told to close deals before there is anybody
    to talk to.

Avoid:
    phases:
      sell: {owner: sales, do: [close, qualify], ...}
    before:
      - order: [qualify, close]

Prefer:
    phases:
      sell: {owner: sales, do: [qualify, close], ...}
    before:
      - order: [qualify, close]

Policies:
    every policy
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.plan.promises import broken_promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject
    from leadoff.plan.promises import Broken


def _find(subject: Subject) -> Iterator[Claim]:
    """Each broken promise, once for each plan in which it is."""
    if subject.playbook is not None:
        for broken in broken_promises(subject.playbook, subject.rule_set):
            yield _claim(broken)


def _claim(broken: Broken) -> Claim:
    plan = broken.outline.span, f"the plan for `{broken.outline.answer}`"
    return Claim(
        broken.promise.span,
        broken.problem,
        broken.promise.because or "move the item, or change the promise",
        (*broken.places, plan),
        witness=broken.witness,
        key=f"{broken.outline.answer}: {broken.problem}",
        source=broken.source,
    )


CHECK: Final = Check(Code.PROMISE_BROKEN, "error", EVERY_POLICY, _find, __doc__)
