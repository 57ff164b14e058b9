"""`Check`: one unit of the linter. Each stands in a file of its own under `leadoff.linter.checks`.

The docstring of the file is the manual page that `leadoff explain` prints: what is found, defined
in one sentence, then `Why it matters`, `Avoid` and `Prefer` with YAML, and `Policies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.ruleset.model import POLICIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.message import Severity
    from leadoff.linter.finding import Finding
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.model import PolicyName

EVERY_POLICY: Final = POLICIES


class Check(NamedTuple):
    """A check of one rule file.

    `find` yields findings in any order; it runs only under one of `policies`. `implied_by` are
    codes that say more: where one of them was found for the same first rule, this check's finding
    is dropped. `page` is the docstring of the check's file. `proves` is false where it reads what
    is written, and says nothing about profiles.
    """

    code: Code
    severity: Severity
    policies: tuple[PolicyName, ...]
    find: Callable[[Subject], Iterable[Finding]]
    page: str
    implied_by: tuple[Code, ...] = ()
    proves: bool = True
