"""Decision policies: which rules fire, and what comes of it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadoff.engine.judge import Deciding
from leadoff.engine.masks import bits, mask_of
from leadoff.engine.overrides import Overrides
from leadoff.engine.policies import votes
from leadoff.engine.policies.votes import firmness_of
from leadoff.engine.policy import CONFLICT, NONE, TIE, Manner, Result
from leadoff.ruleset.model import Decide

from .examples import rules

A, B, D = (Result("outcome", each) for each in "abd")
OTHERS = ("first", "unique", "any", "priority", "collect")
HEAD = """\
leadoff: 1
profile: none
facts: {n: {kind: whole}}
outcomes: {a: {}, b: {}, d: {}}
strengths: {s1: 1, s2: 2, s3: 3, s60: 60}
"""


def file_of(by: str, effects: list[str], more: str = "") -> str:
    """A rule file whose rules r0, r1, ... do `effects`: `a` gives it, `a2` votes, `a!` settles."""
    text = HEAD + f"decide: {{by: {by}{more}}}\nrules:\n"
    for place, effect in enumerate(effects):
        outcome, points = effect[0], effect[1:]
        does = f"gives: {outcome}" if by != "votes" else f"votes: {outcome}, strength: s{points}"
        if points == "!":
            does = f"settles: {outcome}"
        text += f"  - {{id: r{place}, when: always, {does}}}\n"
    return text


def verdict(by: str, effects: list[str], more: str = "", fired: int | None = None) -> Result:
    """The result if these rules fire, by default all."""
    policy = rules(file_of(by, effects, more)).machine.policy
    return policy.verdict((1 << len(effects)) - 1 if fired is None else fired).result


@pytest.mark.parametrize(
    ("by", "effects", "expected"),
    [
        ("votes", ["a1", "b2", "a2"], A),
        ("votes", ["a1", "b2", "d3"], D),
        ("votes", ["a3", "b1", "b2"], TIE),
        ("votes", ["a3", "b!", "d!"], B),
        ("first", ["b", "a", "b"], B),
        ("unique", ["b"], B),
        ("unique", ["b", "a"], CONFLICT),
        ("unique", ["b", "b"], CONFLICT),
        ("any", ["b", "b"], B),
        ("any", ["b", "a"], CONFLICT),
        ("priority", ["d", "b", "d"], B),
        ("priority", ["d", "a", "b"], A),
        ("collect", ["d", "a", "d"], Result("outcomes", None, ("d", "a"))),
        ("collect", ["b"], Result("outcomes", None, ("b",))),
    ],
)
def test_the_result_of_the_rules_that_fire(by: str, effects: list[str], expected: Result) -> None:
    assert verdict(by, effects) == expected


@pytest.mark.parametrize("by", ["votes", *OTHERS])
def test_nothing_fires(by: str) -> None:
    effects = ["a1", "b1"] if by == "votes" else ["a", "b"]
    otherwise = Result("outcomes", None, ("d",)) if by == "collect" else D

    assert verdict(by, effects, fired=0) == NONE
    assert verdict(by, effects, ", otherwise: none", fired=0) == NONE
    assert verdict(by, effects, ", otherwise: d", fired=0) == otherwise


def test_otherwise_does_not_apply_to_a_tie() -> None:
    assert verdict("votes", ["a1", "b1"], ", otherwise: d") == TIE


def test_totals_are_in_the_order_of_among() -> None:
    text = file_of("votes", ["a1", "b2", "b3", "a!"], ", among: [b, a]")

    assert rules(text).machine.policy.verdict(0b1111).totals == (5, 1)


@given(
    st.lists(st.sampled_from(["a1", "b1", "d2", "a3", "b60", "d!"]), min_size=1, max_size=5),
    st.sampled_from([70, 257]),
    st.integers(0, 2**257 - 1),
)
def test_many_rules_add_up_as_few_do(effects: list[str], count: int, fired: int) -> None:
    many = [effects[place % len(effects)] for place in range(count)]
    fired &= (1 << count) - 1
    policy = rules(file_of("votes", many)).machine.policy
    points = dict.fromkeys("abd", 0)
    for place in bits(fired):
        if many[place][1] != "!":
            points[many[place][0]] += int(many[place][1:])

    assert policy.verdict(fired).totals == tuple(points.values())


def decide(clear: int = 40, close: int = 15, enough: int = 0) -> Decide:
    return Decide("votes", ("a", "b"), clear, close, enough, None, "", False, False)


@pytest.mark.parametrize(
    ("settings", "totals", "expected"),
    [
        (decide(), (1, 0), "clear"),
        (decide(), (70, 30), "clear"),
        (decide(), (30, 70), "clear"),
        (decide(), (69, 31), "leaning"),
        (decide(), (115, 85), "leaning"),
        (decide(), (114, 86), "close call"),
        (decide(), (1, 1), "close call"),
        (decide(close=0), (1, 1), "close call"),
        (decide(close=0, clear=0), (101, 100), "clear"),
        (decide(enough=50), (49, 0), "leaning"),
        (decide(enough=50), (50, 0), "clear"),
        (decide(enough=500), (51, 49), "close call"),
        (decide(clear=100), (10**9, 0), "clear"),
        (decide(clear=100), (10**9, 1), "leaning"),
        (decide(), (70, 30, 29), "clear"),
    ],
)
def test_firmness_by_the_margin_between_the_two_best(
    settings: Decide, totals: tuple[int, ...], expected: str
) -> None:
    assert firmness_of(settings, totals) == expected


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        (["a3", "b1"], Manner("clear")),
        (["a1", "b1"], Manner("close call")),
        (["d!"], Manner()),
        (["d!", "a3", "b1"], Manner(lean="a")),
        (["d!", "a1", "b3"], Manner(lean="b")),
        (["d!", "a60", "b60"], Manner(lean="balanced")),
        (["d!", "a60", "b60", "b1"], Manner(lean="balanced")),
    ],
)
def test_a_vote_has_a_firmness_and_a_settled_answer_a_lean(
    effects: list[str], expected: Manner
) -> None:
    policy = rules(file_of("votes", effects)).machine.policy
    fired = (1 << len(effects)) - 1

    assert policy.manner(fired, policy.verdict(fired)) == expected


def test_otherwise_has_no_firmness() -> None:
    policy = rules(file_of("votes", ["a1"], ", otherwise: b")).machine.policy

    assert policy.manner(0, policy.verdict(0)) == Manner()


@pytest.mark.parametrize("by", OTHERS)
def test_without_a_vote_there_is_no_firmness_and_no_score(by: str) -> None:
    policy = rules(file_of(by, ["a"])).machine.policy

    assert (policy.free, policy.added((), 1)) == (0, ())
    assert policy.manner(1, policy.verdict(1)) == Manner()


VOTES = st.lists(
    st.sampled_from(["a1", "b1", "d1", "a2", "b3", "d!", "a!"]), min_size=1, max_size=5
)
GIVES = st.lists(st.sampled_from("abd"), min_size=1, max_size=5)
FILES = st.one_of(
    st.tuples(st.just("votes"), VOTES), st.tuples(st.sampled_from(OTHERS), GIVES)
).flatmap(
    lambda file: st.tuples(
        st.just(file[0]),
        st.just(file[1]),
        st.sampled_from(["", ", otherwise: a", ", otherwise: d"]),
    )
)


@pytest.mark.parametrize(
    ("by", "effects", "sure", "maybe", "expected"),
    [
        ("votes", ["a3", "b1", "b1"], 0b001, 0b111, A),
        ("votes", ["a3", "b1", "b2"], 0b001, 0b111, None),
        ("votes", ["a1", "d!", "b!"], 0b011, 0b111, D),
        ("votes", ["b!", "d!"], 0b10, 0b11, None),
        ("first", ["a", "b"], 0b01, 0b11, A),
        ("first", ["a", "b"], 0b10, 0b11, None),
        ("unique", ["a", "b", "d"], 0b011, 0b111, CONFLICT),
        ("unique", ["a", "b"], 0b01, 0b11, None),
        ("any", ["a", "b", "a"], 0b011, 0b111, CONFLICT),
        ("any", ["a", "b", "a"], 0b001, 0b101, A),
        ("any", ["a", "b"], 0b01, 0b11, None),
        ("priority", ["b", "d"], 0b01, 0b11, B),
        ("priority", ["b", "a"], 0b01, 0b11, None),
        ("collect", ["b", "a", "b"], 0b011, 0b111, Result("outcomes", None, ("b", "a"))),
        ("collect", ["b", "a"], 0b10, 0b11, None),
        ("collect", ["b", "a", "b"], 0b110, 0b111, None),
    ],
)
def test_what_is_certain_while_rules_are_open(
    by: str, effects: list[str], sure: int, maybe: int, expected: Result | None
) -> None:
    assert rules(file_of(by, effects)).machine.policy.settled((), sure, maybe) == expected


@pytest.mark.parametrize(
    ("by", "effects", "sure", "idle"),
    [
        ("votes", ["a1", "d!", "b!"], 0b010, 0b101),
        ("votes", ["a1", "b1"], 0b01, 0),
        ("first", ["a", "b", "d"], 0b010, 0b100),
        ("first", ["a", "b"], 0, 0),
        ("unique", ["a", "b"], 0b01, 0),
        ("any", ["a", "b", "a"], 0b001, 0b101),
        ("priority", ["b", "a", "d"], 0b001, 0b101),
        ("priority", ["b", "a"], 0, 0),
        ("collect", ["a", "b", "a"], 0b001, 0b100),
        ("collect", ["a", "b", "a"], 0b100, 0),
    ],
)
def test_rules_that_no_longer_matter(by: str, effects: list[str], sure: int, idle: int) -> None:
    assert rules(file_of(by, effects)).machine.policy.idle(sure) == idle


def between(sure: int, maybe: int) -> list[int]:
    """Every mask that holds `sure` and lies in `maybe`."""
    open_rules = list(bits(maybe & ~sure))
    return [
        sure | mask_of(some)
        for count in range(len(open_rules) + 1)
        for some in combinations(open_rules, count)
    ]


@settings(max_examples=600)
@given(FILES, st.integers(0, 31), st.integers(0, 31))
def test_a_result_is_settled_only_if_no_open_rule_can_change_it(
    file: tuple[str, list[str], str], sure: int, maybe: int
) -> None:
    policy = rules(file_of(*file)).machine.policy
    every = (1 << len(file[1])) - 1
    sure, maybe = sure & every, (sure | maybe) & every
    results = {policy.verdict(fired).result for fired in between(sure, maybe)}
    settled = policy.settled((), sure, maybe)

    assert settled is None or results == {settled}
    assert policy.settled((), sure, sure) == policy.verdict(sure).result


@settings(max_examples=600)
@given(FILES, st.integers(0, 31), st.integers(0, 31))
def test_idle_rules_change_nothing(
    file: tuple[str, list[str], str], sure: int, others: int
) -> None:
    policy = rules(file_of(*file)).machine.policy
    every = (1 << len(file[1])) - 1
    sure, others = sure & every, others & every
    idle = policy.idle(sure) & ~sure

    with_them = policy.verdict(sure | others | idle).result
    assert policy.verdict(sure | others & ~idle).result == with_them


@given(VOTES, st.integers(0, 31), st.integers(0, 31), st.integers(0, 31))
def test_free_rules_may_be_added_up_and_forgotten(
    effects: list[str], free: int, sure: int, maybe: int
) -> None:
    policy = rules(file_of("votes", effects)).machine.policy
    every = (1 << len(effects)) - 1
    free &= policy.free
    sure, maybe = sure & every & ~free, (sure | maybe) & every & ~free
    score = policy.added(policy.added((), free), 0)

    assert policy.settled(score, sure, maybe) == policy.settled((), sure | free, maybe | free)


def test_a_score_keeps_differences_in_the_largest_unit_and_whether_anybody_voted() -> None:
    policy = rules(file_of("votes", ["a3", "b3", "d60"])).machine.policy

    assert policy.added((), 0b111) == (1, 1, 20)
    assert policy.added((), 0b001) == (1, 0, 0)
    assert policy.added((5, 5, 5), 0) == (1, 1, 1)


def test_rules_with_overrides_are_not_free() -> None:
    text = file_of("votes", ["a1", "b1", "d1", "a!"]).replace(
        "r0, when", "r0, overrides: [r1], when"
    )

    assert rules(text).machine.policy.free == 0b0100


def test_gains_beyond_those_remembered_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = rules(file_of("votes", ["a3", "b3", "d60"])).machine.policy
    told = [policy.added((), fired) for fired in range(8)]
    monkeypatch.setattr(votes, "_MOST_GAINS", 0)
    policy = rules(file_of("votes", ["a3", "b3", "d60"])).machine.policy

    assert told == [policy.added((), fired) for fired in range(8)]


@given(VOTES, st.integers(0, 31), st.integers(0, 31))
def test_a_judge_is_certain_of_no_more_in_parts_than_at_once(
    effects: list[str], true: int, possible: int
) -> None:
    policy = rules(file_of("votes", effects)).machine.policy
    judge = Deciding(policy, Overrides(()))
    every = (1 << len(effects)) - 1
    true &= every & ~policy.free
    possible = (true | possible) & every

    found, _, idle = judge.narrowed((), true, possible)

    assert judge.certain((), true, possible) in (None, found)
    assert not judge.idle(true, possible) & possible & ~idle or found is not None
