"""A case as YAML, ready to paste: a profile and what the rules say of it today."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from leadoff.cases.goals import RuleGoal
from leadoff.cases.run import result_word
from leadoff.ruleset.written import quoted, written_number
from leadoff.source.tree import Scalar
from leadoff.source.values import LONGEST_NUMBER, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.cases.coverage import Suggestion
    from leadoff.source.values import Value

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.()-]+)*")


def written_case(suggestion: Suggestion) -> str:
    """The item of the list `cases`, indented by two, ending with a line feed."""
    return "".join(f"  {line}\n" for line in _lines(suggestion))


def case_on_a_line(suggestion: Suggestion) -> str:
    """The item of the list `cases` on one line."""
    result = suggestion.result
    answers = (f"{scalar(k)}: {scalar(v)}" for k, v in result.case.profile.answers.items())
    parts = [f"name: {scalar(suggestion.name)}", f"profile: {{{', '.join(answers)}}}"]
    parts += ["post_only: true"] if result.case.post_only else []
    found = result.found.result
    expected = [f"outcome: {_outcome(found.outcomes, result_word(found))}"]
    expected += (line.strip() for line in _rules(suggestion))
    parts.append(f"expect: {{{', '.join(expected)}}}")
    return f"- {{{', '.join(parts)}}}"


def _lines(suggestion: Suggestion) -> Iterator[str]:
    result = suggestion.result
    yield f"- name: {scalar(suggestion.name)}"
    answers = result.case.profile.answers
    yield "  profile:" if answers else "  profile: {}"
    for name, value in answers.items():
        yield f"    {scalar(name)}: {scalar(value)}"
    if result.case.post_only:
        yield "  post_only: true"
    yield "  expect:"
    yield f"    outcome: {_outcome(result.found.result.outcomes, result_word(result.found.result))}"
    decision = result.decision
    for key, word in (("firmness", decision.firmness), ("lean", decision.lean)):
        if word is not None:
            yield f"    {key}: {scalar(word)}"
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
            yield f"    {key}: [{', '.join(map(scalar, names))}]"


def _outcome(outcomes: tuple[str, ...], word: str) -> str:
    return f"[{', '.join(map(scalar, outcomes))}]" if outcomes else scalar(word)


def scalar(value: Value) -> str:
    """A value as a YAML scalar that reads back as the same; in quotes where it must be."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return written_number(value)
    if _PLAIN.fullmatch(value) and value_of(Scalar(value, True, 0, 0)) == value:
        return value
    return quoted(value)


def is_writable(value: Value) -> bool:
    """Whether a file can give a value: numbers of astronomical length cannot be written."""
    return isinstance(value, str) or len(scalar(value)) <= LONGEST_NUMBER
