"""A part of a rule's condition that every profile meets, so that leaving it out changes nothing.

The part is one of several that must all hold: an entry of a mapping, an item of `all`, an operator
of a test. Of a part that holds everywhere the innermost that does is named. A rule whose whole
condition always holds is LO106 instead.

Why it matters:
    A limit that every value meets is mostly a slip: the wrong limit, or the wrong fact. Who reads
    the rule thinks that it asks for something.

Avoid:
    when: {customer_type: b2b, awareness_of_10: {at_most: 10}}   # it is never more than 10

Prefer:
    when: {customer_type: b2b}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import quoted
from leadoff.linter.check import EVERY_POLICY, Check
from leadoff.linter.claims import of_each_rule
from leadoff.linter.spares import spare_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.sparing import Spare
    from leadoff.linter.check import Claim
    from leadoff.linter.spares import Words
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule


def _find(subject: Subject) -> Iterator[Claim]:
    def look(place: int) -> Iterator[Claim]:
        return spare_claims(subject, place, "always", "leave the condition out", _words)

    return of_each_rule(subject, look)


def _words(subject: Subject, rule: Rule, spare: Spare) -> Words:
    message = f"{quoted(subject, spare.reason)} holds for every profile"
    return message, f"leave it out, or ask for more in the rule `{rule.id}`", ""


CHECK: Final = Check(
    Code.ALWAYS_TRUE, "warning", EVERY_POLICY, _find, __doc__, (Code.UNSATISFIABLE_RULE,)
)
