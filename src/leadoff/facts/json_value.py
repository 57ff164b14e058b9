"""Values of facts as JSON: a number that a reader's float would not hold exactly becomes text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from leadoff.source.values import Value

JsonValue: TypeAlias = str | int | float | bool

_LARGEST_EXACT: Final = 2**53


def json_value(value: Value) -> JsonValue:
    """A value as JSON."""
    if isinstance(value, Decimal):
        # Nothing is rounded, whatever precision the caller has set for decimals.
        if value == value.to_integral_value() and value.copy_abs() < _LARGEST_EXACT:
            return int(value)
        nearest = float(value)
        return nearest if Decimal(repr(nearest)) == value else str(value)
    return value if isinstance(value, bool | str) else json_whole(value)


def json_whole(number: int) -> int | str:
    """A whole number as JSON."""
    return number if abs(number) < _LARGEST_EXACT else str(number)


def optional_json(value: Value | None) -> JsonValue | None:
    """A value as JSON; null where a fact is open."""
    return None if value is None else json_value(value)
