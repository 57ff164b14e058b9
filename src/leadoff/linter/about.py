"""Putting a claim together: words and fixes that many checks give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.engine.budget import OverBudgetError
from leadoff.facts.domain import listed
from leadoff.linter.finding import Fix
from leadoff.ruleset.condition import AnyOf, Not, SomeOf, Test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.linter.subject import Subject
    from leadoff.ruleset.condition import Condition
    from leadoff.ruleset.model import Rule

MOST_NAMED = 5
"""The most rules or places that a finding names; of the others it says how many there are."""


def named(ids: Iterable[str]) -> str:
    """Rules by name: `a`, `b` and `c`, or the first few and how many more."""
    return _first([f"`{id}`" for id in ids])


def stated(subject: Subject, parts: Iterable[Condition]) -> str:
    """Parts of conditions as they are written, each test with its fact, or the first few."""
    return _first([_stated(subject, part) for part in parts])


def _stated(subject: Subject, part: Condition) -> str:
    text = subject.layout.text_of(part.span)
    if text and isinstance(part, Test) and part.operator not in ("is", "one_of"):
        return f"`{part.fact.name}: {{{text}}}`"
    return quoted(subject, part)


def _first(words: list[str]) -> str:
    if len(words) > MOST_NAMED:
        more = len(words) - MOST_NAMED
        return f"{', '.join(words[:MOST_NAMED])} and {more:,} more"
    return listed(words, "and")


def deletion(subject: Subject, rule: Rule, *, is_safe: bool) -> tuple[Fix, ...]:
    """The fix that deletes a rule; none where another rule names it, or it stands alone.

    It is unsafe where a case names the rule or one that it sets aside, or the post alone decides
    otherwise without it.
    """
    if rule.id in subject.overridden:
        return ()
    edit = subject.layout.without_rule(rule.span.start)
    if edit is None:
        return ()
    touched = {rule.id, *rule.overrides}
    in_cases = any(touched & each.expected.rules for each in subject.cases)
    is_safe = is_safe and not in_cases and _is_needless_in_post(subject, rule)
    return (Fix(f"delete the rule `{rule.id}`", is_safe, (edit,)),)


def _is_needless_in_post(subject: Subject, rule: Rule) -> bool:
    """Whether, without the refinements, deleting a rule is proved to change no result."""
    post = subject.post_only
    if post is None or rule.origin == "refinement":
        return True
    try:
        return not post.results.decides(post.rule_set.rules.index(rule))
    except OverBudgetError:
        return False


def removal(subject: Subject, part: Condition, title: str) -> tuple[Fix, ...]:
    """The safe fix that leaves a part of a condition out."""
    edit = subject.layout.without_part(part.span)
    return () if edit is None else (Fix(title, True, (edit,)),)


def quoted(subject: Subject, part: Condition) -> str:
    """A part of a condition in a message: as it is written if that is short, else by its kind."""
    text = subject.layout.text_of(part.span)
    if isinstance(part, Test):
        if part.operator in ("is", "one_of"):
            return f"`{text}`" if text else f"this test of `{part.fact.name}`"
        return f"`{text}` of `{part.fact.name}`" if text else f"this test of `{part.fact.name}`"
    if text:
        return f"`{text}`"
    words = {AnyOf: "this `any`", Not: "this `not`", SomeOf: "this `some`"}
    return words.get(type(part), "this condition")
