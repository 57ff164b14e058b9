"""Conditions in a rule file: every wrong shape, with its place and what to write."""

from __future__ import annotations

import pytest

from leadoff.ruleset import condition as kinds

from .examples import FIRST, Said, rule_faults, rules, said

SHAPE = "a condition is a mapping, as in `fact: value` or `any: [...]`"
SHAPES = (
    "a condition is a mapping, as in `fact: value` or `any: [...]`; a list of "
    "conditions stands under `all` or `any`"
)
FACTS = "one of `p`, `q`, `n`, `x`, `c`, `t`, `all`, `any` and 2 more"
AGAIN = "write the value again"
ALIAS = "aliases such as `*x` are not part of the language"
SOME = "write `some: {at_least: 2, of: [...]}`"
NUMBER = "write it as in 12, -0.5 or 1.5e3, or put it in quotes to make it text"
OCTAL = "`012` is a number to some readers of YAML, and not to others"
NINE = "a whole number from 0 to 9"
N_RANGE = f"write {NINE}"

CONDITION: dict[str, tuple[Said, ...]] = {
    "p": (Said("15:11", "LO004", "`p` is no condition", SHAPES),),
    "[p]": (Said("15:11", "LO004", "a list is no condition", SHAPES),),
    "12": (Said("15:11", "LO004", "12 is no condition", SHAPES),),
    "{}": (Said("15:11", "LO007", "this condition is empty", SHAPE),),
    "{any: []}": (Said("15:17", "LO007", "`any` is empty", "write at least one condition"),),
    "{any: p}": (
        Said(
            "15:17",
            "LO004",
            "`any` is a list of conditions, not `p`",
            "write `- ` in front of each condition",
        ),
    ),
    "{any: {p: true}}": (
        Said(
            "15:17",
            "LO004",
            "`any` is a list of conditions, not a mapping",
            "write `- ` in front of each condition",
        ),
    ),
    "{any: *x}": (Said("15:17", "LO001", ALIAS, AGAIN),),
    "{any: null}": (Said("15:11", "LO007", "this condition is empty", SHAPE),),
    "{all: [], p: true}": (
        Said("15:17", "LO007", "`all` is empty", "write at least one condition"),
    ),
    "{not: [p]}": (Said("15:17", "LO004", "a list is no condition", SHAPES),),
    "{not: {}}": (Said("15:17", "LO007", "this condition is empty", SHAPE),),
    "{some: [p]}": (Said("15:18", "LO004", "`some` is a mapping, not a list", SOME),),
    "{some: *x}": (Said("15:18", "LO001", ALIAS, AGAIN),),
    "{some: {at_least: 1}}": (Said("15:19", "LO007", "`some` needs the key `of`", SOME),),
    "{some: {of: [{p: true}]}}": (Said("15:19", "LO007", "`some` needs the key `at_least`", SOME),),
    "{some: {at_least: 2, of: [{p: true}]}}": (
        Said(
            "15:29",
            "LO102",
            "`at_least`: 2 is outside the allowed values",
            "write 1",
        ),
    ),
    "{some: {at_least: 0, of: [{p: true}]}}": (
        Said(
            "15:29",
            "LO102",
            "`at_least`: 0 is outside the allowed values",
            "write 1",
        ),
    ),
    "{some: {at_least: 1, of: []}}": (
        Said("15:36", "LO007", "`of` is empty", "write at least one condition"),
    ),
    "{some: {at_least: 1, of: [{pp: 1}]}}": (
        Said("15:38", "LO003", "there is no fact `pp`", FACTS),
    ),
    "{some: {at_least: x, of: {p: true}}}": (
        Said(
            "15:29",
            "LO004",
            "`at_least`: `x` is not a number",
            "write a whole number from 1 to 1000000",
        ),
        Said(
            "15:36",
            "LO004",
            "`of` is a list of conditions, not a mapping",
            "write `- ` in front of each condition",
        ),
    ),
    "{p: *x}": (Said("15:15", "LO001", ALIAS, AGAIN),),
    "{pp: true}": (Said("15:12", "LO003", "there is no fact `pp`", FACTS),),
    "{name: x}": (
        Said(
            "15:12", "LO003", "`name` is a label of the profile; no rule may test it", "test a fact"
        ),
    ),
    "{at_least: 3}": (
        Said(
            "15:12",
            "LO003",
            "`at_least` stands here without a fact",
            "write `fact: {at_least: ...}`",
        ),
    ),
    "{of: 3}": (
        Said(
            "15:12",
            "LO003",
            "`of` stands here without `some`",
            "write `some: {at_least: 2, of: [...]}`",
        ),
    ),
    "{n: {}}": (
        Said(
            "15:15",
            "LO007",
            "the test of `n` is empty",
            "write one of `at_least`, `at_most`, `above`, `below`, `is_not` or `none_of`",
        ),
    ),
    "{n: {? [a] : 1}}": (
        Said("15:18", "LO001", "a key must be text", "write a name in front of the colon"),
    ),
    "{n: {atleast: 3}}": (
        Said("15:16", "LO003", "there is no operator `atleast`", "did you mean `at_least`?"),
    ),
    "{p: {above: 3}}": (
        Said(
            "15:16",
            "LO004",
            "`above` cannot test `p`, which has no order",
            "it is true or false; write the value, or a list of values",
        ),
    ),
    "{c: {at_least: red}}": (
        Said(
            "15:16",
            "LO004",
            "`at_least` cannot test `c`, which has no order",
            "it is `red`, `green` or `blue`; write the value, or a list of values",
        ),
    ),
    "{n: {none_of: 3}}": (
        Said("15:25", "LO004", "`none_of` takes a list of values, not 3", "write `[3]`"),
    ),
    "{n: {none_of: []}}": (Said("15:25", "LO007", "the list of values for `n` is empty", N_RANGE),),
    "{n: {none_of: *x}}": (Said("15:25", "LO001", ALIAS, AGAIN),),
    "{n: {none_of: [1, *x]}}": (Said("15:29", "LO001", ALIAS, AGAIN),),
    "{n: []}": (Said("15:15", "LO007", "the list of values for `n` is empty", N_RANGE),),
    "{n: [1, [2]]}": (
        Said(
            "15:19",
            "LO004",
            f"the value of `n` is {NINE}, not a list",
            "write a whole number from 0 to 9",
        ),
    ),
    "{n: {is_not: {a: 1}}}": (
        Said(
            "15:24",
            "LO004",
            f"the value of `n` is {NINE}, not a mapping",
            "write a whole number from 0 to 9",
        ),
    ),
    "{n: null}": (Said("15:15", "LO004", "`n`: null cannot be tested", N_RANGE),),
    "{n: [null]}": (Said("15:16", "LO004", "`n`: null cannot be tested", N_RANGE),),
    "{n: 012}": (Said("15:15", "LO005", OCTAL, NUMBER),),
    "{n: 10}": (Said("15:15", "LO102", "`n`: 10 is outside the allowed values", N_RANGE),),
    "{n: {below: 11}}": (Said("15:23", "LO102", "`n`: 11 is outside the allowed values", N_RANGE),),
    "{n: 2.0}": (Said("15:15", "LO004", "`n`: 2.0 is not written as a whole number", "write 2"),),
    "{x: {at_least: 'a'}}": (
        Said(
            "15:26", "LO004", "`x`: `a` is not a number", "write a number from 0 to 100 (percent)"
        ),
    ),
    "{c: rad}": (
        Said("15:15", "LO003", "`c`: `rad` is not one of the values", "did you mean `red`?"),
    ),
    "{c: 1}": (
        Said(
            "15:15",
            "LO004",
            "`c`: 1 is a number, not text",
            "write `red`, `green` or `blue`",
        ),
    ),
    "{t: ''}": (
        Said(
            "15:15", "LO102", "`t`: an empty text is no value", "leave it out, or write something"
        ),
    ),
    "{? [a] : 1}": (
        Said("15:14", "LO001", "a key must be text", "write a name in front of the colon"),
    ),
    "{? [a] : 1, p: true}": (
        Said("15:14", "LO001", "a key must be text", "write a name in front of the colon"),
    ),
    "*x": (Said("15:11", "LO001", ALIAS, AGAIN),),
    "{all: [p, {q: 1}], any: [{n: 10}]}": (
        Said("15:18", "LO004", "`p` is no condition", SHAPES),
        Said("15:25", "LO004", "`q`: 1 is not true or false", "write true or false"),
        Said("15:40", "LO102", "`n`: 10 is outside the allowed values", N_RANGE),
    ),
}


