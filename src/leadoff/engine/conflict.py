"""The located error of rules that fire together where the policy allows one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.engine.masks import bits

if TYPE_CHECKING:
    from leadoff.engine.assess import Assessment
    from leadoff.engine.rule_set import RuleSet
    from leadoff.ruleset.model import Rule

_HELP = {
    "unique": "narrow one of them, let one override the other, or decide by `first`",
    "any": "give them one outcome, let one override the other, or decide by `priority`",
}


def conflict_of(rule_set: RuleSet, found: Assessment) -> Diagnostic | None:
    """The error for a profile whose result is a conflict, at the rule that makes it one."""
    if found.result.kind != "conflict":
        return None
    policy = rule_set.file.decide.by
    fired = [rule_set.rules[place] for place in bits(found.fired)]
    first, second = _clashing(fired) or _clashing_if_open(rule_set, found)
    if _clashing(fired):
        names = ", ".join(f"`{rule.id}`" for rule in fired)
        message = f"the rules {names} fire together, which `{policy}` does not allow"
    else:
        message = f"rules fire together whatever is answered, which `{policy}` does not allow"
    source = rule_set.file.source
    return Diagnostic(
        "error",
        Code.OVERLAP_UNIQUE if policy == "unique" else Code.CONFLICT_ANY,
        message,
        Label(source, second.span),
        _HELP[policy],
        (Label(source, first.span, f"together with `{first.id}`"),),
    )


def _clashing(rules: list[Rule]) -> tuple[Rule, Rule] | None:
    """The first rule and the first one after it that makes a conflict, best of another outcome."""
    if len(rules) < 2:
        return None
    others = [rule for rule in rules[1:] if rule.outcome != rules[0].outcome]
    return rules[0], (others or rules[1:])[0]


def _clashing_if_open(rule_set: RuleSet, found: Assessment) -> tuple[Rule, Rule]:
    """Two rules of which open questions decide; some two are there, or there were no conflict."""
    rules = [rule_set.rules[place] for place in bits(found.fired | found.open)]
    clashing = _clashing(rules)
    if clashing is None:
        raise RuntimeError("a conflict of fewer than two rules")
    return clashing
