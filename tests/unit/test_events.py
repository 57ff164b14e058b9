"""What is no YAML, in our words; the events of libyaml and those of pure Python side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.scanner import ScannerError

from leadoff.errors import LocatedError
from leadoff.facts.profile import read_profile
from leadoff.ruleset.parse import parse_rule_file
from leadoff.source.events import EventParser, _PureParser

from .examples import BUSINESS, ROOT, composed_and_faults, faults_of, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.text import SourceText

needs_libyaml = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml")


class Fault(NamedTuple):
    """A text, the place where it stops being YAML, and the words for it."""

    text: str
    place: str
    message: str
    help: str


ITEM = ("a comma is missing in this list", "put a comma between its items")
ENTRY = ("a comma is missing in this mapping", "put a comma between its entries")
LIST = ("this list `[` is not closed", "close it with `]`")
MAPPING = ("this mapping `{` is not closed", "close it with `}`")
QUOTE = ("this quoted text has no end", "close it with the quote it began with")
QUESTION = ("a `?` cannot stand here", "put text with a question mark in quotes")
TAB = ("a tab cannot stand here", "use spaces")
COLON = (
    "a `:` cannot stand here",
    "put text with a colon in quotes, or start the key on a line of its own",
)
DASH = ("a list item `- ` cannot stand here", "start the list on a line of its own")
NEXT_KEY = ("this line does not continue the mapping above it", "indent it like the other keys")
BEHIND = ("text stands behind the closing quote", "put all of it between the quotes")
NEXT_ITEM = (
    "this line does not continue the list above it",
    "indent it like the other items, with `- ` in front",
)
NEXT_LIST = "this line does not continue the list above it"
NO_BREAK = ("this line is indented with the character U+00A0", "indent it with the usual spaces")
BEGIN = ("this character cannot begin a value", "put the text in quotes")
VALUE = ("a value is missing here", "write one, or take away the comma or bracket")
PROPERTY = (
    "YAML tags, anchors and aliases are not part of the rule language",
    "write the value itself",
)
END = ("the file should end here", "keep one document in a file, and indent what belongs to a key")
LINE = ("this line is not `key: value`", "write a colon and a space after the key")
RUNAWAY = (
    "this quoted text goes on to line 2, and more text stands behind it",
    "close it with the quote it began with",
)
BLOCK = (
    "this is no valid start of a block of text",
    "put the value in quotes; only a `|` or `>` alone begins a block of text",
)
STUCK = ("a space is missing behind this colon", "write `key: value`, or put text in quotes")
ESCAPE = (
    "this `\\` escape does not exist or is not complete",
    "write `\\\\` for a backslash, or use single quotes",
)
MERGE = ("this is a mark of an unfinished merge", "choose a side and delete the marks")

FAULTS = (
    Fault("a: 'x", "1:4", *QUOTE),
    Fault('a: "x\n\nb: 1\n', "1:4", *QUOTE),
    Fault('a: "b\n---\n', "1:4", *QUOTE),
    Fault("a: [1, 2", "1:4", *LIST),
    Fault("a: [1, 2\n\n\n", "1:4", *LIST),
    Fault("a: [1\nb: 2", "1:4", *LIST),
    Fault("a: [b}", "1:4", *LIST),
    Fault("a: {b: 1", "1:4", *MAPPING),
    Fault("a: {b]", "1:4", *MAPPING),
    Fault("a: {b: [c}", "1:8", *LIST),
    Fault("a: [1\n  b: 2]", "2:4", *ITEM),
    Fault("a: {not:{b: 1}}", "1:8", *STUCK),
    Fault("a: {b:[1]}", "1:6", *STUCK),
    Fault("a: {b:, c: 1}", "1:6", *STUCK),
    Fault("a: {b :{c: 1}}", "1:7", *STUCK),
    Fault("a: [b:]", "1:6", *STUCK),
    Fault("a: ['b' 'c']", "1:9", *ITEM),
    Fault("a: {b: 1 c: 2}", "1:11", *ENTRY),
    Fault("a: {b: 1\n  c: 2}", "2:4", *ENTRY),
    Fault("a:\n\tb: 1", "2:1", *TAB),
    Fault("\ta: 1", "1:1", *TAB),
    Fault("-\ta", "1:2", *TAB),
    Fault("a: b: c", "1:5", *COLON),
    Fault("a: 1\n b: 2", "2:3", *COLON),
    Fault("a\nb: 1", "1:1", *LINE),
    Fault("leadoff 1\ntitle: t", "1:1", LINE[0], "write `leadoff: 1`"),
    Fault("---\nleadoff:1\n# one\n\ntitle: t", "2:1", LINE[0], "write `leadoff: 1`"),
    Fault("leadoff 1  # one\ntitle: t", "1:1", LINE[0], "write `leadoff: 1`"),
    Fault("[a]\nb: 1", "2:1", *END),
    Fault("a:\n  b = 1\n  c: 2", "2:3", LINE[0], "write `b: 1`"),
    Fault("a:\n  - b 1\n    c: 2", "2:5", LINE[0], "write `b: 1`"),
    Fault("-\n  a\n  b: 1", "2:3", *LINE),
    Fault("this is prose\nb: 1", "1:1", *LINE),
    Fault(f"a{' ' * 100_000}b\nc: 1", "1:1", *LINE),
    Fault("a: b\n  c\n  d: 1", "3:4", *COLON),
    Fault("a: - b", "1:4", *DASH),
    Fault("a:\n\u00a0\u00a0b: 1\n  c: 2", "2:1", *NO_BREAK),
    Fault("a:\n  b: 1\n  \u00a0c: 2\n   d: 3", "3:3", *NO_BREAK),
    Fault("a: - b", "1:4", *DASH),
    Fault(
        "a:\n  - b\n c",
        "3:2",
        NEXT_KEY[0],
        "begin it at the start of the line, like the other keys",
    ),
    Fault(
        "a:\n  - b: 1\n   c: 2", "3:4", NEXT_KEY[0], "indent it by 4 spaces, like the other keys"
    ),
    Fault("a:\n  - b: 1\n  c: 2", "3:3", NEXT_KEY[0], "indent it by 4 spaces, like the other keys"),
    Fault(
        "a:\n - b: 1\n\n   # c\n   c: [1]\n  - b: 1",
        "6:3",
        NEXT_LIST,
        "indent it by 1 space, like the other items",
    ),
    Fault(
        "- b: 1\n  c: [1]\n  - b: 1",
        "3:3",
        NEXT_LIST,
        "begin it at the start of the line, like the other items",
    ),
    Fault(
        "a:\n  - b: 1\n    c: 2\n  b: 1",
        "4:3",
        "a `- ` is missing in front of this item",
        "write `- b:`",
    ),
    Fault("a: 'b' c", "1:8", *BEHIND),
    Fault("a: [b] c", "1:8", *NEXT_KEY),
    Fault(": 1", "1:1", "a key is missing in front of the colon", "write a name"),
    Fault("- a\nb: 1", "2:1", *NEXT_ITEM),
    Fault("a: @x", "1:4", *BEGIN),
    Fault("a: `x", "1:4", *BEGIN),
    Fault("a: %x", "1:4", *BEGIN),
    Fault("a: ]", "1:4", *VALUE),
    Fault("a: [,]", "1:5", *VALUE),
    Fault("[: 1]", "1:2", *VALUE),
    Fault("}", "1:1", *VALUE),
    Fault("a: *", "1:5", *PROPERTY),
    Fault("a: &", "1:5", *PROPERTY),
    Fault("a: !<x", "1:7", *PROPERTY),
    Fault("{a: 1} b", "1:8", *END),
    Fault("[a] b", "1:5", *END),
    Fault("- a\n-b", "2:1", *LINE),
    Fault("a: |x\n  y", "1:5", *BLOCK),
    Fault('a: "\\x1"', "1:5", *ESCAPE),
    Fault('a: "x\nb: "y"', "1:4", *RUNAWAY),
    Fault("a: ['x, y]\nb: ['z', 2]", "1:5", *RUNAWAY),
    Fault("<<<<<<< HEAD\na: 1", "1:1", *MERGE),
    Fault("a: 1\n>>>>>>> main", "2:1", *MERGE),
)


@pytest.fixture(params=[True, False], ids=["libyaml", "pure Python"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not yaml.__with_libyaml__:
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param)


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: repr(fault.text[:60]))
def test_a_fault_of_syntax_is_located_and_explained(fault: Fault) -> None:
    assert faults_of(fault.text) == [
        f"file:{fault.place}: error[LO001]: {fault.message}\n  help: {fault.help}"
    ]


@needs_libyaml
@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[\ta]", "1:2", TAB),
        ("[a,\tb]", "1:4", TAB),
        ("{a:\t1}", "1:4", TAB),
        ("a: [b]\t", "1:7", TAB),
        ("{a: b?}", "1:6", QUESTION),
        ("[what? yes, ok]", "1:6", QUESTION),
    ],
)
def test_what_pure_python_refuses_about_brackets(
    text: str, place: str, message: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faults_of(text) == []

    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert faults_of(text) == [f"file:{place}: error[LO001]: {message[0]}\n  help: {message[1]}"]


@pytest.mark.parametrize(
    ("text", "place"),
    [('a: "\\U00110000"', "1:5"), ('a: "\\\\"\nb: "\\U7FFFFFFF"', "2:5")],
)
def test_pure_python_names_an_escape_beyond_unicode(
    text: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert faults_of(text) == [f"file:{place}: error[LO001]: {ESCAPE[0]}\n  help: {ESCAPE[1]}"]


def test_pure_python_refuses_a_lone_surrogate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert faults_of("a: \ud800") == [
        "file:1:4: error[LO001]: this character is not allowed\n  help: leave it out"
    ]


def _conformance_texts() -> Iterator[tuple[str, str, str]]:
    """Every rule file and profile of the conformance cases, with the facts its case has."""
    for path in sorted((ROOT / "tests" / "conformance").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            for part in ("rules", "profile"):
                if part in case:
                    yield f"{case['case']} ({part})", str(case[part]), part


def _verdict(text: SourceText, part: str) -> object:
    """What is made of a text: its values, or its faults with their places and words."""
    try:
        if part == "rules":
            return parse_rule_file(text, BUSINESS)._replace(source=None)  # type: ignore[arg-type]
        profile = read_profile(text, BUSINESS)
        return dict(profile.answers), profile.name
    except LocatedError as error:
        return [str(each) for each in error.diagnostics]


@needs_libyaml
def test_all_conformance_files_mean_the_same_under_both_parsers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = list(_conformance_texts())
    by_libyaml = {name: _verdict(source(text), part) for name, text, part in cases}

    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    in_python = {name: _verdict(source(text), part) for name, text, part in cases}

    assert {name for name in in_python if in_python[name] != by_libyaml[name]} == set()


PIECES = ("a", "b", "- ", ": ", "\n", "\n  ", "[", "]", "{", "}", ", ", "'", '"', " #", "&x ")
MORE_PIECES = ("*x ", "!t ", "@", "é", "😀", " ", "1", "a: ", "b:\n  ", "{c: ", "- a\n", "<<: ")


@needs_libyaml
@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES + MORE_PIECES), max_size=9).map("".join))
def test_random_texts_have_one_tree_or_are_refused_under_both_parsers(text: str) -> None:
    tree, faults = composed_and_faults(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        again, more_faults = composed_and_faults(text)

    assert (bool(more_faults), more_faults or again) == (bool(faults), more_faults or tree)


class _GivesUp:
    """What newer versions of libyaml do: they look ahead, and give up at many open brackets."""

    def __init__(self, text: str) -> None:
        self._parser: EventParser = _PureParser(text)
        self._gives_up_at = [place for place, each in enumerate(text) if each == "["][1000:1001]
        self._told = 0

    def get_event(self) -> yaml.Event | None:
        self._told += 1
        for place in self._gives_up_at if self._told > 3 else ():
            mark = yaml.Mark("", place, 0, place, None, 0)
            raise ScannerError("", mark, "exceeded maximum nesting depth 1000", mark)
        return self._parser.get_event()

    def dispose(self) -> None:
        self._parser.dispose()


def test_a_parser_that_gives_up_at_many_brackets_hides_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those found before stand, and the brackets it looked ahead at are counted."""
    monkeypatch.setattr("leadoff.source.events._parser", _GivesUp)

    assert [fault.partition("\n")[0] for fault in faults_of("[*a, " + "[" * 5000)] == [
        "file:1:2: error[LO001]: aliases such as `*a` are not part of the language",
        "file:1:69: error[LO001]: lists and mappings are nested deeper than 64",
    ]
