"""The JSON Schemas against an independent validator: what the parsers accept validates, and what
they refuse for its shape does not."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from leadoff.cases.parse import CASE_KEYS, TOP_KEYS, Draft
from leadoff.cases.parse_expected import EXPECTED_KEYS
from leadoff.cli.schemas import WIRES, schema_text
from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import load_rules
from leadoff.errors import LocatedError
from leadoff.facts.profile import read_profile
from leadoff.ruleset.parse import DECIDE_KEYS, parse_rule_file
from leadoff.ruleset.parse import TOP_KEYS as RULE_FILE_KEYS
from leadoff.ruleset.parse_condition import OPERATORS, WORDS
from leadoff.ruleset.parse_facts import FACT_KEYS
from leadoff.ruleset.parse_rules import RULE_KEYS
from leadoff.source.compose import compose
from leadoff.source.tree import ListNode, MappingNode, Scalar
from leadoff.source.values import value_of
from tests.plan.examples import PLAYBOOK

from .cli.command import ROOT, leadoff
from .test_conformance import Case, _cases, _source
from .unit.examples import BUSINESS
from .unit.test_case_files import FAULTS, VOTING

if TYPE_CHECKING:
    from leadoff.source.tree import Node

DRAFTS = (jsonschema.Draft7Validator, jsonschema.Draft202012Validator)

PLAYBOOK_FAULTS = [
    ("leadoff-playbook: 1", "leadoff-playbook: 2"),
    ("leadoff-playbook: 1\n", ""),
    ("kind: practice", "kind: practise"),
    ("talk: {kind: practice, owner: both}", "talk: {owner: both}"),
    ("entry: now, ", ""),
    ("times: 1.5", "times: 0"),
    ("weeks: 3", "weeks: soon"),
    ("to: marketing", "to: both"),
    ("what: The map.", "what: 7"),
    ("say: Look again.", "sag: Look again."),
]

UNSEEN = {
    "unknown-name": "a name, or a value of a choice, that is defined somewhere else",
    "duplicate-name": "two ids that are the same",
    "out-of-domain-value": "a value beside another: a limit, the default of `clear`, a range",
    "override-cycle": "a circle",
}
"""What a schema cannot see, by the code of the error: what a part means to another part."""

UNSEEN_CASES = {
    "a fact of the business profile cannot be defined again",
    "no for a flag is an error that says write false",
    "a number in quotes is text and no number",
    "a number or true where text is needed must be put in quotes, in literals too",
    "conditions of assumptions and laws are judged as those of rules",
    "what is written as 2.0 is not whole, in a literal, a list and a limit",
    "leadoff 1.0 is not whole",
}
"""Further cases: the literal of a test is of another kind than its fact, or 2.0 is written where a
whole number is needed, which JSON Schema takes for one."""


@cache
def _validators(kind: str, rules: str | None = None) -> tuple[Any, ...]:
    schema = json.loads(schema_text(kind, rules))
    for draft in DRAFTS:
        draft.check_schema(schema)
    return tuple(draft(schema) for draft in DRAFTS)


def _errors(kind: str, data: object, rules: str | None = None) -> list[str]:
    """What is wrong with data by its schema; both drafts say the same."""
    first, second = (
        [f"{list(each.path)}: {each.message}" for each in validator.iter_errors(data)]
        for validator in _validators(kind, rules)
    )
    assert first == second
    return first


def _data(source: SourceText) -> object | None:
    """A text as plain data, as a reader of YAML 1.2 has it; None where it is not YAML for us."""
    collector = Collector(source)
    tree = compose(source, collector)
    return None if collector.has_errors else _plain(tree)


def _plain(node: Node | None) -> object:
    if isinstance(node, MappingNode):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    value = value_of(node) if isinstance(node, Scalar) else None
    return float(value) if isinstance(value, Decimal) else value


def _file(path: str) -> object:
    return _data(SourceText(path, (ROOT / path).read_text("utf-8")))


def _paths(*patterns: str) -> list[str]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return [str(path.relative_to(ROOT)) for path in found]


STARTER = "src/leadoff/cli/starter/rules"
CASE_FILES = _paths("rules/*.tests.yaml", "examples/*/*.tests.yaml", f"{STARTER}/*.tests.yaml")
CASE_FILES += _paths("tests/examples/cases/*-*")
RULE_FILES = [
    *_paths("rules/*.yaml", "examples/elsewhere/bike*", f"{STARTER}/*.yaml"),
    "tests/examples/cases/tea.yaml",
]
RULE_FILES = [path for path in RULE_FILES if path not in CASE_FILES and "playbook" not in path]


def test_there_are_files_to_look_at() -> None:
    assert (len(CASE_FILES), len(RULE_FILES)) == (4, 4)


@pytest.mark.parametrize("path", RULE_FILES)
def test_rule_files_validate(path: str) -> None:
    assert _errors("rules", _file(path)) == []


@pytest.mark.parametrize("path", CASE_FILES)
def test_files_of_cases_validate_with_and_without_their_rules(path: str) -> None:
    stem = path.removesuffix(".tests.yaml").replace("tea-or-not.yaml", "tea")

    assert _errors("tests", _file(path)) == []
    assert _errors("tests", _file(path), str(ROOT / f"{stem}.yaml")) == []


def test_the_playbook_validates_and_broken_ones_do_not() -> None:
    shipped = _file("rules/playbook.yaml")
    small = SourceText("playbook", PLAYBOOK)
    rules = str(ROOT / "rules" / "sales-or-marketing.yaml")

    assert _errors("playbook", shipped) == []
    assert _errors("playbook", shipped, rules) == []
    assert _errors("playbook", _data(small)) == []
    for old, new in PLAYBOOK_FAULTS:
        assert old in PLAYBOOK
        broken = _data(SourceText("playbook", PLAYBOOK.replace(old, new, 1)))
        assert _errors("playbook", broken) != [], new


@pytest.mark.parametrize("path", _paths("examples/*.yaml"))
def test_profiles_validate(path: str) -> None:
    assert _errors("profile", _file(path)) == []


def test_a_profile_for_other_rules_validates_with_them_only() -> None:
    data = _file("examples/elsewhere/rainy-monday.yaml")

    assert _errors("profile", data, str(ROOT / "examples/elsewhere/bike-or-bus.yaml")) == []
    assert _errors("profile", data) != []


CONFORMANCE = [case for case in _cases() if "rules" in case]


@pytest.mark.parametrize("says", ["is accepted", "is refused"])
def test_the_conformance_file_of_rules(says: str) -> None:
    """What the parser accepts validates; what it refuses does not, but for what no schema sees."""
    wrong = {}
    for case in CONFORMANCE:
        data, codes = _judged(case)
        if data is None or bool(codes) is (says == "is accepted"):
            continue
        errors = _errors("rules", data)
        unseen = case["case"] in UNSEEN_CASES or codes <= UNSEEN.keys()
        if bool(errors) is not bool(codes) and not (codes and unseen):
            wrong[case["case"]] = errors or sorted(codes)

    assert wrong == {}


def _judged(case: Case) -> tuple[object | None, set[str]]:
    """The rules of a case as data, and the codes of what the parser says is wrong with them."""
    source = _source(case, "rules")
    try:
        parse_rule_file(source, BUSINESS)
    except LocatedError as error:
        return _data(source), {
            each.code.title for each in error.diagnostics if each.severity == "error"
        }
    return _data(source), set()


def test_what_is_listed_as_unseen_is_refused_by_the_parser_alone() -> None:
    judged = {case["case"]: _judged(case) for case in CONFORMANCE}

    for name in UNSEEN_CASES:
        data, codes = judged[name]
        assert codes, name
        assert _errors("rules", data) == [], name


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        *(("customer_type", each) for each in ("b2b", "B2B", 1, None)),
        *(("deciders", each) for each in (1, 50, 0, 51, "1", True)),
        *(("yearly_value", each) for each in (0, 0.01, 10**9, "10", False)),
        *(("repeat_revenue_share", each) for each in (0, 100, -0.5, 100.5)),
        *(("self_serve", each) for each in (True, False, 1, "yes")),
        *(("industry", each) for each in ("x", "", 3)),
        *(("name", each) for each in ("x", "", 3, None)),
        *(("nobody", each) for each in (1, None)),
    ],
)
def test_the_profile_schema_and_the_profile_reader_agree(fact: str, value: object) -> None:
    text = json.dumps({fact: value})
    try:
        read_profile(SourceText("profile", text), BUSINESS)
        is_accepted = True
    except LocatedError:
        is_accepted = False

    assert (_errors("profile", {fact: value}) == []) is is_accepted


UNSEEN_IN_CASES = (
    *("there is no fact", "there is no outcome", "there is no rule", "there is no lean"),
    *("outside the allowed values", "second time", "stands under", "no key `c`"),
    "there is one outcome, not a list",
)
"""Parts of messages about what a schema cannot see: what is defined in the rules, or twice."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["cases"])
def test_faulty_cases_do_not_validate_but_for_what_no_schema_sees(fault: dict[str, Any]) -> None:
    data = _data(SourceText("cases", fault["cases"]))

    if data is None:
        return
    seen = [said for said in fault["says"] if not any(part in said for part in UNSEEN_IN_CASES)]
    if seen:
        assert _errors("tests", data) != [], seen


