"""The language, sentence by sentence: each case of `conformance/*.yaml` quotes what it is about."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

import pytest
import yaml

from leadoff.advice.advise import advise
from leadoff.engine.rule_set import RuleSet
from leadoff.errors import LocatedError, RuleSetError
from leadoff.facts.annotations import facts_of_annotations
from leadoff.facts.business import BusinessFacts
from leadoff.facts.profile import read_profile
from leadoff.ruleset.parse import parse_rule_file
from leadoff.source.reading import decode

if TYPE_CHECKING:
    from leadoff.advice.recommendation import Recommendation
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.diagnostic.text import SourceText

FOLDER = Path(__file__).parent / "conformance"


class ExpectedError(TypedDict):
    """One located error; keys that are missing are not compared."""

    code: NotRequired[str]
    line: NotRequired[int]
    column: NotRequired[int]
    says: NotRequired[str]


class Case(TypedDict):
    case: str
    says: str
    rules: NotRequired[str]
    rules_base64: NotRequired[str]
    profile: NotRequired[str]
    profile_base64: NotRequired[str]
    post_only: NotRequired[bool]
    expect: NotRequired[dict[str, object]]
    errors: NotRequired[list[ExpectedError]]


def _cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        cases += yaml.safe_load(path.read_text(encoding="utf-8"))
    return cases


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["case"])
def test_conformance(case: Case) -> None:
    """What the case says of its rules and profile is what leadoff makes of them."""
    try:
        found = _result(case)
    except LocatedError as error:
        errors = [each for each in error.diagnostics if each.severity == "error"]
        said = "\n".join(map(str, errors))
        expected = case.get("errors", [])

        assert len(errors) == len(expected), said
        for one, wanted in zip(errors, expected, strict=True):
            _check_error(one, wanted, said)
    else:
        assert "errors" not in case, f"no error, but {found.decision if found else 'it loads'}"
        if found is not None:
            expect = case["expect"]

            assert {key: _told(found, key) for key in expect} == expect


def _check_error(error: Diagnostic, wanted: ExpectedError, said: str) -> None:
    position = error.primary.source.position(error.primary.span.start)
    words = " ".join((error.message, error.help, *(label.text for label in error.related)))

    assert wanted.get("code", error.code.value) == error.code.value, said
    assert wanted.get("line", position.line) == position.line, said
    assert wanted.get("column", position.column) == position.column, said
    assert wanted.get("says", "") in words, said


def _result(case: Case) -> Recommendation | None:
    file = parse_rule_file(_source(case, "rules"), facts_of_annotations(BusinessFacts))
    rule_set = RuleSet(file)
    if "profile" not in case and "profile_base64" not in case:
        return None
    profile = read_profile(_source(case, "profile"), rule_set.facts)
    return advise(profile, rule_set, post_only=case.get("post_only", False))


def _source(case: Case, part: str) -> SourceText:
    encoded = case.get(f"{part}_base64")
    data = base64.b64decode(str(encoded)) if encoded else str(case[part]).encode()  # type: ignore[literal-required]
    source, diagnostics = decode(data, part)
    if diagnostics:
        raise RuleSetError(diagnostics)
    return source


def _told(found: Recommendation, key: str) -> object:
    decision = found.decision
    told: dict[str, object] = {
        "outcome": decision.outcome,
        "result": decision.kind,
        "provisional": decision.provisional,
        "fired": list(decision.fired),
        "set_aside": list(decision.set_aside),
        "open": [each.rule.id for each in found.not_fired if each.is_open],
        "could_change": [each.rule.id for each in found.open_rules],
        "totals": dict(decision.totals),
        "firmness": decision.firmness,
        "lean": decision.lean,
        "warnings": [each.code.value for each in found.warnings],
        "next_question": found.next_question.fact.name if found.next_question else None,
    }
    return told[key]
