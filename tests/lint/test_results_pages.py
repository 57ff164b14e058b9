"""Each check of results against examples: what it says, and what it leaves alone.

`LEADOFF_REGENERATE=1 pytest` writes the texts anew: read them then.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadoff.linter.checks import unreachable_outcome
from tests.unit.linting import report_of

from .told import findings_about, findings_in, subject_of, told

EXAMPLES = Path(__file__).parent / "checks"
CODES = ("LO207", "LO303", "LO305", "LO306", "LO307", "LO308", "LO310", "LO401", "LO403")
FLAGGED = sorted(path.stem for code in CODES for path in EXAMPLES.glob(f"{code}-flag*.yaml"))
ALLOWED = sorted(path.stem for code in CODES for path in EXAMPLES.glob(f"{code}-allow*.yaml"))


@pytest.mark.parametrize("name", FLAGGED)
def test_what_a_check_says(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    said = "\n\n".join(map(told, findings_in(text, name[:5]))) + "\n"
    expected = EXAMPLES / f"{name}.out"
    if os.environ.get("LEADOFF_REGENERATE"):
        expected.write_text(said, "utf-8")

    assert said == expected.read_text("utf-8")


@pytest.mark.parametrize("name", ALLOWED)
def test_what_a_check_leaves_alone(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")

    assert findings_in(text, name[:5]) == []


def test_every_check_has_both() -> None:
    assert {name[:5] for name in FLAGGED} == {name[:5] for name in ALLOWED} == set(CODES)


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*-flag.yaml")))
def test_a_witness_answers_every_fact(name: str) -> None:
    subject = subject_of((EXAMPLES / f"{name}.yaml").read_text("utf-8"))
    facts = [fact.name for fact in subject.file.facts]

    for finding in findings_about(subject):
        assert [fact for fact, _ in finding.witness] in ([], facts)


def test_rules_that_bring_a_finding_about_are_no_part_of_its_identity() -> None:
    text = (EXAMPLES / "LO303-flag.yaml").read_text("utf-8")
    texts = text, text.replace("id: launch", "id: start")

    found = [report_of(each, unreachable_outcome.CHECK).to_dict()["findings"][0] for each in texts]

    assert [each["rules"] for each in found] == [["launch"], ["start"]]
    assert found[0]["fingerprint"] == found[1]["fingerprint"]
