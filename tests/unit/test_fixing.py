"""Fixes: edits in place, everything around them as it was, and no decision changed unseen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import Span
from leadoff.engine.budget import OverBudgetError
from leadoff.linter.finding import Edit
from leadoff.linter.fixing import apply, fix_document
from leadoff.linter.run import lint_documents
from leadoff.linter.sameness import means_the_same
from leadoff.linter.settings import Settings

from .linting import TWO_RULES, document, edits

if TYPE_CHECKING:
    from pathlib import Path

COMMENTED = TWO_RULES.replace("\n", "  # why\n").replace("leadoff: 1  ", "# top\nleadoff: 1  ")


def test_edits_leave_the_rest_as_it_was() -> None:
    assert (
        apply("abcdef", (Edit(Span(4, 6), "E"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "+")))
        == "b+cdE"
    )


def test_a_safe_fix_is_applied_wherever_it_is_found() -> None:
    check = edits(Code.SIMPLER_FORM, "{at_least: 5}", "{above: 4}")

    done = fix_document(document(COMMENTED), Settings(), checks=(check,))

    assert done.after.source.text == COMMENTED.replace("{at_least: 5}", "{above: 4}")
    assert (done.applied, done.refused) == (1, ())


def test_a_fix_that_claims_to_be_safe_and_changes_a_decision_is_refused() -> None:
    good = edits(Code.SIMPLER_FORM, "{at_least: 5}", "{above: 4}")
    bad = edits(Code.REDUNDANT_CONDITION, "f: true, ", "")

    done = fix_document(document(COMMENTED), Settings(), checks=(bad, good))

    assert done.after.source.text == COMMENTED.replace("{at_least: 5}", "{above: 4}")
    (refused,) = done.refused
    assert refused.reason == "it would change a decision"


def test_an_unsafe_fix_is_applied_only_when_asked_for() -> None:
    check = edits(Code.REDUNDANT_CONDITION, "f: true, ", "", is_safe=False)

    assert fix_document(document(COMMENTED), Settings(), checks=(check,)).applied == 0
    done = fix_document(document(COMMENTED), Settings(), unsafe=True, checks=(check,))
    assert done.after.source.text == COMMENTED.replace("f: true, ", "")


@pytest.mark.parametrize("text", ["{f: [", "f: &x true", "*f"])
def test_a_fix_that_breaks_the_file_is_refused(text: str) -> None:
    check = edits(Code.REDUNDANT_CONDITION, "{f: true, t: some}", text, is_safe=False)

    done = fix_document(document(COMMENTED), Settings(), unsafe=True, checks=(check,))

    assert done.after.source.text == COMMENTED
    assert [each.reason for each in done.refused] == ["the file could not be read any more"]


def test_an_unsafe_fix_that_leaves_an_unsound_rule_file_is_refused() -> None:
    check = edits(Code.REDUNDANT_CONDITION, "gives: y", "gives: z", is_safe=False)

    done = fix_document(document(COMMENTED), Settings(), unsafe=True, checks=(check,))

    assert done.applied == 0
    assert [each.reason for each in done.refused] == ["the rule file could not be used any more"]


def test_the_last_rule_of_a_file_is_not_deleted() -> None:
    rules = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}, g: {kind: flag}}
outcomes: {x: {}, y: {}}
strengths: {some: 1}
decide: {by: votes, otherwise: x}
rules:
  - id: one
    when: {f: true}
    votes: x
    strength: some
  - id: two
    when: {g: true}
    votes: x
    strength: some
"""

    done = fix_document(document(rules), Settings(), unsafe=True)

    assert done.after.source.text.count("  - id:") == 1


def test_a_safe_fix_that_leaves_an_unsound_rule_file_is_refused() -> None:
    check = edits(Code.REDUNDANT_CONDITION, "gives: y", "gives: z")

    done = fix_document(document(COMMENTED), Settings(), checks=(check,))

    assert [each.reason for each in done.refused] == ["it would change a decision"]


