"""How long the command takes from start to end, against a Python that does nothing.

    python -m tests.benchmarks.startup

CPU time of child processes (user and system), medians over interleaved rounds; `x` is how many
times that of `python -c pass` by the same interpreter, taken inside each round. The command is the
`leadoff` beside `sys.executable`, as users run it; one run of each beforehand fills the caches.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.measure import Turn, interleave, ratio, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(sys.executable).with_name("leadoff")
BASE = "python -c pass"


class Command(NamedTuple):
    """A command line, and at most how many times bare Python it may take."""

    arguments: tuple[str, ...]
    goal: float | None = None


COMMANDS = {
    BASE: Command((sys.executable, "-c", "pass")),
    "leadoff --version": Command((str(SCRIPT), "--version"), 3),
    "leadoff --help": Command((str(SCRIPT), "--help")),
    "leadoff advise": Command((str(SCRIPT), "advise", "examples/cafe.yaml"), 15),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description="the leadoff command against bare Python")
    parser.add_argument("--rounds", type=int, default=15, help="at least 15 (default 15)")
    options = parser.parse_args(arguments)
    if options.rounds < 15:
        parser.error("fewer than 15 rounds say little")
    if not SCRIPT.exists():
        raise SystemExit(f"{SCRIPT} is missing: install leadoff for {sys.executable}")
    for command in COMMANDS.values():
        _run(command)
    costs = interleave({name: _turn(each) for name, each in COMMANDS.items()}, options.rounds)
    print(f"\n{'':20} {'ms':>8} {'x':>8}")
    for name, each in costs.items():
        times, goal = ratio(each, costs[BASE]), COMMANDS[name].goal
        judged = f"  goal at most {goal:g}: {verdict(times <= goal)}" if goal else ""
        print(f"{name:20} {median(each) * 1e3:8.1f} {times:8.2f}{judged}")


def _turn(command: Command) -> Turn:
    def turn(number: int) -> float:
        before = _children_seconds()
        _run(command)
        return _children_seconds() - before

    return turn


def _run(command: Command) -> None:
    """Run it once, from the root of the checkout; a command that fails has no speed."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(
        command.arguments,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command.arguments)} failed:\n{done.stderr}")


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
