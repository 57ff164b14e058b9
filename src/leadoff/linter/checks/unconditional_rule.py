"""A rule whose condition holds for every profile.

A `when` that says `always` is a note; one that only comes to the same is a warning. Silent about a
rule that says `always` and that every other rule goes before: it is a default, openly.

Why it matters:
    A rule that always holds says nothing about the profile. Under `first` it ends the table; in a
    vote it moves every answer by the same points.

Avoid:
    - id: everyone
      when: {any: [{deciders: {at_least: 1}}, {self_serve: true}]}   # nobody has fewer than one
      gives: marketing-first

Prefer:
    decide: {by: first, otherwise: marketing-first}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.target import Target
from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import judged
from leadoff.ruleset.condition import AllOf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    return judged(subject, _judge)


def _judge(subject: Subject, place: int) -> Claim | None:
    firing = subject.firing
    rule = subject.file.rules[place]
    says_so = isinstance(rule.when, AllOf) and not rule.when.parts
    before = firing.before[place]
    is_default = bool(before) and before | 1 << place == firing.every_rule
    if (says_so and is_default) or firing.exists(Target(avoid=1 << place)):
        return None
    point = firing.find(Target(hold=1 << place))
    by = subject.file.decide.by
    default = "" if by in ("votes", "collect") else "; a default is `otherwise` under `decide`"
    return Claim(
        rule.when_span,
        f"the condition of the rule `{rule.id}` holds for every profile",
        f"ask for something{default}" if not says_so else f"say what it depends on{default}",
        rules=(rule.id,),
        witness=() if point is None else firing.witness(point),
        severity="note" if says_so else "warning",
    )


CHECK: Final = Check(Code.UNCONDITIONAL_RULE, "warning", EVERY_POLICY, _find, __doc__)
