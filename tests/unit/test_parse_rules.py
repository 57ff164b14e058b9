"""Rules, laws and assumptions."""

from __future__ import annotations

import pytest

from leadoff.diagnostic.text import Span
from leadoff.ruleset.model import Strength

from .examples import FIRST, Said, rule_faults, rules, said
from .examples import VOTES as BY_VOTES

RULE = "rules: [{id: r, when: {p: true}, gives: a}]\n"

SHAPES = (
    "a condition is a mapping, as in `fact: value` or `any: [...]`; a list of "
    "conditions stands under `all` or `any`"
)
FACTS = "one of `p`, `q`, `n`, `x`, `c`, `t`, `all`, `any` and 2 more"
AGAIN = "write the value again"
ALIAS = "aliases such as `*x` are not part of the language"
KEEP = "keep one of the two"

RULES: dict[str, tuple[Said, ...]] = {
    "  - r\n": (
        Said(
            "13:5",
            "LO004",
            "rule 1 is a mapping, not `r`",
            "write `- id: a-name`, and `when` and what it does below it",
        ),
    ),
    "  - *x\n": (Said("13:5", "LO001", ALIAS, AGAIN),),
    "  - {when: always, gives: a}\n": (
        Said("13:6", "LO007", "rule 1 needs the key `id`", "write `id: a-name`"),
    ),
    "  - {id: r, gives: a}\n": (
        Said(
            "13:6",
            "LO007",
            "rule `r` needs the key `when`",
            "write the condition under which the rule fires, or `always`",
        ),
    ),
    "  - {id: r, when: always}\n": (
        Said("13:6", "LO007", "rule `r` needs the key `gives`", "write `gives: OUTCOME`"),
    ),
    "  - {id: r, when: always, give: a}\n": (
        Said("13:27", "LO003", "rule `r` has no key `give`", "did you mean `gives`?"),
    ),
    "  - {id: r, when: always, gives: c}\n": (
        Said("13:34", "LO003", "there is no outcome `c`", "one of `a`, `b`, `d`"),
    ),
    "  - {id: r, when: always, votes: a}\n": (
        Said("13:27", "LO008", "`votes` cannot stand under the policy `first`", "write `gives`"),
    ),
    "  - {id: r, when: always, gives: a, strength: one}\n": (
        Said("13:37", "LO008", "`strength` cannot stand under the policy `first`", "leave it out"),
    ),
    "  - {id: 5, when: always, gives: a}\n": (
        Said("13:10", "LO004", "`id` is text, not 5", 'put it in quotes: "5"'),
    ),
    "  - {id: r s, when: always, gives: a}\n": (
        Said(
            "13:10",
            "LO011",
            "`r s` cannot name a rule or law",
            "a name begins with a letter A-Z and has letters, digits, `_.-`",
        ),
    ),
    "  - {id: r, when: always, gives: a}\n  - {id: r, when: always, gives: a}\n": (
        Said(
            "14:10", "LO006", "the id `r` is used a second time, after line 13", "choose another id"
        ),
    ),
    "  - {id: r, when: always, gives: a, origin: mine}\n": (
        Said("13:45", "LO003", "there is no origin `mine`", "one of `post`, `refinement`"),
    ),
    "  - {id: r, when: always, gives: a, title: 5}\n": (
        Said("13:44", "LO004", "`title` is text, not 5", 'put it in quotes: "5"'),
    ),
    "  - {id: r, when: always, gives: a, overrides: s}\n": (
        Said(
            "13:48",
            "LO004",
            "`overrides` is a list of rule ids, not `s`",
            "write `[s]`",
        ),
    ),
    "  - {id: r, when: always, gives: a, overrides: []}\n": (
        Said("13:48", "LO007", "`overrides` is empty", "write at least one of the rule ids"),
    ),
    "  - {id: r, when: always, gives: a, overrides: [s]}\n": (
        Said("13:49", "LO003", "there is no rule `s`", "write `r`"),
    ),
    "  - {id: r, when: always, gives: a, overrides: [5, null, *x]}\n": (
        Said(
            "13:49",
            "LO004",
            "an item of `overrides` is the id of a rule, not 5",
            'put it in quotes: "5"',
        ),
        Said("13:52", "LO004", "an item of `overrides` is empty", "write the id of a rule"),
        Said("13:58", "LO001", ALIAS, AGAIN),
    ),
    "  - {id: r, when: always, gives: a, overrides: [r]}\n": (
        Said(
            "13:37",
            "LO009",
            "the rule `r` overrides itself",
            "take it out of this list",
        ),
    ),
    (
        "  - {id: r, when: always, gives: a, overrides: [s, s]}\n  - {id: s, when: "
        "always, gives: a}\n"
    ): (Said("13:52", "LO006", "`s` stands here a second time, after line 13", KEEP),),
    (
        "  - {id: r, when: always, gives: a, overrides: [s]}\n  - {id: s, when: "
        "always, gives: a, overrides: [r]}\n"
    ): (
        Said(
            "13:37",
            "LO009",
            "rules override each other in a circle: `r` overrides `s` overrides `r`",
            "take one of the steps away",
        ),
    ),
    (
        "  - {id: r, when: always, gives: a, overrides: [l]}\nlaws:\n  - {id: l, when: "
        "always, never: a}\n"
    ): (Said("13:49", "LO003", "`l` is a law, and only rules can be set aside", "name a rule"),),
    "  - {id: r, when: always, gives: a, overrides: [s]}\n  - s\n": (
        Said(
            "14:5",
            "LO004",
            "rule 2 is a mapping, not `s`",
            "write `- id: a-name`, and `when` and what it does below it",
        ),
    ),
}

