"""Putting a finding together: the words and places that every check gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.lint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.diagnostic.text import Span
    from leadoff.lint.finding import Fix, Proof
    from leadoff.lint.subject import Subject
    from leadoff.source.values import Value

MOST_NAMED = 5
"""The most rules or places that a finding names; of the others it says how many there are."""


def about(
    subject: Subject,
    code: Code,
    severity: Severity,
    span: Span,
    message: str,
    help: str = "",
    *,
    related: Iterable[tuple[Span, str]] = (),
    label: str = "",
    proof: Proof = "proved",
    rules: tuple[str, ...] = (),
    witness: tuple[tuple[str, Value], ...] = (),
    regions: tuple[str, ...] = (),
    fixes: tuple[Fix, ...] = (),
    key: str = "",
) -> Finding:
    """A finding about a rule file; `key` tells it from others of its check about the same rules."""
    source = subject.file.source
    labels = tuple(Label(source, place, text) for place, text in related)
    primary = Label(source, span, label)
    said = Diagnostic(severity, code, message, primary, help, labels)
    return Finding(said, proof, rules, witness, regions, fixes, key)


def named(ids: Iterable[str]) -> str:
    """Rules by name: `a`, `b` and `c`, or the first few and how many more."""
    words = [f"`{id}`" for id in ids]
    if len(words) > MOST_NAMED:
        more = len(words) - MOST_NAMED
        return f"{', '.join(words[:MOST_NAMED])} and {more:,} more"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
