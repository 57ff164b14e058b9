"""Past the budget a check names the rules of which it proved nothing."""

from __future__ import annotations

import pytest

from leadoff.linter.claims import UnprovedError

from .told import findings_in

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


def test_the_rules_of_which_nothing_is_proved_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadoff.analysis.regions.firing.MOST_STEPS_OF_ALL", 30)

    with pytest.raises(UnprovedError) as raised:
        findings_in(RULES, "LO205")

    assert str(raised.value) == "`three`"
