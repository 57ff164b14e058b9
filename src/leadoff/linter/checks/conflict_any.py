"""Two rules that can fire for one profile although their outcomes exclude each other.

Under `any` these are rules with different outcomes; under `votes` rules that settle the answer
differently. Every such earlier rule is in `rules`; up to five are named, each with where they meet.
Rules that fire for exactly the same profiles under `any` are LO202 instead.

Why it matters:
    Under `any` such a profile gets no answer. Under `votes` the rule that stands first in the file
    wins without a word, and the order of the rules begins to matter.

Avoid:
    - {id: known, when: {paying_customers: {at_least: 1000}}, settles: in-tandem}
    - {id: pushed, when: {direct_sales_share: {at_least: 90}}, settles: sales-first}

Prefer:
    - {id: known, when: {paying_customers: {at_least: 1000}}, settles: in-tandem}
    - id: pushed
      when: {direct_sales_share: {at_least: 90}, paying_customers: {below: 1000}}
      settles: sales-first

Policies:
    any (error), votes (warning)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.firing import mask_of_outcome
from leadoff.diagnostic.code import Code
from leadoff.engine.policy import settling
from leadoff.linter.check import Check
from leadoff.linter.claims import judged
from leadoff.linter.overlaps import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.check import Claim
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    return judged(subject, _judge)


def _judge(subject: Subject, place: int) -> Claim | None:
    rules = subject.rule_set.rules
    rule = rules[place]
    others = ((1 << place) - 1) & ~mask_of_outcome(subject.rule_set, rule.outcome)
    if subject.file.decide.by == "any":
        return overlap(subject, place, others)
    if rule.effect != "settles":
        return None
    return overlap(subject, place, others & settling(rules), "warning")


CHECK: Final = Check(Code.CONFLICT_ANY, "error", ("any", "votes"), _find, __doc__)
