"""The tree of a YAML or JSON text: scalars as written, lists and mappings, all with places.

Scalars are not interpreted here: what `no` or `1.10` means depends on where it stands.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A scalar as its text; `plain` if it stood there without quotes and not as a block."""

    text: str
    plain: bool
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the text."""
        return self.start, self.end


class ListNode(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins: for a block list the first dash."""
        return self.start, self.end


class MappingNode(NamedTuple):
    """A mapping; its keys are text and differ from each other.

    It is not `complete` if a key was refused: what is missing in it may be what that key meant.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int
    complete: bool = True

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins: for a block mapping the first key."""
        return self.start, self.end


class BrokenNode(NamedTuple):
    """A value that was refused and reported; nothing that hangs on it is judged further."""

    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the text."""
        return self.start, self.end


Node: TypeAlias = Scalar | ListNode | MappingNode | BrokenNode
