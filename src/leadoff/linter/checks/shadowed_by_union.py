"""A rule that never has its turn, because several others together go before it wherever it holds.

None of the named rules could be left out: for each of them the message shows where it alone hides
the rule. Where several such sets exist, one is named, not always the smallest. Which rules go
before others is said in LO205. A profile with open questions may be answered later without the
rule, for what it knew at once has then to be put together from the others.

Why it matters:
    No single rule is to blame, so nobody sees it by reading: every case was already taken by one
    rule or another. It is an error where one of them disagrees.

Avoid:
    - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
    - {id: many, when: {deciders: {at_least: 5}}, gives: marketing-first}
    - {id: some, when: {deciders: {at_least: 3, at_most: 8}}, gives: sales-first}

Prefer:
    - {id: some, when: {deciders: {at_least: 3, at_most: 8}}, gives: sales-first}
    - {id: few, when: {deciders: {below: 5}}, gives: marketing-first}
    - {id: many, when: {deciders: {at_least: 5}}, gives: marketing-first}

Policies:
    first, priority; where the others override the rule: all
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.regions.covers import cover_of
from leadoff.analysis.regions.gaps import described
from leadoff.diagnostic.code import Code
from leadoff.linter.about import MOST_NAMED, deletion, named
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import judged
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.analysis.regions.covers import Member
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    return judged(subject, _judge)


def _judge(subject: Subject, place: int) -> Claim | None:
    firing = subject.firing
    cover = cover_of(firing, place)
    if len(cover) < 2:
        return None
    rules = subject.file.rules
    rule, others = rules[place], [rules[member.rule] for member in cover]
    over = firing.overrides.over(place)
    disagree = any(
        rules[member.rule].outcome != rule.outcome and not over >> member.rule & 1
        for member in cover
    )
    keeps = all(over >> member.rule & 1 for member in cover) or not rule.overrides
    return Claim(
        rule.span,
        f"the rule `{rule.id}` never has its turn: where it holds, one of "
        f"{named(other.id for other in others)} goes before it",
        "delete it, or let it go before one of them",
        related=[(other.span, f"gives `{other.outcome}`") for other in others[:MOST_NAMED]],
        rules=(rule.id, *(other.id for other in others)),
        witness=firing.witness(cover[0].point),
        regions=tuple(_only(subject, place, member) for member in cover[:MOST_NAMED]),
        fixes=deletion(subject, rule, is_safe=keeps),
        severity="error" if disagree else "warning",
    )


def _only(subject: Subject, place: int, member: Member) -> str:
    """Where one member alone hides the rule, by the facts that the two test."""
    rules = subject.file.rules
    tested = {
        fact.name for rule in (rules[place], rules[member.rule]) for fact in facts_in(rule.when)
    }
    firing = subject.firing
    box = tuple(
        1 << cell if fact.name in tested else whole
        for fact, cell, whole in zip(
            firing.compiled.facts, member.point, firing.space.whole, strict=True
        )
    )
    return f"only `{rules[member.rule].id}`: {described(firing, box)}"


CHECK: Final = Check(
    Code.SHADOWED_BY_UNION,
    "error",
    EVERY_POLICY,
    _find,
    __doc__,
    (Code.UNSATISFIABLE_RULE, Code.DUPLICATE_RULE, Code.CONFLICTING_RULE),
)
