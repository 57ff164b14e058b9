"""The top level of a rule file, outcomes, strengths and the decision policy."""

from __future__ import annotations

import pytest

from leadoff.ruleset.model import START, Decide, Outcome, PolicyName, Strength

from .examples import BUSINESS, FIRST, Said, rule_faults, rules, said

RULE = "rules: [{id: r, when: {p: true}, gives: a}]\n"
VOTE = "rules: [{id: r, when: {p: true}, votes: a, strength: one}]\n"

AGAIN = "write the value again"
ALIAS = "aliases such as `*x` are not part of the language"
KEEP = "keep one of the two"
BEGIN = "begin with `leadoff: 1`, `outcomes:`, `decide:` and `rules:`"

TOP: dict[str, tuple[Said, ...]] = {
    "": (Said("1:1", "LO001", "this rule file is empty", BEGIN),),
    "[]": (Said("1:1", "LO001", "a rule file is a mapping", BEGIN),),
    "leadoff": (Said("1:1", "LO001", "a rule file is a mapping", BEGIN),),
    "outcomes: {a: {}}\ndecide: {by: first}\nrules: [{id: r, when: {p: true}, gives: a}]\n": (
        Said(
            "1:1",
            "LO007",
            "a rule file needs the key `leadoff`",
            "write `leadoff: 1`, the version of the format",
        ),
        Said(
            "3:24",
            "LO003",
            "there is no fact `p`",
            "one of `customer_type`, `months_since_first_sale`, `launching_new_offer`, "
            "`repeat_revenue_share`, `direct_sales_share`, `alternatives_compared`, "
            "`yearly_value`, `sales_cycle_days` and 11 more",
        ),
    ),
    (
        "leadoff: 2\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: {a: "
        "{}}\ndecide: {by: first}\nrules: [{id: r, when: {p: true}, gives: a}]\n"
    ): (
        Said("1:10", "LO102", "this is format 2, and only format 1 is known", "write `leadoff: 1`"),
    ),
    "leadoff: 1": (
        Said("1:1", "LO007", "a rule file needs the key `decide`", "write `decide:`"),
        Said("1:1", "LO007", "a rule file needs the key `outcomes`", "write `outcomes:`"),
        Said("1:1", "LO007", "a rule file needs the key `rules`", "write `rules:`"),
    ),
    (
        "leadoff: 1\nprofile: none\noutcomes: {a: {}}\ndecide: {by: first}\nrules: "
        "[{id: r, when: {p: true}, gives: a}]\n"
    ): (
        Said(
            "1:1",
            "LO007",
            "a rule file needs the key `facts`",
            "a rule file with `profile: none` defines its own facts",
        ),
    ),
    (
        "leadoff: 1\nprofile: busines\noutcomes: {a: {}}\ndecide: {by: first}\nrules: "
        "[{id: r, when: {p: true}, gives: a}]\n"
    ): (Said("2:10", "LO003", "there is no profile `busines`", "did you mean `business`?"),),
    (
        "leadoff: 1\nprofile: none\nfakts: {}\noutcomes: {a: {}}\ndecide: {by: "
        "first}\nrules: [{id: r, when: {p: true}, gives: a}]\n"
    ): (Said("3:1", "LO003", "a rule file has no key `fakts`", "did you mean `facts`?"),),
    (
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: {}\ndecide: "
        "{by: first}\nrules: [{id: r, when: {p: true}, gives: a}]\n"
    ): (
        Said(
            "4:11", "LO007", "`outcomes` has no outcomes", "write at least one, as in `name: {...}`"
        ),
    ),
    (
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: [a]\ndecide: "
        "{by: first}\nrules: [{id: r, when: {p: true}, gives: a}]\n"
    ): (
        Said(
            "4:11",
            "LO004",
            "`outcomes` is a mapping of outcomes, not a list",
            "write `name: ...` for each",
        ),
    ),
    (
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: {none: {}, a "
        "b: {}, a: b, b: {lable: x}, d: {label: 5}}\ndecide: {by: first}\nrules: [{id: "
        "r, when: {p: true}, gives: a}]\n"
    ): (
        Said("4:12", "LO011", "`none` cannot name an outcome", "it says that there is no outcome"),
        Said(
            "4:22",
            "LO011",
            "`a b` cannot name an outcome",
            "a name begins with a letter A-Z and has letters, digits, `_.-`",
        ),
        Said("4:34", "LO004", "outcome `a` is a mapping, not `b`", "write `{label: ...}`"),
        Said("4:41", "LO003", "outcome `b` has no key `lable`", "did you mean `label`?"),
        Said("4:63", "LO004", "`label` is text, not 5", 'put it in quotes: "5"'),
    ),
    (
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: {a: "
        "{}}\ndecide: {by: first}\nrules: []"
    ): (Said("6:8", "LO007", "`rules` is empty", "write at least one of the rules"),),
    (
        "leadoff: 1\nfacts: {industry: {kind: flag}}\noutcomes: {a: {}}\ndecide: {by: "
        "first}\nrules: [{id: r, when: always, gives: a}]"
    ): (
        Said(
            "2:9",
            "LO011",
            "the business profile has the fact `industry` already",
            "use it as it is, or choose another name",
        ),
    ),
    (
        "leadoff: 1\nprofile: none\nfacts: *x\noutcomes: {a: {}}\ndecide: {by: "
        "first}\nrules: [{id: r, when: {p: true}, gives: a}]\n"
    ): (Said("3:8", "LO001", ALIAS, AGAIN),),
    (
        "leadoff: 1\nprofile: *x\noutcomes: {a: {}}\ndecide: {by: first}\nrules: [{id: "
        "r, when: {p: true}, gives: a}]\n"
    ): (Said("2:10", "LO001", ALIAS, AGAIN),),
    (
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: *x\ndecide: "
        "{by: first}\nrules: [{id: r, when: {p: true}, gives: a}]\n"
    ): (Said("4:11", "LO001", ALIAS, AGAIN),),
}

DECIDE: dict[str, tuple[Said, ...]] = {
    "{}": (
        Said(
            "6:9",
            "LO007",
            "`decide` needs the key `by`",
            "write `by: votes`, first, unique, any, priority or collect",
        ),
    ),
    "votes": (
        Said("6:9", "LO004", "`decide` is a mapping, not `votes`", "write `decide: {by: votes}`"),
    ),
    "*x": (Said("6:9", "LO001", ALIAS, AGAIN),),
    "{by: vote}": (Said("6:14", "LO003", "there is no policy `vote`", "did you mean `votes`?"),),
    "{by: *x}": (Said("6:14", "LO001", ALIAS, AGAIN),),
    "{by: first, clear: 1, tie: neither}": (
        Said(
            "6:21",
            "LO008",
            "`clear` cannot stand under the policy `first`",
            "leave it out; it belongs to `by: votes`",
        ),
        Said(
            "6:31",
            "LO008",
            "`tie` cannot stand under the policy `first`",
            "leave it out; it belongs to `by: votes`",
        ),
    ),
    "{by: votes, among: [a]}": (
        Said("6:28", "LO007", "a vote needs at least two outcomes", "name another one"),
    ),
    "{by: votes, among: a}": (
        Said(
            "6:28",
            "LO004",
            "`among` is a list of outcomes, not `a`",
            "write `[a]`",
        ),
    ),
    "{by: votes, among: []}": (
        Said("6:28", "LO007", "`among` is empty", "write at least one of the outcomes"),
    ),
    "{by: votes, among: [a, a, b]}": (
        Said("6:32", "LO006", "`a` stands here a second time, after line 6", KEEP),
    ),
    "{by: votes, among: [a, c]}": (
        Said("6:32", "LO003", "there is no outcome `c`", "one of `a`, `b`, `d`"),
    ),
    "{by: votes, among: [a, *x]}": (Said("6:32", "LO001", ALIAS, AGAIN),),
    "{by: votes, among: [a, [b]]}": (
        Said(
            "6:32",
            "LO004",
            "an item of `among` is the name of an outcome, not a list",
            "one of `a`, `b`, `d`",
        ),
    ),
    "{by: votes, clear: 10}": (
        Said(
            "6:28", "LO102", "`close` is 15, above `clear`, which is 10", "keep close below clear"
        ),
    ),
    "{by: votes, close: 50}": (
        Said(
            "6:28", "LO102", "`close` is 50, above `clear`, which is 40", "keep close below clear"
        ),
    ),
    "{by: votes, close: 50, clear: 45}": (
        Said(
            "6:39", "LO102", "`close` is 50, above `clear`, which is 45", "keep close below clear"
        ),
    ),
    "{by: votes, clear: 45, close: 50}": (
        Said(
            "6:39", "LO102", "`close` is 50, above `clear`, which is 45", "keep close below clear"
        ),
    ),
    "{by: votes, clear: 101}": (
        Said(
            "6:28",
            "LO102",
            "`clear`: 101 is outside the allowed values",
            "write a whole number from 0 to 100",
        ),
    ),
    "{by: votes, clear: x, close: 99}": (
        Said("6:28", "LO004", "`clear`: `x` is not a number", "write a whole number from 0 to 100"),
    ),
    "{by: votes, enough: -1}": (
        Said(
            "6:29",
            "LO102",
            "`enough`: -1 is outside the allowed values",
            "write a whole number from 0",
        ),
    ),
    "{by: votes, tie: a}": (
        Said("6:26", "LO003", "there is no way to break ties `a`", "write `neither`"),
    ),
    "{by: votes, otherwise: c}": (
        Said("6:32", "LO003", "there is no outcome `c`", "one of `a`, `b`, `d`, `none`"),
    ),
    "{by: votes, no_answer: 5}": (
        Said("6:32", "LO004", "`no_answer` is text, not 5", 'put it in quotes: "5"'),
    ),
    "{by: votes, between: [a, b]}": (
        Said(
            "6:21",
            "LO003",
            "`decide` has no key `between`",
            "one of `by`, `among`, `clear`, `close`, `enough`, `tie`, `otherwise`, `no_answer`",
        ),
    ),
}

STRENGTHS: dict[str, tuple[Said, ...]] = {
    "": (
        Said(
            "6:54",
            "LO003",
            "this file defines no strengths",
            "define them, as in `strengths: {strong: 80}`",
        ),
    ),
    "strengths: {}\n": (
        Said(
            "5:12",
            "LO007",
            "`strengths` has no strengths",
            "write at least one, as in `name: {...}`",
        ),
    ),
    "strengths: [one]\n": (
        Said(
            "5:12",
            "LO004",
            "`strengths` is a mapping of strengths, not a list",
            "write `name: ...` for each",
        ),
    ),
    "strengths: *x\n": (Said("5:12", "LO001", ALIAS, AGAIN),),
    "strengths: {one: 0}\n": (
        Said(
            "5:18",
            "LO102",
            "`one`: 0 is outside the allowed values",
            "write a whole number from 1 to 1000000000",
        ),
    ),
    "strengths: {one: x}\n": (
        Said(
            "5:18",
            "LO004",
            "`one`: `x` is not a number",
            "write a whole number from 1 to 1000000000",
        ),
    ),
    "strengths: {one: 1.5}\n": (
        Said(
            "5:18",
            "LO004",
            "`one`: 1.5 is not written as a whole number",
            "write it without a fraction",
        ),
    ),
    "strengths: {one: 1000000001}\n": (
        Said(
            "5:18",
            "LO102",
            "`one`: 1000000001 is outside the allowed values",
            "write a whole number from 1 to 1000000000",
        ),
    ),
    "strengths: {2one: 1, one: 1}\n": (
        Said(
            "5:13",
            "LO011",
            "`2one` cannot name a strength",
            "a name begins with a letter A-Z and has letters, digits, `_.-`",
        ),
    ),
    "strengths: {won: 1}\n": (Said("7:54", "LO003", "there is no strength `one`", "write `won`"),),
}


def file_with(strengths: str, decide: str) -> str:
    """A rule file whose strengths stand in line 5."""
    return (
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: {a: {}, b: {}, d: {}}\n"
        f"{strengths}decide: {decide}\n{VOTE if 'votes' in decide else RULE}"
    )


@pytest.mark.parametrize("text", TOP)
def test_a_wrong_file(text: str) -> None:
    assert rule_faults(text) == said(*TOP[text])


@pytest.mark.parametrize("decide", DECIDE)
def test_a_wrong_policy(decide: str) -> None:
    assert rule_faults(file_with("strengths: {one: 1}\n", decide)) == said(*DECIDE[decide])


@pytest.mark.parametrize("strengths", STRENGTHS)
def test_wrong_strengths(strengths: str) -> None:
    assert rule_faults(file_with(strengths, "{by: votes}")) == said(*STRENGTHS[strengths])


def test_a_vote_needs_two_outcomes() -> None:
    text = file_with("strengths: {one: 1}\n", "{by: votes}").replace(
        "{a: {}, b: {}, d: {}}", "{a: {}}"
    )

    assert rule_faults(text) == said(
        Said(
            "6:14",
            "LO007",
            "a vote needs at least two outcomes",
            "define another outcome, or decide by `first`",
        )
    )


ABD = ("a", "b", "d")


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        ("{by: votes}", Decide("votes", ABD, 40, 15, 0, None, "", False, False)),
        (
            "{by: votes, among: [d, a], clear: 50, close: 50, enough: 3, tie: neither}",
            Decide("votes", ("d", "a"), 50, 50, 3, None, "", True, False),
        ),
        (
            "{by: votes, otherwise: none, no_answer: Ask us.}",
            Decide("votes", ABD, 40, 15, 0, None, "Ask us.", False, True),
        ),
        ("{by: first, otherwise: b}", Decide("first", (), 0, 0, 0, "b", "", False, False)),
    ],
)
def test_a_policy(decide: str, expected: Decide) -> None:
    decide_ = rules(file_with("strengths: {one: 1}\n", decide)).file.decide

    assert decide_._replace(span=START) == expected


