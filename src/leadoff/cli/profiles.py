"""Reading the profiles and rules that commands about one answer are given, and telling of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.messages import tell_of
from leadoff.engine.rule_set import load_rules
from leadoff.errors import ProfileError, UsageError
from leadoff.facts.profile import read_profile
from leadoff.source.reading import STANDARD_INPUT, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadoff.advice.recommendation import Recommendation
    from leadoff.cli.terminal import Color
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.profile import Profile


def read_inputs_once(*paths: str | None) -> None:
    """Make sure that standard input is named once at most.

    Raises:
        UsageError: it is not.
    """
    if paths.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")


def rules_at(path: str | None, *, post_only: bool = False) -> RuleSet:
    """The rules of a file, by default the shipped ones."""
    rule_set = load_rules(path)
    return rule_set.post_only if post_only else rule_set


def profile_at(
    path: str, rule_set: RuleSet, answers: Sequence[str] = (), removed: Sequence[str] = ()
) -> Profile:
    """The profile of a file, with answers typed on the command line put in or taken away."""
    source, diagnostics = read_source(path)
    if diagnostics:
        raise ProfileError(diagnostics)
    profile = read_profile(source, rule_set.facts)
    return changed(profile, rule_set, answers, removed)


def changed(
    profile: Profile, rule_set: RuleSet, answers: Sequence[str], removed: Sequence[str]
) -> Profile:
    """A profile with typed answers put in, and others taken away."""
    if not answers and not removed:
        return profile
    # Imported late: most commands are given no typed answers.
    from leadoff.facts.typed import with_typed_answers

    return with_typed_answers(profile, rule_set.facts, answers, removed)


def tell_conflicts(found: Iterable[Recommendation], color: Color) -> ExitCode:
    """Tell of rules that fire together where only one may: then there is no answer."""
    conflicts = [each.conflict for each in found if each.conflict is not None]
    tell_of(conflicts, color)
    return ExitCode.UNREADABLE if conflicts else ExitCode.DONE
