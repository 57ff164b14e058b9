"""The hot path decides as the exact way does, and takes nothing that the exact way refuses."""

from __future__ import annotations

from collections import OrderedDict
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from leadoff.engine import column, decisions
from leadoff.engine.match import Table, matcher_of, table_of
from leadoff.errors import ProfileError
from tests.benchmarks.workload import answer, make_profiles, make_rules, rule_file
from tests.reference.evaluator import cells_of
from tests.reference.generate import (
    Domain,
    fill,
    generate,
    some_file,
    some_number,
    some_text,
    to_yaml,
)

from .examples import BUSINESS, FIRST, ROOT, VOTES, rules

if TYPE_CHECKING:
    from leadoff.engine.decision import Decision
    from leadoff.engine.rule_set import RuleSet

POLICIES = ("votes", "votes", "first", "unique", "any", "priority", "collect")
CASES = 1_500

SHIPPED = (ROOT / "rules" / "sales-or-marketing.yaml").read_text("utf-8")
COMPLETE: dict[str, object] = {
    "customer_type": "b2b",
    "months_since_first_sale": 1,
    "launching_new_offer": True,
    "repeat_revenue_share": 0,
    "direct_sales_share": 90.5,
    "alternatives_compared": 8,
    "yearly_value": 80000,
    "sales_cycle_days": 180,
    "deciders": 5,
    "paying_customers": 1,
    "awareness_of_10": 1,
    "reachable_buyers": 400,
    "self_serve": False,
    "industry": "software",
    "target_audience": "security leaders",
}


def told(decision: Decision) -> dict[str, object]:
    """Everything a decision says."""
    return {
        "outcome": decision.outcome,
        "outcomes": decision.outcomes,
        "kind": decision.kind,
        "totals": decision.totals,
        "fired": decision.fired,
        "set_aside": decision.set_aside,
        "firmness": decision.firmness,
        "lean": decision.lean,
        "provisional": decision.provisional,
    }


def exact(rule_set: RuleSet, profile: dict[str, Any]) -> Decision:
    """The decision by the way that open facts take."""
    return rule_set.decision(rule_set.assess(rule_set.profile(profile)))


def table(rule_set: RuleSet) -> Table:
    """What the hot path of a rule set looks up."""
    return table_of(rule_set.machine, rule_set.facts, rule_set._scheme)


def is_matched(rule_set: RuleSet, profile: dict[str, Any]) -> bool:
    """Whether a profile is decided without the exact way."""
    went: list[object] = []

    def exactly(given: Any) -> Decision:
        went.append(given)
        return exact(rule_set, given)

    matcher_of(table(rule_set), exactly)(profile)
    return not went


def as_answer(kind: str, value: Any) -> Any:
    """A value that the reference tries; it may write whole numbers as decimals."""
    return int(value) if kind == "whole" else value


def as_float(value: object) -> object:
    """A decimal as a float, where the float stands for the same number."""
    if isinstance(value, Decimal) and Decimal(repr(float(value))) == value:
        return float(value)
    return value


@pytest.mark.parametrize("batch", range(5))
def test_a_dict_is_decided_as_the_profile_it_stands_for(batch: int) -> None:
    for seed in range(batch, CASES, 5):
        random = Random(seed)
        case = generate(random, policy=POLICIES[seed % len(POLICIES)])
        rule_set = rules(to_yaml(case.rules), ())
        cells = cells_of(case.rules, case.rules["facts"], case.profile)
        for _ in range(3):
            profile = {
                name: as_answer(case.rules["facts"][name]["kind"], random.choice(values))
                for name, values in cells.items()
            }
            expected = told(exact(rule_set, profile))

            assert told(rule_set.decide(profile)) == expected, seed
            floats = {name: as_float(value) for name, value in profile.items()}
            assert told(rule_set.decide(floats)) == expected, seed


def test_facts_that_no_rule_tests_need_no_answer() -> None:
    rule_set = rules(SHIPPED)
    tested = {k: v for k, v in COMPLETE.items() if k not in ("industry", "target_audience")}
    nulls = {**tested, "industry": None, "target_audience": None}

    assert rule_set.decide(tested) == rule_set.decide(nulls) == rule_set.decide(COMPLETE)
    assert is_matched(rule_set, tested)


