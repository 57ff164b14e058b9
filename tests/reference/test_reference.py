"""The oracle itself: answers worked out by hand from language.md, and what the generator reaches.

The little files below have the outcomes C, B and A, in this order, and the facts p and q (flags),
n (whole, from 0), x (number, above 0 and at most 1) and t (text).
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from .evaluator import Answer, cells_of, evaluate
from .generate import Case, generate, to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS: dict[str, Any] = {
    "p": {"kind": "flag"},
    "q": {"kind": "flag"},
    "n": {"kind": "whole", "range": {"at_least": 0}},
    "x": {"kind": "number", "range": {"above": 0, "at_most": 1}},
    "t": {"kind": "text"},
}


def rule(rule_id: str, when: Any, **effect: Any) -> dict[str, Any]:
    """A rule; its points are the name of its strength: `votes="A", strength="s3"` is 3 for A."""
    return {"id": rule_id, "when": when, **effect}


def vote(rule_id: str, when: Any, outcome: str, points: int, **more: Any) -> dict[str, Any]:
    """A rule that votes."""
    return rule(rule_id, when, votes=outcome, strength=f"s{points}", **more)


def answer(
    rules: list[dict[str, Any]],
    profile: dict[str, Any],
    *,
    by: str = "votes",
    assume: tuple[Any, ...] = (),
    **decide: Any,
) -> Answer:
    """The oracle's answer under a small file of these rules."""
    points = (each["strength"] for each in rules if "strength" in each)
    file = {
        "leadoff": 1,
        "profile": "none",
        "facts": FACTS,
        "outcomes": {"C": {}, "B": {}, "A": {}},
        "strengths": {name: int(name[1:]) for name in points},
        "decide": {"by": by, **decide},
        "assume": [{"that": that} for that in assume],
        "rules": rules,
    }
    return evaluate(file, profile)


# --- From firing rules to a result ------------------------------------------------------------


def test_the_highest_total_wins() -> None:
    """Only p holds: 2 + 1 for A, 0 for B; a margin of 100 percent is clear."""
    rules = [vote("a", {"p": True}, "A", 2), vote("b", "always", "A", 1)]
    got = answer([*rules, vote("c", {"p": False}, "B", 9)], {"p": True}, among=["B", "A"])
    assert got == Answer(
        fired=("a", "b"),
        set_aside=(),
        open=(),
        could_change=(),
        totals={"B": 0, "A": 3},
        result=("outcome", "A"),
        firmness="clear",
        lean=None,
        provisional=False,
        matters=(),
        dropped_assumptions=(),
    )


def test_firmness_is_exact_at_its_thresholds() -> None:
    """23 against 17 is 15 percent, 7 against 3 is 40; a threshold itself is not under it."""
    near = [vote("a", "always", "A", 23), vote("b", "always", "B", 17)]
    far = [vote("a", "always", "A", 7), vote("b", "always", "B", 3)]
    assert answer(near, {}).firmness == "leaning"
    assert answer(near, {}, close=16).firmness == "close call"
    assert answer(far, {}).firmness == "clear"
    assert answer(far, {}, clear=41).firmness == "leaning"
    assert answer(far, {}, enough=10).firmness == "clear"
    assert answer(far, {}, enough=11).firmness == "leaning"
    assert answer(near, {}, close=16, enough=41).firmness == "close call"


def test_equal_best_totals_are_a_tie() -> None:
    """A tie ignores `otherwise`, and is a close call even where `close` is 0."""
    got = answer(
        [vote("a", "always", "A", 5), vote("b", "always", "B", 5), vote("c", "always", "C", 4)],
        {},
        otherwise="C",
        close=0,
    )
    assert (got.result, got.firmness, got.lean) == (("tie",), "close call", None)
    assert got.totals == {"A": 5, "B": 5, "C": 4}


def test_nothing_fires() -> None:
    """`otherwise`, or no answer; neither has a firmness."""
    rules = [vote("a", {"p": True}, "A", 1)]
    by_otherwise = answer(rules, {"p": False}, otherwise="C")
    assert (by_otherwise.result, by_otherwise.firmness) == (("outcome", "C"), None)
    assert answer(rules, {"p": False}, otherwise="none").result == ("none",)
    assert answer(rules, {"p": False}).totals == {"A": 0, "B": 0, "C": 0}


