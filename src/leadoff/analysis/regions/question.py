"""What is asked about all profiles, and how long the answer may take."""

from __future__ import annotations

from typing import NamedTuple

MOST_STEPS_OF_ONE = 40_000
"""The budget of one question: facts looked at, once for each box."""


class Question(NamedTuple):
    """What a profile should do; masks of conditions, and of rules among them.

    `hold` and `avoid` are conditions that hold and that do not, `fire` and `quiet` rules that fire
    and that do not, with overrides.
    """

    hold: int = 0
    avoid: int = 0
    fire: int = 0
    quiet: int = 0
