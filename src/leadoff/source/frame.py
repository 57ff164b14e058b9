"""`Frame`: a list or mapping while its text is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from leadoff.source.tree import Node, Scalar

_LEAST: Final = 2
_LEAST_IN_MAPPING: Final = 3
"""How many keys must be repeated to be taken for those of another item, where no list began."""


class Frame:
    """A list or mapping whose end has not been read."""

    __slots__ = (
        "broken",
        "complete",
        "end",
        "entries",
        "is_block",
        "is_mapping",
        "items",
        "key",
        "keys",
        "repeats",
        "skips",
        "start",
    )

    def __init__(
        self, start: int, end: int, *, is_mapping: bool, is_block: bool, broken: bool
    ) -> None:
        self.is_mapping = is_mapping
        self.is_block = is_block
        self.start = start
        self.end = end
        self.broken = broken
        self.complete = True
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.keys: dict[str, Scalar] = {}
        self.key: Scalar | None = None
        self.repeats: list[Scalar] = []
        """Keys that stood here before. What is wrong with them shows when all keys are known."""
        self.skips = False
        """Whether the value that follows belongs to a key that was refused."""

    def first_of_items(self, outer: Frame | None) -> str | None:
        """The key with which items of a list seem to begin here whose dashes are missing.

        Their keys then stand in one mapping, the first one again for each item. `outer` is what
        the mapping stands in. At the top of a file there are no items.
        """
        if not self.is_block or outer is None:
            return None
        first = next(iter(self.keys))
        least = _LEAST_IN_MAPPING if outer.is_mapping else _LEAST
        is_again = any(key.text == first for key in self.repeats)
        return first if is_again and len(self.repeats) >= least else None
