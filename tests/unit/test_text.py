"""Places in a text: lines and columns as an editor counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.diagnostic.text import SourceText, shortened

TEXT = st.text(st.sampled_from("ab\r\n\u2028\x85\x0cé😀"))


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, (1, 1)),
        ("ab", 0, (1, 1)),
        ("ab", 2, (1, 3)),
        ("ab", 99, (1, 3)),
        ("ab", -1, (1, 1)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\nb", 3, (3, 1)),
        ("😀é!", 2, (1, 3)),
        ("a\u2028b", 2, (1, 3)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_the_position_of_an_offset(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert SourceText("file", text).position(offset) == expected


@given(TEXT)
def test_lines_end_at_lf_cr_lf_and_cr_only(text: str) -> None:
    source = SourceText("file", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert [source.line(number) for number in range(1, len(lines) + 1)] == lines


@given(TEXT, st.integers(0, 20))
def test_a_position_leads_back_to_its_character(text: str, offset: int) -> None:
    source = SourceText("file", text)
    if offset < len(text) and text[offset] not in "\r\n":
        line, column = source.position(offset)

        assert source.line(line)[column - 1] == text[offset]


def test_data_are_the_bytes_given_or_the_text_as_utf8() -> None:
    assert SourceText("file", "é").data == b"\xc3\xa9"
    assert SourceText("file", "é", b"\xe9").data == b"\xe9"
    assert SourceText("file", "\ud800").data == b"\xed\xa0\x80"


@pytest.mark.parametrize(("text", "expected"), [("ab", "ab"), ("abc", "abc"), ("abcd", "ab…")])
def test_long_text_is_cut_for_a_message(text: str, expected: str) -> None:
    assert shortened(text, 3) == expected
