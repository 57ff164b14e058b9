"""Profiles for which no rule of a vote fires, where the file does not say what happens then.

The regions are boxes that cannot be made larger and of which none can be left out; together they
are all such profiles, and of more than five the largest five are shown. Silent where `otherwise`
says what is answered, `none` too, or `no_answer` gives words for it.

Why it matters:
    Without a vote there is no answer. That may be right, and then the file can say so in words that
    the reader of the answer will see.

Avoid:
    decide: {by: votes}

Prefer:
    decide: {by: votes, otherwise: none, no_answer: We know too little about your business.}

Policies:
    votes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.check import Check
from leadoff.linter.silence import silence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.check import Claim
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    help = "add a rule, or say under `decide` what happens then: `otherwise: none`"
    return silence(subject, "no rule says anything about some profiles", help)


CHECK: Final = Check(Code.NO_EVIDENCE, "warning", ("votes",), _find, __doc__)
