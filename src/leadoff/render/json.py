"""Data as JSON text: in ASCII, the same bytes for the same data, without a command for a log."""

from __future__ import annotations

import json

from leadoff.render.inert import inert_json


def json_text(data: object, *, sort_keys: bool = True) -> str:
    """Data as indented JSON that ends with a line feed; keys as they come where not sorted."""
    text = json.dumps(data, indent=2, sort_keys=sort_keys, allow_nan=False)
    return f"{inert_json(text)}\n"