def test_a_name_is_no_fact() -> None:
    rule_set = rules(SHIPPED)

    assert rule_set.decide({**COMPLETE, "name": "Ours"}) == rule_set.decide(COMPLETE)


def test_an_open_fact_takes_the_exact_way() -> None:
    rule_set = rules(SHIPPED)
    open_profile = {**COMPLETE, "deciders": None}
    absent = {k: v for k, v in COMPLETE.items() if k != "deciders"}

    assert not is_matched(rule_set, open_profile)
    assert not is_matched(rule_set, absent)
    assert rule_set.decide(open_profile) == rule_set.decide(absent) == exact(rule_set, absent)


def test_another_mapping_takes_the_exact_way() -> None:
    rule_set = rules(SHIPPED)

    assert rule_set.decide(OrderedDict(COMPLETE)) == rule_set.decide(COMPLETE)


WRONG: dict[str, tuple[str, object, str]] = {
    "1 for true": ("launching_new_offer", 1, "1 is not true or false"),
    "0 for false": ("self_serve", 0, "0 is not true or false"),
    "1.0 for true": ("launching_new_offer", 1.0, "1 is not true or false"),
    "text for true": ("launching_new_offer", "true", "`true` is text, not true or false"),
    "true for 1": ("months_since_first_sale", True, "true is not a number"),
    "false for 0": ("repeat_revenue_share", False, "false is not a number"),
    "5.0 for 5": ("deciders", 5.0, "5.0 is not written as a whole number"),
    "Decimal 5 for 5": ("deciders", Decimal(5), "this value is not written as a whole number"),
    "text for 5": ("deciders", "5", "`5` is text, not a number"),
    "0 of 1 to 50": ("deciders", 0, "0 is outside the allowed values"),
    "nan": ("yearly_value", float("nan"), "nan is not a number"),
    "inf": ("yearly_value", float("inf"), "inf is not a number"),
    "Decimal nan": ("yearly_value", Decimal("nan"), "NaN is not a number"),
    "Decimal signalling nan": ("yearly_value", Decimal("snan"), "sNaN is not a number"),
    "list": ("yearly_value", [1], "a value of type list cannot be an answer"),
    "list for a choice": ("customer_type", ["b2b"], "a value of type list cannot be an answer"),
    "set for a flag": ("self_serve", {True}, "a value of type set cannot be an answer"),
    "dict for text": ("industry", {}, "a value of type dict cannot be an answer"),
    "bytes": ("industry", b"software", "a value of type bytes cannot be an answer"),
    "complex": ("yearly_value", 80000 + 0j, "a value of type complex cannot be an answer"),
    "another choice": ("customer_type", "b2g", "`b2g` is not one of the values"),
    "true for a choice": (
        "customer_type",
        True,
        "true is a flag, not text",
    ),
    "empty text": ("industry", "", "an empty text is no value"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("after_right_values", [False, True], ids=["first", "later"])
def test_a_wrong_value_is_refused_whatever_was_seen_before(
    case: tuple[str, object, str], after_right_values: bool
) -> None:
    fact, value, message = case
    rule_set = rules(SHIPPED)
    if after_right_values:
        rule_set.decide(COMPLETE)

    for _ in range(2):
        with pytest.raises(ProfileError) as raised:
            rule_set.decide({**COMPLETE, fact: value})

        (diagnostic,) = raised.value.diagnostics
        assert diagnostic.message == f"`{fact}`: {message}"


@pytest.mark.parametrize("after_right_values", [False, True], ids=["first", "later"])
def test_an_unknown_key_is_refused(after_right_values: bool) -> None:
    rule_set = rules(SHIPPED)
    if after_right_values:
        rule_set.decide(COMPLETE)
    renamed = {("decider" if k == "deciders" else k): v for k, v in COMPLETE.items()}
    tested = {k: v for k, v in COMPLETE.items() if k != "industry"}

    for profile in ({**COMPLETE, "decider": 5}, renamed, {**tested, "decider": 5}):
        with pytest.raises(ProfileError) as raised:
            rule_set.decide(profile)

        (diagnostic,) = raised.value.diagnostics
        assert (diagnostic.message, diagnostic.help) == (
            "there is no fact `decider`",
            "did you mean `deciders`?",
        )


TENTH = (
    VOTES
    + """\
rules:
  - {id: low, when: {x: {below: 0.1}}, votes: a, strength: one}
  - {id: tenth, when: {x: 0.1}, votes: b, strength: one}
  - {id: high, when: {x: {above: 0.1}}, votes: d, strength: one}
"""
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.1, "tenth"),
        (Decimal("0.1"), "tenth"),
        (Decimal("0.10"), "tenth"),
        (Decimal(0.1), "high"),  # noqa: RUF032  # the number that the float really is
        (Decimal("0.09999999999999999999999999999999999999"), "low"),
        (0.1 + 0.2 - 0.2, "high"),
        (-0.0, "low"),
        (0, "low"),
        (1, "high"),
    ],
)
def test_a_float_stands_for_its_shortest_repr_and_a_decimal_for_itself(
    value: object, expected: str
) -> None:
    rule_set = rules(TENTH)
    more = {"p": True, "q": True, "n": 1, "c": "red", "t": "x"}

    for _ in range(2):
        assert rule_set.decide({"x": value, **more}).fired == (expected,)
        assert rule_set.decide({"x": value}).fired == (expected,)


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "MOST_REMEMBERED", 2)
    monkeypatch.setattr(column, "MOST_REMEMBERED", 2)
    rule_set = rules(FIRST + "rules: [{id: r, when: {n: 7, c: red}, gives: a}]\n")
    more = {"p": True, "q": True, "x": 1}

    looked_up = table(rule_set)
    decide = matcher_of(looked_up, lambda given: exact(rule_set, given))  # type: ignore[arg-type]
    for colour in ("red", "green", "blue", "red"):
        for number in (*range(10), 7):
            for text in ("u", "v", "w"):
                decision = decide({"n": number, "c": colour, "t": text, **more})

                fires = number == 7 and colour == "red"
                assert decision.fired == (("r",) if fires else ())
    assert {each.name: len(each) for each in looked_up.columns}["t"] == 2