def test_the_first_settling_rule_decides_and_the_votes_lean() -> None:
    """The lean is the leader of the votes, balanced when close or equal, none without votes."""
    later = rule("later", "always", settles="B", strength="s9")
    settling = [rule("s", "always", settles="C"), later]
    votes = [vote("a", {"p": True}, "A", 23), vote("b", {"q": True}, "B", 17)]
    leads = answer([*votes, *settling], {"p": True, "q": True})
    assert (leads.result, leads.lean, leads.firmness) == (("outcome", "C"), "A", None)
    assert leads.totals == {"A": 23, "B": 17, "C": 0}
    assert answer([*votes, *settling], {"p": True, "q": True}, close=16).lean == "balanced"
    assert answer([*votes, *settling], {"p": False, "q": True}).lean == "B"
    assert answer([*votes, *settling], {"p": False, "q": False}).lean is None
    even = [vote("a", "always", "A", 1), vote("b", "always", "B", 1), *settling]
    assert answer(even, {}, close=0).lean == "balanced"


def test_the_other_policies() -> None:
    """Three rules that give A, B and A fire together; then only the two that give A."""
    rules = [
        rule("a", "always", gives="A"),
        rule("b", {"p": True}, gives="B"),
        rule("c", "always", gives="A"),
    ]
    both, same = {"p": True}, {"p": False}
    assert answer(rules, both, by="first").result == ("outcome", "A")
    assert answer(rules, both, by="priority").result == ("outcome", "B")
    assert answer(rules, both, by="collect").result == ("outcomes", ("A", "B"))
    assert answer(rules, both, by="any", otherwise="C").result == ("conflict",)
    assert answer(rules, same, by="any").result == ("outcome", "A")
    assert answer(rules, same, by="unique", otherwise="C").result == ("conflict",)
    assert answer(rules, both, by="collect").totals == {}


def test_otherwise_under_collect_is_a_list_of_one() -> None:
    """So that a list of the same outcome by a rule is the same result, whatever the answer."""
    got = answer([rule("a", {"p": True}, gives="A")], {}, by="collect", otherwise="A")
    assert (got.result, got.provisional, got.matters) == (("outcomes", ("A",)), False, ())


# --- What a profile makes of the rules --------------------------------------------------------


def test_an_open_exception_sets_nothing_aside() -> None:
    """While q is open, `b` still fires and A is shown; with q it is set aside, and B is."""
    rules = [vote("b", {"p": True}, "A", 1), vote("e", {"q": True}, "B", 1, overrides=["b"])]
    asked = answer(rules, {"p": True})
    assert (asked.fired, asked.set_aside, asked.open) == (("b",), (), ("e",))
    assert (asked.result, asked.provisional, asked.firmness) == (("outcome", "A"), True, "clear")
    assert (asked.could_change, asked.matters) == (("e",), ("q",))
    known = answer(rules, {"p": True, "q": True})
    assert (known.fired, known.set_aside, known.result) == (("e",), ("b",), ("outcome", "B"))
    assert answer(rules, {"p": False, "q": True}).set_aside == ()


def test_chains_of_overrides_work_from_the_top() -> None:
    """Rule a overrides b, b overrides c: with a, c fires beside it; without a, only b does."""
    rules = [
        rule("c", "always", gives="C"),
        rule("b", "always", gives="B", overrides=["c"]),
        rule("a", {"p": True}, gives="A", overrides=["b"]),
    ]
    top = answer(rules, {"p": True}, by="first")
    assert (top.fired, top.set_aside, top.result) == (("c", "a"), ("b",), ("outcome", "C"))
    assert answer(rules, {"p": False}, by="unique").result == ("outcome", "B")


def test_whatever_you_answer() -> None:
    """Either answer gives A, by rules that are both open: A is the result, and nobody voted yet."""
    rules = [vote("yes", {"p": True}, "A", 1), vote("no", {"p": False}, "A", 2)]
    got = answer(rules, {}, otherwise="B")
    assert (got.result, got.provisional, got.firmness) == (("outcome", "A"), False, None)
    assert (got.fired, got.open, got.could_change) == ((), ("yes", "no"), ("yes", "no"))
    assert (got.totals["A"], got.matters) == (0, ())


