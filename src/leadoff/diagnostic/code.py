"""The codes of located messages: one list, stable for ever; a retired code is never used again."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Code(Enum):
    """The kind of a located message. The value is its code, the attribute `title` its name."""

    SYNTAX = "LO001", "syntax"
    DUPLICATE_KEY = "LO002", "duplicate-key"
    UNKNOWN_NAME = "LO003", "unknown-name"
    WRONG_TYPE = "LO004", "wrong-type"
    AMBIGUOUS_NUMBER = "LO005", "ambiguous-number"
    DUPLICATE_NAME = "LO006", "duplicate-name"
    MISSING_KEY = "LO007", "missing-key"
    MISPLACED_KEY = "LO008", "misplaced-key"
    OVERRIDE_CYCLE = "LO009", "override-cycle"
    TOO_MANY_TERMS = "LO010", "too-many-terms"
    BAD_NAME = "LO011", "bad-name"
    FRACTION_FOR_PERCENT = "LO021", "fraction-for-percent"
    CONTRADICTED_ASSUMPTION = "LO022", "contradicted-assumption"
    OUT_OF_DOMAIN = "LO102", "out-of-domain-value"
    OVERLAP_UNIQUE = "LO203", "overlap-unique"
    CONFLICT_ANY = "LO204", "overlap-any-conflict"

    title: str

    def __new__(cls, code: str, title: str) -> Self:
        """A member whose value is its code."""
        member = object.__new__(cls)
        member._value_ = code
        member.title = title
        return member