def test_cases_that_expect_no_rule_validate() -> None:
    text = "cases: [{name: it, profile: {}, expect: {fired: [], set_aside: [], open: []}}]"
    source = SourceText("cases", text)

    assert Draft(source).read(VOTING)
    assert _errors("tests", _data(source)) == []


def test_cases_with_everything_validate() -> None:
    text = (
        "cases: [{name: it, profile: {p: true, x: ~}, post_only: true, expect: {outcome: a, "
        "firmness: clear, lean: none, provisional: false, fired: [one], not_fired: [two], "
        "set_aside: ~, totals: {a: 1}}}]"
    )
    source = SourceText("cases", text)

    assert Draft(source).read(VOTING)
    assert _errors("tests", _data(source)) == []


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("recommendation", ("advise", "examples/cafe.yaml")),
        ("recommendation", ("advise", "examples/insurance-broker.yaml", "--post-only")),
        ("recommendation", ("advise", "examples/security-startup.yaml")),
        ("recommendation", ("advise", "examples/barely-started.yaml")),
        ("whatif", ("whatif", "examples/cafe.yaml", "--set", "deciders=4")),
        ("whatif", ("whatif", "examples/cafe.yaml", "--flips")),
        ("whatif", ("whatif", "examples/cafe.yaml", "--sweep", "yearly_value")),
        ("compare", ("compare", "examples/cafe.yaml", "examples/home-solar.yaml")),
        ("lint", ("lint", "rules", "examples")),
        ("lint", ("lint", "tests/examples", "missing")),
        ("test-report", ("test", "rules", "--coverage")),
        ("test-report", ("test", "tests/examples/cases/tea-or-not.yaml", "missing")),
        ("test-report", ("test", "tests/examples/cases/tea-or-not.yaml", "--coverage")),
    ],
)
def test_what_is_printed_as_json_validates(kind: str, arguments: tuple[str, ...]) -> None:
    done = leadoff(*arguments, "--format", "json")

    assert _errors(kind, json.loads(done.out)) == []