def test_a_common_result_that_the_firing_rules_do_not_give() -> None:
    """B has the only vote known, but A outvotes it either way: A, without B's firmness."""
    rules = [vote("yes", {"p": True}, "A", 3), vote("no", {"p": False}, "A", 2)]
    got = answer([*rules, vote("b", "always", "B", 1)], {})
    assert (got.fired, got.totals) == (("b",), {"A": 0, "B": 1, "C": 0})
    assert (got.result, got.provisional) == (("outcome", "A"), False)
    assert (got.firmness, got.lean, got.matters) == (None, None, ())


def test_an_open_rule_that_cannot_change_the_result() -> None:
    """3 for A stand against at most 2 for B; and behind the first rule another is idle."""
    got = answer([vote("a", "always", "A", 3), vote("b", {"p": True}, "B", 2)], {})
    assert (got.open, got.could_change, got.matters) == (("b",), (), ())
    assert (got.provisional, got.firmness) == (False, "clear")
    rules = [rule("a", {"p": True}, gives="A"), rule("b", "always", gives="B")]
    later = [*rules, rule("c", {"q": True}, gives="C")]
    first = answer(later, {}, by="first")
    assert (first.result, first.provisional) == (("outcome", "B"), True)
    assert (first.could_change, first.matters) == (("a",), ("p",))


def test_unique_conflicts_only_where_two_fire() -> None:
    """Known to fire: b. Where p is true, b and a meet: the result could become a conflict."""
    rules = [rule("a", {"p": True}, gives="A"), rule("b", "always", gives="B")]
    got = answer(rules, {}, by="unique")
    assert (got.result, got.provisional, got.could_change) == (("outcome", "B"), True, ("a",))
    assert answer(rules, {"p": True}, by="unique").result == ("conflict",)


def test_assumptions_close_open_conditions() -> None:
    """Who has n = 0 has no p: `few` is true at once, and p is no question."""
    assume = ({"not": {"all": [{"n": 0}, {"p": True}]}},)
    rules = [rule("few", {"p": False}, gives="A"), rule("many", {"p": True}, gives="B")]
    got = answer(rules, {"n": 0}, by="first", assume=assume)
    assert (got.fired, got.open, got.matters) == (("few",), (), ())
    assert answer(rules, {"n": 1}, by="first", assume=assume).open == ("few", "many")
    assert answer(rules, {"p": True}, by="first", assume=assume).matters == ()


def test_an_assumption_that_leaves_no_way_is_set_aside() -> None:
    """The first contradicts the profile; the third contradicts the second, which was kept."""
    assume = ({"p": False}, {"q": True}, {"q": False}, {"n": {"at_least": 1}})
    rules = [rule("a", {"q": True, "n": {"above": 0}}, gives="A")]
    got = answer(rules, {"p": True}, by="first", assume=assume)
    assert (got.dropped_assumptions, got.fired, got.provisional) == ((0, 2), ("a",), False)


def test_facts_tied_by_assumptions_matter_by_their_cells() -> None:
    """As p equals q, no two ways differ in one alone; yet each cell leaves another result."""
    assume = ({"any": [{"p": True, "q": True}, {"p": False, "q": False}]},)
    got = answer([rule("a", {"p": True}, gives="A")], {}, by="first", assume=assume)
    assert got.matters == ("p", "q")


def test_facts_matter_by_ways_that_differ_in_one_alone() -> None:
    """A if p is not q: each answer to p leaves the same two results, yet both are needed."""
    unlike = {"any": [{"p": True, "q": False}, {"p": False, "q": True}]}
    got = answer([rule("a", unlike, gives="A")], {}, by="first")
    assert (got.matters, got.provisional, got.result) == (("p", "q"), True, ("none",))


def test_post_only_drops_refinements_and_their_overrides() -> None:
    """Without the refinement `e`, `a` is no longer set aside."""
    rules = [
        rule("a", "always", gives="A", origin="post"),
        rule("e", "always", gives="B", origin="refinement", overrides=["a"]),
    ]
    file = {"profile": "none", "outcomes": {"A": {}, "B": {}}, "decide": {"by": "first"}}
    got = evaluate({**file, "rules": rules}, {}, post_only=True)
    assert (got.fired, got.result) == (("a",), ("outcome", "A"))
    assert evaluate({**file, "rules": rules}, {}).fired == ("e",)