VOTES: dict[str, tuple[Said, ...]] = {
    "  - {id: r, when: always, votes: a}\n": (
        Said("14:6", "LO007", "rule `r` needs the key `strength`", "write the name of a strength"),
    ),
    "  - {id: r, when: always, votes: a, strength: three}\n": (
        Said("14:47", "LO003", "there is no strength `three`", "one of `one`, `two`, `ten`"),
    ),
    "  - {id: r, when: always, votes: a, settles: b, strength: one}\n": (
        Said("14:37", "LO008", "`votes` and `settles` exclude each other", KEEP),
    ),
    "  - {id: r, when: always, gives: a}\n": (
        Said(
            "14:27",
            "LO008",
            "`gives` cannot stand under the policy `votes`",
            "write `votes` or `settles`",
        ),
    ),
    "  - {id: r, when: always, strength: one}\n": (
        Said(
            "14:6",
            "LO007",
            "rule `r` needs the key `votes`",
            "write `votes: OUTCOME` or `settles: OUTCOME`",
        ),
    ),
    "  - {id: r, when: always, settles: a, strength: won}\n": (
        Said("14:49", "LO003", "there is no strength `won`", "one of `one`, `two`, `ten`"),
    ),
}

LAWS: dict[str, tuple[Said, ...]] = {
    "  - l\n": (
        Said(
            "14:5",
            "LO004",
            "law 1 is a mapping, not `l`",
            "write `- id: a-name`, and `when` and `never` or `always` below it",
        ),
    ),
    "  - {when: always, never: a}\n": (
        Said("14:6", "LO007", "law 1 needs the key `id`", "write `id: a-name`"),
    ),
    "  - {id: r, when: always, never: a}\n": (
        Said(
            "14:10", "LO006", "the id `r` is used a second time, after line 12", "choose another id"
        ),
    ),
    "  - {id: l, never: a}\n": (
        Said(
            "14:6",
            "LO007",
            "law `l` needs the key `when`",
            "write the condition under which the law holds, or `always`",
        ),
    ),
    "  - {id: l, when: always}\n": (
        Said(
            "14:6",
            "LO007",
            "law `l` needs the key `never`",
            "write `never: OUTCOME` or `always: OUTCOME`",
        ),
    ),
    "  - {id: l, when: always, nver: a}\n": (
        Said("14:27", "LO003", "law `l` has no key `nver`", "did you mean `never`?"),
    ),
    "  - {id: l, when: always, never: a, always: b}\n": (
        Said("14:37", "LO008", "`never` and `always` exclude each other", KEEP),
    ),
    "  - {id: l, when: always, never: c}\n": (
        Said("14:34", "LO003", "there is no outcome `c`", "one of `a`, `b`, `d`"),
    ),
    "  - {id: l, when: {pp: 1}, never: a}\n": (
        Said("14:20", "LO003", "there is no fact `pp`", FACTS),
    ),
    "  - {id: l, when: always, never: *x}\n": (Said("14:34", "LO001", ALIAS, AGAIN),),
}

ASSUME: dict[str, tuple[Said, ...]] = {
    "  - l\n": (
        Said("14:5", "LO004", "assumption 1 is a mapping, not `l`", "write `- that: {not: ...}`"),
    ),
    "  - {because: x}\n": (
        Said("14:6", "LO007", "assumption 1 needs the key `that`", "write `- that: {not: ...}`"),
    ),
    "  - {that: always}\n": (Said("14:12", "LO004", "`always` is no condition", SHAPES),),
    "  - {that: {pp: 1}}\n": (Said("14:13", "LO003", "there is no fact `pp`", FACTS),),
    "  - {that: {p: true}, because: 5}\n": (
        Said("14:32", "LO004", "`because` is text, not 5", 'put it in quotes: "5"'),
    ),
    "  - *x\n": (Said("14:5", "LO001", ALIAS, AGAIN),),
}


