"""The workload every benchmark here shares: random rule sets, profiles and the right answers.

Not run by itself. `decide` and `load` take from here, for one size and one seed:

- the rules as a leadoff rule file (`rule_file`), written as a person would write it: blocks,
  one rule after the other, with titles and reasons;
- the same rules as plain tuples (`make_rules`), from which `rivals` builds what each rival reads;
- complete random profiles as plain dicts (`make_profiles`);
- the right answer for a profile, found rule by rule (`answer`), which every engine has to give
  before it is timed.

Shape (`reference/performance.md` 1): 10 facts, conjunctions of 1 to 4 conditions, weighted votes
among 3 outcomes, uniform random profiles. Most rules have two or three conditions; about one rule
in six fires for a profile. Thresholds are spread widely, so that 5,000 rules cut the facts into
well over a thousand cells: rounder numbers and fewer firing rules would suit leadoff better.

Same size and seed, same workload, on any machine.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = bool | int | float | str
Literal = Value | tuple[str, ...]
Profile = dict[str, Value]

OUTCOMES = ("expand", "hold", "withdraw")
STRENGTHS = {"hint": 5, "mild": 10, "fair": 25, "firm": 40, "strong": 65, "decisive": 90}
CONDITION_COUNTS = (1, 2, 3, 4)
CONDITION_WEIGHTS = (10, 30, 35, 25)
SEED = 20


class Fact(NamedTuple):
    """One fact: a choice has `values`, a number its ends and the step of its thresholds."""

    name: str
    kind: str
    values: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    step: float = 1
    question: str = ""


class Condition(NamedTuple):
    """One comparison: the operators are those of the rule language, `is` and `one_of` added."""

    fact: str
    operator: str
    literal: Literal


class Rule(NamedTuple):
    """A rule as plain data: all its conditions hold, then its points go to its outcome."""

    id: str
    conditions: tuple[Condition, ...]
    outcome: str
    strength: str

    @property
    def points(self) -> int:
        """What the rule's strength is worth."""
        return STRENGTHS[self.strength]


class Answer(NamedTuple):
    """What an engine has to say: no outcome is a tie, or that nothing fired."""

    outcome: str | None
    totals: tuple[int, ...]
    fired: tuple[str, ...]


FACTS = (
    Fact("plan", "choice", ("free", "basic", "team", "enterprise"), question="Which plan?"),
    Fact("region", "choice", ("north", "south", "east", "west", "overseas"), question="Where?"),
    Fact("channel", "choice", ("web", "phone", "partner"), question="How do they buy?"),
    Fact("on_trial", "flag", question="Are they still trying it out?"),
    Fact("pays_yearly", "flag", question="Do they pay by the year?"),
    Fact("seats", "whole", low=1, high=500, question="How many seats?"),
    Fact("tickets", "whole", low=0, high=60, question="How many tickets this quarter?"),
    Fact("months", "whole", low=0, high=120, question="For how many months?"),
    Fact("spend", "number", low=0, high=10_000, step=10, question="What do they spend?"),
    Fact("usage", "number", low=0, high=100, step=0.5, question="How much do they use it?"),
)


def make_rules(size: int, seed: int = SEED) -> tuple[Rule, ...]:
    """`size` random rules, the same for the same seed."""
    random_ = random.Random(f"rules {size} {seed}")
    return tuple(_rule(random_, number) for number in range(1, size + 1))


def make_profiles(count: int, seed: int = SEED) -> list[Profile]:
    """`count` complete random profiles, each value uniform over its fact's domain."""
    random_ = random.Random(f"profiles {seed}")
    return [{fact.name: _value(random_, fact) for fact in FACTS} for _ in range(count)]


def answer(rules: Sequence[Rule], profile: Profile) -> Answer:
    """The right answer, rule by rule: slow and plain, the judge of every engine."""
    totals = dict.fromkeys(OUTCOMES, 0)
    fired = []
    for rule in rules:
        if all(holds(condition, profile) for condition in rule.conditions):
            totals[rule.outcome] += rule.points
            fired.append(rule.id)
    best = max(totals.values())
    leaders = [outcome for outcome, total in totals.items() if total == best]
    winner = leaders[0] if len(leaders) == 1 else None
    return Answer(winner, tuple(totals.values()), tuple(fired))


