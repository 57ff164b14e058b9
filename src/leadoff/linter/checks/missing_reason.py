"""A rule that does not say why it holds, or where that is known from.

A reason is a `quote` or a `because`, for a rule with `origin: post` the `quote`; where it is known
from is a `source`. What no rule of a file has is said once, for the file.

Why it matters:
    An answer is worth as much as its reasons. Whoever reads the recommendation sees the guideline
    and its reason, and whoever changes the rule later must know what it rests on.

Avoid:
    - id: few-buyers
      when: {reachable_buyers: {below: 500}}
      votes: sales-first
      strength: might

Prefer:
    - id: few-buyers
      when: {reachable_buyers: {below: 500}}
      votes: sales-first
      strength: might
      because: So few buyers can be called one by one.
      source: our first year

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import Rule

_HELP: Final = {
    "quote": "write `quote: ...`, in the words of the post",
    "because": "write `because: ...`, or a `quote`",
    "source": "write `source: ...`",
}
_WORDS: Final = {"quote": "quote", "because": "reason", "source": "source"}


def _find(subject: Subject) -> Iterator[Claim]:
    file = subject.file
    lacking = {rule: _lacking(rule) for rule in file.rules}
    by_all = {key for key in _HELP if all(key in keys for keys in lacking.values())}
    if by_all and len(file.rules) > 1:
        yield _claim(file.rules[0], [key for key in _HELP if key in by_all], of_all=True)
    else:
        by_all = set()
    for rule, keys in lacking.items():
        missing = [key for key in keys if key not in by_all]
        if missing:
            yield _claim(rule, missing, of_all=False)


def _lacking(rule: Rule) -> list[str]:
    """The keys a rule lacks; a quote stands for a reason."""
    reason = [] if rule.quote or rule.because else ["because"]
    if rule.origin == "post":
        reason = [] if rule.quote else ["quote"]
    return reason if rule.source else [*reason, "source"]


def _claim(rule: Rule, keys: list[str], *, of_all: bool) -> Claim:
    what = " and no ".join(_WORDS[key] for key in keys)
    message = f"no rule of this file gives a {what.replace('no ', 'a ')}" if of_all else ""
    return Claim(
        rule.span,
        message or f"the rule `{rule.id}` gives no {what}",
        "; ".join(_HELP[key] for key in keys),
        rules=() if of_all else (rule.id,),
        key=",".join(keys),
    )


CHECK: Final = Check(Code.MISSING_REASON, "note", EVERY_POLICY, _find, __doc__, proves=False)
