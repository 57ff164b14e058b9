"""Bytes to text: what is read, and every file that is refused."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.errors import FileError
from leadoff.source import reading
from leadoff.source.reading import MOST_BYTES, decode, read_source

if TYPE_CHECKING:
    from pathlib import Path

LARGE = "this file is too large: it is larger than 2,097,152 bytes"
UTF16 = "file:1:1: error[LO001]: this file is UTF-16, not UTF-8\n  help: save it as UTF-8"
UTF32 = "file:1:1: error[LO001]: this file is UTF-32, not UTF-8\n  help: save it as UTF-8"


def refusal(path: object) -> str:
    with pytest.raises(FileError) as raised:
        read_source(str(path))
    return raised.value.reason


def faults(data: bytes) -> list[str]:
    return [str(each) for each in decode(data, "file")[1]]


def test_a_file_is_read_as_utf8(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes("größe: 1\r\n".encode())

    found, diagnostics = read_source(str(path))

    assert (found.name, found.text, diagnostics) == (str(path), "größe: 1\r\n", ())


def test_a_byte_order_mark_is_dropped_from_the_text_and_kept_in_the_data() -> None:
    found, _ = decode(b"\xef\xbb\xbfa: 1", "file")

    assert (found.text, found.data) == ("a: 1", b"\xef\xbb\xbfa: 1")


@given(st.text())
def test_any_text_comes_back_from_its_utf8(text: str) -> None:
    found, diagnostics = decode(b"\xef\xbb\xbf" + text.encode(), "file")

    assert (found.text, diagnostics) == (text, ())


@given(st.binary())
def test_bytes_are_read_exactly_where_they_are_utf8(data: bytes) -> None:
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError:
        assert len(faults(data)) == 1
    else:
        assert (decode(data, "file")[0].text, faults(data)) == (text, [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: \xe9", ["file:2:4: error[LO001]: this byte is not UTF-8 text: 0xE9"]),
        (b"\xc3", ["file:1:1: error[LO001]: this byte is not UTF-8 text: 0xC3"]),
        (b"a: \xed\xa0\x80", ["file:1:4: error[LO001]: this byte is not UTF-8 text: 0xED"]),
    ],
)
def test_bytes_that_are_not_utf8_are_named_with_their_place(
    data: bytes, expected: list[str]
) -> None:
    assert faults(data) == [f"{each}\n  help: save the file as UTF-8" for each in expected]


def test_before_a_bad_byte_the_text_is_kept() -> None:
    assert decode(b"\xef\xbb\xbfa: 1\n\xff", "file")[0].text == "a: 1\n"


@pytest.mark.parametrize(
    ("encoding", "mark", "expected"),
    [
        ("utf-16-le", b"\xff\xfe", UTF16),
        ("utf-16-be", b"\xfe\xff", UTF16),
        ("utf-32-le", b"\xff\xfe\x00\x00", UTF32),
        ("utf-32-be", b"\x00\x00\xfe\xff", UTF32),
    ],
)
def test_another_unicode_encoding_is_named(encoding: str, mark: bytes, expected: str) -> None:
    assert faults(mark + "a: 1".encode(encoding)) == [expected]


def test_a_file_of_exactly_the_limit_is_read() -> None:
    assert faults(b"#" * MOST_BYTES) == []


def test_a_file_of_three_mebibytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 3 * 1024 * 1024)

    found, (diagnostic,) = read_source(str(path))

    assert (found.text, diagnostic.location) == ("", f"{path}:1:1")
    assert (diagnostic.message, diagnostic.help) == (LARGE, "split it, or leave data out")


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.yaml") == "no such file"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder, not a file"


def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert refusal(tmp_path / "pipe") == "is not a regular file; use `-` to read standard input"


def test_a_device() -> None:
    assert refusal("/dev/null") == "is not a regular file; use `-` to read standard input"


def test_a_name_that_holds_a_nul() -> None:
    assert refusal("a\0b") == "not a usable file name"


def test_a_name_that_is_too_long() -> None:
    assert refusal("a" * 5000) == "file name too long"


def test_a_file_without_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(reading, "_without_waiting", refused)

    assert refusal("rules.yaml") == "no permission to read it"


def test_an_error_of_the_system_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str, flags: int) -> int:
        raise OSError

    monkeypatch.setattr(reading, "_without_waiting", refused)

    assert refusal("rules.yaml") == "read error"


def test_the_error_carries_path_and_reason() -> None:
    with pytest.raises(FileError) as raised:
        read_source("/no/such.yaml")

    error = raised.value
    assert (error.path, error.reason, str(error)) == (
        "/no/such.yaml",
        "no such file",
        "/no/such.yaml: error: no such file",
    )


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 1")))

    found, diagnostics = read_source("-")

    assert (found.name, found.text, diagnostics) == ("<stdin>", "a: 1", ())


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert refusal("-") == "standard input is closed"


def test_standard_input_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Broken()))

    assert refusal("-") == "input/output error"


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"#" * 3 * 1024 * 1024)))

    _, (diagnostic,) = read_source("-")

    assert diagnostic.message == LARGE
