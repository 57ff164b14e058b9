"""The kinds of facts and the values each may have.

A domain answers three questions: is this raw value one of yours (`admit`), may a test name it
(`admit_literal`), and how is the domain said in words (`described`). Every message about a wrong
value, in a rule file, a profile or Python, comes from here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.diagnostic.text import shortened
from leadoff.source.values import LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.source.values import Value

DIGITS: Final = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
"""The digits of a number as people write it, whose thousands may stand apart."""
ZEROS: Final = {"k": 3, "m": 6}
"""How many zeros a letter behind a number stands for."""
YES: Final = ("yes", "y")
NO: Final = ("no", "n")
_MOST_LISTED = 20

# How people write a number or a flag, for the help of a message: nothing of it is read as a value.
_AMOUNT = re.compile(rf"[$€£]?(?P<number>{DIGITS}) ?(?P<suffix>[kKmM%]?)")
_MEANT = {**dict.fromkeys((*YES, "on"), "true"), **dict.fromkeys((*NO, "off"), "false")}


class Fault(NamedTuple):
    """Why a value is refused, without the place: the parts of a diagnostic."""

    code: Code
    message: str
    help: str


class Bound(NamedTuple):
    """One end of a range."""

    value: int | Decimal
    inclusive: bool


class Choice(NamedTuple):
    """One of some listed texts; also the domain of a text fact with listed values."""

    values: tuple[str, ...]

    @property
    def described(self) -> str:
        """The domain in words: the first of the values, where there are many."""
        words = [f"`{value}`" for value in self.values[:_MOST_LISTED]]
        rest = len(self.values) - len(words)
        return either([*words, f"{rest} more"] if rest else words)

    def admit(self, raw: Value, *, suggests: bool = True) -> str | Fault:
        """The value, if it is in the domain; looking for the nearest one takes time."""
        if not isinstance(raw, str):
            fault = _needs_text(raw)
            is_value = shown(raw) in self.values
            return fault if is_value else fault._replace(help=f"write {self.described}")
        if raw in self.values:
            return raw
        message = f"`{raw}` is not one of the values" if raw else "an empty text is no value"
        help = did_you_mean(raw, self.values) if suggests else ""
        return Fault(Code.UNKNOWN_NAME, message, help)


class Flag(NamedTuple):
    """True or false."""

    @property
    def described(self) -> str:
        """The domain in words."""
        return "true or false"

    def admit(self, raw: Value) -> bool | Fault:
        """The value, if it is in the domain."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in ("true", "false"):
            message = f"{shown(raw)} is text, not true or false"
            return Fault(Code.WRONG_TYPE, message, f"write {raw.lower()} without quotes")
        meant = _MEANT.get(raw.lower()) if isinstance(raw, str) else None
        help = f"write {meant}" if meant else "write true or false"
        return Fault(Code.WRONG_TYPE, f"{shown(raw)} is not true or false", help)


class Range(NamedTuple):
    """The values between two ends, either of which may be missing."""

    lower: Bound | None = None
    upper: Bound | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it; for whole numbers ask `Whole.is_empty`."""
        if self.lower is None or self.upper is None:
            return False
        if self.lower.value == self.upper.value:
            return not (self.lower.inclusive and self.upper.inclusive)
        return self.lower.value > self.upper.value

    def holds(self, value: int | Decimal) -> bool:
        """Whether a number lies in it."""
        lower, upper = self
        if lower is not None and (value < lower.value or (value == lower.value and not lower[1])):
            return False
        return not (
            upper is not None
            and (value > upper.value or (value == upper.value and not upper.inclusive))
        )

    def names(self, value: int | Decimal) -> bool:
        """Whether a number is one of the ends as written."""
        return any(end is not None and end.value == value for end in self)


class Whole(NamedTuple):
    """Whole numbers in a range. `above: 4` and `at_least: 5` are the same range."""

    range: Range = Range()
    unit: str = ""

    @property
    def lowest(self) -> int | None:
        """The smallest value, None if there is none."""
        end = self.range.lower
        return None if end is None else int(end.value) + (not end.inclusive)

    @property
    def highest(self) -> int | None:
        """The largest value, None if there is none."""
        end = self.range.upper
        return None if end is None else int(end.value) - (not end.inclusive)

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        lowest, highest = self.lowest, self.highest
        return lowest is not None and highest is not None and lowest > highest

    @property
    def described(self) -> str:
        """The domain in words."""
        lowest, highest = self.lowest, self.highest
        if lowest is not None and lowest == highest:
            return f"{lowest}{_in_unit(self.unit)}"
        return f"a whole number{_stretch(lowest, highest)}{_in_unit(self.unit)}"

    def admit(self, raw: Value) -> int | Fault:
        """The value, if it is in the domain."""
        if type(raw) is int:
            return raw if self.range.holds(raw) else _outside(raw, self.described)
        if isinstance(raw, Decimal):
            return _not_whole(raw)
        return _needs_number(raw, self.described, self.unit)

    def admit_literal(self, raw: Value) -> int | Fault:
        """The value, if a test of order may name it: in the domain, or an end of the range."""
        return raw if type(raw) is int and self.range.names(raw) else self.admit(raw)


class Number(NamedTuple):
    """Decimal numbers, exactly as written, in a range."""

    range: Range = Range()
    unit: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        return self.range.is_empty

    @property
    def described(self) -> str:
        """The domain in words."""
        lower, upper = self.range
        ends = []
        if lower is not None:
            ends.append(f"{'from' if lower.inclusive else 'above'} {format_number(lower.value)}")
        if upper is not None:
            ends.append(f"{'up to' if upper.inclusive else 'below'} {format_number(upper.value)}")
        joint = " and "
        if lower is not None and upper is not None and lower.inclusive and upper.inclusive:
            ends[1] = ends[1].removeprefix("up ")
            joint = " "
        return f"a number {joint.join(ends)}".rstrip() + _in_unit(self.unit)

    def admit(self, raw: Value) -> Decimal | Fault:
        """The value as a Decimal, if it is in the domain."""
        if type(raw) is int or isinstance(raw, Decimal):
            return Decimal(raw) if self.range.holds(raw) else _outside(raw, self.described)
        return _needs_number(raw, self.described, self.unit)

    def admit_literal(self, raw: Value) -> Decimal | Fault:
        """The value, if a test of order may name it: in the domain, or an end of the range."""
        if (type(raw) is int or isinstance(raw, Decimal)) and self.range.names(raw):
            return Decimal(raw)
        return self.admit(raw)


class OpenText(NamedTuple):
    """Any text that is not empty, compared code point by code point."""

    @property
    def described(self) -> str:
        """The domain in words."""
        return "text"

    def admit(self, raw: Value) -> str | Fault:
        """The value, if it is in the domain."""
        if not isinstance(raw, str):
            return _needs_text(raw)
        if not raw:
            message = "an empty text is no value"
            return Fault(Code.OUT_OF_DOMAIN, message, "leave it out, or write something")
        return raw


Domain: TypeAlias = Choice | Flag | Whole | Number | OpenText


def shown(raw: Value) -> str:
    """A raw value in a message: text in backticks, other values as they are written."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return f"`{shortened(raw)}`" if raw else "an empty text"
    return format_number(raw)


