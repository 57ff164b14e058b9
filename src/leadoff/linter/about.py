"""Putting a finding together: the words and places that every check gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.engine.walk import OverBudgetError
from leadoff.facts.domain import listed
from leadoff.linter.claims import UnprovedError
from leadoff.linter.finding import Finding, Fix
from leadoff.ruleset.condition import AnyOf, Not, SomeOf, Test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.diagnostic.text import Span
    from leadoff.linter.finding import Proof
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import Rule
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
    involved: Iterable[str] = (),
) -> Finding:
    """A finding about a rule file; `key` tells it from others of its check about the same rules."""
    source = subject.file.source
    labels = tuple(Label(source, place, text) for place, text in related)
    primary = Label(source, span, label)
    said = Diagnostic(severity, code, message, primary, help, labels)
    return Finding(said, proof, rules, witness, regions, fixes, key, tuple(involved))


def named(ids: Iterable[str]) -> str:
    """Rules by name: `a`, `b` and `c`, or the first few and how many more."""
    return _first([f"`{id}`" for id in ids])


def stated(subject: Subject, parts: Iterable[Condition]) -> str:
    """Parts of conditions as they are written, each test with its fact, or the first few."""
    return _first([_stated(subject, part) for part in parts])


def _stated(subject: Subject, part: Condition) -> str:
    text = subject.places.text_of(part.span)
    if text and isinstance(part, Test) and part.operator not in ("is", "one_of"):
        return f"`{part.fact.name}: {{{text}}}`"
    return quoted(subject, part)


def _first(words: list[str]) -> str:
    if len(words) > MOST_NAMED:
        more = len(words) - MOST_NAMED
        return f"{', '.join(words[:MOST_NAMED])} and {more:,} more"
    return listed(words, "and")


def deletion(subject: Subject, rule: Rule, *, is_safe: bool) -> tuple[Fix, ...]:
    """The fix that deletes a rule; none where another rule names it, or it stands alone."""
    if rule.id in subject.overridden:
        return ()
    edit = subject.places.without_rule(rule.span.start)
    return () if edit is None else (Fix(f"delete the rule `{rule.id}`", is_safe, (edit,)),)


def removal(subject: Subject, part: Condition, title: str) -> tuple[Fix, ...]:
    """The safe fix that leaves a part of a condition out."""
    edit = subject.places.without_part(part.span)
    return () if edit is None else (Fix(title, True, (edit,)),)


def quoted(subject: Subject, part: Condition) -> str:
    """A part of a condition in a message: as it is written if that is short, else by its kind."""
    text = subject.places.text_of(part.span)
    if isinstance(part, Test):
        if part.operator in ("is", "one_of"):
            return f"`{text}`" if text else f"this test of `{part.fact.name}`"
        return f"`{text}` of `{part.fact.name}`" if text else f"this test of `{part.fact.name}`"
    if text:
        return f"`{text}`"
    words = {AnyOf: "this `any`", Not: "this `not`", SomeOf: "this `some`"}
    return words.get(type(part), "this condition")


def judged(subject: Subject, find: Callable[[Subject, int], Finding | None]) -> Iterator[Finding]:
    """What is found of each rule in turn; nothing where the assumptions leave no profile.

    Raises:
        UnprovedError: naming the rules of which it was not proved.
    """
    if not subject.firing.has_profiles:
        return
    rules = subject.rule_set.rules
    left = dict(enumerate(rules))

    def judge(place: int) -> Finding | None:
        found = find(subject, place)
        del left[place]
        return found

    try:
        for found in subject.firing.each(range(len(rules)), judge):
            if found is not None:
                yield found
    except OverBudgetError:
        raise UnprovedError(rule.id for rule in left.values()) from None