# --- Values and conditions --------------------------------------------------------------------


def test_business_facts_come_first_unless_the_profile_is_none() -> None:
    """The order of facts is that of the business profile, then the file's own."""
    rules: dict[str, Any] = {
        "facts": {"own": {"kind": "flag"}},
        "outcomes": {"A": {}},
        "decide": {"by": "first"},
        "rules": [rule("a", {"own": True, "given": "b2b"}, gives="A")],
    }
    given = {"given": {"kind": "choice", "values": ["b2b", "b2c"]}}
    got = evaluate(rules, {"name": "Any"}, business_facts=given)
    assert got.matters == ("given", "own")
    alone = {**rules, "profile": "none", "facts": {**rules["facts"], **given}}
    assert evaluate(alone, {}, business_facts=given).matters == ("own", "given")


def test_cells_of_whole_numbers_numbers_and_text() -> None:
    """Between 4 and 5 there is no whole number, but there are numbers; text has any other."""

    def opens(when: Any, profile: dict[str, Any] | None = None) -> bool:
        return answer([rule("a", when, gives="A")], profile or {}, by="first").open == ("a",)

    assert not opens({"n": {"above": 4, "below": 5}})
    assert opens({"n": {"above": 4, "below": 6}})
    assert opens({"n": {"above": 10**30}})
    assert not opens({"n": {"below": 0}})
    assert opens({"x": {"above": Decimal("0.1"), "below": Decimal("0." + "1" * 30)}})
    thirty = "0." + "3" * 29
    assert opens({"x": {"above": Decimal(thirty + "3"), "below": Decimal(thirty + "4")}})
    assert not opens({"x": {"above": 0}})
    assert opens({"x": {"below": 1}})
    assert opens({"t": {"none_of": ["a", "b"]}})
    assert opens({"t": "a", "p": True}, {"t": "a"})
    assert not opens({"t": "a"}, {"t": "A"})


def test_comparison_is_exact() -> None:
    """Thirty digits are told apart, and 0.10 is 0.1."""
    near = Decimal("0.1" + "0" * 28 + "1")
    rules = [rule("a", {"x": {"above": Decimal("0.1")}}, gives="A")]
    assert answer(rules, {"x": near}, by="first").fired == ("a",)
    assert answer(rules, {"x": Decimal("0.10")}, by="first").fired == ()


def test_words_of_conditions() -> None:
    """Every entry holds; `some` counts its conditions as written, also one that stands twice."""

    def fires(when: Any, **profile: Any) -> bool:
        return answer([rule("a", when, gives="A")], profile, by="first").fired == ("a",)

    twice = {"some": {"at_least": 2, "of": [{"p": True}, {"p": True}, {"q": True}]}}
    assert fires(twice, p=True, q=False)
    assert not fires(twice, p=False, q=True)
    mixed = {"n": [1, 2], "any": [{"p": True}, {"q": True}], "not": {"p": True, "q": True}}
    assert fires(mixed, n=2, p=True, q=False)
    assert not fires(mixed, n=2, p=True, q=True)
    assert not fires(mixed, n=3, p=True, q=False)
    assert fires({"any": [{"p": True}, {"p": False}]})
    assert fires({"n": {"at_least": 2, "at_most": 4, "is_not": 3}}, n=4)
    assert fires({"n": {"at_least": 2, "at_most": 4, "is_not": 3}}, n=2)
    assert not fires({"n": {"at_least": 2, "at_most": 4, "none_of": [3, 4]}}, n=4)


# --- The generator ----------------------------------------------------------------------------


def test_same_seed_same_case() -> None:
    """Nothing but the seed decides."""
    assert all(generate(Random(seed)) == generate(Random(seed)) for seed in range(50))


def test_the_generator_reaches_everything() -> None:
    """Each feature of the language, and each kind of answer, in at least three of 3,000 seeds."""
    seen: Counter[str] = Counter()
    for seed in range(3000):
        case = generate(Random(seed))
        seen.update({*features_of(case), *traits_of(case)})
    assert {name: seen[name] for name in EXPECTED if seen[name] < 3} == {}