def holds(condition: Condition, profile: Profile) -> bool:
    """Whether one condition holds for a complete profile."""
    fact, operator, literal = condition
    value = profile[fact]
    if isinstance(literal, tuple):
        return (value in literal) is (operator == "one_of")
    if isinstance(literal, str) or operator == "is":
        return (value == literal) is (operator == "is")
    assert not isinstance(value, str)
    match operator:
        case "at_least":
            return value >= literal
        case "at_most":
            return value <= literal
        case "above":
            return value > literal
        case _:
            return value < literal


def rule_file(rules: Sequence[Rule]) -> str:
    """The rules as the text of a leadoff rule file, `profile: none`, decided by votes."""
    lines = ["leadoff: 1", "title: What to do about this customer?", "profile: none", "facts:"]
    for fact in FACTS:
        lines += _fact_lines(fact)
    lines.append("outcomes:")
    for outcome in OUTCOMES:
        lines += [f"  {outcome}:", f"    label: {outcome.capitalize()}"]
    lines.append("strengths:")
    lines += [f"  {name}: {points}" for name, points in STRENGTHS.items()]
    lines += ["decide:", "  by: votes", f"  among: [{', '.join(OUTCOMES)}]"]
    lines += ["  tie: neither", "  otherwise: none", "rules:"]
    for rule in rules:
        lines += _rule_lines(rule)
    return "\n".join(lines) + "\n"


def _rule(random_: random.Random, number: int) -> Rule:
    (count,) = random_.choices(CONDITION_COUNTS, CONDITION_WEIGHTS)
    facts = sorted(random_.sample(FACTS, count), key=FACTS.index)
    return Rule(
        id=f"rule-{number:04}",
        conditions=tuple(_condition(random_, fact) for fact in facts),
        outcome=random_.choice(OUTCOMES),
        strength=random_.choice(tuple(STRENGTHS)),
    )


def _condition(random_: random.Random, fact: Fact) -> Condition:
    match fact.kind:
        case "flag":
            return Condition(fact.name, "is", random_.random() < 0.5)
        case "choice":
            return _choice(random_, fact)
        case _:
            operator = random_.choice(("at_least", "at_most", "above", "below"))
            return Condition(fact.name, operator, _threshold(random_, fact))


def _choice(random_: random.Random, fact: Fact) -> Condition:
    (operator,) = random_.choices(("is", "one_of", "is_not", "none_of"), (50, 30, 10, 10))
    if operator in ("is", "is_not"):
        return Condition(fact.name, operator, random_.choice(fact.values))
    values = random_.sample(fact.values, 2)
    return Condition(fact.name, operator, tuple(sorted(values, key=fact.values.index)))


def _threshold(random_: random.Random, fact: Fact) -> Value:
    """A threshold strictly inside the fact's range, so that no test always or never holds."""
    steps = round((fact.high - fact.low) / fact.step)
    literal = fact.low + random_.randrange(1, steps) * fact.step
    return int(literal) if fact.kind == "whole" else float(literal)


def _value(random_: random.Random, fact: Fact) -> Value:
    match fact.kind:
        case "flag":
            return random_.random() < 0.5
        case "choice":
            return random_.choice(fact.values)
        case "whole":
            return random_.randint(fact.low, fact.high)
        case _:
            return random_.randint(fact.low * 10, fact.high * 10) / 10


def _fact_lines(fact: Fact) -> list[str]:
    lines = [f"  {fact.name}:", f"    kind: {fact.kind}"]
    if fact.values:
        lines.append(f"    values: [{', '.join(fact.values)}]")
    if fact.high:
        lines.append(f"    range: {{at_least: {fact.low}, at_most: {fact.high}}}")
    return [*lines, f"    question: {fact.question}"]


def _rule_lines(rule: Rule) -> list[str]:
    facts = [condition.fact.replace("_", " ") for condition in rule.conditions]
    return [
        "",
        f"  - id: {rule.id}",
        f"    title: {' and '.join(facts).capitalize()} point to {rule.outcome}",
        "    when:",
        *(f"      {condition.fact}: {_test(condition)}" for condition in rule.conditions),
        f"    votes: {rule.outcome}",
        f"    strength: {rule.strength}",
        f"    because: Until now, {facts[-1]} told us most about when to {rule.outcome}.",
    ]


def _test(condition: Condition) -> str:
    literal = _scalar(condition.literal)
    if condition.operator in ("is", "one_of"):
        return literal
    return f"{{{condition.operator}: {literal}}}"


def _scalar(literal: Literal) -> str:
    if isinstance(literal, bool):
        return "true" if literal else "false"
    if isinstance(literal, tuple):
        return f"[{', '.join(literal)}]"
    return str(int(literal) if isinstance(literal, float) and literal.is_integer() else literal)
