"""What happens at the limits: budgets, conditions near the most terms, values of foreign types."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

import leadoff
from leadoff.diagnostic.text import SourceText
from leadoff.engine import assess, terms
from leadoff.engine.rule_set import RuleSet
from leadoff.ruleset.parse import parse_rule_file

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """leadoff: 1
profile: none
outcomes: {x: {}, y: {}}
decide: {by: first}
"""


def rule_set(text: str) -> RuleSet:
    return RuleSet(parse_rule_file(SourceText("rules.yaml", HEAD + text), ()))


def flags(count: int) -> str:
    return "facts: {" + ", ".join(f"f{place}: {{kind: flag}}" for place in range(count)) + "}\n"


def any_of(conditions: list[str]) -> str:
    return f"rules:\n  - {{id: r, gives: x, when: {{any: [{', '.join(conditions)}]}}}}\n"


def test_a_profile_is_a_mapping_or_a_model() -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        leadoff.load_rules().decide(None)  # type: ignore[arg-type]


def test_a_member_of_an_enum_is_no_text_whatever_was_seen_before() -> None:
    class Kind(StrEnum):
        B2B = "b2b"

    rules = rule_set(
        "facts: {kind: {kind: choice, values: [b2b, b2c]}}\n"
        "rules:\n  - {id: r, gives: x, when: {kind: b2b}}\n"
    )
    assert rules.decide({"kind": "b2b"}).outcome == "x"

    with pytest.raises(leadoff.ProfileError):
        rules.decide({"kind": Kind.B2B})


def test_assumptions_that_take_too_long_leave_the_answer_unproved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assess, "MOST_STEPS_OF_WALK", 0)
    rules = rule_set(
        flags(3) + "assume:\n  - that: {any: [{f0: true}, {f1: true}]}\n"
        "  - that: {any: [{f1: true}, {f2: true}]}\n"
        "rules:\n  - {id: r, gives: x, when: {f0: true}}\n"
    )

    found = leadoff.advise({}, rules)

    assert (found.proved, found.decision.provisional) == (False, True)
    assert [each.could_change for each in found.not_fired] == [True]


def test_ten_thousand_values_of_one_fact_are_one_term() -> None:
    rules = rule_set(
        "facts: {n: {kind: whole}}\n" + any_of([f"{{n: {2 * each}}}" for each in range(10_000)])
    )

    assert rules.decide({"n": 19_998}).outcome == "x"
    assert rules.decide({"n": 19_999}).outcome is None


def test_parity_of_twelve_flags_is_accepted() -> None:
    odd = [ways for ways in range(1 << 12) if ways.bit_count() % 2]
    conditions = [
        "{" + ", ".join(f"f{p}: {'true' if ways >> p & 1 else 'false'}" for p in range(12)) + "}"
        for ways in odd
    ]

    rules = rule_set(flags(12) + any_of(conditions))

    assert rules.machine.compiled.terms_of[0].bit_count() == len(odd) == 2_048


def test_a_condition_that_takes_too_long_to_expand_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terms, "_MOST_PAIRS", 2)
    conditions = [
        f"{{f0: {value}, f{place}: true}}" for value in ("true", "false") for place in range(1, 4)
    ]

    with pytest.raises(leadoff.RuleSetError, match="expands to more than 4,096 combinations"):
        rule_set(flags(4) + any_of(conditions))


def test_a_rule_file_is_no_profile(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(HEAD + flags(1) + any_of(["{f0: true}"]), "utf-8")
    rules = leadoff.load_rules(path)

    assert rules.decide({"f0": True}).outcome == "x"


def test_a_number_spelled_otherwise_is_no_condition() -> None:
    with pytest.raises(leadoff.RuleSetError, match="`0x1F` is no condition"):
        rule_set(flags(1) + "rules:\n  - {id: r, gives: x, when: 0x1F}\n")
