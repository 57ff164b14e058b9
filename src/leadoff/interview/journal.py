"""The journal of an interview: a line of JSON for each thing said, appended as it is said.

What is in the journal is safe, whatever happens to the process. The profile is written at the end;
from then on (`Saved`) the file holds the answers, and the journal only what was not known.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leadoff.facts.domain import Fault, format_number
from leadoff.facts.fact import NAME_LABEL, facts_by_name
from leadoff.facts.profile import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadoff.facts.fact import Fact
    from leadoff.facts.profile import Profile
    from leadoff.source.values import Value


class Said(NamedTuple):
    """An answer to a fact; None takes an earlier one away."""

    fact: str
    value: Value | None


class Unknown(NamedTuple):
    """The answer "don't know" to a fact."""

    fact: str


class Saved(NamedTuple):
    """Every answer so far stands in the profile."""


Entry: TypeAlias = Said | Unknown | Saved


class Journal(NamedTuple):
    """The entries of a journal. `whole` are the bytes of its whole lines.

    `is_torn` says that a last line was cut off, `unreadable` which lines (from 1) are none.
    """

    entries: tuple[Entry, ...] = ()
    whole: int = 0
    is_torn: bool = False
    unreadable: tuple[int, ...] = ()


class Merged(NamedTuple):
    """A profile with what a journal adds to it.

    `pending` are the facts whose answers differ from the file's, `unknown` those not known,
    `unfitting` answers that the rules have no fact or no such value for.
    """

    answers: Mapping[str, Value]
    name: str | None
    order: tuple[str, ...]
    unknown: frozenset[str]
    pending: Mapping[str, Value | None]
    unfitting: tuple[str, ...]


def line_of(entry: Entry) -> str:
    """An entry as its line, with the line feed."""
    if isinstance(entry, Saved):
        return '{"saved": true}\n'
    name = json.dumps(entry.fact)
    if isinstance(entry, Unknown):
        return f'{{"fact": {name}, "known": false}}\n'
    return f'{{"fact": {name}, "answer": {_json(entry.value)}}}\n'


def read_journal(data: bytes) -> Journal:
    """A journal from its bytes; a last line without an end is left out."""
    *lines, rest = data.split(b"\n")
    entries = []
    unreadable = []
    for number, line in enumerate(lines, 1):
        entry = _entry(line)
        if entry is None:
            unreadable.append(number)
        else:
            entries.append(entry)
    return Journal(tuple(entries), len(data) - len(rest), bool(rest), tuple(unreadable))


def merged(profile: Profile, entries: Iterable[Entry], facts: tuple[Fact, ...]) -> Merged:
    """A profile with what was said after it was last saved, and what was not known before."""
    unknown: dict[str, None] = {}
    pending: dict[str, Value | None] = {}
    order = dict.fromkeys(profile.answers)
    for entry in entries:
        if isinstance(entry, Saved):
            pending.clear()
            continue
        order[entry.fact] = None
        if isinstance(entry, Unknown):
            unknown[entry.fact] = None
            pending[entry.fact] = None
        else:
            unknown.pop(entry.fact, None)
            pending[entry.fact] = entry.value
    return _admitted(profile, pending, tuple(order), frozenset(unknown), facts)


def _admitted(
    profile: Profile,
    pending: Mapping[str, Value | None],
    order: tuple[str, ...],
    unknown: frozenset[str],
    facts: tuple[Fact, ...],
) -> Merged:
    known = facts_by_name(facts)
    answers = dict(profile.answers)
    name = profile.name
    kept: dict[str, Value | None] = {}
    unfitting = []
    for fact, value in pending.items():
        if fact == NAME_LABEL:
            name = value if isinstance(value, str) else None
            kept[fact] = name
            continue
        admitted = known[fact].domain.admit(value) if fact in known and value is not None else None
        if value is not None and (admitted is None or isinstance(admitted, Fault)):
            unfitting.append(fact)
        elif admitted is None:
            answers.pop(fact, None)
        elif not isinstance(admitted, Fault):
            answers[fact] = admitted
        kept[fact] = value
    still = frozenset(fact for fact in unknown if fact in known and fact not in answers)
    order = tuple(fact for fact in order if fact in answers or fact in still)
    return Merged(answers, name, order, still, kept, tuple(unfitting))


def _entry(line: bytes) -> Entry | None:
    try:
        data = json.loads(line, parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    if data == {"saved": True}:
        return Saved()
    if not isinstance(data, dict) or not isinstance(data.get("fact"), str):
        return None
    if data.get("known") is False:
        return Unknown(data["fact"])
    if "answer" not in data:
        return None
    value = data["answer"]
    if value is None:
        return Said(data["fact"], None)
    plain = plain_value(value)
    return None if isinstance(plain, Fault) else Said(data["fact"], plain)


def _json(value: Value | None) -> str:
    return format_number(value) if isinstance(value, Decimal) else json.dumps(value)
