"""The checks, one file each; `ALL` is the one register, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from leadoff.lint.check import Check

ALL: Final[tuple[Check, ...]] = ()
