"""A case as YAML, ready to paste: a profile and what the rules say of it today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.cases.goals import RuleGoal
from leadoff.facts.written import written, written_list
from leadoff.source.values import LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.coverage import Suggestion
    from leadoff.engine.policy import Result
    from leadoff.source.values import Value


def written_case(suggestion: Suggestion) -> str:
    """The item of the list `cases`, indented by two, ending with a line feed."""
    return "".join(f"  {line}\n" for line in _lines(suggestion))


def case_on_a_line(suggestion: Suggestion) -> str:
    """The item of the list `cases` on one line."""
    result = suggestion.result
    answers = (f"{written(k)}: {written(v)}" for k, v in result.case.profile.answers.items())
    parts = [f"name: {written(suggestion.name)}", f"profile: {{{', '.join(answers)}}}"]
    parts += ["post_only: true"] if result.case.post_only else []
    expected = [f"outcome: {_outcome(result.found.result)}"]
    expected += (line.strip() for line in _rules(suggestion))
    parts.append(f"expect: {{{', '.join(expected)}}}")
    return f"- {{{', '.join(parts)}}}"


def _lines(suggestion: Suggestion) -> Iterator[str]:
    result = suggestion.result
    yield f"- name: {written(suggestion.name)}"
    answers = result.case.profile.answers
    yield "  profile:" if answers else "  profile: {}"
    for name, value in answers.items():
        yield f"    {written(name)}: {written(value)}"
    if result.case.post_only:
        yield "  post_only: true"
    yield "  expect:"
    yield f"    outcome: {_outcome(result.found.result)}"
    decision = result.decision
    for key, word in (("firmness", decision.firmness), ("lean", decision.lean)):
        if word is not None:
            yield f"    {key}: {written(word)}"
    if decision.provisional:
        yield "    provisional: true"
    yield from _rules(suggestion)


def _rules(suggestion: Suggestion) -> Iterator[str]:
    """The rules that the case is there to show, under what they do."""
    goals = [goal for goal in suggestion.goals if isinstance(goal, RuleGoal)]
    fired = [goal.rule.id for goal in goals if goal.level == "fired"]
    fired += [goal.rule.id for goal in goals if goal.level == "decisive"]
    aside = [goal.rule.id for goal in goals if goal.level == "matched"]
    firing = dict.fromkeys(fired)
    for key, names in (
        ("fired", firing),
        ("set_aside", [n for n in aside if n in suggestion.result.decision.set_aside]),
    ):
        if names:
            yield f"    {key}: {written_list(names)}"


def _outcome(result: Result) -> str:
    """An outcome, the list of them, or a word of ours, which needs no quotes."""
    if result.outcomes:
        return written_list(result.outcomes)
    return written(result.outcome) if result.outcome else result.kind


def is_writable(value: Value) -> bool:
    """Whether a file can give a value: numbers of astronomical length cannot be written."""
    return isinstance(value, str) or len(written(value)) <= LONGEST_NUMBER
