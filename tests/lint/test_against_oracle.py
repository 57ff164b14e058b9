"""The checks on firing rules against brute force, on random rule sets of every policy.

In both directions: everything reported is true, and everything a check's page promises is found.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.analysis.regions.gaps import gap_of
from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.errors import RuleSetError
from leadoff.linter.subject import Subject
from leadoff.ruleset.parse import parse_rule_file
from tests.reference.evaluator import firing, holds
from tests.reference.generate import generate, to_yaml

from .oracle import Oracle
from .spares import compare_spares
from .told import INSIDE, OUTSIDE, findings_about, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.linter.finding import Finding, Fix

    Found = Mapping[str, list[Finding]]

CASES = 3_000
BATCHES = 10
POLICIES = ("votes", "first", "unique", "any", "priority", "collect")
GAPS = ("first", "unique", "any", "priority")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_checks_and_brute_force_agree(batch: int) -> None:
    for seed in range(batch, CASES, BATCHES):
        case = generate(random.Random(seed), policy=POLICIES[seed % len(POLICIES)])
        subject = _subject(to_yaml(case.rules))
        findings = findings_about(subject, *OUTSIDE, *INSIDE)
        by_code: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_code[finding.diagnostic.code.value].append(finding)
        oracle = Oracle(case.rules)
        try:
            _compare(oracle, by_code)
            _compare_gap(oracle, subject)
            _replay(oracle, findings)
            compare_spares(oracle, subject)
            if seed // BATCHES % 60 == 0:
                _try_fixes(to_yaml(case.rules), subject.rule_set, oracle, findings)
        except AssertionError:
            print(f"seed {seed}", to_yaml(case.rules), *map(told, findings), sep="\n")
            raise


def _subject(text: str) -> Subject:
    return Subject(RuleSet(parse_rule_file(SourceText("rules", text), ())))


def _compare(oracle: Oracle, found: Found) -> None:
    """The rules that each check names are those that brute force names."""
    assert bool(found["LO404"]) == (not oracle.ways)
    if not oracle.ways:
        assert not found.keys() - {"LO404", "LO107"} or not any(
            found[code] for code in found if code not in ("LO404", "LO107")
        )
        return
    assert _firsts(found["LO101"]) == oracle.unsatisfiable()
    assert _firsts(found["LO106"]) == oracle.unconditional()
    assert _rules(found["LO201"]) == oracle.duplicates()
    if oracle.by in ("first", "unique", "any"):
        assert _rules(found["LO202"]) == oracle.conflicts()
    if oracle.by in ("unique", "any", "votes"):
        assert _rules(found["LO203"]) | _rules(found["LO204"]) == oracle.overlaps()
    _compare_covers(oracle, found)
    if oracle.by in ("first", "priority"):
        assert _rules(found["LO209"]) == oracle.misleading()
    better = oracle.stricter()
    assert bool(found["LO210"]) == bool(better)
    assert all(f"can be `{better}`" in each.diagnostic.message for each in found["LO210"])
    is_open = oracle.silent() and not oracle.says_otherwise()
    assert bool(found["LO301"]) == (is_open and oracle.by in GAPS)
    assert bool(found["LO302"]) == (is_open and oracle.by == "votes")
    has_otherwise = "otherwise" in oracle.rules["decide"]
    assert bool(found["LO304"]) == (has_otherwise and not oracle.silent())


def _compare_covers(oracle: Oracle, found: Found) -> None:
    shadowed = oracle.shadowed()
    single = {(name, other) for name, other in shadowed.items() if other is not None}
    assert _rules(found["LO205"]) == single
    several = {name for name, other in shadowed.items() if other is None}
    assert _firsts(found["LO206"]) == several
    for finding in found["LO206"]:
        name, *others = finding.rules
        assert set(others) <= oracle.blockers(name)
        assert oracle.is_cover(name, others)
        for place in range(len(others)):
            assert not oracle.is_cover(name, others[:place] + others[place + 1 :])


def _compare_gap(oracle: Oracle, subject: Subject) -> None:
    """The regions are all points for which nothing fires; none can be larger or left out."""
    if not oracle.ways:
        return
    gap = gap_of(subject.firing)
    assert (gap is not None) == oracle.silent()
    if gap is None:
        return
    space, compiled = subject.firing.space, subject.firing.compiled
    assert not gap.is_part
    silent = 0
    alone: set[tuple[int, ...]] = set()
    for way in oracle.ways:
        point = [fact.cells.index(way.answers[fact.name]) for fact in compiled.facts]
        inside = [
            box
            for box in gap.regions
            if all(cells >> cell & 1 for cells, cell in zip(box, point, strict=True))
        ]
        assert bool(inside) == (not way.fired)
        alone.update(inside if len(inside) == 1 else ())
        silent += not way.fired
    assert alone == set(gap.regions)
    assert gap.ways is not None
    assert (gap.ways[0] == gap.ways[1]) == (silent == len(oracle.ways))
    if not compiled.assumptions:
        for box in gap.regions:
            for place, (cells, whole) in enumerate(zip(box, space.whole, strict=True)):
                for cell in range(whole.bit_length()):
                    if not cells >> cell & 1:
                        larger = (*box[:place], cells | 1 << cell, *box[place + 1 :])
                        assert _is_covered_somewhere(subject, larger)


def _is_covered_somewhere(subject: Subject, box: tuple[int, ...]) -> bool:
    space = subject.firing.space
    return any(
        all(cells & column.fields[term] for cells, column in zip(box, space.columns, strict=True))
        for rule in range(subject.firing.compiled.rules)
        for term in range(len(space.owners))
        if space.terms_of[rule] >> term & 1
    )


def _replay(oracle: Oracle, findings: list[Finding]) -> None:
    """Witnesses are allowed, and show what they should."""
    for finding in findings:
        code = finding.diagnostic.code.value
        if not finding.witness:
            assert code in ("LO101", "LO104", "LO107", "LO210", "LO304", "LO404"), told(finding)
            continue
        answers: dict[str, Any] = dict(finding.witness)
        for name, fact in oracle.rules["facts"].items():
            answers.setdefault(name, "other" if fact["kind"] == "text" else None)
        assert all(holds(each["that"], answers) for each in oracle.rules.get("assume", ()))
        holding = frozenset(
            rule["id"] for rule in oracle.rules["rules"] if holds(rule["when"], answers)
        )
        fired = {rule["id"] for rule in firing(oracle.rules, holding)}
        rules = finding.rules
        if code in ("LO201", "LO202", "LO203", "LO204", "LO209"):
            assert set(rules[:2]) <= fired
        elif code in ("LO205", "LO206"):
            assert rules[0] in holding
            assert rules[1] in fired
        elif code in ("LO301", "LO302"):
            assert not fired
        else:
            assert rules[0] in holding


def _try_fixes(text: str, before: RuleSet, oracle: Oracle, findings: list[Finding]) -> None:
    """A safe fix reads back, and changes the result of no way."""
    if not oracle.ways:
        return
    profiles = [_profile(oracle, way.answers) for way in oracle.ways]
    for finding in findings:
        for fix in finding.fixes:
            try:
                changed = RuleSet(parse_rule_file(SourceText("rules", _applied(text, fix)), ()))
            except RuleSetError as error:
                raise AssertionError(told(finding)) from error
            if fix.is_safe:
                for way in profiles:
                    old, new = before.decide(way), changed.decide(way)
                    assert (old.kind, old.outcomes) == (new.kind, new.outcomes), told(finding)


def _profile(oracle: Oracle, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers with whole numbers as such; the evaluator computes in decimals."""
    kinds = {name: fact["kind"] for name, fact in oracle.rules["facts"].items()}
    return {
        name: int(value) if kinds[name] == "whole" else value for name, value in answers.items()
    }


def _applied(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _firsts(findings: list[Finding]) -> set[str]:
    assert len({each.rules[0] for each in findings}) == len(findings)
    return {each.rules[0] for each in findings}


def _rules(findings: list[Finding]) -> set[tuple[str, ...]]:
    assert len({each.rules for each in findings}) == len(findings)
    return {each.rules for each in findings}


def test_messages_read_like_messages() -> None:
    """Lower case, no final stop, no name of a way of proving."""
    for seed in range(60):
        case = generate(random.Random(seed), policy=POLICIES[seed % len(POLICIES)])
        for finding in findings_about(_subject(to_yaml(case.rules)), *OUTSIDE, *INSIDE):
            for words in (finding.diagnostic.message, finding.diagnostic.help):
                assert not words.endswith(".")
                assert re.match(r"[a-z`]", words), words
