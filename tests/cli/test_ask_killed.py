"""An interview killed at any moment: no confirmed answer is lost, no file is half written.

The process is forked and kills itself with SIGKILL before its n-th write, sync, rename or removal,
for every n there is; so each moment at which something is on its way to the disk is tried.
"""

from __future__ import annotations

import io
import itertools
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from leadoff.cli.app import run
from leadoff.cli.record import Record, journal_of
from leadoff.engine.rule_set import load_rules

from .command import leadoff

if TYPE_CHECKING:
    from collections.abc import Callable

HAND_WRITTEN = "# Ann's\nindustry: food  # fresh\n"
TYPED = "6\n10\nb\n11\n1\n80\nu\n2\n9\n2\nn\n\n"
SAID: list[tuple[str, object]] = [
    ("months_since_first_sale", 6),
    ("alternatives_compared", 10),
    ("alternatives_compared", 11),
    ("customer_type", "b2b"),
    ("direct_sales_share", 80),
    ("yearly_value", None),
    ("sales_cycle_days", 2),
    ("deciders", 9),
    ("paying_customers", 2),
    ("self_serve", False),
]
"""What each line that answers says; "don't know" is None."""


def test_killed_before_any_operation_nothing_confirmed_is_lost(tmp_path: Path) -> None:
    facts = load_rules().facts
    for n in itertools.count(1):
        folder = tmp_path / str(n)
        folder.mkdir()
        profile = folder / "acme.yaml"
        profile.write_text(HAND_WRITTEN, "utf-8")
        was_killed = _interview(folder, n)
        confirmed = _confirmed((folder / "screen").read_text("utf-8"))

        # The profile is the old one or the new one, whole.
        text = profile.read_text("utf-8")
        assert text == HAND_WRITTEN or text.startswith(HAND_WRITTEN + "customer_type: b2b\n")
        record = Record.opened(str(profile), facts)
        found = record.merged
        record.close(is_left=True)
        # What was on its way when the process was killed may be there or not.
        assert found.answers in (_answers(confirmed), _answers(confirmed + 1)), n
        done = leadoff("ask", str(profile), "--interactive", "--brief", stdin=b"f\n")
        assert done.code == 0
        assert _answers_in(profile) == found.answers
        assert not journal_of(str(profile)).exists()
        if not was_killed:
            break
    assert n > 35
    assert confirmed == len(SAID)


def _confirmed(screen: str) -> int:
    """How much was said before the last prompt that showed."""
    lines = TYPED.split("\n")[: max(screen.count("\n> ") - 1, 0)]
    return sum(line not in {"b", ""} for line in lines)


def _answers(said: int) -> dict[str, object]:
    """The answers after so many things were said, with that of the file."""
    answers: dict[str, object] = {"industry": "food", **dict(SAID[:said])}
    return {name: value for name, value in answers.items() if value is not None}


def _answers_in(profile: Path) -> object:
    return yaml.safe_load(profile.read_text("utf-8"))


def _interview(folder: Path, n: int) -> bool:
    """Hold the interview in a process that kills itself before its n-th operation."""
    process = os.fork()
    if process == 0:
        _be_killed(folder, n)
    _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, -signal.SIGKILL}
    return code != 0


def _be_killed(folder: Path, n: int) -> None:
    code = 99
    try:
        count = itertools.count(1)

        def counted(function: Callable[..., object]) -> Callable[..., object]:
            def counting(*arguments: object, **more: object) -> object:
                if next(count) == n:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **more)

            return counting

        for owner, name in (
            *((os, name) for name in ("write", "fsync", "ftruncate", "fdopen", "open")),
            *((Path, name) for name in ("replace", "unlink", "chmod")),
        ):
            setattr(owner, name, counted(getattr(owner, name)))
        os.chdir(folder)
        sys.stdin = io.TextIOWrapper(io.BytesIO(TYPED.encode()), encoding="utf-8")
        screen = Path("screen")
        with screen.open("w", encoding="utf-8") as sys.stderr, io.StringIO() as sys.stdout:
            code = run(["ask", "acme.yaml", "--interactive", "--format", "value"])
    finally:
        os._exit(code)
