"""The examples of the pages, run: what a page says to avoid is found, what it prefers is not.

An example shows the lines that matter; `completed` writes the rest of a file around them.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, Final

import pytest

from leadoff.diagnostic.code import Code
from leadoff.linter.checks import ALL
from leadoff.linter.manual import manual_of
from leadoff.linter.run import lint

if TYPE_CHECKING:
    from pathlib import Path

POLICIES: Final = {check.code: check.policies for check in ALL}
NOT_RUN: Final = {
    Code.TOO_MANY_TERMS: "shows three of sixteen conditions",
    Code.PROMISE_BROKEN: "shows a piece of a playbook",
    Code.MISSING_PLAN: "shows a piece of a playbook",
    Code.UNTESTED_RULE: "shows cases of rules that stand elsewhere",
    Code.STALE_BASELINE: "shows commands",
    Code.EMPTY_PROFILE: "shows a file of which nobody can tell what it was to be",
    Code.NOT_PROVED: "shows no YAML",
}
RUN = [code for code in Code if code not in NOT_RUN]
PROFILES: Final = {Code.FRACTION_FOR_PERCENT, Code.CONTRADICTED_ASSUMPTION}
"""Codes whose examples are profiles."""

MADE_UP: Final = {
    "buyers": "{kind: whole, range: {at_least: 1}}",
    "customers": "{kind: choice, values: [firms, families]}",
    "launching": "{kind: flag}",
    "seats": "{kind: whole, range: {at_least: 0}}",
    "tested": "{kind: flag}",
}
"""Facts of examples that are no facts of a business profile."""

STRENGTHS: Final = "strengths: {might: 40, often: 65}"
UNUSABLE = frozenset(code for code in Code if code.value < "LO1" or code is Code.OUT_OF_DOMAIN)
"""Codes of files that cannot be used as rules or as a profile."""


def completed(example: str, policies: tuple[str, ...]) -> str:
    """A rule file in which the lines of an example stand."""
    is_vote = bool(re.search(r"\b(votes|settles|strength|strengths)\b", example))
    is_vote |= policies == ("votes",)
    effect = "votes: sales-first\nstrength: might\n" if is_vote else "gives: sales-first\n"
    if re.fullmatch(r"- id: \S+(  #.*)?", example):
        example += f"\n  when: {{deciders: 1}}\n{indent(effect, '  ')}"
    if example.startswith("- "):
        example = f"rules:\n{indent(example, '  ')}"
    elif example.startswith("when:"):
        example = f"rules:\n  - id: one\n{indent(f'{effect}{example}', '    ')}"
    keys = set(re.findall(r"^[a-z]+", example, re.MULTILINE))
    lines = ["leadoff: 1"]
    own = [name for name in MADE_UP if re.search(rf"\b(?<!_){name}:", example)]
    if own or "facts" in keys:
        lines.append("profile: none")
    if own and "facts" not in keys:
        lines += ["facts:", *(f"  {name}: {MADE_UP[name]}" for name in own)]
    if is_vote and "strengths" not in keys:
        lines.append(STRENGTHS)
    if "decide" not in keys:
        by = next(each for each in policies if (each == "votes") is is_vote)
        lines.append(f"decide: {{by: {by}}}")
    if "rules" not in keys:
        test = "seats: 5" if own else "deciders: 1"
        rule = f"id: one, when: {{{test}}}, {', '.join(effect.splitlines())}"
        lines += ["rules:", f"  - {{{rule}}}"]
    text = "\n".join((*lines, example, ""))
    effects = r"\b(?:gives|votes|settles|never|always|otherwise): ([a-z]+(?:-[a-z]+)*)"
    outcomes = set(re.findall(effects, text)) - {"none"}
    if is_vote and len(outcomes) == 1:
        outcomes.add("another")
    return f"{text}outcomes: {{{', '.join(f'{each}: {{}}' for each in sorted(outcomes))}}}\n"


def found_in(code: Code, heading: str, folder: Path) -> set[Code]:
    """The codes of what is found in an example of a page."""
    manual = manual_of(code)
    assert manual is not None
    example = dict(manual.sections)[heading]
    path = folder / "example.yaml"
    policies = POLICIES.get(code, ("first", "votes"))
    path.write_text(example if code in PROFILES else completed(example, policies), "utf-8")
    report = lint([path])
    assert report.checked[0].kind == ("profile" if code in PROFILES else "rules")
    return {each.finding.diagnostic.code for each in report.findings}


@pytest.mark.parametrize("code", RUN)
def test_what_a_page_says_to_avoid_is_found(code: Code, tmp_path: Path) -> None:
    found = found_in(code, "Avoid", tmp_path)

    assert code in found
    assert code in UNUSABLE or not found & UNUSABLE


@pytest.mark.parametrize("code", RUN)
def test_what_a_page_prefers_is_sound_and_not_found(code: Code, tmp_path: Path) -> None:
    found = found_in(code, "Prefer", tmp_path)

    assert code not in found
    assert not found & UNUSABLE
