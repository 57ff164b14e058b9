"""Past the budget a check names the rules of which it proved nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadoff.analysis.results.results import Results
from leadoff.diagnostic.code import Code
from leadoff.engine.budget import OverBudgetError
from leadoff.linter.claims import UnprovedError, of_each
from leadoff.linter.run import lint
from leadoff.linter.settings import Settings

from .told import findings_in

if TYPE_CHECKING:
    from pathlib import Path

    from leadoff.linter.check import Claim

RULES = """\
leadoff: 1
profile: none
facts: {n: {kind: whole, range: {at_least: 0, at_most: 9}}, c: {kind: choice, values: [x, y, z]}}
outcomes: {a: {}, b: {}}
decide: {by: first, otherwise: none}
rules:
  - {id: one, when: {n: 1}, gives: a}
  - {id: two, when: {n: {at_least: 1}, c: x}, gives: b}
  - {id: three, when: {n: 2, c: x}, gives: b}
"""

VOTES = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}, g: {kind: flag}}
outcomes: {a: {}, b: {}}
strengths: {some: 1, more: 2}
decide: {by: votes, otherwise: none}
rules:
  - {id: one, when: {f: true}, votes: a, strength: some}
  - {id: two, when: {g: true}, votes: b, strength: more}
"""


def test_the_rules_of_which_nothing_is_proved_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_KINDS", 0)
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_STEPS_OF_ALL", 12)
    rules = RULES.replace("n: 2, c: x}, gives: b}", "n: {above: 1}}, gives: b}")

    with pytest.raises(UnprovedError) as raised:
        findings_in(rules, "LO205")

    assert str(raised.value) == "`three`"


def test_what_one_rule_plainly_hides_is_found_whatever_the_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_KINDS", 0)
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_STEPS_OF_ALL", 30)

    assert [each.rules for each in findings_in(RULES, "LO205")] == [("three", "two")]


@pytest.mark.parametrize("code", ["LO103", "LO104", "LO105"])
def test_the_rules_whose_parts_were_not_looked_through_are_named(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadoff.analysis.regions.conditions._MOST_WORK", 2)

    with pytest.raises(UnprovedError) as raised:
        findings_in(RULES, code)

    assert str(raised.value) == "`two`, `three`"


def test_what_is_over_budget_comes_to_light_after_the_rest() -> None:
    def find(place: int) -> tuple[Claim, ...]:
        if place % 2:
            raise OverBudgetError
        found.append(place)
        return ()

    found: list[int] = []

    with pytest.raises(UnprovedError) as raised:
        list(of_each([str(place) for place in range(20)], find, 3))

    assert found == [0, 2, 4]
    assert raised.value.names == ("1", "3", "5", *map(str, range(6, 20)))


@pytest.mark.parametrize(
    ("code", "asked", "said"),
    [
        (Code.TIE, "tie", "LO305 (tie) is not proved within its budget of steps"),
        (
            *(Code.NEVER_DECISIVE, "decides"),
            "LO306 (never-decisive-rule) is not proved for `one`, `two` within its budget of steps",
        ),
    ],
)
def test_what_is_not_proved_is_said_in_a_sentence(
    code: Code, asked: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> None:
        raise OverBudgetError

    monkeypatch.setattr(Results, asked, ask)
    path = tmp_path / "rules.yaml"
    path.write_text(VOTES, "utf-8")

    report = lint([path], Settings(select=frozenset({code, Code.NOT_PROVED})))

    assert [each.finding.diagnostic.message for each in report.findings] == [said]
