"""Random rule sets and profiles, for comparing the engine with the reference evaluator.

`generate` draws one case from a seeded `random.Random`; the same seed gives the same case. Cases
are small, so that every way of answering can be tried, and dense: few facts, few literals, many
rules that test the same ones. Every case is valid; it reaches each form the language has.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Any

from .evaluator import Scalar, cells_of, passes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

MOST_WAYS = 400
LONGEST_NUMBER = 64  # characters; also the largest exponent
FACTS = ("size", "age", "share", "paid", "place", "a2", "no", "Region_code")
OUTCOMES = ("alpha", "beta", "gamma-1", "no", "v1.0")
RULES = ("r10", "r9", "b", "a", "on", "x-1", "rule.one", "Zeta", "m_2")
TEXTS = (
    *("Berlin", "berlin", "Berlin ", "K\u00f6ln", "Ko\u0308ln", "\u65e5\u672c", "\U0001f600"),
    *("yes", "true", "null", "~", "007", "1", "0x1F", "12:30", "2024-01-01", "1e3"),
    *("a: b", "#1", "- x", "{}", "it's", 'say "hi"', "back\\slash", "b2b", "any other"),
)
SCALES = (0, 0, 1, 1, 2, 3, 17, 28, 60, -3, -62)  # digits behind the point; below 0: a power of ten
STARTS = (0, 0, 1, 9, 90, -3, -100, 10**12)
STRENGTHS = ((1,), (1, 1, 2), (3, 4), (1, 2, 3), (10, 20, 30), (40, 65, 75, 80), (10**9, 1))
BOUNDS = ((15, 40), (0, 0), (0, 100), (20, 20), (20, 33), (10, 50), (33, 50), (50, 60), (100, 100))
ORDER = ("at_least", "at_most", "above", "below")
PROSE = ("title", "quote", "because", "source", "note", "advises")


@dataclass(frozen=True)
class Case:
    """A rule file that says `profile: none`, and a profile for it."""

    rules: dict[str, Any]
    profile: dict[str, Any]


@dataclass(frozen=True)
class Domain:
    """A fact: its definition, what tests name, what only tests of order name, what answers give."""

    fact: dict[str, Any]
    literals: Sequence[Scalar]
    ends: Sequence[Scalar]
    answers: Sequence[Scalar]


def generate(random: Random, *, policy: str | None = None) -> Case:
    """A random case; its policy is `votes`, `first` or `unique` unless `policy` names one."""
    while True:
        domains = some_facts(random)
        rules = some_file(random, policy or random.choice(("votes", "votes", "first", "unique")))
        rules["facts"] = {name: domain.fact for name, domain in domains.items()}
        fill(random, rules, domains)
        if prod(len(cells) for cells in cells_of(rules, rules["facts"], {}).values()) <= MOST_WAYS:
            return Case(rules, some_profile(random, domains))


def some_file(random: Random, policy: str) -> dict[str, Any]:
    """The head of a rule file: all of it but facts, conditions and what stands on them."""
    least = 2 if policy == "votes" else 1
    names = random.sample(OUTCOMES, random.choice((least, 2, 2, 2, 3, 4)))
    outcomes = {name: {"label": name.title()} if random.random() < 0.3 else {} for name in names}
    decide: dict[str, Any] = {"by": policy}
    rules = {"leadoff": 1, "profile": "none", "facts": {}, "outcomes": outcomes, "decide": decide}
    if policy == "votes":
        rules["strengths"] = {
            f"s{place}": points for place, points in enumerate(random.choice(STRENGTHS), start=1)
        }
        decide.update(some_voting(random, names))
    decide |= maybe(random, 0.5, "otherwise", random.choice((*names, "none")))
    decide |= maybe(random, 0.1, "no_answer", "Nothing is known: ask again.")
    return rules | maybe(random, 0.1, "title", "Which comes first?")


def some_voting(random: Random, names: Sequence[str]) -> dict[str, Any]:
    """What only the policy `votes` can say under `decide`."""
    among = random.sample(names, random.randint(2, min(3, len(names))))
    close, clear = random.choice(BOUNDS)
    voting: dict[str, Any] = maybe(random, 0.6, "among", among)
    if random.random() < 0.6:
        voting |= {"close": close, "clear": clear}
    voting |= maybe(random, 0.4, "enough", random.choice((0, 1, 2, 3, 4, 50, 100)))
    return voting | maybe(random, 0.3, "tie", "neither")


def maybe(random: Random, chance: float, key: str, value: Any) -> dict[str, Any]:
    """A mapping of one entry, or empty."""
    return {key: value} if random.random() < chance else {}


# --- Facts ------------------------------------------------------------------------------------


def some_facts(random: Random) -> dict[str, Domain]:
    """One to five facts: fewer than rules, so that rules meet."""
    names = random.sample(FACTS, random.choice((1, 2, 2, 3, 3, 3, 4, 4, 5)))
    return {name: some_fact(random) for name in names}


def some_fact(random: Random) -> Domain:
    """A fact of any kind, sometimes with what the interview says about it."""
    kind = random.choice(("choice", "flag", "whole", "whole", "number", "number", "text"))
    if kind in ("whole", "number"):
        domain = some_number(random, kind)
        domain.fact.update(maybe(random, 0.1, "unit", "percent"))
    elif kind == "flag":
        domain = Domain({"kind": kind}, (False, True), (), (False, True))
    else:
        domain = some_text(random, kind)
    domain.fact.update(maybe(random, 0.1, "question", "How is it?"))
    domain.fact.update(maybe(random, 0.1, "help", "Say it: as it is."))
    domain.fact.update(maybe(random, 0.1, "change", random.choice(("ours", "time", "fixed"))))
    return domain


def some_text(random: Random, kind: str) -> Domain:
    """A choice, or a text with or without values."""
    texts = random.sample(TEXTS, random.choice((1, 2, 2, 3, 4)))
    if kind == "choice" or random.random() < 0.3:
        return Domain({"kind": kind, "values": texts}, texts, (), texts)
    return Domain({"kind": kind}, texts, (), [*texts, *random.sample(TEXTS, 2)])


def some_number(random: Random, kind: str) -> Domain:
    """A whole or number fact: its points are whole numbers of units, the unit a power of ten."""
    scale = random.choice(SCALES) if kind == "number" else 0
    start = random.choice(STARTS)
    if abs(scale) > LONGEST_NUMBER // 2:
        start = random.choice((0, 1, 7))
    elif random.random() < 0.2:
        start = random.choice((-1, 1)) * random.randrange(10 ** random.randint(3, 29))
    step = random.choice((1, 1, 2, 5, 30))
    points = sorted({start + step * random.randint(0, 4) for _ in range(random.randint(1, 4))})
    if random.random() < 0.08:
        del points[1:]
        limits = single_value(random, kind, points[0])
    else:
        limits = some_limits(random, points[0], points[-1])
    written = {word: number(random, end, scale) for word, end in limits.items()}
    fact: dict[str, Any] = {"kind": kind} | ({"range": written} if written else {})
    near = [n + move for n in (*points, *limits.values()) for move in (-1, 0, 1)]
    answers = [number(random, n, scale) for n in near]
    if kind == "number":
        answers += [number(random, 10 * n + move, scale + 1) for n in points for move in (-1, 1)]
    answers = [answer for answer in answers if passes(written, answer)]
    literals = [number(random, n, scale) for n in points]
    return Domain(fact, literals, list(written.values()), answers)


def some_limits(random: Random, low: int, high: int) -> dict[str, int]:
    """A range around two points: open-ended or two-sided, its ends included or not."""
    lower = random.choice(({"at_least": low}, {"at_least": low - 7}, {"above": low - 1}))
    upper = random.choice(({"at_most": high}, {"at_most": high + 7}, {"below": high + 1}))
    return random.choice(({}, lower, upper, lower | upper))


def single_value(random: Random, kind: str, value: int) -> dict[str, int]:
    """A range of one value; whole numbers have four ways to say so."""
    if kind == "number":
        return {"at_least": value, "at_most": value}
    lower = random.choice(({"at_least": value}, {"above": value - 1}))
    return lower | random.choice(({"at_most": value}, {"below": value + 1}))


def number(random: Random, units: int, scale: int) -> int | Decimal:
    """So many units, exactly; decimals now and then with a zero more, or with the sign of -0."""
    if scale == 0:
        return units
    if random.random() < 0.1:
        units, scale = units * 10, scale + 1
    sign = "-" if units < 0 or (units == 0 and random.random() < 0.3) else ""
    return Decimal(f"{sign}{abs(units)}E{-scale}")


def some_profile(random: Random, domains: dict[str, Domain]) -> dict[str, Any]:
    """Complete, empty, or each fact unanswered (null, or absent) with one chance for all."""
    unanswered = random.choice((0.0, 1.0, *(random.random() for _ in range(4))))
    profile: dict[str, Any] = maybe(random, 0.2, "name", "Any & Co.")
    for name, domain in domains.items():
        if random.random() >= unanswered:
            profile[name] = random.choice(domain.answers)
        elif random.random() < 0.3:
            profile[name] = None
    return profile


# --- Conditions -------------------------------------------------------------------------------


def some_condition(random: Random, domains: dict[str, Domain], depth: int) -> dict[str, Any]:
    """One to three entries, facts mixed with words, nested at most `depth` words deep."""
    condition: dict[str, Any] = {}
    for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3))):
        if depth > 0 and random.random() < 0.6:
            word = random.choice(("all", "any", "any", "not", "some"))
            condition[word] = some_parts(random, domains, word, depth - 1)
        else:
            name = random.choice(list(domains))
            condition[name] = some_test(random, domains[name])
    return condition


def some_parts(random: Random, domains: dict[str, Domain], word: str, depth: int) -> Any:
    """What stands under one of the words."""
    if word == "not":
        return some_condition(random, domains, depth)
    most = 4 if word == "some" else 3
    parts = [some_condition(random, domains, depth) for _ in range(random.randint(1, most))]
    if word == "some":
        parts += parts[: random.choice((0, 0, 0, 1))]  # "counted as written"
        return {"at_least": random.randint(1, len(parts)), "of": parts}
    return parts


def some_test(random: Random, domain: Domain) -> Any:
    """A scalar, a list, or operators; nothing stops them from contradicting each other."""
    numeric = domain.fact["kind"] in ("whole", "number")
    roll = random.random()
    if roll < (0.1 if numeric else 0.35):
        return random.choice(domain.literals)
    if roll < (0.25 if numeric else 0.7):
        return some_list(random, domain)
    return some_operators(random, domain)


def some_list(random: Random, domain: Domain) -> list[Scalar]:
    """One to three literals, perhaps one twice."""
    return random.choices(domain.literals, k=random.choice((1, 2, 2, 3)))


def some_operators(random: Random, domain: Domain) -> dict[str, Any]:
    """One to three operators, in any order."""
    order = ORDER if domain.fact["kind"] in ("whole", "number") else ()
    words = random.choices((*order, *order, "is_not", "none_of"), k=random.choice((1, 1, 1, 2, 3)))
    test: dict[str, Any] = {}
    for word in words:
        if word == "none_of":
            test[word] = some_list(random, domain)
        else:
            ends = domain.ends if word in ORDER else ()
            test[word] = random.choice((*domain.literals, *ends))
    return test


def some_link(random: Random, domains: dict[str, Domain]) -> dict[str, Any]:
    """An assumption's condition, mostly one that ties two facts to each other."""
    if random.random() < 0.3:
        return some_condition(random, domains, random.randint(0, 2))
    names = random.sample(list(domains), min(2, len(domains)))
    parts: list[dict[str, Any]] = [{name: some_test(random, domains[name])} for name in names]
    negated: list[dict[str, Any]] = [{"not": part} for part in parts]
    return random.choice(({"not": {"all": parts}}, {"any": parts}, {"any": negated}))