def test_the_generator_keeps_to_the_policy_asked_for() -> None:
    """`any`, `priority` and `collect` only when asked for, with their kinds of results."""
    assert {generate(Random(seed)).rules["decide"]["by"] for seed in range(100)} == {
        *("votes", "first", "unique")
    }
    seen = set()
    for seed in range(300):
        for policy in ("any", "priority", "collect"):
            case = generate(Random(seed), policy=policy)
            seen.add((case.rules["decide"]["by"], answer_to(case).result[0]))
    assert seen == {
        *(("any", "outcome"), ("any", "none"), ("any", "conflict")),
        *(("priority", "outcome"), ("priority", "none")),
        *(("collect", "outcomes"), ("collect", "none")),
    }


def answer_to(case: Case) -> Answer:
    """The oracle's answer to a case."""
    return evaluate(case.rules, case.profile)


EXPECTED = (
    *("kind choice", "kind flag", "kind whole", "kind number", "kind text", "text with values"),
    *("range none", "range 1", "range 2", "one value", "negative", "30 digits", "1 fact"),
    *("5 facts", "at_least", "at_most", "above", "below", "is_not", "none_of", "contradictory"),
    *("scalar", "list", "value twice", "all", "any", "not", "some", "depth 4", "several keys"),
    *("mixed", "always", "votes", "first", "unique", "among", "among default", "close", "enough"),
    *("tie: neither", "otherwise outcome", "otherwise none", "otherwise absent", "settles"),
    *("settles disagree", "overrides", "overrides several", "overrides earlier"),
    *("overrides later", "overrides chain", "overrides settles"),
    *("post", "refinement", "no origin", "assume 0", "assume 3", "assume 2"),
    *("laws 0", "laws 2", "never", "always law", "complete", "partial", "empty", "null", "name"),
    *("result outcome", "result tie", "result none", "result conflict", "provisional", "open"),
    *("firmness clear", "firmness leaning", "firmness close call", "lean balanced", "lean outcome"),
    *("set aside", "dropped", "dropped partial", "could change", "could not change", "whatever"),
    *("matters", "idle open fact", "1 rule", "7 rules", "copied condition", "strength on settles"),
)


def features_of(case: Case) -> Iterator[str]:
    """What a case is made of."""
    rules, decide = case.rules["rules"], case.rules["decide"]
    yield from facts_in(case)
    yield from decide.keys() & {"among", "close", "enough"}
    yield decide["by"]
    yield "among default" if decide["by"] == "votes" and "among" not in decide else ""
    yield "tie: neither" if "tie" in decide else ""
    otherwise = decide.get("otherwise", "absent")
    yield f"otherwise {otherwise if otherwise in ('none', 'absent') else 'outcome'}"
    yield from overrides_in(rules)
    settled = {each["settles"] for each in rules if "settles" in each}
    yield "settles" if settled else ""
    yield "settles disagree" if len(settled) > 1 else ""
    yield "strength on settles" if any("settles" in r and "strength" in r for r in rules) else ""
    yield from (each.get("origin", "no origin") for each in rules)
    yield f"{len(rules)} rule{'s' * (len(rules) > 1)}"
    yield f"assume {len(case.rules.get('assume', ()))}"
    laws = case.rules.get("laws", ())
    yield f"laws {len(laws)}"
    yield from ("never" if "never" in law else "always law" for law in laws)
    yield from (name for each in rules for name in words_in(each["when"], 0))
    conditions = [to_yaml(each["when"]) for each in rules]
    yield "copied condition" if len(set(conditions)) < len(conditions) else ""


def facts_in(case: Case) -> Iterator[str]:
    """The kinds and ranges of a case's facts, and how much of them the profile answers."""
    facts = case.rules["facts"]
    yield f"{len(facts)} fact{'s' * (len(facts) > 1)}"
    for fact in facts.values():
        yield f"kind {fact['kind']}"
        yield "text with values" if fact["kind"] == "text" and "values" in fact else ""
        if fact["kind"] in ("whole", "number"):
            ends = fact.get("range", {})
            yield f"range {len(ends) or 'none'}"
            yield "negative" if any(end < 0 for end in ends.values()) else ""
            yield "one value" if len(ends) > 1 and len(set(ends.values())) == 1 else ""
    answered = [name for name in facts if case.profile.get(name) is not None]
    complete = len(answered) == len(facts)
    yield "complete" if complete else "partial" if answered else "empty"
    yield "null" if None in case.profile.values() else ""
    yield "name" if "name" in case.profile else ""


