"""Text to tree: every construct that is refused, limits, hostile depth, places."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leadoff.diagnostic.message import Collector
from leadoff.source.compose import MOST_NODES, _Composer, compose
from leadoff.source.tree import BrokenNode, ListNode, MappingNode, Node, Scalar

from .examples import faults_of, source, tree_of

ALIAS = "aliases such as `*x` are not part of the language\n  help: write the value again"
ANCHOR = (
    "anchors such as `&x` are not part of the language\n"
    "  help: write the value again where it is needed"
)
KEY = "a key must be text\n  help: write a name in front of the colon"
DIRECTIVE = (
    "only the directives `%YAML 1.1` and `%YAML 1.2` may stand here\n  help: leave the line out"
)
SECOND = "a second document begins here\n  help: keep one document in a file"
DEEP = "lists and mappings are nested deeper than 64\n  help: nest less deeply"
MANY = "this file has more than 250,000 keys and values\n  help: split it"
MISSING = "a key is missing in front of the colon\n  help: write a name"


def tag(shown: str) -> str:
    return (
        f"tags such as `{shown}` are not part of the language\n  help: write the value without it"
    )


def control(name: str) -> str:
    return f"the control character {name} cannot stand in a file\n  help: leave it out"


def held(name: str) -> str:
    return f"this text holds the character {name}\n  help: leave it out"


def invisible(name: str) -> str:
    return (
        f"the invisible character {name} can stand in quotes only\n"
        "  help: leave it out, or put the text in double quotes"
    )


def composed(text: str) -> Node | None:
    """The tree of a text with faults."""
    collector = Collector(source(text))
    return compose(collector.source, collector)


REFUSED = {
    "an anchor": ("a: &x 1", "1:4", ANCHOR),
    "an anchor of a list": ("a: &x [1]", "1:4", ANCHOR),
    "an anchor of a mapping": ("a: &x\n  b: 1", "1:4", ANCHOR),
    "an anchor of a key": ("&x a: 1", "1:1", ANCHOR),
    "an alias": ("a: *x", "1:4", ALIAS),
    "an alias as an item": ("- *x", "1:3", ALIAS),
    "an alias as a key": ("*x : 1", "1:1", ALIAS),
    "an alias as the whole": ("*x", "1:1", ALIAS),
    "a tag": ("a: !t 1", "1:4", tag("!t")),
    "the tag of text": ("a: !!str 1", "1:4", tag("!!str")),
    "the tag that says nothing": ("a: ! 1", "1:4", tag("!")),
    "a tag written in full": ("a: !<x> 1", "1:4", tag("x")),
    "a tag of Python": ("a: !!python/object:os.system {}", "1:4", tag("!!python/object:os.system")),
    "a tag of a mapping": ("a: !t {b: 1}", "1:4", tag("!t")),
    "a tag of a key": ("!t a: 1", "1:1", tag("!t")),
    "a merge key": (
        "<<: {a: 1}",
        "1:1",
        "merge keys `<<` are not part of the language\n  help: write the entries again",
    ),
    "a list as a key": ("? [a]\n: 1", "1:3", KEY),
    "a mapping as a key": ("{a: 1}: 2", "1:1", KEY),
    "a mark without a key": ("? \n: 1", "1:2", MISSING),
    "a key of 257 characters": (
        f"{'k' * 257}: 1",
        "1:1",
        "this key is longer than 256 characters\n  help: write a shorter name",
    ),
    "a second document": ("a: 1\n---\nb: 2", "2:1", SECOND),
    "a second document that is empty": ("a: 1\n---\n", "2:1", SECOND),
    "the directive TAG": ("%TAG ! x\n--- 1", "1:1", DIRECTIVE),
    "another directive": ("%FOO\n---\na: 1", "1:1", DIRECTIVE),
    "another version": ("# c\n\n%YAML 1.3\n---\na: 1", "3:1", DIRECTIVE),
    "a control character": ("a: \x07", "1:4", control("U+0007")),
    "a control character in quotes": ('a: "\x1b"', "1:5", control("U+001B")),
    "a NUL": ("a: 1\n\0", "2:1", control("U+0000")),
    "a second byte order mark": ("\ufeffa: 1", "1:1", control("U+FEFF")),
    "a non-character": ("a: \ufffe", "1:4", control("U+FFFE")),
    "a control character escaped": ('a: "\\a"', "1:4", held("U+0007")),
    "a control character in hexadecimal": ('a: "\\x1b[0m"', "1:4", held("U+001B")),
    "a raw line separator": ("a: \u2028b", "1:4", invisible("U+2028")),
    "a raw paragraph separator": ("a: b\u2029c", "1:5", invisible("U+2029")),
    "a raw next line": ("a\x85b: 1", "1:2", invisible("U+0085")),
    "a bidirectional control": ("a: x\u202eb", "1:5", invisible("U+202E")),
    "a bidirectional control in a comment": ("a: 1 # \u2066", "1:8", invisible("U+2066")),
    "a bidirectional control in a block": ("a: |\n  \u200f", "2:3", invisible("U+200F")),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_refused(case: tuple[str, str, str]) -> None:
    text, place, message = case

    assert faults_of(text) == [f"file:{place}: error[LO001]: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "a: 'it''s'",
        "'<<': 1",
        f"{'k' * 256}: 1",
        "%YAML 1.2\n---\na: 1",
        "%YAML 1.1 # old\n--- {a: 1}\n...\n",
        "# c\n\n%YAML 1.2\n---\na: 1",
        "a: '\u202e' # b",
        'a: "\u2028"',
        "? a\n: 1",
        "a: >-\n  x\n  y",
        "a: \U0001f600",
        "\r\n# c\r\na: 1\r\n",
    ],
)
def test_accepted(text: str) -> None:
    assert isinstance(tree_of(text), MappingNode)


def test_a_tree_has_the_place_of_each_part() -> None:
    assert tree_of("a: [1, 'x']\nb:\n  - ''") == MappingNode(
        (
            (
                Scalar("a", True, 0, 1),
                ListNode((Scalar("1", True, 4, 5), Scalar("x", False, 7, 10)), 3, 10),
            ),
            (Scalar("b", True, 12, 13), ListNode((Scalar("", False, 19, 21),), 17, 21)),
        ),
        0,
        21,
    )


def test_every_node_has_a_span() -> None:
    nodes = (Scalar("a", True, 1, 2), ListNode((), 1, 2), MappingNode((), 1, 2), BrokenNode(1, 2))

    assert [node.span for node in nodes] == [(1, 2)] * 4


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_a_text_without_content_has_no_tree(text: str) -> None:
    assert tree_of(text) is None


def test_what_was_refused_is_broken_in_the_tree() -> None:
    assert composed("a: !t {b: 1}\nc: *x") == MappingNode(
        (
            (Scalar("a", True, 0, 1), BrokenNode(3, 7)),
            (Scalar("c", True, 13, 14), BrokenNode(16, 18)),
        ),
        0,
        18,
    )


def test_an_anchored_value_is_still_judged() -> None:
    assert composed("a: &x 1") == MappingNode(
        ((Scalar("a", True, 0, 1), Scalar("1", True, 3, 7)),), 0, 7
    )


def test_a_mapping_whose_key_was_refused_is_not_complete() -> None:
    assert composed("<<: {a: 1}\nb: 2") == MappingNode(
        ((Scalar("b", True, 11, 12), Scalar("2", True, 14, 15)),), 0, 15, complete=False
    )


def test_behind_a_refused_key_the_value_is_passed_over() -> None:
    assert faults_of("? [a]\n: *x\nb: *x") == [
        f"file:1:3: error[LO001]: {KEY}",
        f"file:3:4: error[LO001]: {ALIAS}",
    ]


def test_a_key_given_twice_names_both_places() -> None:
    text = "a: 1\nb: 2\na: {c: 3}"
    collector = Collector(source(text))

    tree = compose(collector.source, collector)

    (diagnostic,) = collector.sorted()
    assert str(diagnostic) == (
        "file:3:1: error[LO002]: the key `a` is given a second time, after line 1\n"
        "  help: keep one of the two"
    )
    assert [(label.span, label.text) for label in diagnostic.related] == [((0, 1), "first here")]
    assert isinstance(tree, MappingNode)
    assert [key.text for key, _ in tree.entries] == ["a", "b"]


def test_all_faults_are_reported_in_one_run() -> None:
    assert faults_of("a: *x\nb: &x 1\nb: 2\nc: 'd") == [
        f"file:1:4: error[LO001]: {ALIAS}",
        f"file:2:4: error[LO001]: {ANCHOR}",
        (
            "file:3:1: error[LO002]: the key `b` is given a second time, after line 2\n"
            "  help: keep one of the two"
        ),
        (
            "file:4:4: error[LO001]: this quoted text has no end\n"
            "  help: close it with the quote it began with"
        ),
    ]


def test_an_invisible_separator_is_named_instead_of_the_fault_it_causes() -> None:
    assert faults_of("a: 'b'\u2028c: d") == [f"file:1:7: error[LO001]: {invisible('U+2028')}"]


def test_behind_a_fault_of_syntax_nothing_is_judged() -> None:
    (fault,) = faults_of("a: 'b' c\nd: \u202e")

    assert fault == (
        "file:1:8: error[LO001]: text stands behind the closing quote\n"
        "  help: put all of it between the quotes"
    )


def test_64_levels_are_read() -> None:
    tree_of("[" * 64 + "]" * 64)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 65 + "]" * 65, "1:65"),
        ("[" * 100_000, "1:65"),
        ("{a: " * 5000, "1:257"),
        ("- " * 5000, "1:129"),
        ("\n".join("  " * level + "a:" for level in range(70)), "65:129"),
        ("{" * 5000, "1:65"),
        ("? " * 5000, "1:129"),
    ],
    ids=["65 lists", "100,000 brackets", "5,000 braces", "dashes", "indented", "keys", "marks"],
)
def test_deeper_than_64_levels_is_refused_where_level_65_begins(text: str, place: str) -> None:
    assert faults_of(text)[-1] == f"file:{place}: error[LO001]: {DEEP}"


def test_exactly_the_most_nodes_are_read() -> None:
    tree_of("[" + "1," * (MOST_NODES - 1) + "]")


def test_one_node_more_is_refused_where_it_stands() -> None:
    text = "[" + "1," * MOST_NODES + "]"

    assert faults_of(text) == [f"file:1:{2 * MOST_NODES}: error[LO001]: {MANY}"]


def test_keys_and_mappings_count_as_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadoff.source.compose.MOST_NODES", 4)

    assert (faults_of("{a: [1]}"), len(faults_of("{a: [1, 2]}"))) == ([], 1)


def test_an_event_without_a_place_is_our_bug() -> None:
    text = source("a: 1")

    with pytest.raises(TypeError, match="an event without a place"):
        _Composer(text, Collector(text))._span_of(yaml.Event())


@given(st.text(st.sampled_from("ab1 :-?[]{},'\"|>#&*!%@`\\\n\t~\u2028\x85é😀")))
def test_any_text_gives_a_tree_or_located_faults(text: str) -> None:
    collector = Collector(source(text))

    tree = compose(collector.source, collector)

    assert tree is None or isinstance(tree, Scalar | ListNode | MappingNode | BrokenNode)
    assert all(
        0 <= each.primary.span.start < each.primary.span.end for each in collector.diagnostics
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a: 1\n  b: 2\n  a: 3\n  b: 4\n  a: 5\n", ["3:3 -", "5:3 -"]),
        ("x:\n  a: 1\n  b: 2\n  c: 3\n  a: 1\n  b: 2\n  c: 3\n", ["5:3 -"]),
        ("- a: 1\n  b: 2\n  b: 3\n  a: 4\n  b: 5\n", ["3:3", "4:3 -"]),
        ("x:\n  a: 1\n  b: 2\n  a: 3\n  b: 4\n", ["4:3", "5:3"]),
        ("- {a: 1, b: 2, a: 3, b: 4}\n", ["1:16", "1:22"]),
        ("- a: 1\n  b: 2\n  b: 3\n  b: 4\n", ["3:3", "4:3"]),
        ("a: 1\nb: 2\na: 3\nb: 4\n", ["3:1", "4:1"]),
    ],
)
def test_an_item_without_its_dash_is_one_duplicate_key(text: str, expected: list[str]) -> None:
    found = [each.partition("file:")[2] for each in faults_of(text)]

    places = [each.partition(": error")[0] + (" -" if "`- `" in each else "") for each in found]
    assert places == expected


def test_a_missing_dash_is_told_where_it_belongs() -> None:
    (fault,) = faults_of("- a: 1\n  b: 2\n  a: 3\n  b: 4\n")

    assert fault == (
        "file:3:3: error[LO002]: the key `a` is given a second time, after line 1: "
        "a `- ` seems to be missing in front of it\n  help: write `- a:`"
    )


def test_a_duplicate_key_before_a_fault_of_syntax_is_reported_too() -> None:
    assert [each.partition(": ")[0] for each in faults_of("a:\n  b: 1\n  b: 2\n  c: ]")] == [
        "file:3:3",
        "file:4:6",
    ]


@pytest.mark.parametrize(
    ("text", "place", "written"),
    [
        ("{size:3, b: 1}", "1:6", "size: 3"),
        ("a: {b: 1, because:hello}", "1:18", "because: hello"),
        ("because:hello:", "1:8", "because: hello"),
    ],
)
def test_a_key_that_holds_its_value_lacks_a_space(text: str, place: str, written: str) -> None:
    fault = "error[LO001]: a space is missing behind this colon"

    assert faults_of(text) == [f"file:{place}: {fault}\n  help: write `{written}`"]


@pytest.mark.parametrize("text", ["{'a:b': , 12:30: , http:: , b:a: 1}", "'a:b':", "a:b: ''"])
def test_a_key_may_hold_a_colon(text: str) -> None:
    assert faults_of(text) == []
