"""Facts that a rule file defines itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadoff.facts.domain import Bound, Choice, Domain, Flag, Number, OpenText, Range, Whole
from leadoff.facts.fact import Fact

from .examples import BUSINESS, Said, rule_faults, rules, said

AGAIN = "write the value again"
ALIAS = "aliases such as `*x` are not part of the language"
NUMBER = "write it as in 12, -0.5 or 1.5e3, or put it in quotes to make it text"
OCTAL = "`012` is a number to some readers of YAML, and not to others"
KEEP = "keep one of the two"

FACTS: dict[str, tuple[Said, ...]] = {
    "{}": (
        Said("3:8", "LO007", "`facts` has no facts", "write at least one, as in `name: {...}`"),
    ),
    "[]": (
        Said(
            "3:8",
            "LO004",
            "`facts` is a mapping of facts, not a list",
            "write `name: ...` for each",
        ),
    ),
    "a": (
        Said(
            "3:8", "LO004", "`facts` is a mapping of facts, not `a`", "write `name: ...` for each"
        ),
    ),
    "null": (
        Said(
            "1:1",
            "LO007",
            "a rule file needs the key `facts`",
            "a rule file with `profile: none` defines its own facts",
        ),
    ),
    "{p: flag}": (
        Said(
            "3:12",
            "LO004",
            "the fact `p` is a mapping, not `flag`",
            "write `{kind: flag}`, or kind choice, whole, number or text",
        ),
    ),
    "{p: *x}": (Said("3:12", "LO001", ALIAS, AGAIN),),
    "{p: {}}": (
        Said(
            "3:12",
            "LO007",
            "the fact `p` needs the key `kind`",
            "write `kind: choice`, flag, whole, number or text",
        ),
    ),
    "{p: {kind: bool}}": (
        Said(
            "3:19",
            "LO003",
            "there is no kind of fact `bool`",
            "did you mean `flag`?",
        ),
    ),
    "{p: {kind: flag, values: [a]}}": (
        Said(
            "3:25",
            "LO008",
            "a fact of kind flag has no `values`",
            "leave it out; kinds choice and text have one",
        ),
    ),
    "{p: {kind: flag, unit: x}}": (
        Said(
            "3:25",
            "LO008",
            "a fact of kind flag has no `unit`",
            "leave it out; kinds whole and number have one",
        ),
    ),
    "{p: {kind: choice}}": (
        Said(
            "3:13", "LO007", "the fact `p` needs the key `values`", "write `values: [one, other]`"
        ),
    ),
    "{p: {kind: choice, values: []}}": (
        Said("3:35", "LO007", "`values` is empty", "write at least one of the values"),
    ),
    "{p: {kind: choice, values: a}}": (
        Said(
            "3:35",
            "LO004",
            "`values` is a list of values, not `a`",
            "write `[a]`",
        ),
    ),
    "{p: {kind: choice, values: ['', b]}}": (
        Said("3:36", "LO102", "an empty text is no value", "leave it out, or write something"),
    ),
    "{p: {kind: choice, values: [a, a]}}": (
        Said("3:39", "LO006", "the value `a` stands here a second time", KEEP),
    ),
    "{p: {kind: choice, values: [1]}}": (
        Said("3:36", "LO004", "a value is text, not 1", 'put it in quotes: "1"'),
    ),
    "{p: {kind: choice, values: [null]}}": (
        Said("3:36", "LO004", "a value is empty", "write text"),
    ),
    "{p: {kind: text, range: {above: 1}}}": (
        Said(
            "3:25",
            "LO008",
            "a fact of kind text has no `range`",
            "leave it out; kinds whole and number have one",
        ),
    ),
    "{p: {kind: whole, values: [a]}}": (
        Said(
            "3:26",
            "LO008",
            "a fact of kind whole has no `values`",
            "leave it out; kinds choice and text have one",
        ),
    ),
    "{p: {kind: whole, range: 5}}": (
        Said("3:33", "LO004", "a range is a mapping, not 5", "write `{at_least: 0, at_most: 10}`"),
    ),
    "{p: {kind: whole, range: {}}}": (
        Said("3:33", "LO007", "this range has no end", "write at_least or above, at_most or below"),
    ),
    "{p: {kind: whole, range: {least: 1}}}": (
        Said(
            "3:34",
            "LO003",
            "a range has no key `least`",
            "one of `at_least`, `above`, `at_most`, `below`",
        ),
    ),
    "{p: {kind: whole, range: {at_leest: 1}}}": (
        Said("3:34", "LO003", "a range has no key `at_leest`", "did you mean `at_least`?"),
    ),
    "{p: {kind: whole, range: *x}}": (Said("3:33", "LO001", ALIAS, AGAIN),),
    "{p: {kind: whole, range: {at_least: 1.5}}}": (
        Said(
            "3:44",
            "LO004",
            "`at_least`: 1.5 is not written as a whole number",
            "write it without a fraction",
        ),
    ),
    "{p: {kind: whole, range: {at_least: true}}}": (
        Said("3:44", "LO004", "`at_least`: true is not a number", "write a whole number"),
    ),
    "{p: {kind: number, range: {at_least: x}}}": (
        Said("3:45", "LO004", "`at_least`: `x` is not a number", "write a number"),
    ),
    "{p: {kind: number, range: {at_least: 012}}}": (Said("3:45", "LO005", OCTAL, NUMBER),),
    "{p: {kind: number, range: {at_least: [1]}}}": (
        Said("3:45", "LO004", "`at_least` is a number, not a list", "write a number"),
    ),
    "{p: {kind: number, range: {at_least: 1, above: 0}}}": (
        Said("3:48", "LO008", "this range has two lower ends", KEEP),
    ),
    "{p: {kind: number, range: {below: 1, at_most: 0}}}": (
        Said("3:45", "LO008", "this range has two upper ends", KEEP),
    ),
    "{p: {kind: number, range: {at_least: 1, below: 1}}}": (
        Said("3:34", "LO102", "this range holds no value", "put the lower end below the upper"),
    ),
    "{p: {kind: whole, range: {above: 1, below: 2}}}": (
        Said("3:33", "LO102", "this range holds no value", "put the lower end below the upper"),
    ),
    "{p: {kind: whole, unit: 5}}": (
        Said("3:32", "LO004", "`unit` is text, not 5", 'put it in quotes: "5"'),
    ),
    "{p: {kind: flag, question: [a]}}": (
        Said("3:35", "LO004", "`question` is text, not a list", "write text"),
    ),
    "{p: {kind: flag, change: never}}": (
        Said(
            "3:33", "LO003", "there is no kind of change `never`", "one of `ours`, `time`, `fixed`"
        ),
    ),
    "{p: {kind: flag, colour: red}}": (
        Said(
            "3:25",
            "LO003",
            "the fact `p` has no key `colour`",
            "one of `kind`, `values`, `range`, `unit`, `question`, `help`, `change`",
        ),
    ),
    "{all: {kind: flag}}": (
        Said(
            "3:9",
            "LO011",
            "`all` is a word of the rule language and cannot name a fact",
            "choose another name",
        ),
    ),
    "{name: {kind: flag}}": (
        Said(
            "3:9",
            "LO011",
            "`name` is a word of the rule language and cannot name a fact",
            "choose another name",
        ),
    ),
    "{p-q: {kind: flag}}": (
        Said(
            "3:9",
            "LO011",
            "`p-q` cannot name a fact",
            "a name begins with a letter A-Z and has letters, digits and `_`",
        ),
    ),
    "{1p: {kind: flag}}": (
        Said(
            "3:9",
            "LO011",
            "`1p` cannot name a fact",
            "a name begins with a letter A-Z and has letters, digits and `_`",
        ),
    ),
    "{kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: {kind: flag}}": (
        Said(
            "3:9",
            "LO011",
            "this name of a fact is longer than 64 characters",
            "write a shorter one",
        ),
    ),
}


def file_with(facts: str, profile: str = "none") -> str:
    """A rule file whose facts begin at line 3, column 8."""
    return (
        f"leadoff: 1\nprofile: {profile}\nfacts: {facts}\noutcomes: {{a: {{}}}}\n"
        "decide: {by: first}\nrules: [{id: r, when: always, gives: a}]\n"
    )


@pytest.mark.parametrize("facts", FACTS)
def test_wrong_facts(facts: str) -> None:
    assert rule_faults(file_with(facts)) == said(*FACTS[facts])


@pytest.mark.parametrize(
    ("definition", "domain"),
    [
        ("{kind: flag}", Flag()),
        ("{kind: choice, values: [a, 'b c']}", Choice(("a", "b c"))),
        ("{kind: text}", OpenText()),
        ("{kind: text, values: [a]}", Choice(("a",))),
        ("{kind: whole}", Whole()),
        ("{kind: whole, unit: days, range: null}", Whole(Range(), "days")),
        ("{kind: whole, range: {above: 4}}", Whole(Range(Bound(4, False)))),
        (
            "{kind: number, range: {at_least: 0, below: 1.50}}",
            Number(Range(Bound(Decimal(0), True), Bound(Decimal("1.5"), False))),
        ),
        ("{kind: number, range: {at_most: -1}}", Number(Range(upper=Bound(Decimal(-1), True)))),
    ],
)
def test_the_domain_of_a_fact(definition: str, domain: Domain) -> None:
    assert rules(file_with(f"{{p: {definition}}}")).facts == (Fact("p", domain),)


def test_a_fact_says_how_it_is_asked() -> None:
    facts = "{p: {kind: flag, question: Is it?, help: Say so., change: fixed}}"

    assert rules(file_with(facts)).facts == (Fact("p", Flag(), "Is it?", "Say so.", "fixed"),)


def test_own_facts_stand_behind_those_of_the_profile() -> None:
    found = rules(file_with("{p: {kind: flag}}", "business")).facts

    assert found == (*BUSINESS, Fact("p", Flag()))