def overrides_in(rules: list[dict[str, Any]]) -> Iterator[str]:
    """How the rules of a case override each other."""
    place = {each["id"]: position for position, each in enumerate(rules)}
    for each in rules:
        targets = each.get("overrides", [])
        yield "overrides" if targets else ""
        yield "overrides several" if len(targets) > 1 else ""
        for target in targets:
            other = rules[place[target]]
            yield "overrides earlier" if place[target] < place[each["id"]] else "overrides later"
            yield "overrides chain" if "overrides" in other else ""
            yield "overrides settles" if "settles" in other else ""


def words_in(condition: Any, depth: int) -> Iterator[str]:
    """The words and tests of a condition, which stands under `depth` words."""
    if condition == "always":
        yield "always"
        return
    words = condition.keys() & {"all", "any", "not", "some"}
    yield f"depth {depth}"
    yield "several keys" if len(condition) > 1 else ""
    yield "mixed" if words and len(words) < len(condition) else ""
    yield from words
    for word, body in condition.items():
        if word not in words:
            yield from forms_of(body)
            continue
        parts = [body] if word == "not" else body["of"] if word == "some" else body
        for part in parts:
            yield from words_in(part, depth + 1)


def forms_of(test: Any) -> Iterator[str]:
    """The form of a test."""
    if isinstance(test, dict):
        yield from test
        contradictory = test.get("at_least", test.get("above", 0)) > test.get("at_most", 10**99)
        yield "contradictory" if contradictory else ""
    elif isinstance(test, list):
        yield "list"
        yield "value twice" if len(set(test)) < len(test) else ""
    else:
        yield "scalar"
        digits = isinstance(test, Decimal) and len(str(test).strip("-0.")) >= 28
        yield "30 digits" if digits else ""


def traits_of(case: Case) -> Iterator[str]:
    """What the oracle answers to a case."""
    got = answer_to(case)
    yield f"result {got.result[0]}"
    yield f"firmness {got.firmness}"
    yield "lean balanced" if got.lean == "balanced" else "lean outcome" if got.lean else ""
    yield "provisional" if got.provisional else ""
    yield "open" if got.open else ""
    yield "set aside" if got.set_aside else ""
    dropped, written = len(got.dropped_assumptions), len(case.rules.get("assume", ()))
    yield "dropped" if dropped else ""
    yield "dropped partial" if 0 < dropped < written else ""
    yield "could change" if got.could_change else ""
    yield "could not change" if len(got.could_change) < len(got.open) else ""
    yield "whatever" if got.open and not got.fired and got.result[0] == "outcome" else ""
    yield "matters" if got.matters else ""
    cells = cells_of(case.rules, case.rules["facts"], case.profile)
    yield "idle open fact" if any(len(cells[f]) > 1 for f in cells.keys() - {*got.matters}) else ""


# --- YAML -------------------------------------------------------------------------------------


def test_yaml_is_plain_and_quotes_what_could_be_read_otherwise() -> None:
    """Numbers stand as JSON writes them, without an exponent unless they are huge."""
    data = {
        "no": {"kind": "choice", "values": ["b2b", "two words", "007", "yes", "a: b", ""]},
        "range": {"at_least": Decimal("-0.10"), "below": Decimal("12E+3")},
        "huge": Decimal("5E+64"),
        "rules": [{"id": "a", "when": {"any": [{"p": True}, {"q": [1, None]}]}}, {}],
    }
    assert to_yaml(data).splitlines() == [
        '"no":',
        "  kind: choice",
        "  values:",
        "    - b2b",
        "    - two words",
        '    - "007"',
        '    - "yes"',
        '    - "a: b"',
        '    - ""',
        "range:",
        "  at_least: -0.10",
        "  below: 12000",
        "huge: 5E+64",
        "rules:",
        "  - id: a",
        "    when:",
        "      any:",
        "        - p: true",
        "        - q:",
        "            - 1",
        "            - null",
        "  - {}",
    ]
    assert to_yaml({}) == "{}\n"
