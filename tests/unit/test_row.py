"""The row: which facts have a place in it, and which are the rest."""

from __future__ import annotations

import pytest

from leadoff.engine.match import table_of
from leadoff.engine.row import Row, row_of

from .examples import rules

CHOICE, FLAG, LISTED, NUMBER, TEXT = (
    "{kind: choice, values: [u, v]}",
    "{kind: flag}",
    "{kind: whole, range: {at_least: 0, at_most: 9}}",
    "{kind: number, range: {at_least: 0, at_most: 9}}",
    "{kind: text}",
)


def row(test: str = "always", **facts: str) -> Row | None:
    """The row of these facts for one rule."""
    listed = "".join(f"  {name}: {fact}\n" for name, fact in facts.items())
    rule_set = rules(
        f"leadoff: 1\nprofile: none\nfacts:\n{listed}outcomes: {{a: {{}}}}\n"
        f"decide: {{by: first}}\nrules: [{{id: r, when: {test}, gives: a}}]\n",
        (),
    )
    table = table_of(rule_set.machine, rule_set.facts, rule_set._scheme)
    return row_of(table.columns, table.every)


def places(test: str = "always", **facts: str) -> tuple[str, list[str]]:
    """The facts in the places of a row, and the rest."""
    made = row(test, **facts)
    assert made is not None
    return " ".join(made.names), [each.name for each in made.rest]


def test_a_place_without_a_fact_repeats_the_last_of_its_kind() -> None:
    assert places(c=CHOICE, p=FLAG, n=LISTED, x=NUMBER) == ("c c c p p n n n x x", [])
    assert places(c=CHOICE, d=CHOICE, p=FLAG, n=LISTED, m=LISTED, x=NUMBER) == (
        "c d d p p n m m x x",
        [],
    )


def test_facts_without_a_place_are_the_rest() -> None:
    many = {
        f"{kind}{n}": fact
        for kind, fact in {"c": CHOICE, "p": FLAG, "n": LISTED, "x": NUMBER}.items()
        for n in range(4)
    }

    assert places(**many, t=TEXT) == (
        "c0 c1 c2 p0 p1 n0 n1 n2 n3 x0",
        ["c3", "p2", "p3", "x1", "x2", "x3", "t"],
    )


@pytest.mark.parametrize("without", ["c", "p", "n", "x"])
def test_there_is_no_row_without_a_fact_of_each_kind(without: str) -> None:
    facts = {"c": CHOICE, "p": FLAG, "n": LISTED, "x": NUMBER}
    del facts[without]

    assert row(**facts, t=TEXT) is None


def test_choices_have_no_more_than_a_thousand_branches_together() -> None:
    forty = f"{{kind: choice, values: [{', '.join(f'v{n}' for n in range(40))}]}}"

    assert places(c=forty, d=forty, e=CHOICE, p=FLAG, n=LISTED, x=NUMBER) == (
        "c e e p p n n n x x",
        ["d"],
    )


@pytest.mark.parametrize(
    "whole",
    [
        "{kind: whole}",
        "{kind: whole, range: {at_least: 0}}",
        "{kind: whole, range: {at_most: 9}}",
        "{kind: whole, range: {at_least: -1, at_most: 9}}",
        "{kind: whole, range: {at_least: 0, at_most: 4096}}",
    ],
)
def test_a_whole_number_that_fits_in_no_list_is_looked_up_between_cuts(whole: str) -> None:
    assert places(c=CHOICE, p=FLAG, n=LISTED, w=whole) == ("c c c p p n n n w w", [])


def test_a_number_that_ints_and_floats_do_not_share_has_no_place() -> None:
    test = "{x: {above: 9007199254740993}}"

    assert places(test, c=CHOICE, p=FLAG, n=LISTED, x="{kind: number}", y=NUMBER) == (
        "c c c p p n n n y y",
        ["x"],
    )


@pytest.mark.parametrize(
    ("number", "test", "home"),
    [
        ("{kind: number, range: {at_least: 0, below: 9}}", "always", (0, 9, 1)),
        ("{kind: number, range: {at_least: 0, below: 9}}", "{x: {at_least: 2}}", (2, 9, 2)),
        ("{kind: number, range: {at_least: 0, below: 9}}", "{x: {at_least: 7}}", (0, 7, 1)),
        ("{kind: number}", "{x: {at_least: 7}}", (0, 0, 0)),
        ("{kind: number}", "always", (0, 0, 0)),
    ],
)
def test_the_widest_stretch_with_two_ends_is_home(
    number: str, test: str, home: tuple[float, float, int]
) -> None:
    made = row(test, c=CHOICE, p=FLAG, n=LISTED, x=number)

    assert made is not None
    assert made.numbers[0].home == home