@pytest.mark.parametrize("policy", ["first", "unique", "any", "priority", "collect"])
def test_each_policy_has_its_name(policy: PolicyName) -> None:
    assert rules(file_with("", f"{{by: {policy}}}")).file.decide.by == policy


def test_the_head_of_a_file() -> None:
    text = FIRST + "title: Which?\nplaybook: plan.yaml\nstrengths: {one: 1, ten: 10}\n" + RULE
    file = rules(text).file

    assert (file.title, file.playbook) == ("Which?", "plan.yaml")
    assert file.strengths == (Strength("one", 1), Strength("ten", 10))
    assert tuple(each._replace(span=START) for each in file.outcomes) == (
        Outcome("a", "Outcome A", "Take a."),
        Outcome("b", "b", ""),
        Outcome("d", "d", ""),
    )
    assert file.outcome("b") == file.outcomes[1]


@pytest.mark.parametrize("profile", ["", "profile: business\n", "profile: null\n"])
def test_the_profile_is_the_business_profile_unless_it_says_none(profile: str) -> None:
    text = (
        f"leadoff: 1\n{profile}" + FIRST.partition("outcomes")[1] + FIRST.partition("outcomes")[2]
    )

    assert rules(text + "rules: [{id: r, when: {self_serve: true}, gives: a}]").facts == BUSINESS
