"""The schemas by name, each derived from the tables or types of what it describes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.cases.schema import cases_schema
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.engine.rule_set import load_rules, profile_facts
from leadoff.errors import UsageError
from leadoff.facts.business import BusinessFacts
from leadoff.facts.schema import profile_schema
from leadoff.plan.schema import playbook_schema
from leadoff.render.json import json_text
from leadoff.render.wire_schema import wire_schema
from leadoff.ruleset.schema import rules_schema

if TYPE_CHECKING:
    from leadoff.source.json_schema import Schema


class Wire(NamedTuple):
    """Where the type of some JSON output stands, and the constant that names its format."""

    module: str
    type: str
    format: str = "FORMAT"


WIRES: Final = {
    "recommendation": Wire("leadoff.advice.wire", "RecommendationDict"),
    "whatif": Wire("leadoff.advice.wire_comparison", "WhatIfDict", "WHATIF_FORMAT"),
    "compare": Wire("leadoff.advice.wire_comparison", "ComparisonDict", "COMPARE_FORMAT"),
    "lint": Wire("leadoff.linter.wire", "LintDict"),
    "test-report": Wire("leadoff.cases.wire", "ReportDict"),
}
FILES: Final = ("rules", "profile", "tests", "playbook")
WITH_RULES: Final = ("profile", "tests", "playbook")


def schema_text(kind: str, rules: str | None) -> str:
    """The schema of a kind of file or output as JSON; for the facts and rules of a file, if given.

    Raises:
        UsageError: there is no such kind, or rules make no difference to it.
    """
    if rules is not None and kind not in WITH_RULES:
        raise UsageError(f"--rules makes no difference to the schema of {kind}")
    return json_text(_schema(kind, rules), sort_keys=False)


def _schema(kind: str, rules: str | None) -> Schema:
    if kind in WIRES:
        wire = WIRES[kind]
        module = import_module(wire.module)
        return wire_schema(getattr(module, wire.type), getattr(module, wire.format))
    file = load_rules(rules).file if rules is not None else None
    facts = profile_facts(BusinessFacts) if file is None else file.facts
    match kind:
        case "rules":
            return rules_schema(facts)
        case "profile":
            return profile_schema(facts)
        case "playbook":
            return playbook_schema(facts)
        case "tests":
            return cases_schema(facts, file)
    raise UsageError(f"there is no schema `{kind}`: {did_you_mean(kind, (*FILES, *WIRES))}")
