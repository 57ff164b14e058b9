"""The rule language as a short program: language.md in executable form, and the engine's oracle.

It shares nothing with the engine. A profile stands for every *way* of completing it; each way is
decided on its own, by recursion over the conditions as they stand in the file, and the ways are
compared. Quoted sentences are those of language.md. The data is taken as valid: a rule file as
plain dicts, lists, texts, flags, ints and Decimals (never floats), without keys left null.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from itertools import pairwise, product
from typing import Any

Data = Mapping[str, Any]
Scalar = bool | int | Decimal | str
Result = tuple[Any, ...]
EXACT = Context(prec=400, traps=[Inexact])  # raises where a number would have to be rounded


@dataclass(frozen=True)
class Answer:
    """What the rules say about a profile. Ids stand in file order, facts in the order of facts."""

    fired: tuple[str, ...]
    set_aside: tuple[str, ...]
    open: tuple[str, ...]
    could_change: tuple[str, ...]
    totals: dict[str, int]
    result: Result
    firmness: str | None
    lean: str | None
    provisional: bool
    matters: tuple[str, ...]
    dropped_assumptions: tuple[int, ...]


@dataclass(frozen=True)
class Way:
    """One complete answer, the rules whose condition holds there, and the result."""

    answers: tuple[Scalar, ...]
    holding: frozenset[str]
    result: Result


def evaluate(
    rules: Data, profile: Data, *, business_facts: Data | None = None, post_only: bool = False
) -> Answer:
    """Answer `profile` by `rules`, whose profile is `business_facts` unless they say `none`."""
    if post_only:
        kept = [rule for rule in rules["rules"] if rule.get("origin") != "refinement"]
        rules = {**rules, "rules": kept}
    inherited = {} if rules.get("profile") == "none" else business_facts or {}
    facts = {**inherited, **rules.get("facts", {})}
    ways, dropped = ways_of(rules, facts, profile)
    true = frozenset.intersection(*(way.holding for way in ways))
    somewhere = frozenset.union(*(way.holding for way in ways))
    fired = firing(rules, true)
    own, results = result_of(rules, fired), {way.result for way in ways}
    # "If all ways have one and the same result, that is the result [...]. Otherwise the result
    # comes from the rules that fire, and it is *provisional*: some way gives another." "A rule
    # overridden by one that fires is *set aside*": said only of those whose condition is true.
    result = own if len(results) > 1 else results.pop()
    every = {rule["id"]: rule for rule in rules["rules"]}
    firmness, lean = firmness_and_lean(rules, fired) if result == own else (None, None)
    return Answer(
        fired=tuple(rule["id"] for rule in fired),
        set_aside=tuple(name for name in every if name in true and every[name] not in fired),
        open=tuple(name for name in every if name in somewhere - true),
        could_change=tuple(
            name for name in every if name not in true and could_change(rules, every[name], ways)
        ),
        totals=totals_of(rules, fired),
        result=result,
        firmness=firmness,
        lean=lean,
        provisional=len(results) > 1,
        matters=tuple(name for place, name in enumerate(facts) if matters(place, ways)),
        dropped_assumptions=dropped,
    )


def ways_of(rules: Data, facts: Data, profile: Data) -> tuple[list[Way], tuple[int, ...]]:
    """The ways, and the places of the assumptions set aside: "A *way* is a complete answer that
    agrees with the profile and that the assumptions allow. Assumptions are taken in file order;
    one that, with those kept before it, leaves no way is set aside for this profile."
    """
    choices = cells_of(rules, facts, profile).values()
    ways = [dict(zip(facts, answers, strict=True)) for answers in product(*choices)]
    dropped = []
    for place, assumption in enumerate(rules.get("assume", ())):
        allowed = [way for way in ways if holds(assumption["that"], way)]
        if not allowed:
            dropped.append(place)
        ways = allowed or ways
    return decided(rules, ways), tuple(dropped)


def decided(rules: Data, ways: Iterable[Mapping[str, Scalar]]) -> list[Way]:
    """The ways with their results: "the same words give that way's firing rules and its result"."""
    results: dict[frozenset[str], Result] = {}
    complete: list[Way] = []
    for way in ways:
        holding = frozenset(rule["id"] for rule in rules["rules"] if holds(rule["when"], way))
        if holding not in results:
            results[holding] = result_of(rules, firing(rules, holding))
        complete.append(Way(tuple(way.values()), holding, results[holding]))
    return complete


def cells_of(rules: Data, facts: Data, profile: Data) -> dict[str, list[Scalar]]:
    """The answers to try for each fact: its answer or, where it has none, a value of each cell.
    "Literals of assumptions and laws cut cells too."
    """
    conditions = [part["when"] for part in (*rules["rules"], *rules.get("laws", ()))]
    conditions += [assumption["that"] for assumption in rules.get("assume", ())]
    tests: dict[str, list[Any]] = {name: [] for name in facts}
    for condition in conditions:
        for name, test in tests_in(condition):
            tests[name].append(test)
    return {
        name: cells(fact, tests[name]) if profile.get(name) is None else [profile[name]]
        for name, fact in facts.items()
    }


def cells(fact: Data, tests: Sequence[Any]) -> list[Scalar]:
    """One value of each cell; a cell is the values that no test of the file can tell apart."""
    first: dict[tuple[bool, ...], Scalar] = {}
    for value in values_to_try(fact, [literal for test in tests for literal in literals_in(test)]):
        first.setdefault(tuple(passes(test, value) for test in tests), value)
    return list(first.values())


def values_to_try(fact: Data, literals: Iterable[Any]) -> list[Any]:
    """Values of `fact`: each literal, something between neighbours, and something beyond."""
    if fact["kind"] == "flag":
        return [False, True]
    if fact.get("values"):
        return list(fact["values"])
    if fact["kind"] == "text":
        mentioned = sorted(set(literals))
        return [*mentioned, "any other than " + ", ".join(mentioned)]
    limits = fact.get("range", {})
    points = sorted({*literals, *limits.values()}) or [0]
    values = [EXACT.subtract(points[0], 1), *points, EXACT.add(points[-1], 1)]
    if fact["kind"] == "whole":
        values += [point + 1 for point in points]
    else:
        values += [EXACT.divide(EXACT.add(low, high), 2) for low, high in pairwise(points)]
    return [value for value in sorted(values) if passes(limits, value)]


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "is_not": operator.ne,
    "none_of": lambda value, literals: value not in literals,
}


def holds(condition: Any, way: Mapping[str, Scalar]) -> bool:
    """Whether a way meets a condition: "every entry must hold"."""
    if condition == "always":
        return True
    return all(entry_holds(word, body, way) for word, body in condition.items())


def entry_holds(word: str, body: Any, way: Mapping[str, Scalar]) -> bool:
    """Whether one entry holds: "a fact with its test, or one of `all`, `any`, `not`, `some`"."""
    if word == "all":
        return all(holds(part, way) for part in body)
    if word == "any":
        return any(holds(part, way) for part in body)
    if word == "not":
        return not holds(body, way)
    if word == "some":
        return sum(holds(part, way) for part in body["of"]) >= int(body["at_least"])
    return passes(body, way[word])


def passes(test: Any, value: Scalar) -> bool:
    """Whether a value passes a test: "a scalar (equals), a list (one of), or a mapping"."""
    if isinstance(test, dict):
        return all(OPERATORS[word](value, literal) for word, literal in test.items())
    return value in test if isinstance(test, list) else bool(value == test)


def tests_in(condition: Any) -> Iterator[tuple[str, Any]]:
    """Each fact tested anywhere in a condition, with its test."""
    for word, body in {} if condition == "always" else condition.items():
        if word in ("all", "any", "not", "some"):
            for part in body["of"] if word == "some" else [body] if word == "not" else body:
                yield from tests_in(part)
        else:
            yield word, body


def literals_in(test: Any) -> Iterator[Scalar]:
    """The values that a test names."""
    for part in test.values() if isinstance(test, dict) else [test]:
        yield from part if isinstance(part, list) else [part]


def firing(rules: Data, true: frozenset[str]) -> list[Data]:
    """The firing rules: those whose "condition is true and no rule that overrides it fires"."""

    def fires(rule: Data) -> bool:
        over = (other for other in rules["rules"] if rule["id"] in other.get("overrides", ()))
        return rule["id"] in true and not any(map(fires, over))

    return [rule for rule in rules["rules"] if fires(rule)]


def result_of(rules: Data, fired: Sequence[Data]) -> Result:
    """The result that the firing rules give under the file's policy."""
    by, otherwise = rules["decide"]["by"], rules["decide"].get("otherwise", "none")
    settled = [rule["settles"] for rule in fired if rule.get("settles")]
    if settled:  # "If a `settles` rule fires, the first in the file decides."
        return ("outcome", settled[0])
    if not fired and otherwise == "none":  # "Nothing fires: `otherwise` or no answer."
        return ("none",)
    if fired and by == "votes":  # "the highest total wins; equal best totals are a tie: no outcome"
        totals = totals_of(rules, fired)
        best = [outcome for outcome in totals if totals[outcome] == max(totals.values())]
        return ("outcome", best[0]) if len(best) == 1 else ("tie",)
    given = list(dict.fromkeys(rule["gives"] for rule in fired)) or [otherwise]
    if by == "collect":  # "all given outcomes, each once, in order of the first [...] rule"
        return ("outcomes", tuple(given))
    if by == "priority":  # "the outcome listed first under `outcomes` among those given"
        return ("outcome", min(given, key=list(rules["outcomes"]).index))
    # Under `first`, "the first firing rule"; `unique` wants one rule, `any` one outcome.
    conflict = len(fired) > 1 if by == "unique" else by == "any" and len(given) > 1
    return ("conflict",) if conflict else ("outcome", given[0])


