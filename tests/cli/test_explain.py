"""`leadoff explain`: pages of codes, rules and facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leadoff.diagnostic.code import Code
from leadoff.linter.manual import manual_of

from .command import leadoff
from .test_golden import check

ELSEWHERE = ("--rules", "examples/elsewhere/bike-or-bus.yaml")
PAGES = {
    "code": ("LO701",),
    "code-read": ("LO003",),
    "rule": ("founder-sells-first",),
    "rule-set-aside": ("new-launch",),
    "fact": ("customer_type",),
    "rule-elsewhere": ("warm-rain", *ELSEWHERE),
    "item": ("market-research",),
    "phase": ("widen",),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str) -> None:
    done = leadoff("explain", *PAGES[name])

    assert (done.code, done.err) == (0, "")
    check(f"explain-{name}", done.out)


@pytest.mark.parametrize("name", ["code", "rule", "fact", "item", "phase"])
def test_a_page_in_other_formats(name: str) -> None:
    for format in ("json", "markdown"):
        done = leadoff("explain", *PAGES[name], "--format", format)

        assert (done.code, done.err) == (0, "")
        check(f"explain-{name}-{format}", done.out)


@pytest.mark.parametrize("columns", [40, 120])
def test_a_page_at_another_width(columns: int) -> None:
    for name in ("code", "rule", "item"):
        check(
            f"explain-{name}-at-{columns}",
            leadoff("explain", *PAGES[name], COLUMNS=str(columns)).out,
        )


@pytest.mark.parametrize("name", ["lo305", "tie", "Tie", "LO305"])
def test_a_code_by_its_name_in_any_case(name: str) -> None:
    assert leadoff("explain", name).out.startswith("LO305 tie")


def test_the_list_has_every_code_with_a_page() -> None:
    codes = [code for code in Code if manual_of(code) is not None]

    text = leadoff("explain", "--list").out
    data = json.loads(leadoff("explain", "--list", "--format", "json").out)
    table = leadoff("explain", "--list", "--format", "markdown").out

    assert [line.split()[0] for line in text.splitlines() if line.startswith("LO")] == [
        code.value for code in codes
    ]
    assert [each["name"] for each in data["codes"]] == [code.title for code in codes]
    assert len(table.splitlines()) == len(codes) + 2


def test_a_page_of_a_code_needs_no_rules() -> None:
    assert leadoff("explain", "LO305", "--rules", "missing.yaml").code == 3
    assert leadoff("explain", "LO305").code == 0


def test_a_name_of_two_things_is_explained_twice() -> None:
    rules = (
        b"leadoff: 1\nprofile: none\nfacts: {tie: {kind: flag}}\noutcomes: {x: {}}\n"
        b"decide: {by: first}\nrules: [{id: tie, when: {tie: true}, gives: x}]\n"
    )

    text = leadoff("explain", "tie", "--rules", "-", stdin=rules)
    data = leadoff("explain", "tie", "--rules", "-", "--format", "json", stdin=rules)

    assert [line for line in text.out.splitlines() if line.startswith(("tie", "LO"))] == [
        "LO305 tie  (warning)",
        "tie",
        "tie",
    ]
    assert [each["kind"] for each in json.loads(data.out)] == ["code", "rule", "fact"]


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("few-buyer", "did you mean `few-buyers`?"),
        ("self-serv", "did you mean `self_serve`?"),
        ("lead-scorin", "did you mean `lead-scoring`?"),
        ("hand-ove", "did you mean `hand-over`?"),
        ("missing-reasons", "did you mean `missing-reason`?"),
        ("zzzzzzz", "`leadoff explain --list` shows the codes, `leadoff facts` the facts"),
    ],
)
def test_an_unknown_name(name: str, help: str) -> None:
    done = leadoff("explain", name)

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == (
        f"leadoff: there is nothing called `{name}` to explain: {help}"
    )


def test_no_name() -> None:
    done = leadoff("explain")

    assert done.code == 2
    assert done.err.startswith("leadoff: explain needs a code, a rule, a fact or a part of a plan")


PLAYBOOK = """\
leadoff-playbook: 1
items:
  r: {kind: activity, owner: sales, how: [{when: {any: [{p: true}, {q: true}]}, say: Do it.}]}
phases:
  one:
    owner: both
    weeks: {times: 2, of: q_days, at_least: 1, at_most: 9}
    entry: now
    exit: then
    measure: it
    when: {p: true}
    do: [{item: r, when: {q: false}}]
plans: {a: {phases: [one]}}
"""
RULES = """\
leadoff: 1
profile: none
facts: {p: {kind: flag}, q: {kind: flag}, q_days: {kind: whole, unit: days}}
outcomes: {a: {}}
decide: {by: first, otherwise: a}
playbook: PLAYBOOK
rules: [{id: r, when: {p: true}, gives: a}]
"""


@pytest.fixture
def rules(tmp_path: Path) -> str:
    (tmp_path / "plan.yaml").write_text(PLAYBOOK)
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace("PLAYBOOK", "plan.yaml"))
    return str(path)


def test_conditions_of_a_plan_are_said_in_words(rules: str) -> None:
    item = leadoff("explain", "r", "--rules", rules).out.split("\n\n")
    phase = leadoff("explain", "one", "--rules", rules).out

    assert item[-1] == (
        "  how       if any of these:\n"
        "              p is yes\n"
        "              q is yes\n"
        "              Do it.\n"
        "  plans     a: phase 1, one\n"
    )
    assert phase == (
        "one  one  (phase)\n"
        "  both sides, 1 to 9 weeks, 2 times q_days\n\n"
        "  only if      p is yes\n"
        "  begins when  now\n"
        "  done when    then\n"
        "  watch        it\n"
        "  do           r (r)\n"
        "                 if q is no\n"
        "  plans        a: phase 1, one\n"
    )


def test_a_rule_and_an_item_of_one_name_are_both_explained(rules: str) -> None:
    data = json.loads(leadoff("explain", "r", "--rules", rules, "--format", "json").out)

    assert [each["kind"] for each in data] == ["rule", "activity"]
    assert data[1]["how"] == [
        {"text": "Do it.", "conditions": ["any of these:", "  p is yes", "  q is yes"]}
    ]
    assert data[1]["plans"] == [{"answer": "a", "number": 1, "phase": "one"}]


def test_a_broken_playbook_hides_its_own_parts_alone(rules: str) -> None:
    Path(rules).with_name("plan.yaml").write_text("items: 3")

    assert leadoff("explain", "r", "--rules", rules).out.startswith("r\n")
    unknown = leadoff("explain", "one", "--rules", rules)
    assert (unknown.code, unknown.out) == (3, "")
    assert "plan.yaml:1:" in unknown.err