@pytest.mark.parametrize("text", RULES)
def test_wrong_rules(text: str) -> None:
    assert rule_faults(FIRST + "rules:\n" + text) == said(*RULES[text])


@pytest.mark.parametrize("text", VOTES)
def test_wrong_rules_of_a_vote(text: str) -> None:
    assert rule_faults(BY_VOTES + "rules:\n" + text) == said(*VOTES[text])


@pytest.mark.parametrize("text", LAWS)
def test_wrong_laws(text: str) -> None:
    assert rule_faults(FIRST + RULE + "laws:\n" + text) == said(*LAWS[text])


@pytest.mark.parametrize("text", ASSUME)
def test_wrong_assumptions(text: str) -> None:
    assert rule_faults(FIRST + RULE + "assume:\n" + text) == said(*ASSUME[text])


FULL = (
    BY_VOTES
    + """\
rules:
  - id: one
    title: Title
    origin: post
    when: {p: true}
    votes: a
    strength: two
    overrides: [two]
    quote: Quote
    because: Because
    source: Source
    note: Note
    advises: Advice
  - {id: two, when: always, settles: d, strength: one, origin: refinement}
  - {id: three, when: always, settles: d}
laws:
  - {id: law, when: {q: true}, always: b, because: So.}
assume:
  - {that: {q: false}, because: It is so.}
"""
)


def test_a_rule_has_all_that_is_said_of_it() -> None:
    one, two, three = rules(FULL).rules

    assert (one.id, one.effect, one.outcome, one.strength) == (
        "one",
        "votes",
        "a",
        Strength("two", 2),
    )
    assert (one.title, one.origin, one.overrides) == ("Title", "post", ("two",))
    assert (one.quote, one.because, one.source) == ("Quote", "Because", "Source")
    assert (one.note, one.advises) == ("Note", "Advice")
    assert (one.points, two.points, three.points) == (2, 0, 0)
    assert (two.strength, three.strength) == (Strength("one", 1), None)
    assert FULL[slice(*one.span)] == "one"
    assert FULL[slice(*one.when_span)] == "when"


def test_laws_and_assumptions_have_all_that_is_said_of_them() -> None:
    file = rules(FULL).file
    (law,), (assumption,) = file.laws, file.assumptions

    assert (law.id, law.kind, law.outcome, law.because) == ("law", "always", "b", "So.")
    assert (assumption.because, FULL[slice(*assumption.span)]) == ("It is so.", "that")
    assert law.span == Span(FULL.index("law,"), FULL.index("law,") + 3)


def test_a_vote_for_an_outcome_that_takes_no_part() -> None:
    text = BY_VOTES.replace("{by: votes}", "{by: votes, among: [a, b]}")
    text += "rules: [{id: r, when: {p: true}, votes: d, strength: one}]\n"

    assert rule_faults(text) == said(
        Said(
            "13:41",
            "LO003",
            "`d` takes no part in the vote",
            "add it to `among`, or write one of `a`, `b`",
        )
    )


def test_where_among_is_broken_a_vote_is_not_judged_by_it() -> None:
    text = BY_VOTES.replace("{by: votes}", "{by: votes, among: a}")
    text += "rules: [{id: r, when: {p: true}, votes: d, strength: one}]\n"

    assert rule_faults(text) == said(
        Said(
            "12:28",
            "LO004",
            "`among` is a list of outcomes, not `a`",
            "write `[a]`",
        )
    )


def test_a_circle_names_each_step_with_its_place() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: always, gives: a, overrides: [s]}
  - {id: s, when: always, gives: a, overrides: [t]}
  - {id: t, when: always, gives: a, overrides: [r, u]}
  - {id: u, when: always, gives: a}
"""
    )

    assert rule_faults(text) == said(
        Said(
            "13:37",
            "LO009",
            "rules override each other in a circle: `r` overrides `s` overrides `t` overrides `r`",
            "take one of the steps away",
        )
    )


def test_a_file_has_refinements_if_some_rules_but_not_all_are() -> None:
    some = FULL.replace("origin: post", "origin: refinement").replace(
        "origin: refinement}", "title: x}"
    )
    every = some.replace("settles: d}", "settles: d, origin: refinement}").replace(
        "title: x}", "origin: refinement}"
    )

    assert rules(FULL).file.has_refinements
    assert rules(some).file.has_refinements
    assert not rules(every).file.has_refinements
    assert not rules(FIRST + RULE).file.has_refinements


def test_an_id_of_a_law_above_the_rules_is_used_a_second_time_below() -> None:
    law = "laws: [{id: r, when: always, never: a}]\n"

    (fault,) = rule_faults(FIRST + law + "rules: [{id: r, when: always, gives: a}]\n")

    assert fault == (
        "rules:13:14: error[LO006]: the id `r` is used a second time, after line 12\n"
        "  help: choose another id"
    )
