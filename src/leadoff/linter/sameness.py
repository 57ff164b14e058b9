"""Whether an edited file still means the same: asked of every fix that claims to be safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.results.compare import difference
from leadoff.engine.rule_set import RuleSet, profile_facts
from leadoff.errors import RuleSetError
from leadoff.facts.business import BusinessFacts
from leadoff.linter.document import kind_of
from leadoff.ruleset.parse import parse_rule_file
from leadoff.source.tree import ListNode, MappingNode, Scalar

if TYPE_CHECKING:
    from leadoff.linter.document import Document
    from leadoff.source.tree import Node


def means_the_same(before: Document, after: Document) -> bool:
    """Whether two versions of a file decide every complete profile alike, or answer the same.

    Rules must do so with their refinements and without.

    Raises:
        OverBudgetError: that could not be proved within the budget.
    """
    if _is_same(before.tree, after.tree):
        return True
    if kind_of(before) != "rules" or kind_of(after) != "rules":
        return False
    try:
        old, new = (_rule_set(each) for each in (before, after))
    except RuleSetError:
        return False
    if old.facts != new.facts or difference(old, new) is not None:
        return False
    # Without its refinements a file must mean the same as well: `--post-only` asks for that.
    is_refined = any(rule.origin == "refinement" for rule in (*old.rules, *new.rules))
    return not is_refined or difference(old.post_only, new.post_only) is None


def is_sound(document: Document) -> bool:
    """Whether a rule file can be used, or what it is instead is read elsewhere."""
    if kind_of(document) != "rules":
        return True
    try:
        _rule_set(document)
    except RuleSetError:
        return False
    return True


def _rule_set(document: Document) -> RuleSet:
    return RuleSet(parse_rule_file(document.source, profile_facts(BusinessFacts)))


def _is_same(one: Node | None, other: Node | None) -> bool:
    """Whether two trees say the same, whatever stands between their parts."""
    pairs = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if isinstance(left, Scalar) and isinstance(right, Scalar):
            if (left.text, left.plain) != (right.text, right.plain):
                return False
        elif isinstance(left, ListNode) and isinstance(right, ListNode):
            if len(left.items) != len(right.items):
                return False
            pairs += zip(left.items, right.items, strict=True)
        elif isinstance(left, MappingNode) and isinstance(right, MappingNode):
            if len(left.entries) != len(right.entries):
                return False
            for mine, others in zip(left.entries, right.entries, strict=True):
                pairs += zip(mine, others, strict=True)
        elif left is not None or right is not None:
            return False
    return True