def test_without_the_facts_that_no_rule_tests_types_are_looked_at_too() -> None:
    rule_set = rules(SHIPPED)
    tested = {k: v for k, v in COMPLETE.items() if k != "industry"}
    rule_set.decide(tested)

    with pytest.raises(ProfileError, match="true is not a number"):
        rule_set.decide({**tested, "deciders": True})


def test_points_beyond_those_remembered_are_added_up_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decisions, "MOST_REMEMBERED", 1)
    some_rules = make_rules(50)
    rule_set = rules(rule_file(some_rules), ())

    for profile in make_profiles(20):
        assert rule_set.decide(profile).outcome == answer(some_rules, profile).outcome


def test_a_file_of_many_terms_decides_each_time_anew() -> None:
    text = FIRST + "rules:\n"
    text += "".join(f"  - {{id: r{n}, when: {{n: {n % 10}}}, gives: a}}\n" for n in range(70))
    profile = {"p": True, "q": True, "n": 3, "x": 1, "c": "red", "t": "x"}
    rule_set = rules(text)

    assert rule_set.decide(profile).fired == tuple(f"r{n}" for n in range(3, 70, 10))
    assert rule_set.decide(profile) is not rule_set.decide(profile)


@pytest.mark.parametrize(
    ("facts", "condition", "profile", "fired"),
    [
        ("p: {kind: flag}", "{p: true}", {"p": True}, ("r",)),
        ("c: {kind: choice, values: [u, v]}", "{c: u}", {"c": "v"}, ()),
        ("n: {kind: whole}", "{n: 3}", {"n": 3}, ("r",)),
        ("p: {kind: flag}", "always", {}, ("r",)),
    ],
)
def test_a_file_of_one_fact(
    facts: str, condition: str, profile: dict[str, object], fired: tuple[str, ...]
) -> None:
    text = (
        f"leadoff: 1\nprofile: none\nfacts: {{{facts}}}\noutcomes: {{a: {{}}}}\n"
        f"decide: {{by: first}}\nrules: [{{id: r, when: {condition}, gives: a}}]\n"
    )

    assert rules(text).decide(profile).fired == fired


def test_the_business_facts_are_those_of_the_example() -> None:
    assert {fact.name for fact in BUSINESS} == set(COMPLETE)


# ------------------------------------------------------------------------------------- in a row


