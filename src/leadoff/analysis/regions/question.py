"""What is asked about all profiles, and how long the answer may take."""

from __future__ import annotations

from typing import NamedTuple

from leadoff.engine.walk import OverBudgetError

MOST_STEPS = 40_000
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


class Budget:
    """How many steps are left, of a larger budget if `whole` is given."""

    def __init__(self, steps: int = MOST_STEPS, whole: Budget | None = None) -> None:
        self.left = steps
        self._whole = whole

    @property
    def most(self) -> int:
        """The most steps that can be taken before it ends."""
        return self.left if self._whole is None else min(self.left, self._whole.most)

    def spend(self, steps: int = 1) -> None:
        """Take some steps off.

        Raises:
            OverBudgetError: there are not so many left.
        """
        self.left -= steps
        if self.left < 0:
            raise OverBudgetError
        if self._whole is not None:
            self._whole.spend(steps)