# --- Rules ------------------------------------------------------------------------------------


def fill(random: Random, rules: dict[str, Any], domains: dict[str, Domain]) -> None:
    """Add rules, assumptions and laws to a file."""
    settling = random.choice((0.0, 0.15, 0.35))
    made: list[dict[str, Any]] = rules.setdefault("rules", [])
    for rule_id in random.sample(RULES, random.choice((1, 2, 3, 4, 4, 5, 5, 6, 7, 7))):
        again = random.choice(made)["when"] if made and random.random() < 0.2 else None
        when = again or some_when(random, domains)
        made.append(some_rule(random, rules, rule_id, when, settling))
    add_overrides(random, made)
    assume: list[dict[str, Any]] = [
        {"that": some_link(random, domains)} | maybe(random, 0.2, "because", "It is so.")
        for _ in range(random.choice((0, 0, 1, 1, 2, 3)))
    ]
    laws = [
        {"id": f"law-{place}", "when": some_when(random, domains)}
        | {random.choice(("never", "always")): random.choice(list(rules["outcomes"]))}
        for place in range(random.choice((0, 0, 0, 1, 2)))
    ]
    rules |= ({"assume": assume} if assume else {}) | ({"laws": laws} if laws else {})


def some_rule(
    random: Random, rules: dict[str, Any], rule_id: str, when: Any, settling: float
) -> dict[str, Any]:
    """A rule without its overrides."""
    origin = maybe(random, 0.5, "origin", random.choice(("post", "refinement")))
    effect = some_effect(random, rules, settling)
    prose = maybe(random, 0.15, random.choice(PROSE), "Because: so it is.")
    return {"id": rule_id} | origin | {"when": when} | effect | prose


