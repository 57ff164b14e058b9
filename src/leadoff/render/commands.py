"""Commands that a recommendation shows, to be copied."""

from __future__ import annotations

from typing import NamedTuple


class Commands(NamedTuple):
    """What to type next, to see all that would change the answer, and to see the whole plan."""

    next: str
    flips: str
    plan: str
