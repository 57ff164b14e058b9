"""From a playbook to a plan: what is in it, for how long, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadoff.advice.wire_plan import plan_dict

from .examples import PLAYBOOK, ready, rule_set

if TYPE_CHECKING:
    from leadoff.advice.wire_plan import StepDict
    from leadoff.plan.planning import Plan

RULES = rule_set()


def plan(answer: str, answers: dict[str, object], *possible: str) -> Plan:
    fired = [rule for rule in RULES.rules if rule.id in RULES.decide(answers).fired]
    found = ready().plan(answer, RULES.profile(answers), fired, possible)
    assert found is not None
    return found


def outline(found: Plan) -> list[list[str]]:
    """Phases with their items, in short."""
    return [
        [f"{each.phase.id}: {' '.join(step.item.id for step in each.steps)}" for each in stage]
        for stage in found.stages
    ]


def test_a_step_is_in_the_plan_where_its_condition_holds() -> None:
    wet = plan("walk", {"rain": True, "distance": 5, "sky": "grey"})
    dry = plan("walk", {"rain": False, "distance": 5, "sky": "grey"})

    assert outline(wet) == [["start: talk"], ["go: boots coat"], ["rest: coat"]]
    assert outline(dry) == [["start: talk"], ["go: boots"], ["rest: coat"]]


def test_what_is_said_under_a_condition_is_said_where_it_holds() -> None:
    def said(**answers: object) -> list[str]:
        found = plan("walk", {"distance": 5, **answers})
        return [each.text for each in (*found.monday, *found.stages[-1][0].steps[0].how)]

    assert said(rain=True, sky="grey") == ["Look out.", "Look again.", "Take it.", "Close it."]
    assert said(rain=False, sky="red") == ["Look out.", "Take it."]


def test_what_an_open_fact_decides_is_there_with_what_it_needs() -> None:
    found = plan("walk", {"distance": 5, "sky": "grey"})

    coat = found.stages[1][0].steps[1]
    assert coat.item.id == "coat"
    assert [str(need) for need in coat.needs] == ["rain: yes"]


def test_an_assumption_decides_a_condition_as_it_decides_a_rule() -> None:
    found = plan("walk", {"distance": 5, "sky": "blue"})

    assert outline(found)[1] == ["go: boots"]


def test_phases_side_by_side_make_one_stage() -> None:
    found = plan("ride", {"rain": True, "distance": 50, "sky": "grey"})

    assert outline(found) == [["start: talk"], ["go: boots coat", "rest: coat"]]


@pytest.mark.parametrize(
    ("distance", "weeks"),
    [(0, "2 weeks"), (9, "2 weeks"), (14, "3 weeks"), (15, "4 weeks"), (100, "9 weeks")],
)
def test_a_length_follows_its_fact_within_its_limits(distance: int, weeks: str) -> None:
    found = plan("walk", {"rain": False, "distance": distance, "sky": "grey"})

    assert str(found.stages[1][0].weeks) == weeks


def test_a_length_whose_fact_is_open_is_a_range() -> None:
    found = plan("walk", {"rain": False, "sky": "grey"})

    assert [str(each.weeks) for each in found.phases] == ["1 to 2 weeks", "2 to 9 weeks", "3 weeks"]
    assert [str(each.starts_after) for each in found.phases] == [
        "0 weeks",
        "1 to 2 weeks",
        "3 to 11 weeks",
    ]
    assert str(found.weeks) == "6 to 14 weeks"


def test_a_stage_lasts_as_long_as_its_longest_track() -> None:
    found = plan("ride", {"rain": True, "distance": 0, "sky": "grey"})

    assert str(found.weeks) == "4 to 5 weeks"


def test_a_step_names_the_firing_rules_that_it_serves() -> None:
    near = plan("walk", {"rain": False, "distance": 5, "sky": "grey"})
    far = plan("walk", {"rain": False, "distance": 50, "sky": "grey"})

    assert [rule.id for rule in near.stages[1][0].steps[0].because] == ["near"]
    assert far.stages[1][0].steps[0].because == ()


def test_a_phase_stays_if_every_possible_answer_has_it() -> None:
    short = PLAYBOOK.replace("ride: {phases: [start, [go, rest]]}", "ride: {phases: [start]}")
    found = ready(short).plan("walk", RULES.profile({}), (), ("walk", "ride", "neither"))

    assert found is not None
    assert [each.stays for each in found.phases] == [True, False, False]


def test_an_answer_without_a_plan_has_none() -> None:
    assert ready().plan("neither", RULES.profile({}), ()) is None


def test_a_plan_as_data() -> None:
    found = plan("walk", {"distance": 5, "sky": "grey"}, "walk")
    data = plan_dict(found)

    assert (data["answer"], data["weeks"]) == ("walk", {"at_least": 6, "at_most": 7})
    assert [each["text"] for each in data["monday"]] == ["Look out.", "Look again."]
    go = data["stages"][1][0]
    assert (go["id"], go["owner"], go["repeats"], go["stays"]) == ("go", "sales", "start", True)
    assert go["handoff"] == {"to": "marketing", "what": "The map."}
    boots: StepDict = {
        "item": "boots",
        "kind": "activity",
        "title": "Boots",
        "owner": "sales",
        "origin": "post",
        "quote": None,
        "source": None,
        "how": [{"text": "Lace them.", "only_if": []}],
        "because": ["near"],
        "only_if": [],
    }
    assert go["steps"][0] == boots
    assert go["steps"][1]["only_if"] == [{"fact": "rain", "needed": "yes"}]