def some_when(random: Random, domains: dict[str, Domain]) -> Any:
    """A condition as it stands at `when`."""
    if random.random() < 0.08:
        return "always"
    return some_condition(random, domains, random.choice((0, 0, 0, 1, 1, 2, 3, 4)))


def some_effect(random: Random, rules: dict[str, Any], settling: float) -> dict[str, Any]:
    """A rule's one effect, and its strength."""
    outcomes, decide = list(rules["outcomes"]), rules["decide"]
    if decide["by"] != "votes":
        return {"gives": random.choice(outcomes)}
    strength = {"strength": random.choice(list(rules["strengths"]))}
    if random.random() < settling:
        return {"settles": random.choice(outcomes)} | (strength if random.random() < 0.3 else {})
    among = decide.get("among", outcomes)
    in_turn = among[len(rules["rules"]) % len(among)]  # so that totals are often close
    return {"votes": random.choice((in_turn, random.choice(among)))} | strength


def add_overrides(random: Random, rules: list[dict[str, Any]]) -> None:
    """Let some rules override others: earlier and later ones, several, in chains, in no circle."""
    chance = random.choice((0.0, 0.1, 0.2, 0.4))
    ranked = random.sample(rules, len(rules))
    for place, rule in enumerate(ranked):
        below = [other["id"] for other in ranked[:place] if random.random() < chance]
        if below:
            rule["overrides"] = random.sample(below, len(below))


