"""The playbook that comes with leadoff: the post's own words, and promises that hold."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import leadoff
from leadoff.diagnostic.text import SourceText
from leadoff.facts.domain import Choice, Flag, Number, Whole
from leadoff.plan.parse import parse_playbook
from leadoff.plan.playbook import playbook_of
from leadoff.plan.promises import broken_promises

if TYPE_CHECKING:
    from leadoff.facts.fact import Fact
    from leadoff.plan.planning import Plan

ROOT = Path(__file__).parent.parent.parent
POST = " ".join((ROOT / "tests" / "post-excerpt.txt").read_text("utf-8").split())
RULES = leadoff.load_rules()
READY = playbook_of(RULES)
assert READY is not None
BOOK = READY.playbook
TEXT = BOOK.source.text
ITEMS = [item.id for item in BOOK.items if item.origin == "post"]


def some_answer(random: Random, fact: Fact) -> object:
    domain = fact.domain
    if isinstance(domain, Flag):
        return random.random() < 0.5
    if isinstance(domain, Choice):
        return random.choice(domain.values)
    if isinstance(domain, Whole):
        return random.randint(domain.lowest or 0, min(domain.highest or 3000, 1500))
    if isinstance(domain, Number):
        upper = domain.range.upper
        return Decimal(random.randint(1, int(upper.value) if upper else 60_000))
    return "other"


def some_plan(random: Random) -> Plan:
    answers: dict[str, Any] = {fact.name: some_answer(random, fact) for fact in RULES.facts}
    if answers["months_since_first_sale"] == 0:
        answers["paying_customers"] = 0
    plan = leadoff.advise(answers, with_flips=False).plan
    assert plan is not None
    return plan


def test_every_quote_is_in_the_post() -> None:
    for item in BOOK.items:
        assert (item.origin == "post") == bool(item.quote), item.id
        assert " ".join(item.quote.split()) in POST


def test_all_that_the_post_names_is_there() -> None:
    titles = re.findall(
        r"^  \d\. ([^:]+):", (ROOT / "tests/post-excerpt.txt").read_text("utf-8"), re.MULTILINE
    )

    assert len(ITEMS) == 15
    assert {item.title.casefold() for item in BOOK.items if item.origin == "post"} <= {
        title.casefold() for title in titles
    }


def test_every_result_that_the_rules_can_have_has_a_plan() -> None:
    answers = {outcome.id for outcome in RULES.file.outcomes} | {"none", "neither"}

    assert {outline.answer for outline in BOOK.outlines} == answers


def test_its_promises_hold_for_every_profile() -> None:
    assert BOOK.orders
    assert BOOK.standings
    assert broken_promises(BOOK, RULES) == ()


@pytest.mark.parametrize("seed", range(20))
def test_random_profiles_get_plans_that_keep_the_promises(seed: int) -> None:
    random = Random(seed)
    for _ in range(100):
        plan = some_plan(random)
        done = [step.item.id for phase in plan.phases for step in phase.steps]

        assert set(ITEMS) <= set(done)
        assert {"shared-goals", "open-communication"} <= {
            step.item.id for phase in plan.stages[0] for step in phase.steps
        }
        sales = ["lead-qualification", "building-relationships", "negotiation", "closing-the-deal"]
        assert sorted(sales, key=done.index) == sales
        assert done.index("market-research") < done.index("brand-positioning")
        assert done.index("closing-the-deal") < done.index("feedback-loop")
        assert all(p.phase.entry and p.phase.exit and p.phase.measure for p in plan.phases)
        assert all(step.how for phase in plan.phases for step in phase.steps)


BREAKING = [
    ("phases: [agree, prepare,", "phases: [prepare, agree,", "in the first phase"),
    ("do: [market-research, brand-positioning]", "do: [brand-positioning]", "is missing"),
    ("do: [content-creation, lead-generation]", "do: [content-creation]", "is missing"),
    ("do: [market-research, brand-positioning]", "do: [brand-positioning, market-research]",
     "`market-research` does not begin before `brand-positioning`"),
    ("do: [negotiation, closing-the-deal,", "do: [closing-the-deal, negotiation,",
     "`negotiation` does not begin before `closing-the-deal`"),
    ("do: [customer-engagement, lead-scoring]\n", "do: [customer-engagement]\n", "is missing"),
    ("    handoff:\n      to: sales\n", "    handoff:\n      to: marketing\n",
     "nothing is handed to sales"),
    ("    repeats: talk\n", "", "in no phase that repeats"),
    ("do: [outreach, lead-qualification, building",
     "do: [outreach, {item: lead-qualification, when: {deciders: {at_most: 4}}}, building",
     "`lead-qualification` is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem"), BREAKING)
def test_breaking_a_promise_is_found_with_a_business_that_shows_it(
    old: str, new: str, problem: str
) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    book = parse_playbook(SourceText("playbook", text), RULES.file)

    found = broken_promises(book, RULES)

    assert any(problem in each.problem for each in found), [each.problem for each in found]
    for each in found:
        decision = RULES.decide(dict(each.witness))
        assert (decision.outcome or "neither") in (each.outline.answer, "neither")


def test_the_examples_have_plans_of_sensible_length() -> None:
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        plan = leadoff.advise(yaml.safe_load(path.read_text("utf-8")), with_flips=False).plan

        assert plan is not None
        assert 8 <= plan.weeks.at_least <= plan.weeks.at_most <= 80, path