def rule_with(condition: str) -> str:
    """A rule file whose condition begins at line 15, column 11."""
    return FIRST + f"rules:\n  - id: r\n    gives: a\n    when: {condition}\n"


def shape(condition: kinds.Condition) -> object:
    """A condition without its places."""
    match condition:
        case kinds.Test(fact, operator, values):
            return (fact.name, operator, *values)
        case kinds.AllOf(parts):
            return ("all", *map(shape, parts))
        case kinds.AnyOf(parts):
            return ("any", *map(shape, parts))
        case kinds.Not(part):
            return ("not", shape(part))
        case kinds.SomeOf(at_least, parts):
            return ("some", at_least, *map(shape, parts))


@pytest.mark.parametrize("condition", CONDITION)
def test_a_wrong_condition(condition: str) -> None:
    assert rule_faults(rule_with(condition)) == said(*CONDITION[condition])


P, Q = ("p", "is", True), ("q", "is", False)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("always", ("all",)),
        ("{p: true}", P),
        ("{p: true, q: false}", ("all", P, Q)),
        ("{any: [{p: true}, {q: false}], n: 3}", ("all", ("any", P, Q), ("n", "is", 3))),
        ("{all: [{p: true}]}", ("all", P)),
        ("{not: {p: true}}", ("not", P)),
        ("{some: {at_least: 1, of: [{p: true}, {q: false}]}}", ("some", 1, P, Q)),
        ("{any: null, p: true}", P),
        ("{c: [red, blue]}", ("c", "one_of", "red", "blue")),
        ("{c: {none_of: [red, red]}}", ("c", "none_of", "red", "red")),
        ("{c: {is_not: red}}", ("c", "is_not", "red")),
        (
            "{n: {at_least: 2, below: 5}}",
            ("all", ("n", "at_least", 2), ("n", "below", 5)),
        ),
        ("{n: {above: 0, at_most: 9}}", ("all", ("n", "above", 0), ("n", "at_most", 9))),
        ("{t: 'null'}", ("t", "is", "null")),
    ],
)
def test_a_condition(condition: str, expected: object) -> None:
    (rule,) = rules(rule_with(condition)).rules

    assert shape(rule.when) == expected


def test_a_refused_condition_below_another_is_reported_once() -> None:
    for condition in ("{not: *x}", "{all: [*x]}", "{any: [{not: *x}]}"):
        place = f"15:{11 + condition.index('*')}"

        assert rule_faults(rule_with(condition)) == said(Said(place, "LO001", ALIAS, AGAIN))


def test_a_fact_whose_definition_is_broken_is_not_judged_further() -> None:
    text = rule_with("{bad: 3, p: true}").replace("  p: {", "  bad: {kind: bol}\n  p: {")

    assert rule_faults(text) == said(
        Said(
            "4:15",
            "LO003",
            "there is no kind of fact `bol`",
            "one of `choice`, `flag`, `whole`, `number`, `text`",
        )
    )


def test_where_the_facts_are_broken_no_name_is_unknown() -> None:
    text = (
        "leadoff: 1\nprofile: none\nfacts: []\noutcomes: {a: {}}\ndecide: {by: first}\n"
        "rules: [{id: r, when: {p: true, at_least: 3}, gives: a}]\n"
    )

    assert rule_faults(text) == said(
        Said(
            "3:8",
            "LO004",
            "`facts` is a mapping of facts, not a list",
            "write `name: ...` for each",
        )
    )
