"""`Budget`: how long a proof may take, in steps, so that it ends the same on every machine."""

from __future__ import annotations


class OverBudgetError(Exception):
    """A walk or a search took more steps than its budget; nothing is proved."""


class Budget:
    """The steps that are left to something, or to several that share them.

    With `whole` they are a part of a larger budget, and are taken off that too.
    """

    def __init__(self, steps: int, whole: Budget | None = None) -> None:
        self.left = steps
        self._steps = steps
        self._whole = whole

    @property
    def most(self) -> int:
        """The most steps that can be taken before it ends."""
        return self.left if self._whole is None else min(self.left, self._whole.most)

    @property
    def used(self) -> int:
        """The steps that were taken."""
        return self._steps - max(self.left, 0)

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
