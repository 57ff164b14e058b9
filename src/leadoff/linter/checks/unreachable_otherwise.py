"""An `otherwise` that is never needed, because some rule fires for every profile.

`otherwise: none` counts as well.

Why it matters:
    Who reads it thinks that the rules leave something open. If one rule is changed, it may hide
    that they now do.

Avoid:
    decide: {by: unique, otherwise: sales-first}
    rules:
      - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
      - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Prefer:
    decide: {by: unique}
    rules:
      - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
      - {id: many, when: {deciders: {at_least: 5}}, gives: sales-first}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.target import Target
from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    firing, layout = subject.firing, subject.layout
    key = layout.key_of("decide", "otherwise")
    decide = subject.file.decide
    if key is None or not (decide.otherwise or decide.says_none) or not firing.has_profiles:
        return
    if firing.exists(Target(avoid=firing.every_rule)):
        return
    edit = layout.without_entry(key.start)
    post = subject.post_only
    is_safe = post is None or not post.firing.exists(Target(avoid=post.firing.every_rule))
    yield Claim(
        key,
        "`otherwise` is never needed: some rule fires for every profile",
        "leave it out",
        fixes=() if edit is None else (Fix("leave `otherwise` out", is_safe, (edit,)),),
    )


CHECK: Final = Check(Code.UNREACHABLE_OTHERWISE, "note", EVERY_POLICY, _find, __doc__)
