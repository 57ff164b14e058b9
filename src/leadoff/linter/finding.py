"""`Finding`: what a check reports - a located message with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.diagnostic.text import Span
    from leadoff.source.values import Value

Proof = Literal["proved", "read", "not-proved"]
"""How a finding is known: proved over all profiles, read in the text, or not proved in time."""


class Edit(NamedTuple):
    """A stretch of the file's text and what to write there instead."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend what a finding reports.

    A safe one changes no decision about a complete profile. `title` says what it does, as an order:
    "delete the rule".
    """

    title: str
    is_safe: bool
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """A located message that a check produced, and how it is known.

    `rules` are ids, the rule it is about first; `involved` are ids of rules that bring it about,
    and may be others while it stays the same finding. `witness` is a complete profile that shows
    the finding to be true, fact by fact in the order of the file; it has been replayed. `regions`
    are stretches of profiles in words. `key` tells findings of one check and the same rules apart
    without naming a line, for the fingerprint.
    """

    diagnostic: Diagnostic
    proof: Proof
    rules: tuple[str, ...] = ()
    witness: tuple[tuple[str, Value], ...] = ()
    regions: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    key: str = ""
    involved: tuple[str, ...] = ()
