"""What JSON has beyond YAML."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.source.json_text import is_json, joined_surrogates
from leadoff.source.tree import ListNode, MappingNode, Node, Scalar
from leadoff.source.values import value_of

from .examples import faults_of, source, tree_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**50), 10**50) | st.text("aé😀\u2028\"\\/'#:{[,"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab😀 #", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def data_of(node: Node | None) -> object:
    """A tree as the data it stands for."""
    if isinstance(node, MappingNode):
        return {key.text: data_of(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [data_of(item) for item in node.items]
    return value_of(node) if isinstance(node, Scalar) else None


@given(st.lists(JSON, max_size=3), st.booleans())
def test_what_json_writes_is_read_as_it_was(data: list[object], escaped: bool) -> None:
    assert data_of(tree_of(json.dumps(data, ensure_ascii=escaped))) == data


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.json", "1", True),
        ("a.yaml", ' \n {"a": 1}', True),
        ("a.yaml", "[1]", True),
        ("a.yaml", "a: {}", False),
        ("a.yaml", "", False),
    ],
)
def test_json_is_known_by_its_name_or_its_bracket(name: str, text: str, expected: bool) -> None:
    assert is_json(source(text, name)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a\ud83d\ude00b", ("a😀b", [(2, 11)])),
        (r"\ud83d\ude00\uD83D\uDE00", ("😀😀", [(1, 11), (2, 22)])),
        (r"\\ud83d\ude00", (r"\\ud83d\ude00", [])),
        (r"\\\ud83d\ude00", (r"\\😀", [(3, 11)])),
        (r"\ud83d", (r"\ud83d", [])),
    ],
)
def test_a_surrogate_pair_becomes_one_character(
    text: str, expected: tuple[str, list[tuple[int, int]]]
) -> None:
    assert joined_surrogates(text) == expected


def test_behind_a_surrogate_pair_places_are_those_of_the_text_as_written() -> None:
    assert faults_of(r'{"a": *x, "b": "\ud83d\ude00", "c": *y}') == [
        (
            "file:1:7: error[LO001]: aliases such as `*x` are not part of the language\n"
            "  help: write the value again"
        ),
        (
            "file:1:37: error[LO001]: aliases such as `*y` are not part of the language\n"
            "  help: write the value again"
        ),
    ]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_words_for_numbers_are_refused_in_json(word: str) -> None:
    (fault,) = faults_of(f'{{"a": {word}}}')

    assert fault == (
        f"file:1:7: error[LO005]: `{word}` is not a number in JSON\n"
        "  help: write a number, or leave the key out"
    )


def test_words_for_numbers_are_text_in_yaml() -> None:
    assert data_of(tree_of("a: NaN")) == {"a": "NaN"}


def test_a_duplicate_key_is_refused_in_json() -> None:
    assert faults_of('{"a": 1, "a": 2}') == [
        (
            "file:1:10: error[LO002]: the key `a` is given a second time, after line 1\n"
            "  help: keep one of the two"
        )
    ]
