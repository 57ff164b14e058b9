"""Rule sets: loading, profiles of any kind, and what is left without refinements."""

from __future__ import annotations

import copy
import pickle
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from leadoff.engine.rule_set import load_rules, profile_facts, shipped_rules
from leadoff.errors import FileError, ModelError, ProfileError, RuleSetError
from leadoff.facts.annotations import facts_of_model
from leadoff.facts.business import BusinessFacts
from leadoff.facts.business_profile import BusinessProfile
from leadoff.facts.profile import Profile

from .examples import BUSINESS, FIRST, ROOT, messages, rules

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    FIRST
    + """\
rules:
  - {id: r, when: {p: true}, gives: a}
  - {id: s, when: {q: true}, gives: b, origin: refinement, overrides: [r]}
"""
)


class Weather(StrEnum):
    RAIN = "rain"
    SUN = "sun"


class Trip(BaseModel):
    """A profile of another kind."""

    name: str | None = None
    weather: Weather | None = None
    kind: Literal["work", "play"] | None = None
    distance: Annotated[int | None, Field(ge=0, lt=100)] = None
    luggage: bool | None = None


TRIP = """\
leadoff: 1
outcomes: {bike: {}, bus: {}}
decide: {by: first, otherwise: bike}
rules:
  - {id: wet, when: {weather: rain}, gives: bus}
  - {id: far, when: {distance: {at_least: 20}, kind: work}, gives: bus}
"""


def test_the_shipped_rules_are_loaded_by_default() -> None:
    found = load_rules()

    assert found.file.source.name == shipped_rules() == str(ROOT / "rules/sales-or-marketing.yaml")
    assert found.facts == BUSINESS


def test_a_file_is_loaded_by_path(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(TEXT, "utf-8")

    assert [rule.id for rule in load_rules(path).rules] == ["r", "s"]
    assert [rule.id for rule in load_rules(str(path)).rules] == ["r", "s"]


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        load_rules(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"leadoff: \xff", "1:10: error[LO001]: this byte is not UTF-8 text: 0xFF"),
        (b"a: [b", "1:4: error[LO001]: this list `[` is not closed"),
    ],
)
def test_a_file_that_is_no_text_or_no_yaml(data: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(data)

    with pytest.raises(RuleSetError) as raised:
        load_rules(path)

    assert str(raised.value).splitlines()[0] == f"{path}:{expected}"


def test_any_pydantic_model_is_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "trip.yaml"
    path.write_text(TRIP, "utf-8")
    found = load_rules(path, Trip)

    assert [fact.name for fact in found.facts] == ["weather", "kind", "distance", "luggage"]
    assert found.decide(Trip(weather=Weather.RAIN)).outcome == "bus"
    assert found.decide(Trip(name="Home", kind="work", distance=30)).outcome == "bus"
    assert found.decide(Trip(weather=Weather.SUN, distance=3)).fired == ()
    assert found.decide({"weather": "sun", "distance": 3}).outcome == "bike"


def test_a_model_with_a_field_that_cannot_be_a_fact(tmp_path: Path) -> None:
    class Wrong(BaseModel):
        tags: list[str]

    path = tmp_path / "trip.yaml"
    path.write_text(TRIP, "utf-8")

    with pytest.raises(ModelError, match=r"^Wrong\.tags: list cannot be a fact"):
        load_rules(path, Wrong)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (dict, "dict"),
        (Weather, "Weather"),
        ({"distance": 3}, "an object of dict"),
        (Trip(), "an object of Trip"),
        (None, "an object of NoneType"),
    ],
)
def test_a_profile_that_is_no_pydantic_model(given: type[BaseModel], shown: str) -> None:
    with pytest.raises(ModelError) as raised:
        load_rules(profile=given)

    assert str(raised.value) == (
        f"{shown} is no pydantic model; give a class that derives from BaseModel"
    )


def test_rules_for_a_model_are_judged_by_its_fields() -> None:
    wrong = TRIP.replace("distance: {at_least: 20}", "distance: {at_least: 101}")

    assert messages(lambda: rules(wrong, facts_of_model(Trip))) == [
        (
            "rules:6:43: error[LO102]: `distance`: 101 is outside the allowed values\n"
            "  help: write a whole number from 0 to 99"
        )
    ]


