"""The checks of results against brute force, on random rule files of every policy.

Both directions: what a check reports is true, and what its page promises to find is found.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.analysis.results.compare import difference
from leadoff.analysis.results.margins import GreatestMargins
from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.linter.check import findings_of
from leadoff.linter.checks import ALL
from leadoff.linter.subject import Subject
from leadoff.ruleset.parse import parse_rule_file
from tests.reference.evaluator import decided, evaluate, firing, holds, result_of, totals_of
from tests.reference.generate import generate, to_yaml

from . import results_oracle as oracle

if TYPE_CHECKING:
    from leadoff.linter.finding import Finding

CASES = 4_500
BATCHES = 9
POLICIES = ("votes", "first", "votes", "unique", "votes", "any", "votes", "priority", "collect")
CODES = {"LO207", "LO303", "LO305", "LO306", "LO307", "LO308", "LO310", "LO401", "LO403"}
CHECKS = [check for check in ALL if check.code.value in CODES]


def case_of(seed: int) -> dict[str, Any]:
    rules = generate(random.Random(seed), policy=POLICIES[seed % len(POLICIES)]).rules
    return dict(rules)


def subject_of(rules: Any) -> Subject:
    file = parse_rule_file(SourceText("rules.yaml", to_yaml(rules)), ())
    return Subject(RuleSet(file))


def found_in(subject: Subject) -> dict[str, list[Finding]]:
    by = subject.file.decide.by
    return {
        check.code.value: list(findings_of(check, subject)) if by in check.policies else []
        for check in CHECKS
    }


def named(finding: Finding) -> str:
    if finding.diagnostic.code.value == "LO305":
        return "tie"
    return finding.key or finding.rules[0]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_results_and_reference_agree(batch: int) -> None:
    for seed in range(batch, CASES, BATCHES):
        rules = case_of(seed)
        world = oracle.world_of(rules)
        subject = subject_of(rules)
        if seed % 3:
            # Samples refute most claims about files so small; without them the search has to.
            subject.results.__dict__["samples"] = {}
        told = f"seed {seed}\n{to_yaml(rules)}"

        found = found_in(subject)

        for code, expected in oracle.EXPECTED.items():
            wanted = expected(world) if world.ways else set()
            assert {named(each) for each in found[code]} == wanted, f"{code} {told}"
            assert len(found[code]) == len(wanted), f"{code} {told}"
        if world.by == "votes":
            assert len(found["LO310"]) == oracle.cancelling(world), told
        for findings in found.values():
            for finding in findings:
                assert shows(world, subject, finding), f"{finding} {told}"


def shows(world: oracle.World, subject: Subject, finding: Finding) -> bool:
    """Whether a witness shows what its finding says, in the reference evaluator."""
    code = finding.diagnostic.code.value
    rule = finding.rules[0] if finding.rules else ""
    if not finding.witness:
        return code not in ("LO305", "LO308", "LO310", "LO401") and (
            code not in ("LO207", "LO306") or not fires(world, rule)
        )
    answers = dict(finding.witness)
    said = evaluate(world.rules, answers)
    if said.open or said.dropped_assumptions:
        return False
    match code:
        case "LO305":
            return said.result == ("tie",)
        case "LO401":
            law = next(law for law in world.rules["laws"] if law["id"] == rule)
            return (
                holds(law["when"], answers)
                and oracle.breaks(law, said.result)
                and unusual(subject, answers)
                == min(unusual(subject, world.answers(way)) for way in oracle.breaking(world, law))
            )
        case "LO303":
            return finding.key not in oracle.outcomes_in(said.result)
        case "LO308":
            effect = next(each for each in world.rules["rules"] if each["id"] == rule)
            return rule in said.fired and said.result == ("outcome", effect["votes"])
        case "LO310":
            return set(finding.rules) <= set(said.fired)
    return rule in said.fired


def fires(world: oracle.World, rule: str) -> bool:
    return any(
        rule in (each["id"] for each in oracle.fired_in(world, held)) for held in world.patterns()
    )


def unusual(subject: Subject, answers: dict[str, Any]) -> int:
    """How many facts have a value that some condition tells from the ordinary one."""
    profiles = subject.results.profiles
    return sum(
        fact.masks[fact.cells.index(answers[fact.name])] != fact.masks[ordinary]
        for fact, ordinary in zip(profiles.compiled.facts, profiles.ordinary, strict=True)
    )


def test_margins_are_the_greatest_and_the_least() -> None:
    for seed in range(0, 1_000, 9):
        rules = case_of(seed)
        world = oracle.world_of(rules)
        if not world.ways:
            continue
        subject = subject_of(rules)
        if seed % 2:
            subject.results.__dict__["samples"] = {}
        margins = GreatestMargins(subject.results)
        for outcome in subject.file.decide.among:
            best = margins.best(outcome)
            assert (best and best.points) == oracle.best_margin(world, outcome), seed
        for place, rule in enumerate(rules["rules"]):
            if rule.get("votes"):
                against = margins.opposing(place)
                assert (against and against.points) == oracle.opposing(world, rule), seed
            change = margins.change(place)
            assert (change.points if change else 0) == oracle.greatest_change(world, rule), seed


def test_rule_sets_that_decide_alike() -> None:
    """Against deleting, moving and exchanging rules; totals count too."""
    alike = 0
    for seed in range(250):
        rules = case_of(seed)
        other = changed(random.Random(seed), rules)
        before, after = subject_of(rules).rule_set, subject_of(other).rule_set
        both = {**rules, "rules": [*rules["rules"], *other["rules"]]}
        world = oracle.world_of(both)

        witness = difference(before, after)

        differs = any(said(rules, way) != said(other, way) for way in ways(world, rules))
        assert (witness is not None) == differs, f"seed {seed}\n{to_yaml(rules)}\n{to_yaml(other)}"
        alike += witness is None
    assert 25 < alike < 225


def ways(world: oracle.World, rules: Any) -> list[Any]:
    return decided(rules, [world.answers(way) for way in world.ways])


def said(rules: Any, way: Any) -> object:
    held = frozenset(
        rule["id"]
        for rule in rules["rules"]
        if holds(rule["when"], dict(zip(rules["facts"], way.answers, strict=True)))
    )
    fired = firing(rules, held)
    return result_of(rules, fired), totals_of(rules, fired)


def changed(draw: random.Random, rules: dict[str, Any]) -> dict[str, Any]:
    made = [dict(rule) for rule in rules["rules"]]
    move = draw.randrange(4)
    place = draw.randrange(len(made))
    if move == 0 and len(made) > 1:
        gone = made.pop(place)["id"]
        for rule in made:
            if gone in rule.get("overrides", ()):
                rule["overrides"] = [each for each in rule["overrides"] if each != gone]
                if not rule["overrides"]:
                    del rule["overrides"]
    elif move == 1:
        draw.shuffle(made)
    elif move == 2:
        made[place]["when"] = {"all": [made[place]["when"], draw.choice(made)["when"]]}
    else:
        made[place]["when"] = {"not": {"not": made[place]["when"]}}
    for rule in made:
        when = rule["when"]
        if isinstance(when, dict) and ("all" in when or "not" in when):
            rule["when"] = written(when)
    decide = rules["decide"]
    if draw.random() < 0.1:
        decide = {**decide, "otherwise": draw.choice([*rules["outcomes"], "none"])}
    return {**rules, "decide": decide, "rules": made}


def written(condition: Any) -> Any:
    """`always` stands at `when` alone; inside another condition it is left out."""
    if "all" in condition:
        parts = [part for part in condition["all"] if part != "always"]
        return {**condition, "all": parts} if parts else "always"
    inner = condition["not"]
    return "always" if inner == {"not": "always"} else condition
