"""The JSON form: the keys the README promises, sorted, and all that the text shows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from .command import ROOT, leadoff, process
from .test_golden import BUSINESSES, ELSEWHERE

if TYPE_CHECKING:
    from pathlib import Path

CALLS: dict[str, tuple[str, ...]] = {
    **{name: ("advise", f"examples/{name}.yaml") for name in BUSINESSES},
    "elsewhere": ELSEWHERE,
    "no answers": ("advise", "-"),
    "post only": ("advise", "examples/security-startup.yaml", "--post-only"),
    "warned": ("advise", "examples/cafe.yaml", "--set", "direct_sales_share=0.6"),
}


def _promised() -> dict[str, str]:
    """Each key of the README's table, and what the table says of it."""
    table = (ROOT / "README.md").read_text("utf-8").partition("### JSON")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", table, re.MULTILINE)
    return {key: said for keys, said in rows for key in re.findall(r"`(\w+)`", keys)}


def _named(said: str) -> set[str]:
    """The keys named in a cell of the table, those in parentheses left out."""
    return set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", said)))


def _json(*arguments: str, stdin: bytes = b"") -> Any:
    return json.loads(leadoff(*arguments, "--format", "json", stdin=stdin).out)


def _unsorted_keys(text: str) -> list[list[str]]:
    """The keys of each object that are not in order, or are there twice."""
    found: list[list[str]] = []

    def look(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        if keys != sorted(set(keys)):
            found.append(keys)
        return dict(pairs)

    json.loads(text, object_pairs_hook=look)
    return found


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", CALLS)
def test_the_keys_are_those_of_the_readme(name: str) -> None:
    assert set(_json(*CALLS[name])) == set(_promised())


@pytest.mark.parametrize("name", CALLS)
def test_the_keys_are_sorted_at_every_depth(name: str) -> None:
    assert _unsorted_keys(leadoff(*CALLS[name], "--format", "json").out) == []


@pytest.mark.parametrize("key", ["rules", "profile", "next_question"])
def test_the_keys_of_an_object_are_those_of_the_readme(key: str) -> None:
    found = _json("advise", "examples/barely-started.yaml")

    assert set(found[key]) == _named(_promised()[key])


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("firings", "consultancy"),
        ("not_fired", "consultancy"),
        ("warnings", "warned"),
    ],
)
def test_the_keys_of_an_entry_are_those_of_the_readme(key: str, name: str) -> None:
    entries = _json(*CALLS[name])[key]

    assert entries
    assert {frozenset(each) for each in entries} == {frozenset(_named(_promised()[key]))}


def test_the_keys_of_a_rule_set_aside_are_those_of_a_firing_and_by() -> None:
    (entry,) = _json(*CALLS["consultancy"])["set_aside"]

    assert set(entry) == _named(_promised()["firings"]) | {"by"}


def test_the_keys_of_a_need_and_of_an_effect() -> None:
    found = _json(*CALLS["barely-started"])

    assert set(found["not_fired"][0]["needs"][0]) == {"fact", "needed", "answer"}
    assert set(found["next_question"]["effects"][0]) == {"answer", "results"}


def test_outvoted_and_open_are_parts_of_the_longer_lists() -> None:
    for name in ("consultancy", "barely-started", "insurance-broker"):
        found = _json(*CALLS[name])

        assert [each for each in found["outvoted"] if each not in found["firings"]] == []
        assert [each for each in found["open"] if each not in found["not_fired"]] == []


@pytest.mark.parametrize(
    ("policy", "answers", "result", "outcomes"),
    [
        ("votes", "a: true\nb: false\n", "outcome", ["x"]),
        ("votes", "a: true\nb: true\n", "tie", []),
        ("votes", "a: false\nb: false\n", "none", []),
        ("first", "a: true\nb: true\n", "outcome", ["x"]),
        ("unique", "a: false\nb: true\n", "outcome", ["y"]),
        ("any", "a: true\nb: false\n", "outcome", ["x"]),
        ("priority", "a: true\nb: true\n", "outcome", ["x"]),
        ("collect", "a: true\nb: true\n", "outcomes", ["x", "y"]),
        ("collect", "a: false\nb: false\n", "none", []),
    ],
)
def test_the_result_under_a_policy(
    policy: str, answers: str, result: str, outcomes: list[str], tmp_path: Path
) -> None:
    speaks = "strength: s, votes" if policy == "votes" else "gives"
    strengths = "strengths: {s: 1}\n" if policy == "votes" else ""
    rules, profile = tmp_path / "rules.yaml", tmp_path / "profile.yaml"
    rules.write_text(
        "leadoff: 1\nprofile: none\nfacts: {a: {kind: flag}, b: {kind: flag}}\n"
        f"outcomes: {{x: {{}}, y: {{}}}}\n{strengths}decide: {{by: {policy}}}\nrules:\n"
        f"  - {{id: r1, when: {{a: true}}, {speaks}: x}}\n"
        f"  - {{id: r2, when: {{b: true}}, {speaks}: y}}\n",
        "utf-8",
    )
    profile.write_text(answers, "utf-8")

    found = _json("advise", str(profile), "--rules", str(rules))

    assert set(found) == set(_promised())
    assert (found["result"], found["outcomes"]) == (result, outcomes)
    single = outcomes[0] if len(outcomes) == 1 and policy != "collect" else None
    assert found["outcome"] == single


