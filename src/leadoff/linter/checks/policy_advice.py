"""A stricter policy that provably gives the same answers: `unique`, or `any`.

`unique` where no two rules can fire for one profile; `any` where those that can agree. What an
override sets aside does not fire. Files of one rule are left alone.

Why it matters:
    Under the stricter policy the order of the rules means nothing, so that they can be read and
    moved one by one; and the linter reports an overlap as soon as somebody adds one.

Avoid:
    decide: {by: first}
    rules:
      - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
      - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Prefer:
    decide: {by: unique}
    rules:
      - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
      - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Policies:
    first, any, priority
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.firing import mask_of_outcome
from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import Span
from leadoff.facts.written import written
from leadoff.linter.check import Check, Claim
from leadoff.linter.finding import Edit, Fix
from leadoff.source.json_text import is_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    by = subject.file.decide.by
    value = subject.layout.value_of("decide", "by")
    if len(subject.file.rules) < 2 or value is None or not subject.firing.has_profiles:
        return
    better = _stricter(subject)
    if better in (None, by):
        return
    why = "no two rules fire" if better == "unique" else "rules that disagree never fire"
    span = Span(*value.span)
    post = subject.post_only
    is_safe = post is None or _stricter(post) in (better, "unique")
    edit = Edit(span, written(str(better), in_json=is_json(subject.file.source)))
    yield Claim(
        span,
        f"`{by}` can be `{better}`: {why} for one profile",
        f"write `by: {better}`, so that the order of the rules means nothing",
        fixes=(Fix(f"decide by `{better}`", is_safe, (edit,)),),
    )


def _stricter(subject: Subject) -> str | None:
    """The strictest policy that fits, None if that is none of the two."""
    firing = subject.firing
    agree = True
    for place, rule in enumerate(subject.rule_set.rules):
        earlier = (1 << place) - 1
        others = earlier & ~mask_of_outcome(subject.rule_set, rule.outcome)
        if firing.overlapping(place, others):
            return None
        agree = agree and not firing.overlapping(place, earlier)
    return "unique" if agree else "any"


CHECK: Final = Check(Code.POLICY_ADVICE, "note", ("first", "any", "priority"), _find, __doc__)
