"""The journal of an interview: what is appended, and what is made of it when it is read again."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.facts.domain import Choice, OpenText
from leadoff.facts.fact import Fact
from leadoff.facts.profile import Profile
from leadoff.interview.journal import (
    Journal,
    Said,
    Saved,
    Unknown,
    line_of,
    merged,
    read_journal,
)

from .examples import flag, number, whole

if TYPE_CHECKING:
    from leadoff.interview.journal import Entry

FACTS = (
    flag("p"),
    whole("n", 0, 9),
    number("x"),
    Fact("c", Choice(("red", "green"))),
    Fact("t", OpenText()),
)

VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.decimals(allow_nan=False, allow_infinity=False).filter(lambda n: abs(n.adjusted()) < 800),
    st.text(st.characters(codec="utf-8"), min_size=1),
)
ENTRIES = st.one_of(
    st.builds(Said, st.text(st.characters(codec="utf-8")), VALUES | st.none()),
    st.builds(Unknown, st.text(st.characters(codec="utf-8"))),
    st.just(Saved()),
)


@given(st.lists(ENTRIES, max_size=6))
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    data = "".join(map(line_of, entries)).encode()
    journal = read_journal(data)

    assert journal == Journal(tuple(entries), len(data))


@given(st.lists(ENTRIES, min_size=1, max_size=4), st.data())
def test_of_a_journal_cut_anywhere_the_whole_lines_count(
    entries: list[Entry], data: st.DataObject
) -> None:
    lines = [line_of(entry).encode() for entry in entries]
    whole = b"".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    journal = read_journal(whole[:cut])

    kept = next(n for n in range(len(lines), -1, -1) if len(b"".join(lines[:n])) <= cut)
    assert journal.entries == tuple(entries[:kept])
    assert journal.whole == len(b"".join(lines[:kept]))
    assert journal.is_torn == (journal.whole < cut)


def test_lines_are_json_that_people_can_read() -> None:
    assert line_of(Said("deciders", 3)) == '{"fact": "deciders", "answer": 3}\n'
    assert line_of(Said("x", Decimal("0.10"))) == '{"fact": "x", "answer": 0.1}\n'
    assert line_of(Said("x", None)) == '{"fact": "x", "answer": null}\n'
    assert line_of(Unknown("x")) == '{"fact": "x", "known": false}\n'
    assert line_of(Saved()) == '{"saved": true}\n'


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"x",
        b"[]",
        b"3",
        b"\xff",
        b"{}",
        b'{"fact": 3, "answer": 1}',
        b'{"fact": "p"}',
        b'{"fact": "p", "answer": []}',
        b'{"fact": "p", "answer": NaN}',
        b'{"fact": "p", "answer": -Infinity}',
        b'{"fact": "p", "answer": 1e9999999999999999999999}',
        b'{"fact": "p", "answer": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_none_is_left_out(line: bytes) -> None:
    journal = read_journal(b'{"saved": true}\n' + line + b"\n" + b'{"fact": "p", "known": false}\n')

    assert journal.entries == (Saved(), Unknown("p"))
    assert journal.unreadable == (2,)
    assert not journal.is_torn


def test_the_journal_goes_over_the_profile() -> None:
    profile = Profile({"p": True, "n": 1}, "Acme")
    entries: list[Entry] = [Said("n", 2), Said("x", 5), Unknown("p")]
    found = merged(profile, entries, FACTS)

    assert found.answers == {"n": 2, "x": Decimal(5)}
    assert isinstance(found.answers["x"], Decimal)
    assert (found.name, found.order) == ("Acme", ("p", "n", "x"))
    assert found.unknown == {"p"}
    assert found.pending == {"n": 2, "x": 5, "p": None}


def test_what_was_saved_is_the_files_to_say() -> None:
    entries: list[Entry] = [Said("n", 2), Unknown("p"), Unknown("c"), Saved(), Said("t", "new")]
    found = merged(Profile({"n": 7, "p": False}), entries, FACTS)

    assert found.answers == {"n": 7, "p": False, "t": "new"}
    assert found.unknown == {"c"}
    assert found.pending == {"t": "new"}
    assert found.order == ("n", "p", "c", "t")


def test_an_answer_ends_not_knowing_and_the_other_way_round() -> None:
    entries: list[Entry] = [Unknown("p"), Said("p", True)]
    assert merged(Profile({}), entries, FACTS).unknown == frozenset()
    entries = [Said("p", True), Unknown("p")]
    found = merged(Profile({}), entries, FACTS)
    assert (dict(found.answers), found.order) == ({}, ("p",))


def test_an_answer_taken_away_is_open_and_asked_for_again() -> None:
    found = merged(Profile({"p": True}), [Said("p", None)], FACTS)

    assert (dict(found.answers), found.order, found.unknown) == ({}, (), frozenset())
    assert found.pending == {"p": None}


def test_answers_that_the_rules_do_not_know_are_kept() -> None:
    entries: list[Entry] = [Said("gone", 3), Said("c", "blue"), Said("n", 10), Unknown("old")]
    found = merged(Profile({"c": "red"}), entries, FACTS)

    assert found.unfitting == ("gone", "c", "n")
    assert found.pending == {"gone": 3, "c": "blue", "n": 10, "old": None}
    assert found.answers == {"c": "red"}
    assert (found.order, found.unknown) == (("c",), frozenset())


def test_the_label_is_no_fact() -> None:
    found = merged(Profile({}, "Old"), [Said("name", "New")], FACTS)

    assert (found.name, found.order, found.pending) == ("New", (), {"name": "New"})
