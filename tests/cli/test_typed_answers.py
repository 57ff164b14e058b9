"""`--set` and `--unset`: what a person may type, and what is said of a mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .command import Done, leadoff

if TYPE_CHECKING:
    from pathlib import Path

STARTED = "examples/barely-started.yaml"


def _set(*answers: str) -> Done:
    options = [word for answer in answers for word in ("--set", answer)]
    return leadoff("advise", STARTED, "--format", "json", *options)


def _answers(done: Done) -> dict[str, object]:
    answers: dict[str, object] = json.loads(done.out)["profile"]["answers"]
    return answers


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("yearly_value=40000", 40000),
        ("yearly_value=40k", 40000),
        ("yearly_value=40K", 40000),
        ("yearly_value=40 k", 40000),
        ("yearly_value=$40k", 40000),
        ("yearly_value=40,000", 40000),
        ("yearly_value=1.5m", 1500000),
        ("yearly_value=1.5M", 1500000),
        ("yearly_value=0.1", 0.1),
        ("yearly_value=2.50", 2.5),
        ("yearly_value=4e4", 40000),
        ("yearly_value=12345678901234567.5", "12345678901234567.5"),
        ("reachable_buyers=2m", 2000000),
        ("deciders= 3 ", 3),
        ("deciders=3.0", 3),
        ("direct_sales_share=60%", 60),
        ("direct_sales_share=60", 60),
        ("direct_sales_share=0", 0),
        ("direct_sales_share=1", 1),
        ("self_serve=yes", True),
        ("self_serve=Y", True),
        ("self_serve=true", True),
        ("self_serve=no", False),
        ("self_serve=N", False),
        ("self_serve=FALSE", False),
        ("customer_type=b2c", "b2c"),
        ("customer_type=B2C", "b2c"),
        ("industry=food = drink", "food = drink"),
        ("industry=40k", "40k"),
        ("industry=yes", "yes"),
    ],
)
def test_typed_answer(answer: str, value: object) -> None:
    done = _set(answer)

    assert (done.code, done.err) == (0, "")
    got = _answers(done)[answer.partition("=")[0]]
    assert (got, type(got)) == (value, type(value))


@pytest.mark.parametrize(
    ("answer", "place", "said", "helped"),
    [
        ("yearly_value=40000 EUR", 14, "`40000 EUR` is not a number", "40k"),
        ("yearly_value=40kk", 14, "`40kk` is not a number", "40k"),
        ("yearly_value=4,00", 14, "`4,00` is not a number", "40k"),
        ("yearly_value=60%", 14, "`60%` is a share", "US dollars"),
        ("yearly_value=0", 14, "0 is outside the allowed values", "above 0"),
        ("yearly_value=-1", 14, "-1 is outside the allowed values", "above 0"),
        ("yearly_value=1e400", 14, "`1e400` is of no size that occurs", "a number above 0"),
        ("yearly_value=nan", 14, "`nan` is not a number", "a number above 0"),
        ("yearly_value=inf", 14, "`inf` is not a number", "a number above 0"),
        ("yearly_value=١٢", 14, "`١٢` is not a number", "a number above 0"),
        ("yearly_value=0x1F", 14, "`0x1F` is not a number", "a number above 0"),
        ("yearly_value=", 14, "an empty text is not a number", "a number above 0"),
        ("deciders=1.5", 10, "1.5 is not written as a whole number", "without a fraction"),
        ("deciders=4k", 10, "4000 is outside the allowed values", "from 1 to 50"),
        ("deciders=three", 10, "`three` is not a number", "from 1 to 50"),
        ("direct_sales_share=101", 20, "101 is outside the allowed values", "from 0 to 100"),
        ("direct_sales_share=101%", 20, "101 is outside the allowed values", "from 0 to 100"),
        ("self_serve=maybe", 12, "`maybe` is neither yes nor no", "write yes or no"),
        ("self_serve=1", 12, "`1` is neither yes nor no", "write yes or no"),
        ("self_serve=", 12, "an empty text is neither yes nor no", "write yes or no"),
        ("customer_type=b2d", 15, "`b2d` is not one of the values", "did you mean `b2b`?"),
        ("customer_type=company", 15, "`company` is not one", "one of `b2b`, `b2c`, `both`"),
        ("industry=", 10, "an empty text is no value", "leave it out"),
        ("deciderz=3", 1, "there is no fact `deciderz`", "did you mean `deciders`?"),
        ("Deciders=3", 1, "there is no fact `Deciders`", "did you mean `deciders`?"),
        ("self-serve=yes", 1, "there is no fact `self-serve`", "did you mean `self_serve`?"),
        ("deciders", 1, "`deciders` is no answer", "write FACT=VALUE"),
        ("deciders:3", 1, "`deciders:3` is no answer", "write FACT=VALUE"),
        ("", 1, "an empty text is no answer", "write FACT=VALUE"),
    ],
)
def test_mistaken_answer(answer: str, place: int, said: str, helped: str) -> None:
    done = _set(answer)

    assert (done.code, done.out) == (2, "")
    first, _, rest = done.err.partition("\n")
    assert first.startswith(f"--set:1:{place}: error[LO")
    assert said in first
    assert helped in " ".join(rest.partition("= help:")[2].split())


def test_all_mistaken_answers_are_told_at_once() -> None:
    done = _set("deciders=0", "self_serve=maybe", "nobody=1")

    assert done.code == 2
    assert done.err.count("error[") == 3
    assert done.err.endswith("\n3 errors\n")


@pytest.mark.parametrize("answer", ["direct_sales_share=0.6", "direct_sales_share=0.6%"])
def test_a_fraction_for_a_percentage_is_taken_as_typed_and_warned_about(answer: str) -> None:
    done = _set(answer)

    assert _answers(done)["direct_sales_share"] == 0.6
    assert done.err.startswith("--set:1:20: warning[LO021]: 0.6 percent; did you mean 60?\n")
    assert done.err.endswith("\n1 warning\n")


def test_a_fraction_in_a_file_is_warned_about_at_its_place() -> None:
    done = leadoff("advise", "-", stdin=b"name: x\ndirect_sales_share: 0.6\n")

    assert done.code == 0
    assert done.err.startswith("<stdin>:2:21: warning[LO021]: 0.6 percent; did you mean 60?\n")


def test_a_replaced_answer_takes_its_warning_along() -> None:
    profile = b"direct_sales_share: 0.6\n"

    done = leadoff("advise", "-", "--set", "direct_sales_share=60", stdin=profile)

    assert (done.code, done.err) == (0, "")


def test_the_last_of_two_answers_counts() -> None:
    assert _answers(_set("deciders=3", "deciders=4"))["deciders"] == 4


def test_an_answer_replaces_that_of_the_file() -> None:
    assert _answers(_set("customer_type=b2c"))["customer_type"] == "b2c"


def test_unset_takes_an_answer_away() -> None:
    done = leadoff("advise", STARTED, "--format", "json", "--unset", "customer_type")

    assert "customer_type" not in _answers(done)


def test_unset_of_an_open_fact_is_no_mistake() -> None:
    done = leadoff("advise", STARTED, "--unset", "deciders", "--format", "value")

    assert (done.code, done.err) == (0, "")


def test_unset_takes_the_name_away() -> None:
    done = leadoff("advise", STARTED, "--format", "json", "--unset", "name")

    assert json.loads(done.out)["profile"]["name"] is None


def test_set_gives_a_name() -> None:
    assert json.loads(_set("name=A = B").out)["profile"]["name"] == "A = B"


def test_unset_of_an_unknown_fact_suggests_one() -> None:
    done = leadoff("advise", STARTED, "--unset", "self-serve")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("--unset:1:1: error[LO003]: there is no fact `self-serve`\n")
    assert "= help: did you mean `self_serve`?\n" in done.err


@pytest.mark.parametrize("command", ["advise", "whatif", "ask"])
@pytest.mark.parametrize("is_set_first", [True, False])
def test_set_and_unset_of_the_same_fact_are_refused(command: str, is_set_first: bool) -> None:
    options = [("--set", "deciders=4"), ("--unset", "deciders")]
    words = [word for option in sorted(options, reverse=not is_set_first) for word in option]
    done = leadoff(command, STARTED, *words)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("--unset:1:1: error[LO006]: `deciders` is also given with `--set`\n")
    assert "= help: leave one of them out\n" in done.err


def test_facts_of_other_rules_are_set_by_their_names() -> None:
    done = leadoff(
        *("advise", "examples/elsewhere/rainy-monday.yaml"),
        *("--rules", "examples/elsewhere/bike-or-bus.yaml"),
        *("--set", "degrees=-3", "--set", "sky=snow", "--format", "json"),
    )

    assert (done.code, done.err) == (0, "")
    assert _answers(done)["degrees"] == -3


def test_answers_hold_for_every_profile() -> None:
    done = leadoff(
        *("advise", STARTED, "examples/cafe.yaml", "--format", "json"),
        *("--set", "deciders=7", "--unset", "customer_type"),
    )

    for each in json.loads(done.out):
        assert each["profile"]["answers"]["deciders"] == 7
        assert "customer_type" not in each["profile"]["answers"]


def test_the_next_command_repeats_what_was_typed() -> None:
    done = leadoff("advise", STARTED, "--set", "industry=two words", "--unset", "name", "--brief")

    asked = json.loads(_set("industry=two words").out)["next_question"]["fact"]
    assert done.out.splitlines()[-1] == (
        f"→ leadoff advise {STARTED} --set 'industry=two words' --unset name --set {asked}=..."
    )


def test_the_next_command_names_a_file_that_begins_like_an_option(tmp_path: Path) -> None:
    (tmp_path / "-x").write_text("customer_type: b2b\n", "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "leadoff", "advise", "--brief", "--", "-x"],
        cwd=tmp_path,
        capture_output=True,
    )

    command = done.stdout.decode().splitlines()[-1]
    assert command == "→ leadoff advise ./-x --set months_since_first_sale=..."


def test_the_next_command_waits_for_no_standard_input() -> None:
    done = leadoff("advise", "-", "--brief", stdin=b"customer_type: b2b\n")

    assert done.out.splitlines()[-1] == (
        "→ leadoff advise PROFILE --set months_since_first_sale=..."
    )
