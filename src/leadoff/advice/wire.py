"""The JSON form of a recommendation, `leadoff.recommendation/1`.

Keys may be added to this version; none changes its meaning or goes away before version 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from leadoff.advice.wire_flips import FlipsDict, flips_dict
from leadoff.advice.wire_plan import PlanDict, plan_dict
from leadoff.facts.json_value import JsonValue, json_value, optional_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.advice.recommendation import (
        Firing,
        NotFired,
        Question,
        Recommendation,
        SetAside,
    )
    from leadoff.engine.decision import Decision
    from leadoff.engine.evidence import Answer, Need

FORMAT: Final = "leadoff.recommendation/1"


class RulesDict(TypedDict):
    """Which rules were asked: title, name of the file, SHA-256 of its bytes."""

    title: str
    file: str
    sha256: str
    post_only: bool


class ProfileDict(TypedDict):
    """The profile: its name and file, the answers, the facts without one."""

    name: str | None
    file: str | None
    answers: dict[str, JsonValue]
    unanswered: list[str]


class FiringDict(TypedDict):
    """A rule that fires or is set aside, with the facts that made its condition true."""

    rule: str
    title: str
    outcome: str
    effect: str
    points: int
    strength: str | None
    origin: str | None
    facts: dict[str, JsonValue]
    quote: str | None
    because: str | None
    source: str | None
    note: str | None
    advises: str | None


class SetAsideDict(FiringDict):
    """A rule set aside, and the rules that fire in its place."""

    by: list[str]


class NeedDict(TypedDict):
    """What a rule needs of a fact, and the answer given."""

    fact: str
    needed: str
    answer: JsonValue | None


class NotFiredDict(TypedDict):
    """A rule that does not fire; `open` if answers still missing decide it.

    `one_of_several` says that the needs are an example: other answers would do as well.
    """

    rule: str
    title: str
    outcome: str
    points: int
    open: bool
    needs: list[NeedDict]
    one_of_several: bool


class EffectDict(TypedDict):
    """Some answers to a question, in words, and the results they leave possible."""

    answer: str
    results: list[str]


class QuestionDict(TypedDict):
    """The question to ask next."""

    fact: str
    question: str
    help: str
    effects: list[EffectDict]


class DecisionDict(TypedDict):
    """An answer without its reasons."""

    outcome: str | None
    outcomes: list[str]
    result: str
    firmness: str | None
    lean: str | None
    provisional: bool
    totals: dict[str, int]
    fired: list[str]


class WarningDict(TypedDict):
    """A warning with its place."""

    code: str
    message: str
    help: str
    file: str
    line: int
    column: int


class RecommendationDict(TypedDict):
    """Everything the text report shows."""

    format: str
    rules: RulesDict
    profile: ProfileDict
    outcome: str | None
    outcomes: list[str]
    result: str
    label: str
    headline: str
    firmness: str | None
    lean: str | None
    provisional: bool
    proved: bool
    totals: dict[str, int]
    firings: list[FiringDict]
    outvoted: list[FiringDict]
    set_aside: list[SetAsideDict]
    not_fired: list[NotFiredDict]
    open: list[NotFiredDict]
    next_question: QuestionDict | None
    flips: FlipsDict | None
    post_only: DecisionDict | None
    plan: PlanDict | None
    warnings: list[WarningDict]


def recommendation_dict(found: Recommendation) -> RecommendationDict:
    """A recommendation as plain data."""
    decision = found.decision
    return {
        "format": FORMAT,
        "rules": rules_dict(found),
        "profile": profile_dict(found),
        "outcome": decision.outcome,
        "outcomes": list(decision.outcomes),
        "result": decision.kind,
        "label": found.label,
        "headline": found.headline,
        "firmness": decision.firmness,
        "lean": decision.lean,
        "provisional": decision.provisional,
        "proved": found.proved,
        "totals": dict(decision.totals),
        "firings": [_firing(each) for each in found.firings],
        "outvoted": [_firing(each) for each in found.outvoted],
        "set_aside": [
            {**_firing(each), "by": [rule.id for rule in each.by]} for each in found.set_aside
        ],
        "not_fired": [_not_fired(each) for each in found.not_fired],
        "open": [_not_fired(each) for each in found.open_rules],
        "next_question": _question(found.next_question) if found.next_question else None,
        "flips": flips_dict(found.flips) if found.flips else None,
        "post_only": decision_dict(found.post_only) if found.post_only else None,
        "plan": plan_dict(found.plan) if found.plan else None,
        "warnings": _warnings(found),
    }


def rules_dict(found: Recommendation) -> RulesDict:
    """Which rules were asked."""
    import hashlib

    source = found.rule_file.source
    return {
        "title": found.rule_file.title,
        "file": _without_folder(source.name),
        "sha256": hashlib.sha256(source.data).hexdigest(),
        "post_only": found.is_post_only,
    }


def profile_dict(found: Recommendation) -> ProfileDict:
    """The profile that was judged."""
    return {
        "name": found.profile.name,
        "file": _without_folder(found.profile.file) if found.profile.file else None,
        "answers": {name: json_value(value) for name, value in found.profile.answers.items()},
        "unanswered": [fact.name for fact in found.unanswered],
    }


def _without_folder(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _firing(each: Firing | SetAside) -> FiringDict:
    rule = each.rule
    return {
        "rule": rule.id,
        "title": rule.title,
        "outcome": rule.outcome,
        "effect": rule.effect,
        "points": rule.points,
        "strength": rule.strength.name if rule.strength else None,
        "origin": rule.origin,
        "facts": _answers(each.answers),
        "quote": rule.quote or None,
        "because": rule.because or None,
        "source": rule.source or None,
        "note": rule.note or None,
        "advises": rule.advises or None,
    }


def _not_fired(each: NotFired) -> NotFiredDict:
    return {
        "rule": each.rule.id,
        "title": each.rule.title,
        "outcome": each.rule.outcome,
        "points": each.rule.points,
        "open": each.is_open,
        "needs": [_need(need) for need in each.needs],
        "one_of_several": each.one_of_several,
    }


def _need(need: Need) -> NeedDict:
    return {
        "fact": need.fact.name,
        "needed": need.needed,
        "answer": optional_json(need.value),
    }


def _question(question: Question) -> QuestionDict:
    return {
        "fact": question.fact.name,
        "question": question.fact.question,
        "help": question.fact.help,
        "effects": [
            {"answer": effect.answer, "results": [each.word for each in effect.results]}
            for effect in question.effects
        ],
    }


def decision_dict(decision: Decision) -> DecisionDict:
    """An answer without its reasons."""
    return {
        "outcome": decision.outcome,
        "outcomes": list(decision.outcomes),
        "result": decision.kind,
        "firmness": decision.firmness,
        "lean": decision.lean,
        "provisional": decision.provisional,
        "totals": dict(decision.totals),
        "fired": list(decision.fired),
    }


def _warnings(found: Recommendation) -> list[WarningDict]:
    warnings: list[WarningDict] = []
    for each in found.warnings:
        source = each.primary.source
        line, column = source.position(each.primary.span.start)
        warnings.append(
            {
                "code": each.code.value,
                "message": each.message,
                "help": each.help,
                "file": source.name,
                "line": line,
                "column": column,
            }
        )
    return warnings


def _answers(answers: Iterable[Answer]) -> dict[str, JsonValue]:
    return {answer.fact.name: json_value(answer.value) for answer in answers}