def test_the_format_names_its_version() -> None:
    assert _json(*CALLS["cafe"])["format"] == "leadoff.recommendation/1"


def test_several_profiles_give_a_list_in_the_order_of_the_call() -> None:
    names = ("cafe", "home-solar", "cafe")

    found = _json("advise", *(f"examples/{name}.yaml" for name in names))

    assert found == [_json(*CALLS[name]) for name in names]


def test_the_rules_are_named_without_their_folder(tmp_path: Path) -> None:
    copy = tmp_path / "bike.yaml"
    copy.write_bytes((ROOT / ELSEWHERE[-1]).read_bytes())

    found = _json(*ELSEWHERE[:-1], str(copy))

    assert found["rules"]["file"] == "bike.yaml"
    assert found["rules"]["sha256"] == _json(*ELSEWHERE)["rules"]["sha256"]


def test_the_format_of_the_output_does_not_depend_on_the_terminal() -> None:
    plain = leadoff(*CALLS["cafe"], "--format", "json")

    assert plain == leadoff(
        *(*CALLS["cafe"], "--format", "json", "--color", "always", "--why", "all", "--brief"),
        COLUMNS="30",
        FORCE_COLOR="1",
    )


@pytest.mark.parametrize("name", ["consultancy", "barely-started", "elsewhere"])
def test_the_same_bytes_twice(name: str) -> None:
    first, second = (
        process(*CALLS[name], "--format", "json", PYTHONHASHSEED=seed, PYTHONIOENCODING="utf-8")
        for seed in ("2", "3")
    )

    assert (first.code, first.err) == (0, "")
    assert first == second


@pytest.mark.parametrize("name", [*BUSINESSES, "elsewhere"])
def test_the_text_shows_no_rule_that_json_leaves_out(name: str) -> None:
    report = leadoff(*CALLS[name], "--why", "all", COLUMNS="100").out
    found = _json(*CALLS[name])

    told = {
        (each["rule"], each["title"])
        for each in (*found["firings"], *found["set_aside"], *found["not_fired"])
    }
    shown = re.findall(r"^ +(?:\d+|→)  (\S.*?)  (\S+)(?:  \(refinement\))?$", report, re.MULTILINE)
    assert {(rule, title) for title, rule in shown} == told


@pytest.mark.parametrize("name", [*BUSINESSES, "elsewhere"])
def test_json_says_of_firing_rules_what_the_text_says(name: str) -> None:
    report = _words(leadoff(*CALLS[name]).out)
    found = _json(*CALLS[name])

    for each in found["firings"]:
        assert f"{each['points'] or '→'} {each['title']} {each['rule']}" in report
        assert _words(each["quote"] or each["because"] or "") in report
        assert _words(each["advises"] or "") in report
        assert [fact for fact in each["facts"] if f"{fact} = " not in report] == []


@pytest.mark.parametrize("name", [*BUSINESSES, "elsewhere"])
def test_json_says_of_the_answer_what_the_text_says(name: str) -> None:
    report = _words(leadoff(*CALLS[name]).out)
    found = _json(*CALLS[name])

    assert report.startswith(found["label"].upper())
    for word in (found["headline"], found["firmness"], found["profile"]["name"]):
        assert (word or "") in report
    for points in found["totals"].values():
        assert f" {points} " in report
    assert ("provisional" in report) == found["provisional"]


@pytest.mark.parametrize("name", ["barely-started", "insurance-broker"])
def test_json_says_of_the_question_what_the_text_says(name: str) -> None:
    report = _words(leadoff(*CALLS[name]).out)
    question = _json(*CALLS[name])["next_question"]

    assert question["question"] in report
    assert f"--set {question['fact']}=..." in report
    for effect in question["effects"]:
        assert f" {effect['answer']} " in report


def test_json_holds_the_warnings_that_standard_error_shows() -> None:
    done = leadoff(*CALLS["warned"], "--format", "json")
    (warning,) = json.loads(done.out)["warnings"]

    place = f"{warning['file']}:{warning['line']}:{warning['column']}"
    assert done.err.startswith(f"{place}: warning[{warning['code']}]: {warning['message']}\n")
    assert f"= help: {warning['help']}\n" in done.err
