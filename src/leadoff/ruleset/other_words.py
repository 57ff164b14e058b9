"""What other tools, and plain speech, call the words of the rule language.

Some of these words are near one of ours that means the opposite: `and` is nearer to `any` than to
`all`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.text import shortened

if TYPE_CHECKING:
    from collections.abc import Collection

_WORDS: Final = {
    "all": ("and", "&&", "&", "both", "every", "each", "all_of", "allof"),
    "any": ("or", "||", "|", "either", "any_of", "anyof", "one_of", "oneof"),
    "not": ("!", "unless", "except"),
    "at_least": (">=", "=>", "≥", "gte", "ge", "min", "minimum", "from"),
    "at_most": ("<=", "=<", "≤", "lte", "le", "max", "maximum", "up_to", "to"),
    "above": (">", "gt", "more_than", "greater_than", "over"),
    "below": ("<", "lt", "less_than", "fewer_than", "under"),
    "is_not": ("!=", "<>", "≠", "ne", "neq", "not", "not_equal"),
    "none_of": ("not_in", "nin", "none"),
    "when": ("if", "condition", "conditions"),
    "kind": ("type",),
    "values": ("enum", "choices", "options"),
    "because": ("reason", "why"),
    "choice": ("enum", "category", "select"),
    "flag": ("bool", "boolean"),
    "whole": ("int", "integer"),
    "number": ("float", "decimal", "double", "real", "numeric"),
    "text": ("str", "string"),
}
_NONE_OF_THEM: Final = ("none", "nor", "neither")
_IS: Final = ("=", "==", "===", "eq", "equal", "equals", "is")
_ONE_OF: Final = ("in", "any", "any_of", "one_of")
_BETWEEN: Final = ("between", "range")
_COMPARISON: Final = re.compile(r"\s*(=[<>]|<>|[<>!]=?|={1,3}|[≥≤≠])\s*(.*?)\s*", re.DOTALL)
_LONGEST: Final = 40
"""A longer value is not repeated in a hint."""


def our_word(other: str, allowed: Collection[str]) -> str | None:
    """The allowed word of the language that means what another word does."""
    word = _folded(other)
    return next((ours for ours, them in _WORDS.items() if word in them and ours in allowed), None)


def help_with_connective(other: str) -> str | None:
    """What to write for a word in front of conditions for which there is no single word here."""
    return "write `not: {any: [...]}`" if _folded(other) in _NONE_OF_THEM else None


def help_with_operator(fact: str, other: str, allowed: Collection[str]) -> str | None:
    """What to write for an operator of another tool that is no single allowed one here."""
    word = _folded(other)
    if word in _IS:
        return f"write the value alone: `{fact}: value`"
    if word in _ONE_OF:
        return f"write a list: `{fact}: [value, value]`"
    if word in _BETWEEN:
        return f"write `{fact}: {{at_least: ..., at_most: ...}}`"
    return None if our_word(other, allowed) else help_with_comparison(fact, other, allowed)


def help_with_comparison(fact: str, other: str, allowed: Collection[str]) -> str | None:
    """What to write for a test in the signs of other tools, `>= 200`; None if it is none."""
    match = _COMPARISON.fullmatch(other)
    if match is None:
        return None
    sign, value = match[1], shortened(match[2], _LONGEST) or "..."
    if sign in _IS:
        return f"write the value alone: `{fact}: {value}`"
    ours = our_word(sign, allowed)
    return None if ours is None else f"write `{fact}: {{{ours}: {value}}}`"


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