def some_row(random: Random, policy: str) -> dict[str, Any]:
    """A file whose facts fill a row, and now and then more than that."""
    numbered: list[tuple[str, Domain]] = []
    for _ in range(random.randint(1, 4)):
        numbered.append(("choice", some_text(random, "choice")))
        numbered.append(("whole", some_list(random)))
    for _ in range(random.randint(1, 3)):
        numbered.append(("flag", Domain({"kind": "flag"}, (False, True), (), (False, True))))
        numbered.append(("number", some_number(random, random.choice(("number", "whole")))))
    if random.random() < 0.2:
        numbered.append(("text", some_text(random, "text")))
    domains = {f"{kind}{place}": domain for place, (kind, domain) in enumerate(numbered)}
    file = some_file(random, policy)
    file["facts"] = {name: domain.fact for name, domain in domains.items()}
    fill(random, file, domains)
    return file


def some_list(random: Random) -> Domain:
    """A whole fact with few values."""
    low = random.choice((0, 0, 1, 4))
    literals = sorted({random.randint(low, 9) for _ in range(3)})
    return Domain(
        {"kind": "whole", "range": {"at_least": low, "at_most": 9}}, literals, (), range(low, 10)
    )


def some_values(random: Random, file: dict[str, Any]) -> dict[str, Any]:
    """A complete profile for a file."""
    cells = cells_of(file, file["facts"], {})
    return {
        name: as_answer(file["facts"][name]["kind"], random.choice(values))
        for name, values in cells.items()
    }


@pytest.mark.parametrize("batch", range(5))
def test_a_dict_that_fills_a_row_is_decided_as_the_profile_it_stands_for(batch: int) -> None:
    for seed in range(batch, CASES, 5):
        random = Random(f"row {seed}")
        file = some_row(random, POLICIES[seed % len(POLICIES)])
        rule_set = rules(to_yaml(file), ())
        for _ in range(3):
            profile = some_values(random, file)
            expected = told(exact(rule_set, profile))

            assert told(rule_set.decide(profile)) == expected, seed
            floats = {name: as_float(value) for name, value in profile.items()}
            assert told(rule_set.decide(floats)) == expected, seed


class Text(str):
    """A text that is no plain text."""

    __slots__ = ()


NO_VALUES: tuple[object, ...] = (
    *(True, False, 0, 1, -1, -2, -9, -10, -11, 10, 2**53, -(2**53), 10**950, -(10**950)),
    *(0.0, 1.0, 4.5, -1.5, 1e308, float("inf"), float("-inf"), float("nan"), 1 + 0j),
    *(Decimal(1), Decimal("1.5"), Decimal("nan"), None, "", "any", "red", Text("red"), [], {}),
)


@pytest.mark.parametrize("policy", ["votes", "first"])
def test_whatever_a_value_is_a_row_takes_it_or_refuses_it_as_the_exact_way_does(
    policy: str,
) -> None:
    for seed in range(60):
        random = Random(f"refused {policy} {seed}")
        file = some_row(random, policy)
        rule_set = rules(to_yaml(file), ())
        profile = some_values(random, file)
        for name, values in {name: [*NO_VALUES, Text(profile[name])] for name in profile}.items():
            for value in values:
                given = {**profile, name: value}
                assert said_of(rule_set.decide, given) == said_of(
                    lambda given, rule_set=rule_set: exact(rule_set, given), given
                ), (seed, name, value)


def said_of(decide: Any, profile: dict[str, Any]) -> object:
    """What is said of a profile: the decision, or what is wrong with it."""
    try:
        return told(decide(profile))
    except ProfileError as error:
        return [str(each) for each in error.diagnostics]


@pytest.mark.parametrize("size", [5, 11, 50, 300, 1_500, 4_000])
def test_votes_of_many_rules_come_to_what_they_come_to_one_by_one(size: int) -> None:
    some_rules = make_rules(size)
    rule_set = rules(rule_file(some_rules), ())
    counted = table(rule_set).decisions
    assert isinstance(counted, decisions.DecisionsByBallots) is (11 <= size <= 1_500)

    for profile in make_profiles(50):
        right = answer(some_rules, profile)
        for _ in range(2):
            decision = rule_set.decide(profile)

            assert (decision.outcome, tuple(decision.totals.values())) == right[:2]
            assert decision.fired == right.fired
            assert told(decision) == told(exact(rule_set, profile))
