"""`Check`: one unit of the linter, each in a file of its own under `leadoff.linter.checks`.

The docstring of the file is the manual page that `leadoff explain` prints: what is found, defined
in one sentence, then `Why it matters`, `Avoid` and `Prefer` with YAML, and `Policies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.linter.finding import Finding
from leadoff.ruleset.model import POLICIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.diagnostic.text import SourceText, Span
    from leadoff.linter.finding import Fix
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import PolicyName
    from leadoff.source.values import Value

EVERY_POLICY: Final = POLICIES


class Claim(NamedTuple):
    """What a check says of a file: a finding, but for what is the same for all of the check.

    `related` are other places, each with what to say beside it, `label` what to say at `span`.
    `rules`, `witness`, `regions`, `fixes`, `key` and `involved` are those of the finding.
    `severity` is there where it is not the check's own, `source` where it is not the rule file.
    """

    span: Span
    message: str
    help: str = ""
    related: Sequence[tuple[Span, str]] = ()
    label: str = ""
    rules: tuple[str, ...] = ()
    witness: tuple[tuple[str, Value], ...] = ()
    regions: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    key: str = ""
    involved: Iterable[str] = ()
    severity: Severity | None = None
    source: SourceText | None = None


class Check(NamedTuple):
    """A check of one rule file.

    `find` yields claims in any order; it runs only under one of `policies`. `implied_by` are
    codes that say more: where one of them was found for the same first rule, this check's finding
    is dropped. `page` is the docstring of the check's file. `proves` is false where it reads what
    is written, and says nothing about profiles.
    """

    code: Code
    severity: Severity
    policies: tuple[PolicyName, ...]
    find: Callable[[Subject], Iterable[Claim]]
    page: str
    implied_by: tuple[Code, ...] = ()
    proves: bool = True


def findings_of(check: Check, subject: Subject) -> Iterator[Finding]:
    """What a check finds in a rule file.

    Raises:
        OverBudgetError: after all that was found, where something was not proved.
    """
    for claim in check.find(subject):
        source = claim.source or subject.file.source
        said = Diagnostic(
            claim.severity or check.severity,
            check.code,
            claim.message,
            Label(source, claim.span, claim.label),
            claim.help,
            tuple(Label(source, span, text) for span, text in claim.related),
        )
        yield Finding(
            said,
            "proved" if check.proves else "read",
            claim.rules,
            claim.witness,
            claim.regions,
            claim.fixes,
            claim.key,
            tuple(claim.involved),
        )
