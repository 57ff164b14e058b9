"""`leadoff whatif` and `leadoff compare`: what a change does, and what cannot be asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .command import ROOT, leadoff

PROFILE = "examples/consultancy.yaml"
BUSINESSES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
UNIQUE = """\
leadoff: 1
profile: none
facts: {p: {kind: flag}, q: {kind: flag}}
outcomes: {a: {}, b: {}}
decide: {by: unique}
rules: [{id: r, when: {p: true}, gives: a}, {id: s, when: {q: true}, gives: b}]
"""


@pytest.mark.parametrize("name", BUSINESSES)
def test_every_flip_that_advise_shows_really_flips(name: str) -> None:
    path = f"examples/{name}.yaml"
    advised = json.loads(leadoff("advise", path, "--format", "json").out)
    flips = advised["flips"]
    assert flips["proved"]

    for flip in [*flips["singles"], *(flips["pairs"] or [])]:
        tried = [word for change in flip["changes"] for word in ("--set", _typed(change))]
        done = json.loads(leadoff("whatif", path, *tried, "--format", "json").out)
        decision = done["after"]["decision"]

        assert {key: decision[key] for key in flip["after"]} == flip["after"], tried
        before = {key: advised[key] for key in flip["after"]}
        assert flip["after"] != before, tried


def _typed(change: dict[str, Any]) -> str:
    value = change["value"]
    return f"{change['fact']}={'yes' if value is True else 'no' if value is False else value}"


def test_the_text_shows_the_flips_of_the_json() -> None:
    flips = json.loads(leadoff("whatif", PROFILE, "--flips", "--format", "json").out)["flips"]
    text = leadoff("whatif", PROFILE, "--flips").out
    text = " ".join(text.split())

    for flip in [*flips["singles"], *flips["pairs"]]:
        for change in flip["changes"]:
            assert f"{change['fact']} is {change['answers']} (" in text


def test_without_a_change_to_try_it_lists_the_flips() -> None:
    assert leadoff("whatif", PROFILE) == leadoff("whatif", PROFILE, "--flips")


def test_time_does_not_run_back_and_what_would_need_that_comes_last() -> None:
    text = leadoff("whatif", "examples/hr-software.yaml", COLUMNS="120").out
    turning = text.split("\n\n")[1]
    lines = [line for line in turning.splitlines() if "if " in line or "or " in line]

    assert ["does not run back" in line for line in lines] == [False, True, True]
    assert "months_since_first_sale is 13 to 35 (now 60; time does not run back)" in turning


def test_time_that_is_still_to_come_is_marked_as_such() -> None:
    text = leadoff("whatif", "examples/marketplace.yaml", COLUMNS="120").out

    assert "months_since_first_sale is 13 or more (now 10; time only)" in text
    assert "run back" not in text


def test_another_name_is_a_change() -> None:
    renamed = leadoff("whatif", PROFILE, "--set", "name=x").out
    unnamed = leadoff("whatif", PROFILE, "--unset", "name", "--set", "deciders=3").out
    same = leadoff("whatif", PROFILE, "--set", "deciders=2").out

    before = "Two-person consultancy"
    assert f"With this change\n  name: {before} → x\n  No rule reacts" in renamed
    assert f"With these changes\n  name: {before} → none\n  deciders" in unnamed
    assert "With this change\n  The profile says all this already.\n" in same


def test_advise_names_the_command_for_the_other_flips_and_the_whole_plan() -> None:
    """Both can be typed as they are shown, and do what they say."""
    advised = leadoff("advise", PROFILE, "--set", "deciders=2").out
    shown = [
        line.partition(": leadoff ")[2] for line in advised.splitlines() if ": leadoff " in line
    ]
    flips, plan = (leadoff(*line.split()) for line in shown)

    assert "Two changes that do what neither does alone" in flips.out
    assert plan.out.count("watch:") > advised.count("watch:")
    assert (flips.code, plan.code) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--flips", "--sweep", "deciders"), "--flips and --sweep are two questions"),
        (("--sweep", "paying_custmers"), "did you mean `paying_customers`?"),
        (("--sweep", "deciders=5"), "`5` is no range: write `--sweep deciders=A..B`"),
        (("--sweep", "deciders=5..1"), "is empty: write the lower end first"),
        (("--sweep", "deciders=0..9"), "`deciders`: 0 is outside the allowed values"),
        (("--sweep", "deciders=a..9"), "`a` is not a number"),
        (
            ("--sweep", "industry=a..b"),
            "`industry` has no order to sweep along: write `--sweep industry`",
        ),
        (("--sweep", ""), "name a fact to sweep"),
        (("--flips", "--format", "xml"), "--format does not take `xml`"),
    ],
)
def test_what_cannot_be_asked(arguments: tuple[str, ...], said: str) -> None:
    done = leadoff("whatif", PROFILE, *arguments)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PROFILE,), "there is nothing to compare it with"),
        ((PROFILE, PROFILE, "--rules-b", "x"), "not both at once"),
        (("-", "-"), "standard input can be read only once"),
    ],
)
def test_what_cannot_be_compared(arguments: tuple[str, ...], said: str) -> None:
    done = leadoff("compare", *arguments)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_files_that_are_missing() -> None:
    assert leadoff("whatif", "nowhere.yaml", "--flips").code == 3
    assert leadoff("compare", PROFILE, "nowhere.yaml").code == 3
    assert leadoff("compare", PROFILE, "--rules-b", "nowhere.yaml").code == 3


def test_a_profile_from_standard_input() -> None:
    text = (ROOT / PROFILE).read_bytes()

    assert leadoff("whatif", "-", "--flips", stdin=text) == leadoff("whatif", PROFILE, "--flips")
    assert leadoff("compare", "-", PROFILE, stdin=text).out.endswith("Nothing differs.\n")


def test_a_typed_answer_is_refused_where_it_stands() -> None:
    done = leadoff("whatif", PROFILE, "--set", "deciders=99")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("--set:1:10: error[LO102]: `deciders`: 99 is outside")


def test_a_change_that_contradicts_an_assumption_is_warned_of() -> None:
    done = leadoff("whatif", PROFILE, "--set", "months_since_first_sale=0")

    assert done.code == 0
    assert "rules: Who has sold nothing yet has no paying customers" in done.err
    assert done.err.count("warning") == 2  # the warning, and the line that counts it


def test_two_rules_of_which_only_one_may_fire_are_an_error_all_the_same(tmp_path: Any) -> None:
    (tmp_path / "rules.yaml").write_text(UNIQUE)
    (tmp_path / "profile.yaml").write_text("p: true\nq: false\n")
    files = (str(tmp_path / "profile.yaml"), "--rules", str(tmp_path / "rules.yaml"))
    done = leadoff("whatif", *files, "--set", "q=yes")

    assert (done.code, "TWO ANSWERS AT ONCE" in done.out) == (3, True)
    assert "error" in done.err
    assert leadoff("whatif", *files, "--flips").out.count("two answers at once") == 1


def test_without_the_refinements_other_flips_are_found() -> None:
    post = leadoff("whatif", PROFILE, "--flips", "--post-only").out

    assert post.startswith("MARKETING FIRST, leaning")
    assert "self_serve" not in post
    assert (
        "No rule tests this"
        in leadoff("whatif", PROFILE, "--sweep", "self_serve", "--post-only").out
    )


def test_a_sweep_starts_from_the_changed_profile() -> None:
    done = leadoff("whatif", PROFILE, "--set", "paying_customers=12", "--sweep", "deciders=..9")

    assert done.out.startswith("MARKETING FIRST, close call")
    assert "deciders from 1 to 9 (now 2 people)" in done.out


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ("whatif", PROFILE, "--set", "paying_customers=12"),
        ("whatif", PROFILE, "--flips"),
        ("whatif", PROFILE, "--sweep", "paying_customers"),
        ("whatif", PROFILE, "--sweep", "customer_type"),
        ("compare", PROFILE, "examples/home-solar.yaml"),
    ],
)
def test_no_line_is_wider_than_the_terminal(arguments: tuple[str, ...], columns: int) -> None:
    done = leadoff(*arguments, COLUMNS=str(columns))

    assert max(map(len, done.out.splitlines())) <= columns


def test_nothing_but_ascii_where_nothing_else_can_be_shown() -> None:
    for arguments in (("--flips",), ("--sweep", "paying_customers"), ("--set", "self_serve=yes")):
        done = leadoff("whatif", PROFILE, *arguments, encoding="ascii")
        assert done.out.isascii()
        assert "\\u" not in done.out


def test_one_profile_under_two_rule_files(tmp_path: Any) -> None:
    shipped = (ROOT / "rules/sales-or-marketing.yaml").read_text("utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(shipped.replace("id: few-buyers", "id: fewest-buyers"), "utf-8")
    out = leadoff("compare", PROFILE, "--rules-b", str(other)).out

    assert "* few-buyers               40 for sales first         no such rule" in out
    assert "* fewest-buyers            no such rule               40 for sales first" in out
    assert "  answer                   sales first, leaning       sales first, leaning" in out


def test_a_profile_under_rules_of_another_kind(tmp_path: Any) -> None:
    (tmp_path / "votes.yaml").write_text(
        UNIQUE.replace("unique", "votes")
        .replace("decide", "strengths: {one: 1}\ndecide")
        .replace("gives: a", "votes: a, strength: one")
        .replace("gives: b", "settles: b")
    )
    (tmp_path / "unique.yaml").write_text(UNIQUE)
    (tmp_path / "profile.yaml").write_text("p: false\nq: true\n")
    rules = ("--rules", str(tmp_path / "votes.yaml"), "--rules-b", str(tmp_path / "unique.yaml"))
    out = leadoff("compare", str(tmp_path / "profile.yaml"), *rules, COLUMNS="90").out

    marked = [line.split()[1:] for line in out.splitlines() if line.startswith("* ")]
    assert marked == [["a", "0", "-"], ["b", "0", "-"], ["s", "settles", "b", "gives", "b"]]


@pytest.mark.parametrize(("columns", "bar"), [("20", False), ("80", True)])
def test_a_bar_that_does_not_fit_is_left_out(columns: str, bar: bool, tmp_path: Any) -> None:
    rules = "".join(
        f"  - {{id: r{n}, when: {{n: {{at_least: {n}, at_most: {n}}}}}, gives: {'ab'[n % 2]}}}\n"
        for n in range(1, 15)
    )
    (tmp_path / "rules.yaml").write_text(
        "leadoff: 1\nprofile: none\nfacts: {n: {kind: whole, range: {at_least: 0, at_most: 20}}}\n"
        f"outcomes: {{a: {{}}, b: {{}}}}\ndecide: {{by: first}}\nrules:\n{rules}"
    )
    (tmp_path / "profile.yaml").write_text("n: 3\n")
    files = (str(tmp_path / "profile.yaml"), "--rules", str(tmp_path / "rules.yaml"))
    lines = leadoff("whatif", *files, "--sweep", "n", COLUMNS=columns).out.splitlines()

    assert lines[0].startswith("B")
    assert any(line.count("█") > 2 for line in lines) == bar
