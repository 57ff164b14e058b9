"""Safe fixes of random rule files full of comments: decisions, comments and order survive.

Decisions are compared way by way with the reference evaluator, which shares no code with what
proves a fix.
"""

from __future__ import annotations

import random
import re
from itertools import product
from typing import Any

import pytest

from leadoff.diagnostic.text import SourceText
from leadoff.linter.document import read_document
from leadoff.linter.fixing import fix_document
from leadoff.linter.settings import Settings
from tests.reference.evaluator import cells_of, decided, holds
from tests.reference.generate import generate, to_yaml

from .reread import read

BATCHES = 5
CASES = 60
POLICIES = ("votes", "first", "unique", "any", "priority", "collect")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_safe_fixes_change_no_decision_and_keep_comments(batch: int) -> None:
    fixes = 0
    for seed in range(batch, CASES, BATCHES):
        case = generate(random.Random(seed), policy=POLICIES[seed % len(POLICIES)])
        text = commented(to_yaml(case.rules))
        done = fix_document(read_document(SourceText("r.yaml", text), (), named=True), Settings())
        after = done.after.source.text
        fixes += done.applied

        assert done.refused == (), f"seed {seed}: {[each.reason for each in done.refused]}\n{text}"
        assert differing(case.rules, read(after)) is None, f"seed {seed}\n{text}\n---\n{after}"
        # Whole lines may go, and parts of lines change; what stays is in its old order.
        assert in_order(marks(after), marks(text)), f"seed {seed}\n{text}\n---\n{after}"
        if done.applied == 0:
            assert after == text
    assert fixes > 0


def commented(text: str) -> str:
    """A text with a comment at the end of each line, and one on a line of its own before some."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        indent = line[: len(line) - len(line.lstrip())]
        lines += [f"{indent}# above {number}"] if number % 7 == 0 else []
        lines.append(f"{line}  # at {number}")
    return "\n".join(lines) + "\n"


def marks(text: str) -> list[str]:
    return re.findall(r"# (?:above|at) \d+$", text, re.MULTILINE)


def in_order(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(mark in rest for mark in some)


def differing(before: Any, after: Any) -> Any:
    """A way that two rule files decide differently; None if there is none."""
    assert before["facts"] == after["facts"]
    both = {**before, "rules": [*before["rules"], *after["rules"]]}
    choices = cells_of(both, before["facts"], {})
    ways = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
    for assumption in before.get("assume", ()):
        ways = [way for way in ways if holds(assumption["that"], way)]
    results = [[way.result for way in decided(each, ways)] for each in (before, after)]
    return next((w for w, old, new in zip(ways, *results, strict=True) if old != new), None)
