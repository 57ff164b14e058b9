"""A result that the rules can have, and for which their playbook has no plan.

Some complete profile that the assumptions allow has the outcome, the tie (`neither`) or no answer
(`none`), and `plans` has no key of that name. Under `collect` no plan is looked for, since several
outcomes can be the result.

Why it matters:
    Whoever gets that answer is told what comes first, and not what to do about it.

Avoid:
    plans:
      sales-first: {phases: [talk, win]}

Prefer:
    plans:
      sales-first: {phases: [talk, win]}
      marketing-first: {phases: [understand, attract]}

Policies:
    votes, first, unique, any, priority
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.plan.promises import profile_with_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject

_POLICIES = tuple(policy for policy in EVERY_POLICY if policy != "collect")


def _find(subject: Subject) -> Iterator[Claim]:
    """Each answer without a plan, with a profile that gets it."""
    playbook = subject.playbook
    if playbook is None:
        return
    for answer in (*(outcome.id for outcome in subject.file.outcomes), "neither", "none"):
        if playbook.outline(answer) is not None:
            continue
        witness = profile_with_answer(subject.rule_set, answer)
        if witness is not None:
            message = f"there is no plan for `{answer}`, which can be the answer"
            help = f"write `{answer}:` with its phases under `plans`"
            yield Claim(
                playbook.plans_span,
                message,
                help,
                witness=witness,
                key=answer,
                source=playbook.source,
            )


CHECK: Final = Check(Code.MISSING_PLAN, "note", _POLICIES, _find, __doc__)
