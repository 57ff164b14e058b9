"""A fact on which no result depends.

Either the file defines it under `facts` and no rule tests it; or rules test it, but no two complete
profiles that the assumptions allow and that differ in it alone have different results (and, where
assumptions tie facts together, each of its values leaves the same results possible). Facts of the
business profile that no rule tests are left alone.

Why it matters:
    Whoever fills in a profile is asked for something that cannot change the answer.

Avoid:
    facts: {launching: {kind: flag}, colour: {kind: text}}
    rules:
      - {id: launch, when: {launching: true}, gives: marketing}

Prefer:
    facts: {launching: {kind: flag}}
    rules:
      - {id: launch, when: {launching: true}, gives: marketing}

Policies:
    every policy
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.analysis.results.relevance import depends_on
from leadoff.diagnostic.code import Code
from leadoff.linter.about import named
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import proved
from leadoff.ruleset.condition import tests_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import Span
    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each fact without use."""
    results, file = subject.results, subject.file
    own = dict(file.own_facts)
    testers = _testers(subject)
    places = {
        each.name: place for place, each in enumerate(subject.rule_set.machine.compiled.facts)
    }

    def look(place: int) -> Iterator[Claim]:
        name = file.facts[place].name
        rules = testers.get(name, [])
        if not rules and name in own:
            yield Claim(
                own[name],
                f"no rule tests the fact `{name}`",
                "use it in a rule, or leave it out",
                key=name,
            )
        elif rules and not depends_on(results, places[name]):
            names = [rule for rule, _ in rules]
            yield Claim(
                own.get(name, rules[0][1]),
                f"no result depends on the fact `{name}`, though {named(names)} "
                f"{'tests' if len(names) == 1 else 'test'} it",
                "take the tests out, or make the rules that differ in it differ in what they do",
                related=[(span, "tested here") for _, span in rules],
                key=name,
                involved=names,
            )

    return proved(subject, [fact.name for fact in file.facts], look)


def _testers(subject: Subject) -> dict[str, list[tuple[str, Span]]]:
    """For each fact the rules that test it, with the place of the first test."""
    found: dict[str, dict[str, Span]] = {}
    for rule in subject.rule_set.rules:
        for test in tests_in(rule.when):
            found.setdefault(test.fact.name, {}).setdefault(rule.id, test.span)
    return {name: list(rules.items()) for name, rules in found.items()}


CHECK: Final = Check(Code.IRRELEVANT_FACT, "note", EVERY_POLICY, _find, __doc__)
