"""The rivals of `decide`, each in the fastest use found for it. Not run by itself.

Two jobs, for every rival and for leadoff:

- `outcome`: the winner and the totals of all outcomes;
- `outcome + firing ids`: the same, and the ids of the rules that fire, in file order. This is what
  leadoff's `decide` gives.

A rival gets a plain dict and may be used in several *ways*; `decide` checks and times them all and
counts the fastest for each job and size. The engine finds out which rules fire, a few lines of
Python around it add up and name them. Traps avoided (`reference/performance.md` 1):

- datalogic-py: compiled once. `Rule.evaluate` with the dict beats a `Session` and a `DataHandle`;
  for ids, `merge` of the numbers of the rules that fire beats a list of flags on small sets.
- zen-engine: one compiled expression. The decision table goes through `engine.evaluate` and a
  static loader, as `create_decision().evaluate` costs 140 us more per call (gorules/zen#441).
- rule-engine: one expression, a list with an entry for each rule, instead of a `Rule` for each.
  Conditions beat ternaries by a little; declared types cost a quarter more per call.
- json-logic: `panzi-json-logic`. The package called json-logic (0.6.3) raises on Python 3, and
  json-logic-qubit is slower; all three install a module `json_logic`, so install only this one.

    pip install datalogic-py zen-engine rule-engine panzi-json-logic
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.benchmarks.workload import FACTS, OUTCOMES, Answer, Condition, Profile, Rule

if TYPE_CHECKING:
    from types import ModuleType

OUTCOME = "outcome"
WITH_IDS = "outcome + firing ids"
JOBS = (OUTCOME, WITH_IDS)
READ_IDS = "outcome + ids read"
"""What leadoff does beside these: every id read as well, where `Decision.fired` waits for that."""

Raw = tuple[str | None, Sequence[float] | Mapping[str, int], Sequence[str]]
Engine = Callable[[Profile], Raw]
Rules = Sequence[Rule]

SYMBOLS = {
    "is": "==",
    "is_not": "!=",
    "at_least": ">=",
    "at_most": "<=",
    "above": ">",
    "below": "<",
}


class Way(NamedTuple):
    """One way to use a rival: the jobs it can do and how to set it up for some rules."""

    name: str
    jobs: tuple[str, ...]
    build: Callable[[ModuleType, Rules, str], Engine]


class Rival(NamedTuple):
    """A rival: its name here, where it comes from, and the ways to use it."""

    name: str
    distribution: str
    module: str
    ways: tuple[Way, ...]

    def load(self) -> ModuleType | None:
        """Its module, or None where it (or the right one of that name) is not installed."""
        try:
            metadata.version(self.distribution)
            return importlib.import_module(self.module)
        except ImportError:
            return None

    @property
    def title(self) -> str:
        """Its name with the version that is installed."""
        return f"{self.name} {metadata.version(self.distribution)}"


def settle(raw: Raw) -> Answer:
    """What an engine said, in the form of the right answer."""
    outcome, totals, fired = raw
    if isinstance(totals, Mapping):
        totals = [totals.get(name, 0) for name in OUTCOMES]
    return Answer(outcome, tuple(map(int, totals)), tuple(fired))


# ---------------------------------------------------------------- picking and adding up, in Python


def _leader(first: float, second: float, third: float) -> str | None:
    if first > second:
        return OUTCOMES[0] if first > third else OUTCOMES[2] if third > first else None
    if second > first:
        return OUTCOMES[1] if second > third else OUTCOMES[2] if third > second else None
    return OUTCOMES[2] if third > first else None


def _rows(rules: Rules) -> list[tuple[int, int, str]]:
    return [(OUTCOMES.index(rule.outcome), rule.points, rule.id) for rule in rules]


def _from_totals(totals: Callable[[Profile], Sequence[float]]) -> Engine:
    """For an engine that returns the three totals."""

    def engine(profile: Profile) -> Raw:
        first, second, third = result = totals(profile)
        return _leader(first, second, third), result, ()

    return engine


def _from_numbers(numbers: Callable[[Profile], Iterable[int]], rules: Rules, job: str) -> Engine:
    """For an engine that returns the numbers of the rules that fire."""
    rows = _rows(rules)

    def with_ids(profile: Profile) -> Raw:
        totals = [0, 0, 0]
        fired = []
        for number in numbers(profile):
            outcome, points, name = rows[number]
            totals[outcome] += points
            fired.append(name)
        return _leader(*totals), totals, fired

    def outcome_only(profile: Profile) -> Raw:
        totals = [0, 0, 0]
        for number in numbers(profile):
            outcome, points, _ = rows[number]
            totals[outcome] += points
        return _leader(*totals), totals, ()

    return with_ids if job == WITH_IDS else outcome_only


def _from_flags(flags: Callable[[Profile], Iterable[object]], rules: Rules, job: str) -> Engine:
    """For an engine that returns true or false for each rule; best on small sets."""
    rows = _rows(rules)

    def with_ids(profile: Profile) -> Raw:
        totals = [0, 0, 0]
        fired = []
        for outcome, points, name in compress(rows, flags(profile)):
            totals[outcome] += points
            fired.append(name)
        return _leader(*totals), totals, fired

    def outcome_only(profile: Profile) -> Raw:
        totals = [0, 0, 0]
        for outcome, points, _ in compress(rows, flags(profile)):
            totals[outcome] += points
        return _leader(*totals), totals, ()

    return with_ids if job == WITH_IDS else outcome_only


def _from_flags_packed(
    flags: Callable[[Profile], Sequence[object]], rules: Rules, job: str
) -> Engine:
    """The same with all three totals in one number and no loop in Python; best on large sets."""
    names = [rule.id for rule in rules]
    packed = [rule.points << (20 * OUTCOMES.index(rule.outcome)) for rule in rules]
    low = (1 << 20) - 1
    with_ids = job == WITH_IDS

    def engine(profile: Profile) -> Raw:
        fires = flags(profile)
        total = sum(compress(packed, fires))
        totals = total & low, total >> 20 & low, total >> 40
        return _leader(*totals), totals, list(compress(names, fires)) if with_ids else ()

    return engine


# ------------------------------------------------------------------------------------- JSON Logic


def _json_logic(rule: Rule) -> dict[str, Any]:
    tests = [_json_logic_test(condition) for condition in rule.conditions]
    return tests[0] if len(tests) == 1 else {"and": tests}


def _json_logic_test(condition: Condition) -> dict[str, Any]:
    value = {"var": condition.fact}
    if isinstance(condition.literal, tuple):
        inside = {"in": [value, list(condition.literal)]}
        return inside if condition.operator == "one_of" else {"!": [inside]}
    symbol = SYMBOLS[condition.operator]
    strict = {"==": "===", "!=": "!=="}.get(symbol, symbol)
    return {strict: [value, condition.literal]}


def _json_logic_sums(rules: Rules) -> list[dict[str, Any]]:
    return [
        {
            "+": [
                {"if": [_json_logic(rule), rule.points, 0]}
                for rule in rules
                if rule.outcome == outcome
            ]
        }
        for outcome in OUTCOMES
    ]


def _datalogic_sums(module: ModuleType, rules: Rules, job: str) -> Engine:
    return _from_totals(module.Engine().compile(_json_logic_sums(rules)).evaluate)


def _datalogic_merge(module: ModuleType, rules: Rules, job: str) -> Engine:
    entries = [{"if": [_json_logic(rule), index, []]} for index, rule in enumerate(rules)]
    return _from_numbers(module.Engine().compile({"merge": entries}).evaluate, rules, job)


def _datalogic_flags(module: ModuleType, rules: Rules, job: str) -> Engine:
    logic = [_json_logic(rule) for rule in rules]
    return _from_flags(module.Engine().compile(logic).evaluate, rules, job)


def _datalogic_packed(module: ModuleType, rules: Rules, job: str) -> Engine:
    logic = [_json_logic(rule) for rule in rules]
    return _from_flags_packed(module.Engine().compile(logic).evaluate, rules, job)


def _panzi_flags(module: ModuleType, rules: Rules, job: str) -> Engine:
    logic = [_json_logic(rule) for rule in rules]
    apply = module.apply
    return _from_flags(lambda profile: apply(logic, profile), rules, job)


def _panzi_sums(module: ModuleType, rules: Rules, job: str) -> Engine:
    logic = _json_logic_sums(rules)
    apply = module.apply
    return _from_totals(lambda profile: apply(logic, profile))


# ------------------------------------------------------------------------------- zen, rule-engine


def _expression(rule: Rule) -> str:
    """The condition of a rule; zen and rule-engine write it alike."""
    return " and ".join(_expression_test(condition) for condition in rule.conditions)


def _expression_test(condition: Condition) -> str:
    fact, operator, literal = condition
    if isinstance(literal, bool):
        return fact if literal else f"not {fact}"
    if isinstance(literal, tuple):
        inside = f"{fact} in {json.dumps(literal)}"
        return inside if operator == "one_of" else f"not ({inside})"
    return f"{fact} {SYMBOLS[operator]} {json.dumps(literal)}"


def _list_of(entries: Iterable[str]) -> str:
    return f"[{', '.join(entries)}]"


def _zen_sums(module: ModuleType, rules: Rules, job: str) -> Engine:
    sums = []
    for outcome in OUTCOMES:
        mine = [rule for rule in rules if rule.outcome == outcome]
        points = _list_of(f"({_expression(rule)} ? {rule.points} : 0)" for rule in mine)
        sums.append(f"sum({points})" if mine else "0")
    return _from_totals(module.compile_expression(_list_of(sums)).evaluate)


def _zen_flags(module: ModuleType, rules: Rules, job: str) -> Engine:
    expression = module.compile_expression(_list_of(map(_expression, rules)))
    return _from_flags(expression.evaluate, rules, job)


def _zen_packed(module: ModuleType, rules: Rules, job: str) -> Engine:
    expression = module.compile_expression(_list_of(map(_expression, rules)))
    return _from_flags_packed(expression.evaluate, rules, job)


def _zen_table(module: ModuleType, rules: Rules, job: str) -> Engine:
    loader = {"type": "static", "content": {"rules": _zen_graph(rules)}}
    evaluate = module.ZenEngine({"loader": loader}).evaluate

    def numbers(profile: Profile) -> list[int]:
        return [row["rule"] for row in evaluate("rules", profile)["result"]]

    return _from_numbers(numbers, rules, job)


def _zen_graph(rules: Rules) -> dict[str, Any]:
    """A decision table that collects the numbers of the rules that fire."""
    inputs = [{"id": fact.name, "name": fact.name, "field": fact.name} for fact in FACTS]
    outputs = [{"id": "rule", "name": "rule", "field": "rule"}]
    rows = [
        {"_id": rule.id, "rule": str(index), **dict.fromkeys((fact.name for fact in FACTS), "")}
        | {condition.fact: _zen_cell(condition) for condition in rule.conditions}
        for index, rule in enumerate(rules)
    ]
    table = {"hitPolicy": "collect", "inputs": inputs, "outputs": outputs, "rules": rows}
    return {
        "nodes": [
            _zen_node("in", "inputNode", {}),
            _zen_node("table", "decisionTableNode", table),
            _zen_node("out", "outputNode", {}),
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def _zen_node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "type": kind,
        "position": {"x": 0, "y": 0},
        "content": content,
    }


def _zen_cell(condition: Condition) -> str:
    operator, literal = condition.operator, condition.literal
    if isinstance(literal, tuple):
        if operator == "one_of":
            return ", ".join(map(json.dumps, literal))
        return " and ".join(f"$ != {json.dumps(value)}" for value in literal)
    if operator == "is":
        return json.dumps(literal)
    return f"$ {SYMBOLS[operator]} {json.dumps(literal)}"


def _rule_engine_flags(module: ModuleType, rules: Rules, job: str) -> Engine:
    evaluate = module.Rule(_list_of(map(_expression, rules))).evaluate
    return _from_flags(evaluate, rules, job)


RIVALS = (
    Rival(
        "datalogic-py",
        "datalogic-py",
        "datalogic_py",
        (
            Way("sums", (OUTCOME,), _datalogic_sums),
            Way("merge", (WITH_IDS,), _datalogic_merge),
            Way("flags", JOBS, _datalogic_flags),
            Way("flags, packed", JOBS, _datalogic_packed),
        ),
    ),
    Rival(
        "zen-engine",
        "zen-engine",
        "zen",
        (
            Way("sums", (OUTCOME,), _zen_sums),
            Way("flags", JOBS, _zen_flags),
            Way("flags, packed", JOBS, _zen_packed),
            Way("decision table", JOBS, _zen_table),
        ),
    ),
    Rival(
        "rule-engine",
        "rule-engine",
        "rule_engine",
        (Way("flags", JOBS, _rule_engine_flags),),
    ),
    Rival(
        "panzi-json-logic",
        "panzi-json-logic",
        "json_logic.apply",
        (
            Way("sums", (OUTCOME,), _panzi_sums),
            Way("flags", JOBS, _panzi_flags),
        ),
    ),
)
"""All rivals, in the order they are printed."""
