"""Messages about files as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .command import leadoff
from .test_golden import check

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "wide-characters": 'name: "日本語のお店 👩‍🍳"\nindustry: {食: 1}\n',
    "tabs": "deciders:\t\t0\n",
    "long-line-start": "deciderz: 1 # " + "x" * 2000 + "\n",
    "long-line-middle": 'industry: "' + "x" * 900 + '" ' + "y" * 900 + "\n",
    "long-line-end": "{industry: " + "x" * 1000 + ", deciders: 99}\n",
    "long-value": "deciders: " + "x" * 2000 + "\n",
    "several-lines": "customer_type:\n  - b2b\n  - b2c\n",
    "markup": 'customer_type: "[/] [bold]x[/bold] :skull:"\n',
    "duplicate": "deciders: 1\nindustry: food\ndeciders: 2\n",
    "control-character": 'customer_type: "\x1b[31mred"\n',
    "hidden-direction": 'customer_type: "\u202eb2b"\n',
    "unclosed-quote": 'name: "Corner shop\ndeciders: 1\n',
}
MANY = "{industry: " + "x" * 1000 + ", deciders: 99, no_fact_at_all: 1}\n"


@pytest.mark.parametrize("name", CASES)
def test_message(name: str, tmp_path: Path) -> None:
    done = leadoff("advise", "-", stdin=CASES[name].encode())

    assert (done.code, done.out) == (3, "")
    check(f"message-{name}", done.err)


@pytest.mark.parametrize("columns", [20, 40, 120])
def test_message_on_a_terminal(columns: int) -> None:
    done = leadoff(
        "advise", "-", stdin=MANY.encode(), is_terminal=True, COLUMNS=str(columns), NO_COLOR="1"
    )

    check(f"message-at-{columns}", done.err)


def test_a_message_that_goes_through_a_pipe_is_one_line() -> None:
    done = leadoff("advise", "-", stdin=MANY.encode(), COLUMNS="40")

    lines = done.err.splitlines()
    assert [line for line in lines if ": error[" in line] == [
        "<stdin>:1:1024: error[LO102]: `deciders`: 99 is outside the allowed values",
        "<stdin>:1:1028: error[LO003]: there is no fact `no_fact_at_all`",
    ]
    assert [line for line in lines if "= help: " in line] == [
        "  = help: write a whole number from 1 to 50 (people)",
        (
            "  = help: one of `customer_type`, `months_since_first_sale`, `launching_new_offer`, "
            "`repeat_revenue_share`, `direct_sales_share`, `alternatives_compared`, "
            "`yearly_value`, `sales_cycle_days` and 8 more"
        ),
    ]


def test_message_in_colour() -> None:
    done = leadoff("advise", "-", stdin=CASES["duplicate"].encode(), FORCE_COLOR="1")

    check("message-colour", done.err.replace("\x1b", "ESC"))


def test_at_most_a_hundred_messages_are_shown() -> None:
    profile = "".join(f"fact_{number}: 1\n" for number in range(103))

    done = leadoff("advise", "-", stdin=profile.encode())

    assert done.err.count("error[LO003]") == 100
    assert done.err.endswith("\n103 errors; 3 not shown\n")


def test_a_conflict_is_a_located_error(tmp_path: Path) -> None:
    rules, profile = tmp_path / "rules.yaml", tmp_path / "profile.yaml"
    rules.write_text(
        "leadoff: 1\nprofile: none\nfacts: {a: {kind: flag}, b: {kind: flag}}\n"
        "outcomes: {x: {}, y: {}}\ndecide: {by: unique}\nrules:\n"
        "  - {id: r1, when: {a: true}, gives: x}\n  - {id: r2, when: {b: true}, gives: y}\n",
        "utf-8",
    )
    profile.write_text("a: true\nb: true\n", "utf-8")

    done = leadoff("advise", str(profile), "--rules", str(rules))

    assert (done.code, done.out) == (3, "")
    check("message-conflict", done.err.replace(str(rules), "RULES"))


def test_answers_that_contradict_an_assumption_are_warned_about() -> None:
    done = leadoff(
        *("advise", "examples/barely-started.yaml", "--format", "value"),
        *("--set", "months_since_first_sale=0", "--set", "paying_customers=5"),
    )

    assert (done.code, done.out) == (0, "marketing-first\n")
    assert done.err.splitlines()[0] == (
        "--set:1:25: warning[LO022]: `months_since_first_sale` is 0 and `paying_customers` is 5: "
        "this contradicts an assumption of the rules: Who has sold nothing yet has no paying "
        "customers"
    )