def test_the_business_facts_need_no_pydantic() -> None:
    assert profile_facts(BusinessFacts) == profile_facts(BusinessProfile) == BUSINESS
    assert profile_facts(Trip) == facts_of_model(Trip)


def test_a_business_profile_is_decided_as_the_mapping_of_its_fields() -> None:
    found = load_rules()
    model = BusinessProfile(name="Ours", customer_type="b2b", direct_sales_share=90.0)

    assert found.decide(model) == found.decide({"customer_type": "b2b", "direct_sales_share": 90})
    assert found.profile(model).name == "Ours"


def test_a_profile_that_was_read_is_taken_as_it_is() -> None:
    found = rules(TEXT)
    profile = Profile({"p": True, "q": False}, "Ours")

    assert found.profile(profile) is profile
    assert found.decide(profile) == found.decide({"p": True, "q": False})


def test_an_empty_profile_is_a_profile() -> None:
    assert rules(TEXT).decide({}) == rules(TEXT).decide(Profile({}))


def test_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(ProfileError, match="there is no fact `r`"):
        rules(TEXT).decide({"r": True})


def test_without_refinements_their_overrides_are_absent() -> None:
    found = rules(TEXT)
    on = {"p": True, "q": True}

    assert found.decide(on).fired == ("s",)
    assert found.post_only.decide(on).fired == ("r",)
    assert found.post_only is found.post_only
    assert found.post_only.post_only is found.post_only
    assert [rule.id for rule in found.post_only.rules] == ["r"]


def test_cells_are_those_of_the_whole_file_without_refinements_too() -> None:
    text = (
        FIRST
        + """\
rules:
  - {id: r, when: {n: {above: 3}}, gives: a}
  - {id: s, when: {n: {above: 5}}, gives: b, origin: refinement}
laws: [{id: l, when: {n: {above: 7}}, never: a}]
"""
    )
    found = rules(text)
    counts = [
        [fact.cells.count for fact in each.machine.compiled.facts]
        for each in (found, found.post_only)
    ]

    assert counts == [[4], [4]]


def test_too_many_terms_in_a_law_are_refused_at_its_when() -> None:
    facts = ", ".join(f"f{n}: {{kind: flag}}" for n in range(16))
    parts = ", ".join(f"{{f{n}: true}}" for n in range(16))
    text = (
        f"leadoff: 1\nprofile: none\nfacts: {{{facts}}}\noutcomes: {{a: {{}}}}\n"
        "decide: {by: first}\nrules: [{id: r, when: always, gives: a}]\n"
        f"laws:\n  - id: l\n    never: a\n    when: {{some: {{at_least: 8, of: [{parts}]}}}}\n"
    )

    assert messages(lambda: rules(text)) == [
        (
            "rules:10:5: error[LO010]: this condition expands to more than 4,096 combinations\n"
            "  help: split the rule, or ask for fewer of its parts at once"
        )
    ]


@pytest.mark.parametrize("installed", [True, False])
def test_the_shipped_rules_are_found_installed_or_in_a_checkout(
    installed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "leadoff"
    (package / "engine").mkdir(parents=True)
    if installed:
        (package / "rules").mkdir()
        (package / "rules" / "sales-or-marketing.yaml").touch()
    monkeypatch.setattr("leadoff.engine.rule_set.__file__", str(package / "engine" / "rule_set.py"))

    home = package if installed else tmp_path
    assert shipped_rules() == str(home / "rules" / "sales-or-marketing.yaml")


@pytest.mark.parametrize(
    "text", [TEXT, (ROOT / "rules/sales-or-marketing.yaml").read_text("utf-8")]
)
@pytest.mark.parametrize("has_decided", [False, True])
def test_a_rule_set_can_be_copied_and_sent_to_another_process(text: str, has_decided: bool) -> None:
    original = rules(text)
    if has_decided:
        original.decide({})

    for again in (pickle.loads(pickle.dumps(original)), copy.deepcopy(original)):
        assert again.decide({}) == original.decide({})
        assert pickle.loads(pickle.dumps(again.decide({}))) == original.decide({})
