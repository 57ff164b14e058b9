"""Masks: sets of places as the bits of one number, place 0 the lowest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def mask_of(places: Iterable[int]) -> int:
    """A mask with these places set."""
    mask = 0
    for place in places:
        mask |= 1 << place
    return mask


def union(masks: Iterable[int]) -> int:
    """The masks put together."""
    joined = 0
    for mask in masks:
        joined |= mask
    return joined


def bits(mask: int) -> Iterable[int]:
    """The places of the set bits of a mask, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
