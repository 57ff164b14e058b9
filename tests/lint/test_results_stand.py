"""What must not change what the checks of results find, and what they say when they are stopped."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.analysis.results import results as results_module
from leadoff.engine.budget import OverBudgetError
from leadoff.linter.check import findings_of
from leadoff.linter.checks import ALL
from leadoff.linter.claims import UnprovedError
from tests.benchmarks.workload import make_rules, rule_file
from tests.reference.generate import generate, to_yaml

from .told import findings_in, subject_of, told

if TYPE_CHECKING:
    from leadoff.linter.check import Check
    from leadoff.linter.finding import Finding

CODES = ("LO303", "LO305", "LO306", "LO307", "LO308", "LO401", "LO403")


def names_in(rules: Any) -> list[tuple[str, str]]:
    found = findings_in(to_yaml(rules), *CODES)
    return sorted((f.diagnostic.code.value, f.key or "".join(f.rules[:1])) for f in found)


def settles_one_way(rules: Any) -> bool:
    return len({rule["settles"] for rule in rules["rules"] if "settles" in rule}) < 2


def test_the_order_of_rules_does_not_matter_to_votes() -> None:
    for seed in range(60):
        rules = generate(random.Random(seed), policy="votes").rules
        if settles_one_way(rules):
            other = {**rules, "rules": rules["rules"][::-1]}
            assert names_in(other) == names_in(rules), seed


@pytest.mark.parametrize("policy", ["votes", "first", "collect"])
def test_the_order_of_facts_does_not_matter(policy: str) -> None:
    for seed in range(25):
        rules = generate(random.Random(seed), policy=policy).rules
        other = {**rules, "facts": dict(reversed(rules["facts"].items()))}
        assert names_in(other) == names_in(rules), seed


def test_the_hash_seed_does_not_matter() -> None:
    script = (
        "from tests.lint.test_results_stand import larger\n"
        "from tests.lint.told import findings_in, told\n"
        "print('\\n'.join(map(told, findings_in(larger()))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    (only,) = said
    assert "LO305" in only


def larger() -> str:
    """Thirty rules over ten facts, with ties."""
    return rule_file(make_rules(30)).replace("  tie: neither\n", "")


def check_of(code: str) -> Check:
    return next(check for check in ALL if check.code.value == code)


@pytest.fixture
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_STEPS_OF_SEARCH", "MOST_STEPS_TOGETHER", "_LEAST_STEPS", "_LEAST_SHARE"):
        monkeypatch.setattr(results_module, name, 1)
    monkeypatch.setattr(results_module.Results, "alone", lambda *_: None)


@pytest.mark.usefixtures("_few_steps")
def test_what_is_not_proved_is_named_and_the_rest_is_found() -> None:
    subject = subject_of(larger())
    found: list[Finding] = []

    with pytest.raises(UnprovedError) as raised:
        found.extend(findings_of(check_of("LO306"), subject))

    decided = {rule.id for rule in subject.file.rules} - set(raised.value.names)
    assert len(decided) > 20
    assert str(raised.value).startswith("`rule-")
    assert {each.rules[0] for each in found} <= decided


@pytest.mark.usefixtures("_few_steps")
def test_many_unproved_names_are_cut_short() -> None:
    subject = subject_of(larger())
    subject.results.__dict__["samples"] = {}

    with pytest.raises(OverBudgetError, match=r"(`rule-\d+`, ){7}`rule-\d+` and 22 more$"):
        raise UnprovedError([rule.id for rule in subject.file.rules])


@pytest.mark.usefixtures("_few_steps")
def test_a_profile_found_by_sampling_is_made_plain_when_the_search_takes_too_long() -> None:
    (tie,) = findings_in(larger(), "LO305")

    assert "can end equal" in told(tie)
    assert tie.witness


def test_nothing_is_said_of_no_profiles() -> None:
    text = larger().replace(
        "rules:\n", "assume:\n  - that: {not: {seats: {at_least: 1}}}\nrules:\n"
    )

    assert findings_in(text, *CODES) == []


def test_a_rule_fires_in_the_profiles_that_show_it() -> None:
    subject = subject_of(larger())
    results = subject.results
    for place, rule in enumerate(subject.file.rules):
        for found in (results.firing(place), results.deciding(place)):
            assert found is not None
            witness = results.profiles.witness(found)
            assert rule.id in subject.rule_set.decide(dict(witness)).fired
