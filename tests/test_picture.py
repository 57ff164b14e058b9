"""The picture in the README is what the program shows."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_picture_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "picture.py"))["picture"]()

    assert (DOCS / "answer.svg").read_text("utf-8") == made
