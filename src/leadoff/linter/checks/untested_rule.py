"""A rule that no case makes fire.

Only rules that cases are kept for are judged: files of cases among those that are checked, and the
one beside the rule file (`bike.tests.yaml` beside `bike.yaml`). A rule that can never fire is left
to the checks that say why. The case to add says what the rules answer today.

Why it matters:
    Whoever changes the rule, or another that overrides it, is not told what that changes.

Avoid:
    cases:
      - name: a big deal
        profile: {yearly_value: 40000, customer_type: b2b}
        expect: {outcome: sales-first}

Prefer:
    cases:
      - name: a big deal
        profile: {yearly_value: 40000, customer_type: b2b}
        expect: {outcome: sales-first}
      - name: few-buyers fires
        profile: {reachable_buyers: 499}
        expect: {outcome: sales-first, fired: [few-buyers]}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.cases.coverage import suggestion_for
from leadoff.cases.goals import RuleGoal
from leadoff.cases.run import run_case
from leadoff.cases.seek import Seeker
from leadoff.cases.written import case_on_a_line
from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    if not subject.cases:
        return
    fired = {
        rule for case in subject.cases for rule in run_case(case, subject.rule_set).decision.fired
    }
    seeker = Seeker(subject.rule_set)
    for rule in subject.file.rules:
        if rule.id in fired:
            continue
        suggestion = suggestion_for(RuleGoal(rule, "fired"), subject.rule_set, seeker)
        if suggestion is not None:
            yield Claim(
                rule.span,
                f"no case makes the rule `{rule.id}` fire",
                f"add a case: {case_on_a_line(suggestion)}",
                rules=(rule.id,),
            )


CHECK: Final = Check(
    Code.UNTESTED_RULE,
    "warning",
    EVERY_POLICY,
    _find,
    __doc__,
    implied_by=(Code.UNSATISFIABLE_RULE,),
    proves=False,
)
