"""The shipped rules: quotes, sources, and the answers for twelve businesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

import pytest
import yaml

from leadoff.advice.advise import advise
from leadoff.engine.rule_set import load_rules
from leadoff.facts.profile import read_profile
from leadoff.source.reading import read_source

from .examples import ROOT

if TYPE_CHECKING:
    from leadoff.ruleset.model import Rule

RULES = load_rules()
POST = " ".join((ROOT / "tests" / "post-excerpt.txt").read_text("utf-8").split())
GUIDELINES = [rule for rule in RULES.rules if rule.origin == "post"]
REFINEMENTS = [rule for rule in RULES.rules if rule.origin == "refinement"]


class Answer(TypedDict):
    """What the rules must answer; keys that are missing are None."""

    outcome: str
    firmness: NotRequired[str]
    lean: NotRequired[str]
    totals: dict[str, int]
    provisional: bool
    fired: list[str]


class Business(TypedDict):
    id: str
    name: str
    facts: dict[str, object]
    expect: Answer
    post_only: Answer


BUSINESSES: list[Business] = yaml.safe_load((ROOT / "tests" / "businesses.yaml").read_text("utf-8"))


def test_five_guidelines_and_eight_refinements() -> None:
    assert (len(GUIDELINES), len(REFINEMENTS), len(RULES.rules)) == (5, 8, 13)


@pytest.mark.parametrize("rule", GUIDELINES, ids=lambda rule: rule.id)
def test_every_quote_is_the_posts_word_for_word(rule: Rule) -> None:
    assert " ".join(rule.quote.split()) in POST
    assert rule.quote


@pytest.mark.parametrize("rule", REFINEMENTS, ids=lambda rule: rule.id)
def test_a_refinement_has_a_reason_and_a_source_and_quotes_nothing(rule: Rule) -> None:
    assert [name for name in ("source", "because", "note") if not getattr(rule, name)] == []
    assert rule.quote == ""


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_note_says_what_is_ours(rule: Rule) -> None:
    assert "ours, not the post's" in rule.note or "No number here is ours" in rule.note


@pytest.mark.parametrize("business", BUSINESSES, ids=lambda business: business["id"])
def test_an_example_holds_the_facts_of_its_business(business: Business) -> None:
    source, _ = read_source(str(ROOT / "examples" / f"{business['id']}.yaml"))
    profile = read_profile(source, RULES.facts)

    assert (profile.name, dict(profile.answers)) == (business["name"], business["facts"])


@pytest.mark.parametrize("post_only", [False, True], ids=["all rules", "post only"])
@pytest.mark.parametrize("business", BUSINESSES, ids=lambda business: business["id"])
def test_the_answer_for_a_business(business: Business, post_only: bool) -> None:
    source, _ = read_source(str(ROOT / "examples" / f"{business['id']}.yaml"))
    decision = advise(read_profile(source, RULES.facts), RULES, post_only=post_only).decision
    expected = business["post_only" if post_only else "expect"]

    assert {
        "outcome": decision.outcome,
        "firmness": decision.firmness,
        "lean": decision.lean,
        "totals": decision.totals,
        "provisional": decision.provisional,
        "fired": list(decision.fired),
    } == {"firmness": None, "lean": None, **expected}


@pytest.mark.parametrize("business", BUSINESSES, ids=lambda business: business["id"])
def test_the_facts_alone_give_the_same_answer(business: Business) -> None:
    assert RULES.decide(business["facts"]).fired == tuple(business["expect"]["fired"])
    assert RULES.post_only.decide(business["facts"]).fired == tuple(business["post_only"]["fired"])
