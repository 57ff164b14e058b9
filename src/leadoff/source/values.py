"""What a scalar says by itself, after the YAML 1.2 core schema; numbers as JSON writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from leadoff.source.tree import Scalar

if TYPE_CHECKING:
    from leadoff.source.tree import Node

Value: TypeAlias = bool | int | Decimal | str
"""A value of a fact: exact, and of exactly one of these types."""

LONGEST_NUMBER = 64
LARGEST_EXPONENT = 64

_CONSTANTS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?")
_NUMBER_ELSEWHERE = re.compile(
    r"""[-+]?(?:
        0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-fA-F_]+
        | [0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?
        | \.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?
        | \.(?:inf|Inf|INF|nan|NaN|NAN)
    )""",
    re.VERBOSE,
)
_NUMBER_STARTS = frozenset("-+.0123456789")


class Ambiguous(NamedTuple):
    """A plain scalar that some reader of YAML takes for a number, and ours refuses."""

    message: str
    help: str


def value_of(scalar: Scalar) -> Value | Ambiguous | None:
    """What a scalar says: None is null; a number written with a point or exponent is a Decimal."""
    text = scalar.text
    if not scalar.plain:
        return text
    if text[:1] in _NUMBER_STARTS:
        return _number(text)
    return _CONSTANTS.get(text, text)


def is_null(node: Node | None) -> bool:
    """Whether nothing stands somewhere: null is the same as not being there."""
    if node is None:
        return True
    return isinstance(node, Scalar) and node.plain and _CONSTANTS.get(node.text, "") is None


def _number(text: str) -> Value | Ambiguous:
    match = _NUMBER.fullmatch(text)
    if match is None:
        if _NUMBER_ELSEWHERE.fullmatch(text):
            message = (
                f"`{text[:LONGEST_NUMBER]}` is a number to some readers of YAML, and not to others"
            )
            help = "write it as in 12, -0.5 or 1.5e3, or put it in quotes to make it text"
            return Ambiguous(message, help)
        return text
    if len(text) > LONGEST_NUMBER:
        message = f"this number is longer than {LONGEST_NUMBER} characters"
        return Ambiguous(message, "write fewer digits")
    if match[1] is not None and abs(int(match[1])) > LARGEST_EXPONENT:
        message = f"the exponent of this number is beyond {LARGEST_EXPONENT}"
        return Ambiguous(message, "write a number of a size that occurs")
    return int(text) if _WHOLE.fullmatch(text) else Decimal(text)
