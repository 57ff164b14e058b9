"""Words of other tools: what they are called here, and what to write for them."""

from __future__ import annotations

import pytest

from .examples import FIRST, rule_faults

HELP = {
    "{and: [{p: true}]}": "did you mean `all`?",
    "{AND: [{p: true}]}": "did you mean `all`?",
    "{'&&': [{p: true}]}": "did you mean `all`?",
    "{both: [{p: true}]}": "did you mean `all`?",
    "{every: [{p: true}]}": "did you mean `all`?",
    "{or: [{p: true}]}": "did you mean `any`?",
    "{OR: [{p: true}]}": "did you mean `any`?",
    "{'||': [{p: true}]}": "did you mean `any`?",
    "{either: [{p: true}]}": "did you mean `any`?",
    "{any-of: [{p: true}]}": "did you mean `any`?",
    "{unless: {p: true}}": "did you mean `not`?",
    "{none: [{p: true}]}": "write `not: {any: [...]}`",
    "{nor: [{p: true}]}": "write `not: {any: [...]}`",
    "{n: {'>=': 3}}": "did you mean `at_least`?",
    "{n: {gte: 3}}": "did you mean `at_least`?",
    "{n: {min: 3}}": "did you mean `at_least`?",
    "{n: {Less than: 3}}": "did you mean `below`?",
    "{n: {not_in: [3]}}": "did you mean `none_of`?",
    "{n: {eq: 3}}": "write the value alone: `n: value`",
    "{n: {in: [3]}}": "write a list: `n: [value, value]`",
    "{n: {between: [3, 4]}}": "write `n: {at_least: ..., at_most: ...}`",
    "{n: {'>= 3': }}": "write `n: {at_least: 3}`",
    "{n: {'== 3': }}": "write the value alone: `n: 3`",
    "{n: '>= 3'}": "write `n: {at_least: 3}`",
    "{n: '>='}": "write `n: {at_least: ...}`",
    "{n: ' <3 '}": "write `n: {below: 3}`",
    "{n: {at_least: '=> 3'}}": "write `n: {at_least: 3}`",
    "{c: '!= red'}": "write `c: {is_not: red}`",
    "{c: '> red'}": "one of `red`, `green`, `blue`",
    "{n: {'!': 3}}": "one of `at_least`, `at_most`, `above`, `below`, `is_not`, `none_of`",
}


@pytest.mark.parametrize("when", HELP)
def test_the_word_of_another_tool_leads_to_ours(when: str) -> None:
    (fault,) = rule_faults(f"{FIRST}rules: [{{id: r, when: {when}, gives: a}}]\n")

    assert fault.partition("\n  help: ")[2] == HELP[when]


def test_a_key_under_its_name_elsewhere_is_not_said_to_be_missing_too() -> None:
    (fault,) = rule_faults(f"{FIRST}rules: [{{id: r, if: {{p: true}}, gives: a}}]\n")

    assert fault == (
        "rules:12:17: error[LO003]: rule `r` has no key `if`\n  help: did you mean `when`?"
    )


def test_the_ends_of_a_range_have_other_names_elsewhere() -> None:
    (fault,) = rule_faults(
        FIRST.replace("at_most: 9", "max: 9") + "rules: [{id: r, when: {p: true}, gives: a}]\n"
    )

    assert fault == (
        "rules:6:41: error[LO003]: a range has no key `max`\n  help: did you mean `at_most`?"
    )


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("integer", "whole"),
        ("Boolean", "flag"),
        ("string", "text"),
        ("enum", "choice"),
        ("float", "number"),
    ],
)
def test_kinds_of_facts_have_other_names_elsewhere(kind: str, ours: str) -> None:
    text = (
        FIRST.replace("kind: text", f"kind: {kind}") + "rules: [{id: r, when: {p: true}, gives: a}]"
    )

    (fault,) = rule_faults(f"{text}\n")

    assert fault.endswith(
        f"error[LO003]: there is no kind of fact `{kind}`\n  help: did you mean `{ours}`?"
    )
