"""Fingerprints: what a finding is, whatever line it stands on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadoff.linter.finding import Finding

_LINES = re.compile(r"\bline \d+")


def fingerprint(finding: Finding, file: str) -> str:
    """A name for a finding from its code, its file, its rules and its key.

    Lines and columns are no part of it, so an edit elsewhere leaves it as it is. Where a finding is
    about no rule and has no key, its words stand for that. `file` is the name seen from the
    root, with `/`.
    """
    import hashlib
    import json

    key = finding.key
    if not key and not finding.rules:
        key = _LINES.sub("line", finding.diagnostic.message)
    parts = [finding.diagnostic.code.value, file, list(finding.rules), key]
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()[:32]