POST = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}, g: {kind: flag}}
outcomes: {a: {}, b: {}}
decide: {by: first, otherwise: b}
rules:
"""


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        pytest.param(
            "  - {id: p, origin: post, when: {f: true}, gives: a}\n"
            "  - {id: q, origin: post, when: {g: true}, gives: b}\n"
            "  - {id: r, origin: refinement, when: {f: true, g: true}, gives: b,"
            " overrides: [p, q]}\n",
            Code.POLICY_ADVICE,
            id="a stricter policy",
        ),
        pytest.param(
            "  - {id: mine, origin: refinement, when: {f: true}, gives: a}\n"
            "  - {id: theirs, origin: post, when: {f: true}, gives: a}\n",
            Code.DUPLICATE_RULE,
            id="a rule that a refinement repeats",
        ),
        pytest.param(
            "  - {id: p, origin: post, when: {f: true}, gives: a}\n"
            "  - {id: q, origin: refinement, when: {f: false}, gives: a}\n",
            Code.UNREACHABLE_OTHERWISE,
            id="an otherwise that only refinements make needless",
        ),
    ],
)
def test_a_fix_that_changes_what_the_post_alone_decides_is_unsafe(rules: str, code: Code) -> None:
    settings = Settings(select=frozenset((code,)))

    report = lint_documents([document(POST + rules)], settings)

    assert [fix.is_safe for each in report.findings for fix in each.finding.fixes] == [False]
    assert fix_document(document(POST + rules), settings).applied == 0


def test_an_edit_that_changes_what_the_post_alone_decides_is_refused() -> None:
    theirs = "  - {id: theirs, origin: post, when: {f: true}, gives: a}\n"
    rules = f"{POST}  - {{id: mine, origin: refinement, when: {{f: true}}, gives: a}}\n{theirs}"

    done = fix_document(
        document(rules), Settings(), checks=(edits(Code.DUPLICATE_RULE, theirs, ""),)
    )

    assert [each.reason for each in done.refused] == ["it would change a decision"]


def test_a_rule_that_a_case_names_is_not_deleted(tmp_path: Path) -> None:
    rules = POST + (
        "  - {id: one, when: {f: true}, gives: a}\n  - {id: two, when: {f: true}, gives: a}\n"
    )
    (tmp_path / "rules.yaml").write_text(rules, "utf-8")
    cases = document(
        "rules: rules.yaml\ncases: [{name: c, profile: {f: true}, expect: {fired: [two]}}]\n",
        f"{tmp_path}/more.tests.yaml",
    )
    file = document(rules, f"{tmp_path}/rules.yaml")
    settings = Settings(select=frozenset((Code.DUPLICATE_RULE,)))

    assert fix_document(file, settings).applied == 1
    assert fix_document(file, settings, beside=(file, cases)).applied == 0


def test_a_rule_that_sets_one_aside_that_a_case_names_is_not_deleted(tmp_path: Path) -> None:
    rules = POST + (
        "  - {id: one, when: {f: true}, gives: a}\n"
        "  - {id: two, when: {f: true}, gives: a, overrides: [one]}\n"
    )
    file = document(rules, f"{tmp_path}/rules.yaml")
    (tmp_path / "rules.yaml").write_text(rules, "utf-8")
    (tmp_path / "rules.tests.yaml").write_text(
        "cases: [{name: c, profile: {f: true}, expect: {set_aside: [one]}}]\n", "utf-8"
    )
    settings = Settings(select=frozenset((Code.REDUNDANT_RULE,)))
    (found,) = lint_documents([file], settings).findings

    assert (found.finding.rules, found.finding.fixes[0].is_safe) == (("two",), False)


def test_a_change_of_the_decision_is_seen_where_no_rule_is_left() -> None:
    text = POST + "  - {id: r, origin: refinement, when: {f: true}, gives: a}\n"
    changed = text.replace(", otherwise: b", "")

    assert not means_the_same(document(text), document(changed))
    assert not means_the_same(
        document(text.replace("{f: true}", "always")),
        document(changed.replace("{f: true}", "always")),
    )


def test_a_fixed_file_of_json_is_json() -> None:
    rules = [{"id": name, "when": {"f": name == "a"}, "gives": name} for name in ("a", "b")]
    text = {
        "leadoff": 1,
        "profile": "none",
        "facts": {"f": {"kind": "flag"}},
        "outcomes": {"a": {}, "b": {}},
        "decide": {"by": "first"},
        "rules": rules,
    }

    done = fix_document(document(json.dumps(text), "rules.json"), Settings())

    assert json.loads(done.after.source.text)["decide"] == {"by": "unique"}


def test_fixes_that_touch_each_other_are_applied_one_after_the_other() -> None:
    first = edits(Code.SIMPLER_FORM, "at_least: 5", "above: 4")
    second = edits(Code.ALWAYS_TRUE, "n: {at_least: 5}", "n: {at_least: 5, at_most: 9}")

    done = fix_document(document(TWO_RULES), Settings(), checks=(second, first))

    assert "n: {above: 4, at_most: 9}" in done.after.source.text


def test_a_fix_that_makes_its_own_finding_again_is_refused() -> None:
    check = edits(Code.SIMPLER_FORM, "here", "here now")

    done = fix_document(document(TWO_RULES), Settings(), checks=(check,))

    assert (done.applied, done.after) == (0, done.before)
    assert {each.reason for each in done.refused} == {"the fixes come to no end"}


def test_what_cannot_be_proved_is_not_applied() -> None:
    check = edits(Code.SIMPLER_FORM, "{at_least: 5}", "{above: 4}")

    with mock.patch("leadoff.linter.sameness.difference", side_effect=OverBudgetError):
        done = fix_document(document(TWO_RULES), Settings(), checks=(check,))

    assert done.after.source.text == TWO_RULES
    assert [each.reason for each in done.refused] == [
        "that it changes no decision is not proved within the budget"
    ]


def test_a_fix_of_a_fact_is_not_safe() -> None:
    check = edits(Code.SIMPLER_FORM, "at_most: 9", "at_most: 8")

    done = fix_document(document(TWO_RULES), Settings(), checks=(check,))

    assert [each.reason for each in done.refused] == ["it would change a decision"]


@pytest.mark.parametrize("text", ["deciders: 4", "deciders: 3\nindustry: food", "- deciders"])
def test_a_fix_of_a_profile_that_changes_an_answer_is_not_safe(text: str) -> None:
    before, after = (document(each, "profile.yaml") for each in ("deciders: 3", text))

    assert means_the_same(before, before)
    assert not means_the_same(before, after)
