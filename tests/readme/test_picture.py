"""The picture in the README is what the program shows."""

from __future__ import annotations

from tests.readme.picture import PICTURE, picture


def test_the_picture_is_up_to_date() -> None:
    assert PICTURE.read_text("utf-8") == picture()