def test_the_schemas_of_output_require_every_key_and_refuse_other_types() -> None:
    report = json.loads(leadoff("test", "rules", "--format", "json").out)

    for key in report:
        assert _errors("test-report", {k: v for k, v in report.items() if k != key}) != []
    assert _errors("test-report", {**report, "more": 1}) == []
    assert _errors("test-report", {**report, "cases": [1]}) != []
    assert _errors("test-report", {**report, "format": "leadoff.test/2"}) != []


@pytest.mark.parametrize("kind", ["rules", "tests"])
def test_every_key_of_the_parsers_has_words(kind: str) -> None:
    schema = schema_text(kind, None)
    keys = {
        "rules": (*RULE_FILE_KEYS, *DECIDE_KEYS, *RULE_KEYS, *FACT_KEYS, *OPERATORS, *WORDS),
        "tests": (*TOP_KEYS, *CASE_KEYS, *EXPECTED_KEYS),
    }[kind]

    found = _properties(json.loads(schema))
    assert set(keys) <= found.keys()
    assert [key for key in keys if not found[key]] == []


def _properties(schema: object) -> dict[str, bool]:
    """The names of all properties in a schema, and whether each has words somewhere."""
    found: dict[str, bool] = {}
    parts = list(schema.values()) if isinstance(schema, dict) else []
    parts += schema if isinstance(schema, list) else []
    for part in parts:
        for name, is_described in _properties(part).items():
            found[name] = found.get(name, False) or is_described
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        for name, part in schema["properties"].items():
            words = isinstance(part, dict) and "description" in part
            found[name] = found.get(name, False) or words
    return found


@pytest.mark.parametrize("fact", load_rules().facts, ids=lambda fact: fact.name)
def test_the_words_of_a_fact_are_in_both_schemas(fact: Any) -> None:
    for kind in ("profile", "rules"):
        text = schema_text(kind, None)

        assert json.dumps(fact.question)[1:-1] in text
        assert json.dumps(fact.help)[1:-1] in text


def test_a_kind_that_is_none() -> None:
    done = leadoff("schema", "rule")

    assert done.code == 2
    assert "there is no schema `rule`: did you mean `rules`?" in done.err


@pytest.mark.parametrize("kind", ["rules", *WIRES])
def test_rules_make_no_difference_to_other_schemas(kind: str) -> None:
    done = leadoff("schema", kind, "--rules", "rules/sales-or-marketing.yaml")

    assert done.code == 2
    assert "--rules makes no difference" in done.err


def test_a_schema_names_its_draft_and_is_the_same_each_time() -> None:
    first, second = (leadoff("schema", "tests") for _ in range(2))

    assert first == second
    assert json.loads(first.out)["$schema"] == "http://json-schema.org/draft-07/schema#"
