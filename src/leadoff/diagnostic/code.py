"""The codes of located messages: one list, stable for ever; a retired code is never used again."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Code(Enum):
    """The kind of a located message. The value is its code, the attribute `title` its name."""

    SYNTAX = "LO001", "syntax"
    DUPLICATE_KEY = "LO002", "duplicate-key"
    UNKNOWN_NAME = "LO003", "unknown-name"
    WRONG_TYPE = "LO004", "wrong-type"
    AMBIGUOUS_NUMBER = "LO005", "ambiguous-number"
    DUPLICATE_NAME = "LO006", "duplicate-name"
    MISSING_KEY = "LO007", "missing-key"
    MISPLACED_KEY = "LO008", "misplaced-key"
    OVERRIDE_CYCLE = "LO009", "override-cycle"
    TOO_MANY_TERMS = "LO010", "too-many-terms"
    BAD_NAME = "LO011", "bad-name"
    FRACTION_FOR_PERCENT = "LO021", "fraction-for-percent"
    CONTRADICTED_ASSUMPTION = "LO022", "contradicted-assumption"
    EMPTY_PROFILE = "LO023", "empty-profile"
    UNSATISFIABLE_RULE = "LO101", "unsatisfiable-rule"
    OUT_OF_DOMAIN = "LO102", "out-of-domain-value"
    ALWAYS_TRUE = "LO103", "always-true-condition"
    REDUNDANT_CONDITION = "LO104", "redundant-condition"
    DEAD_BRANCH = "LO105", "dead-branch"
    UNCONDITIONAL_RULE = "LO106", "unconditional-rule"
    SIMPLER_FORM = "LO107", "simpler-form"
    DUPLICATE_RULE = "LO201", "duplicate-rule"
    CONFLICTING_RULE = "LO202", "conflicting-rule"
    OVERLAP_UNIQUE = "LO203", "overlap-unique"
    CONFLICT_ANY = "LO204", "overlap-any-conflict"
    SHADOWED_RULE = "LO205", "shadowed-rule"
    SHADOWED_BY_UNION = "LO206", "shadowed-by-union"
    REDUNDANT_RULE = "LO207", "redundant-rule"
    MISLEADING_ORDER = "LO209", "misleading-order"
    POLICY_ADVICE = "LO210", "policy-advice"
    GAP = "LO301", "gap"
    NO_EVIDENCE = "LO302", "no-evidence-profile"
    UNREACHABLE_OUTCOME = "LO303", "unreachable-outcome"
    UNREACHABLE_OTHERWISE = "LO304", "unreachable-otherwise"
    TIE = "LO305", "tie"
    NEVER_DECISIVE = "LO306", "never-decisive-rule"
    IRRELEVANT_FACT = "LO307", "irrelevant-fact"
    DICTATING_RULE = "LO308", "dictating-rule"
    CANCELLING_RULES = "LO310", "cancelling-rules"
    LAW_BROKEN = "LO401", "law-broken"
    EMPTY_LAW = "LO403", "empty-law"
    NO_PROFILE_LEFT = "LO404", "no-profile-left"
    PROMISE_BROKEN = "LO405", "promise-broken"
    MISSING_PLAN = "LO406", "missing-plan"
    UNTESTED_RULE = "LO501", "untested-rule"
    MISSING_REASON = "LO701", "missing-reason"
    STALE_SUPPRESSION = "LO702", "stale-suppression"
    SUPPRESSION_WITHOUT_REASON = "LO703", "suppression-without-reason"
    UNKNOWN_CODE = "LO704", "unknown-code"
    STALE_BASELINE = "LO705", "stale-baseline"
    NOT_PROVED = "LO801", "not-proved"

    title: str

    def __new__(cls, code: str, title: str) -> Self:
        """A member whose value is its code."""
        member = object.__new__(cls)
        member._value_ = code
        member.title = title
        return member
