"""Profiles for which no rule fires, where the file does not say what happens then.

The regions are boxes that cannot be made larger and of which none can be left out; together they
are the whole gap, and of more than five the largest five are shown. Silent where `otherwise` says
what is answered, `none` too, or `no_answer` gives words for it; under `collect`, where nothing is
an answer as well; and under `votes`, where it is LO302.

Why it matters:
    A table is read as if it covered everything. What it leaves out gets no answer, and mostly
    nobody decided that.

Avoid:
    decide: {by: unique}
    rules:
      - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
      - {id: many, when: {deciders: {above: 5}}, gives: sales-first}   # and with exactly 5?

Prefer:
    decide: {by: unique}
    rules:
      - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
      - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Policies:
    first, unique, any, priority
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
    help = "add a rule, or say under `decide` what happens otherwise: `otherwise: none`"
    return silence(subject, "no rule fires for some profiles", help)


CHECK: Final = Check(Code.GAP, "warning", ("first", "unique", "any", "priority"), _find, __doc__)
