"""Manual pages of what the linter says about its own work: comments, baselines, budgets."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

_STALE_SUPPRESSION = """A comment that silences a finding which is not there.

A code counts as gone only if its check came to an end for this file.

Why it matters:
    The comment was written for something that has been mended since. Left where it is, it would
    hide the same fault when it comes back.

Avoid:
    - id: few-buyers  # leadoff: ignore[LO306] kept until spring

Prefer:
    - id: few-buyers

Policies:
    every policy, profiles too
"""

_WITHOUT_REASON = """A comment that silences a finding without saying why.

It works all the same. The reason is the text behind the bracket.

Why it matters:
    Whoever reads the comment later cannot tell a decision from an accident.

Avoid:
    - id: few-buyers  # leadoff: ignore[LO306]

Prefer:
    - id: few-buyers  # leadoff: ignore[LO306] the board wants to see it listed

Policies:
    every policy, profiles too
"""

_UNKNOWN_CODE = """A comment that tries to silence a finding, and names none that exists.

`# leadoff: ignore[LO305] reason` counts for its line, or for the line below where it has a line for
itself. `# leadoff: ignore-file[LO305] reason` counts for the file and stands above the first key.
What stands in the brackets are codes or names of checks, separated by commas.

Why it matters:
    It silences nothing, and looks as if it did.

Avoid:
    - id: few-buyers  # leadoff: ignore[LO3O6] the board wants to see it listed

Prefer:
    - id: few-buyers  # leadoff: ignore[LO306] the board wants to see it listed

Policies:
    every policy, profiles too
"""

_STALE_BASELINE = """An entry of the baseline whose finding is gone.

Entries about files that were not checked in this run, or whose code was not selected, are left
alone.

Why it matters:
    The fault was mended. As long as the entry is there, the same fault may come back unseen.

Avoid:
    leadoff lint rules --baseline baseline.json    # and never again --write-baseline

Prefer:
    leadoff lint rules --baseline baseline.json --write-baseline

Policies:
    every policy
"""

_NOT_PROVED = """A check that did not come to an end within its budget.

Nothing is known of what it looks for: it may be there or not. Other checks are not affected. The
same is said of a check that needs the cases about the rules where some of these cannot be read.

Why it matters:
    A rule file is clean only where every check has proved that it is. Proofs walk over all kinds of
    profile, and their number can double with each fact that many rules test. The budget is counted
    in steps and not in seconds, so the same file has the same findings on every machine.

Avoid:
    one rule file over thirty facts, each tested by rules that share no other fact

Prefer:
    rule files over a dozen facts each, or conditions that name fewer different thresholds

Policies:
    every policy
"""

PAGES: Final[Mapping[Code, str]] = MappingProxyType(
    {
        Code.STALE_SUPPRESSION: _STALE_SUPPRESSION,
        Code.SUPPRESSION_WITHOUT_REASON: _WITHOUT_REASON,
        Code.UNKNOWN_CODE: _UNKNOWN_CODE,
        Code.STALE_BASELINE: _STALE_BASELINE,
        Code.NOT_PROVED: _NOT_PROVED,
    }
)