def totals_of(rules: Data, fired: Iterable[Data]) -> dict[str, int]:
    """The votes: "points per outcome of `among`"; a rule that settles adds none."""
    if rules["decide"]["by"] != "votes":
        return {}
    totals = dict.fromkeys(rules["decide"].get("among", rules["outcomes"]), 0)
    for rule in fired:
        if rule.get("votes"):
            totals[rule["votes"]] += rules["strengths"][rule["strength"]]
    return totals


def firmness_and_lean(rules: Data, fired: Sequence[Data]) -> tuple[str | None, str | None]:
    """Firmness of a result by votes, lean of a settled one; nothing where nobody voted."""
    totals = totals_of(rules, fired)
    if not any(totals.values()):
        return None, None
    best, second = sorted(totals.values(), reverse=True)[:2]

    def margin_below(name: str, default: int) -> bool:
        limit = int(rules["decide"].get(name, default))
        return 100 * (best - second) < limit * (best + second)

    close = best == second or margin_below("close", 15)
    if any(rule.get("settles") for rule in fired):
        return None, "balanced" if close else max(totals, key=lambda outcome: totals[outcome])
    few = sum(totals.values()) < rules["decide"].get("enough", 0)
    loose = few or margin_below("clear", 40)
    return "close call" if close else "leaning" if loose else "clear", None


def matters(place: int, ways: Sequence[Way]) -> bool:
    """Whether the fact at `place` matters: "if two ways that differ in it alone have different
    results, or (facts tied by assumptions) if its cells leave different sets of results". A cell
    without a way is no answer that can be given.
    """
    by_rest: dict[tuple[Scalar, ...], Result] = {}
    by_cell: dict[Scalar, set[Result]] = {}
    for way in ways:
        rest = way.answers[:place] + way.answers[place + 1 :]
        if by_rest.setdefault(rest, way.result) != way.result:
            return True
        by_cell.setdefault(way.answers[place], set()).add(way.result)
    return len(set(map(frozenset, by_cell.values()))) > 1


def could_change(rules: Data, rule: Data, ways: Iterable[Way]) -> bool:
    """Whether an open rule could change the result: "if in some way it fires and that way's
    result without it is another". Without it: as if it, overrides and all, were not in the file.
    """
    others = {**rules, "rules": [other for other in rules["rules"] if other is not rule]}
    return any(
        rule in firing(rules, holding) and result_of(others, firing(others, holding)) != result
        for holding, result in {way.holding: way.result for way in ways}.items()
        if rule["id"] in holding
    )
