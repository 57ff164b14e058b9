"""Rules under votes that always fire together and cancel each other out.

One rule for each outcome of the vote, all with the same points, of which none fires in any complete
profile without the others. Rules that cancel out in another way, such as two weak ones against a
strong one, are not looked for.

Why it matters:
    Together they move no margin. They only make every vote in which they fire look closer, and two
    guidelines that always contradict each other are best settled once, in words.

Avoid:
    strengths: {says: 50}
    decide: {by: votes}
    rules:
      - {id: talk, when: {customers: firms}, votes: sales, strength: says}
      - {id: show, when: {customers: firms}, votes: marketing, strength: says}

Prefer:
    strengths: {says: 50}
    decide: {by: votes}
    rules:
      - {id: talk, when: {customers: firms, buyers: {below: 500}}, votes: sales, strength: says}
      - {id: show, when: {customers: firms}, votes: marketing, strength: says}

Policies:
    votes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.about import named
from leadoff.linter.check import Check, Claim
from leadoff.linter.claims import effect_of, if_proved, points, proved, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each set of rules that cancel out, reported at its last one."""
    results, rules = subject.results, subject.rule_set.rules
    among = subject.file.decide.among
    taken: set[int] = set()

    def look(place: int) -> Iterator[Claim]:
        rule = rules[place]
        if rule.effect != "votes" or place in taken or not results.fires(place):
            return
        group = [place]
        for outcome in among:
            if outcome == rule.outcome:
                continue
            partner = _partner(place, outcome)
            if partner is None:
                return
            group.append(partner)
        taken.update(group)
        members = [rules[each] for each in sorted(group)]
        last = members[-1]
        yield Claim(
            last.span,
            f"the rules {named(each.id for each in members)} always fire together and cancel out, "
            f"with {points(last.points)} for each outcome",
            "tell them apart by what they test, or settle between them and keep what is left",
            label=effect_of(last),
            related=[(each.span, effect_of(each)) for each in members[:-1]],
            rules=(last.id, *(each.id for each in members[:-1])),
            witness=witness(subject, if_proved(lambda: results.firing(place))),
        )

    def _partner(place: int, outcome: str) -> int | None:
        """The first rule for another outcome that fires where this one does, as strong."""
        for other, each in enumerate(rules):
            if (
                each.effect == "votes"
                and (each.outcome, each.points) == (outcome, rules[place].points)
                and other not in taken
                and results.always_together(place, other)
            ):
                return other
        return None

    return proved(subject, [rule.id for rule in rules], look)


CHECK: Final = Check(Code.CANCELLING_RULES, "warning", ("votes",), _find, __doc__)
