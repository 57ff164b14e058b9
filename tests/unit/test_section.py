"""Reading one mapping: the getters of a section, and what each reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadoff.diagnostic.message import Collector
from leadoff.ruleset.section import FACT_NAME, Names, Section, kind_of
from leadoff.source.compose import compose
from leadoff.source.tree import BrokenNode, MappingNode

from .examples import source, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = ("one", "two", "three")


def section(text: str, keys: tuple[str, ...] = KEYS) -> Section:
    """A section of a mapping called `it`, with the faults of its text forgotten."""
    collector = Collector(source(text))
    tree = compose(collector.source, collector)
    collector.diagnostics.clear()
    assert isinstance(tree, MappingNode)
    return Section(collector, tree, "it", keys)


def reported(found: Section) -> list[str]:
    return [str(each).partition(": error")[2] for each in found.collector.sorted()]


def test_an_unknown_key_is_reported_with_a_near_one() -> None:
    found = section("on: 1\nfour: 4")

    assert reported(found) == [
        "[LO003]: it has no key `on`\n  help: did you mean `one`?",
        "[LO003]: it has no key `four`\n  help: one of `one`, `two`, `three`",
    ]
    assert not found.sound


def test_a_key_that_is_null_is_not_there() -> None:
    found = section("one: null\ntwo:")

    assert (found.has("one"), found.has("two"), found.value("one", "text")) == (False, False, None)
    assert found.sound


def test_places_of_keys_and_values() -> None:
    found = section("one: 12\ntwo: x")

    assert (found.key_span("two"), found.span("two")) == ((8, 11), (13, 14))
    assert (found.key_span("three"), found.span("three")) == ((0, 3), (0, 3))


def test_a_section_without_entries_is_its_own_place() -> None:
    assert section("{}").key_span("one").start == 0


def test_a_missing_key_is_reported_where_the_mapping_begins() -> None:
    found = section("one: 1")

    assert (found.require("one", ""), found.require("two", "write it")) == (True, False)
    assert reported(found) == ["[LO007]: it needs the key `two`\n  help: write it"]


def test_a_key_that_a_misspelled_one_may_mean_is_not_missing() -> None:
    found = section("thre: 1")

    assert not found.require("three", "write it")
    assert reported(found) == ["[LO003]: it has no key `thre`\n  help: did you mean `three`?"]


def test_a_key_that_a_refused_one_may_mean_is_not_missing() -> None:
    found = section("? [a]\n: 1\none: 1")

    assert found.sound
    assert not found.require("two", "write it")
    assert (reported(found), found.sound) == ([], False)


@pytest.mark.parametrize("getter", ["text", "entries", "items", "value", "names", "one_of"])
def test_a_broken_value_is_not_judged_further(getter: str) -> None:
    found = section("one: *x")
    getters: dict[str, Callable[[], object]] = {
        "text": lambda: found.text("one"),
        "entries": lambda: found.entries("one", "things"),
        "items": lambda: found.items("one", "things"),
        "value": lambda: found.value("one", "a thing"),
        "names": lambda: found.names("one", Names(()), "a thing"),
        "one_of": lambda: found.one_of("one", Names(()), "a thing"),
    }

    assert getters[getter]() is None
    assert (reported(found), found.sound) == ([], False)


def test_a_broken_node_is_not_judged_further() -> None:
    found = section("{}")

    assert found.below(BrokenNode(0, 1), "that", KEYS, "`{}`") is None
    assert found.scalar(BrokenNode(0, 1), "that", "a text") is None
    assert (reported(found), found.sound) == ([], False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]", "[LO004]: `one` is a thing, not a list\n  help: write a thing"),
        ("{a: 1}", "[LO004]: `one` is a thing, not a mapping\n  help: write a thing"),
    ],
)
def test_a_scalar(text: str, expected: str) -> None:
    found = section(f"one: {text}")

    assert found.value("one", "a thing") is None
    assert reported(found) == [expected]


def test_a_name_that_is_not_known_where_names_are_incomplete_proves_nothing() -> None:
    found = section("one: x")

    assert found.one_of("one", Names(("a",), complete=False), "a thing") is None
    assert (reported(found), found.sound) == ([], False)


def test_a_list_of_names_leaves_the_wrong_ones_out() -> None:
    found = section("one: [a, x, b, a]")

    assert found.names("one", Names(("a", "b")), "an outcome") == ("a", "b")
    assert reported(found) == [
        "[LO003]: there is no outcome `x`\n  help: one of `a`, `b`",
        "[LO006]: `a` stands here a second time, after line 1\n  help: keep one of the two",
    ]


def test_entries_leave_out_what_is_null() -> None:
    found = section("one: {a: 1, b: null}")

    assert [key.text for key, _ in found.entries("one", "things") or ()] == ["a"]


def test_only_null_entries_are_no_entries() -> None:
    found = section("one: {a: null}")

    assert found.entries("one", "things") is None
    assert reported(found) == [
        "[LO007]: `one` has no things\n  help: write at least one, as in `name: {...}`"
    ]


def test_a_whole_number_between_two_limits() -> None:
    found = section("one: 5\ntwo: 11")

    assert (found.whole("one", 0, 10), found.whole("two", 0, 10)) == (5, None)
    assert found.whole("three", 0, 10) is None
    (fault,) = reported(found)
    assert fault == (
        "[LO102]: `two`: 11 is outside the allowed values\n"
        "  help: write a whole number from 0 to 10"
    )


@pytest.mark.parametrize(
    ("name", "is_fact", "sound"),
    [
        ("a", False, True),
        ("a.b-c_9", False, True),
        ("a" * 64, True, True),
        ("a" * 65, False, False),
        ("9a", False, False),
        ("é", True, False),
        ("a-b", True, False),
        ("a\n", False, False),
        ("", False, False),
    ],
)
def test_the_shape_of_a_name(name: str, is_fact: bool, sound: bool) -> None:
    found = section("{}")
    more = (FACT_NAME,) if is_fact else ()

    assert found.check_name(name, (0, 1), "a thing", *more) is sound
    assert len(reported(found)) == (not sound)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]", "a list"),
        ("{a: 1}", "a mapping"),
        ("abc", "`abc`"),
        ("1.50", "1.5"),
        ("~", "nothing"),
    ],
)
def test_a_node_in_words(text: str, words: str) -> None:
    node = tree_of(text)

    assert node is not None
    assert kind_of(node) == words
    assert kind_of(BrokenNode(0, 1)) == "nothing"
