"""`import leadoff`: a small surface, imported when it is used."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest
from pydantic import BaseModel

import leadoff


def test_every_public_name_is_there_and_listed() -> None:
    for name in leadoff.__all__:
        assert getattr(leadoff, name).__name__.removeprefix("leadoff.") == name
    assert set(leadoff.__all__) <= set(dir(leadoff))


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'leadoff' has no attribute 'advize'"):
        leadoff.advize  # noqa: B018


def test_the_example_of_the_package_holds() -> None:
    assert doctest.testmod(leadoff) == doctest.TestResults(failed=0, attempted=3)


def test_importing_the_package_and_deciding_imports_no_pydantic() -> None:
    code = (
        "import sys, leadoff\n"
        "before = [name for name in sys.modules if name.startswith('leadoff.')]\n"
        "leadoff.load_rules().decide({'customer_type': 'b2b'})\n"
        "print(before, 'pydantic' in sys.modules, 'rich' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("[] False False\n", "")


def test_what_is_raised_on_purpose_can_be_caught_by_its_public_name() -> None:
    class Wrong(BaseModel):
        tags: list[str]

    with pytest.raises(leadoff.FileError, match=r"^missing\.yaml: error: no such file$"):
        leadoff.load_rules("missing.yaml")
    with pytest.raises(leadoff.ModelError, match=r"^Wrong\.tags: list cannot be a fact"):
        leadoff.load_rules(profile=Wrong)


def test_advise_answers_with_the_shipped_rules() -> None:
    found = leadoff.advise({"customer_type": "b2c", "alternatives_compared": 12})

    assert (found.label, found.decision.provisional) == ("Marketing first", True)
    assert found.rule_file.title == "Which comes first, sales or marketing?"


def test_advise_without_refinements() -> None:
    found = leadoff.advise({"customer_type": "both"}, post_only=True)

    assert found.is_post_only
    assert found.decision.fired == ()


def test_a_wrong_profile_is_an_error_with_its_diagnostics() -> None:
    with pytest.raises(leadoff.ProfileError) as raised:
        leadoff.advise({"customer_typ": "b2b", "deciders": 0})

    assert isinstance(raised.value, leadoff.LeadoffError)
    assert [str(each) for each in raised.value.diagnostics] == [
        (
            "<profile>:1:1: error[LO003]: there is no fact `customer_typ`\n"
            "  help: did you mean `customer_type`?"
        ),
        (
            "<profile>:2:1: error[LO102]: `deciders`: 0 is outside the allowed values\n"
            "  help: write a whole number from 1 to 50 (people)"
        ),
    ]
