"""`Target`: what a profile should do that is looked for, and how long that may take."""

from __future__ import annotations

from typing import NamedTuple

MOST_STEPS_OF_ONE = 40_000
"""The budget of one target: facts looked at, once for each box."""


class Target(NamedTuple):
    """What a profile should do; masks of conditions, and of rules among them.

    `hold` and `avoid` are conditions that hold and that do not, `fire` and `quiet` rules that fire
    and that do not, with overrides. Of the conditions in `some` at least one holds; 0 asks for
    nothing.
    """

    hold: int = 0
    avoid: int = 0
    fire: int = 0
    quiet: int = 0
    some: int = 0
