"""Comments of YAML texts, under both parsers."""

from __future__ import annotations

import pytest
import yaml

from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import SourceText
from leadoff.source.comments import Comment, comments
from leadoff.source.compose import compose

BY_BOTH = pytest.mark.parametrize("libyaml", [True, False])


def found(text: str) -> tuple[Comment, ...]:
    source = SourceText("file.yaml", text)
    return comments(text, compose(source, Collector(source)))


@BY_BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# top\na: 1  # end\n", ["# top", "# end"]),
        ('a: "x # no" # yes\n', ["# yes"]),
        ("a: 'x # no'\n", []),
        ('a: "x\n  # no\n  y"\n', []),
        ("a: b#c\n", []),
        ("a: |  # header\n  # no\n  x # no\n# yes\nb: 1\n", ["# header", "# yes"]),
        ("a: >-\n  x\n  # no", []),
        ("a: |\n  x\n # less indented\n", ["# less indented"]),
        ("a: [1, # one\n  {b: 2}] # two\n", ["# one", "# two"]),
        ("a: b\n  c # one # more\n", ["# one # more"]),
        ("a: 1 # one\r\n# two\r\n", ["# one", "# two"]),
        ("# alone", ["# alone"]),
        ("a: &b 1 # one\n", ["# one"]),
    ],
)
def test_comments(
    monkeypatch: pytest.MonkeyPatch, libyaml: bool, text: str, expected: list[str]
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", libyaml)

    assert [comment.text for comment in found(text)] == expected


def test_a_comment_knows_its_place_and_whether_it_has_the_line_for_itself() -> None:
    text = "a: 1  # end\n  # alone\n"

    assert [(text[slice(*each.span)], each.alone) for each in found(text)] == [
        ("# end", False),
        ("# alone", True),
    ]