def format_number(value: int | Decimal) -> str:
    """A number as people write it: without an exponent where it stays short, no closing zeros."""
    if isinstance(value, int):
        return str(value)
    if value == value.to_integral_value() and abs(value.adjusted()) <= 30:
        return str(int(value))
    if abs(value.adjusted()) > 30:
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".")


def listed(words: Sequence[str], joint: Literal["and", "or"]) -> str:
    """Words in a sentence: `a`, `b` and `c`; empty where there are none."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)


def either(words: Sequence[str]) -> str:
    """`a`, `b` or `c`."""
    return listed(words, "or")


def _stretch(lowest: int | None, highest: int | None) -> str:
    if lowest is not None and highest is not None:
        return f" from {lowest} to {highest}"
    if lowest is not None:
        return f" from {lowest}"
    return f" up to {highest}" if highest is not None else ""


def _in_unit(unit: str) -> str:
    return f" ({unit})" if unit else ""


def _outside(raw: int | Decimal, described: str) -> Fault:
    message = f"{format_number(raw)} is outside the allowed values"
    return Fault(Code.OUT_OF_DOMAIN, message, f"write {described}")


def _not_whole(raw: Decimal) -> Fault:
    written = str(raw).replace("E+", "e").replace("E", "e")
    # 1.0e1 is 10, and says so.
    subject = "this value" if written.lstrip("-").isdigit() else written
    message = f"{subject} is not written as a whole number"
    if raw == raw.to_integral_value():
        return Fault(Code.WRONG_TYPE, message, f"write {int(raw)}")
    return Fault(Code.WRONG_TYPE, message, "write it without a fraction")


def _needs_number(raw: Value, described: str, unit: str) -> Fault:
    if not isinstance(raw, str):
        return Fault(Code.WRONG_TYPE, f"{shown(raw)} is not a number", f"write {described}")
    words = raw.split() if len(raw) <= LONGEST_NUMBER else []
    if words and (match := _AMOUNT.fullmatch(raw.strip())):
        number = match["number"].replace(",", "")
        if raw.strip() == number:
            help = f"write {number} without quotes"
            return Fault(Code.WRONG_TYPE, f"{shown(raw)} is text, not a number", help)
        meant = format_number(Decimal(f"{number}e{ZEROS.get(match['suffix'].lower(), 0)}"))
        return Fault(Code.WRONG_TYPE, f"{shown(raw)} is not a number", f"write {meant}")
    if len(words) > 1 and (match := _AMOUNT.fullmatch(words[0])) and not match["suffix"]:
        number = match["number"].replace(",", "")
        measured = f" if it is in {unit}" if unit and raw.split(maxsplit=1)[1] != unit else ""
        help = f"write {number} alone{measured}"
        return Fault(Code.WRONG_TYPE, f"{shown(raw)} is not a number", help)
    return Fault(Code.WRONG_TYPE, f"{shown(raw)} is not a number", f"write {described}")


def _needs_text(raw: Value) -> Fault:
    kind = "a flag" if isinstance(raw, bool) else "a number"
    message = f"{shown(raw)} is {kind}, not text"
    return Fault(Code.WRONG_TYPE, message, f'put it in quotes: "{shown(raw)}"')
