"""What somebody typed at a question: a command, an answer, nothing, or a mistake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadoff.facts.domain import Choice, Fault, Flag, Number, Whole, listed, shown
from leadoff.facts.profile import fraction_warning
from leadoff.facts.typed import typed_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.facts.fact import Fact
    from leadoff.source.values import Value

Command = Literal["unknown", "why", "back", "review", "finish", "quit", "on"]

COMMANDS: dict[str, Command] = {
    "u": "unknown",
    "?": "why",
    "b": "back",
    "r": "review",
    "f": "finish",
    "q": "quit",
    "c": "on",
}
QUESTION_COMMANDS = "u?brfq"
"""The commands that every question knows."""

_BAD = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_LONGEST = 10_000


class Answered(NamedTuple):
    """A value for the fact that was asked for; `doubt` is a word about one that looks mistaken."""

    value: Value
    doubt: str = ""


class Commanded(NamedTuple):
    """A command."""

    command: Command


class Mistaken(NamedTuple):
    """Something that is no answer, and why, in one line."""

    message: str


class Empty(NamedTuple):
    """An empty line."""


Reply: TypeAlias = Answered | Commanded | Mistaken | Empty


def command_in(text: str, allowed: str) -> Command | None:
    """The command in a line, with or without a colon, if it is one of the `allowed` letters."""
    letter = text.strip().removeprefix(":").casefold()
    return COMMANDS[letter] if len(letter) == 1 and letter in allowed else None


def read_reply(fact: Fact, text: str) -> Reply:
    """What a line says at the question for a fact.

    One letter is a command before it is an answer; in quotes, text is always an answer.
    """
    text = text.strip()
    if not text:
        return Empty()
    if command := command_in(text, QUESTION_COMMANDS):
        return Commanded(command)
    if bad := _BAD.search(text):
        return Mistaken(f"the character U+{ord(bad.group()):04X} cannot stand in an answer")
    if len(text) > _LONGEST:
        return Mistaken(f"an answer of more than {_LONGEST:,} characters is too long")
    options = options_of(fact)
    found = _chosen(fact, options, text) if options else typed_value(fact, _unquoted(text) or text)
    if isinstance(found, Mistaken):
        return found
    if isinstance(found, Fault):
        is_number = isinstance(fact.domain, Whole | Number)
        help = f"type {fact.domain.described}" if is_number else found.help
        return Mistaken(f"{found.message}: {help}, or u if you don't know")
    doubt = fraction_warning(fact, found)
    return Answered(found, doubt[0] if doubt else "")


def options_of(fact: Fact) -> tuple[Value, ...]:
    """The values of a fact that are shown as a numbered list; empty where there is none."""
    if isinstance(fact.domain, Choice):
        return fact.domain.values
    return (True, False) if isinstance(fact.domain, Flag) else ()


def _chosen(fact: Fact, options: Sequence[Value], text: str) -> Value | Mistaken | Fault:
    """The option that a number, its text or its first letters name."""
    if (quoted := _unquoted(text)) is not None:
        return typed_value(fact, quoted)
    by_name = typed_value(fact, text)
    if text.isascii() and text.isdigit():
        number = int(text) if len(text) < 10 else 0
        chosen = options[number - 1] if 0 < number <= len(options) else None
        if chosen is None:
            return Mistaken(f"there is no number {text[:20]}: type {numbered(len(options))}")
        if not isinstance(by_name, Fault) and by_name != chosen:
            names = f"the number of {shown(chosen)} and the name of another"
            return Mistaken(f"{text} is {names}: put it in quotes to mean the name")
        return chosen
    if not isinstance(by_name, Fault):
        return by_name
    return _by_first_letters(fact, options, text)


def _by_first_letters(fact: Fact, options: Sequence[Value], text: str) -> Value | Mistaken:
    start = text.casefold()
    found = [value for value in options if fact.shown(value).casefold().startswith(start)]
    if not found:
        meant = [value for value, meaning in fact.meanings if meaning.casefold().startswith(start)]
        found = [value for value in options if value in meant]
    if len(found) == 1:
        return found[0]
    if found:
        return Mistaken(f"{shown(text)} begins {_listed(fact, found)}: type more of it")
    names = f"type {numbered(len(options))} or the first letters"
    return Mistaken(f"{shown(text)} is not one of the options: {names}, or u if you don't know")


def _listed(fact: Fact, values: Sequence[Value]) -> str:
    names = [fact.shown(value) for value in values[:4]]
    words = listed([f"`{name}`" for name in names], "and")
    return words if len(values) <= 4 else f"{words} and more"


def numbered(count: int) -> str:
    """The numbers of so many options, in words."""
    return "1" if count == 1 else f"1 or {count}" if count == 2 else f"1 to {count}"


def _unquoted(text: str) -> str | None:
    """The text between two quotation marks, None where it is not in any."""
    is_quoted = len(text) > 2 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else None