# --- YAML -------------------------------------------------------------------------------------

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.-]+)*")
READ_AS_OTHER = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def to_yaml(data: Any) -> str:
    """Block-style YAML, as one would write it by hand, that reads back as the same data."""
    return "\n".join(yaml_lines(data)) + "\n"


def yaml_lines(data: Any) -> list[str]:
    """The lines of a value; a scalar and what is empty take one."""
    if isinstance(data, dict) and data:
        return [line for key, value in data.items() for line in entry_lines(key, value)]
    if isinstance(data, list) and data:
        return [line for item in data for line in item_lines(item)]
    return [yaml_scalar(data)]


def entry_lines(key: str, value: Any) -> list[str]:
    """The lines of one entry of a mapping."""
    lines = yaml_lines(value)
    if isinstance(value, (dict, list)) and value:
        return [f"{yaml_scalar(key)}:", *(f"  {line}" for line in lines)]
    return [f"{yaml_scalar(key)}: {lines[0]}"]


def item_lines(item: Any) -> list[str]:
    """The lines of one item of a list."""
    first, *rest = yaml_lines(item)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def yaml_scalar(value: Any) -> str:
    """A scalar on one line; text in quotes wherever a reader might take it for something else."""
    if isinstance(value, str):
        plain = PLAIN.fullmatch(value) and value.lower() not in READ_AS_OTHER
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        written = format(value, "f")
        return written if len(written) <= LONGEST_NUMBER else str(value)
    return json.dumps(value)  # null, true, false, whole numbers, {} and []
