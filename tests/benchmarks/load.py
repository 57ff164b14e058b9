"""How long a rule file takes to load, against `yaml.load` of the same text in C.

    python -m tests.benchmarks.load

One run, CPU time of this process, medians over interleaved rounds; `x` is how many times as long
as `yaml.load(text, yaml.CSafeLoader)` it takes, taken inside each round. Every round loads rules
not seen before, so that no cache can help. `loaded and decided` includes the first decision, in
case loading leaves work to it. The goal is about the file of 50 rules.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import yaml

import leadoff
from tests.benchmarks.measure import Turn, cpu_seconds, interleave, ratio, verdict
from tests.benchmarks.workload import SEED, Profile, make_profiles, make_rules, rule_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GOALS = {50: 2.0}
SIZES = (50, 500)
BASE = "yaml.load, CSafeLoader"
LOADED = "leadoff.load_rules"
DECIDED = "loaded and decided"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description="leadoff.load_rules against yaml.load")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="RULES")
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args(arguments)
    if not yaml.__with_libyaml__:
        raise SystemExit("PyYAML was built without libyaml: there is no CSafeLoader to race")
    (profile,) = make_profiles(1)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            _print(size, _race(Path(folder), size, options.rounds, profile))


def _race(folder: Path, size: int, rounds: int, profile: Profile) -> dict[str, list[float]]:
    """One file a round and runner; the same texts for all three, never the same file twice."""
    texts = [rule_file(make_rules(size, SEED + number)) for number in range(rounds + 1)]
    jobs: dict[str, Callable[[int], Callable[[], object]]] = {
        BASE: lambda number: lambda: yaml.load(texts[number], yaml.CSafeLoader),
        LOADED: lambda number: _loading(folder, texts[number], f"load-{number}"),
        DECIDED: lambda number: _deciding(folder, texts[number], f"decide-{number}", profile),
    }
    turns = {name: _turn(job) for name, job in jobs.items()}
    for turn in turns.values():
        turn(-1)  # warms up, on the one text no round uses
    return interleave(turns, rounds)


def _turn(job: Callable[[int], Callable[[], object]]) -> Turn:
    return lambda number: cpu_seconds(job(number))


def _loading(folder: Path, text: str, name: str) -> Callable[[], object]:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return lambda: leadoff.load_rules(path)


def _deciding(folder: Path, text: str, name: str, profile: Profile) -> Callable[[], object]:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return lambda: leadoff.load_rules(path).decide(profile)


def _print(size: int, costs: dict[str, list[float]]) -> None:
    print(f"\n{size:,} rules {'ms':>24} {'x':>8}")
    for name, each in costs.items():
        times = ratio(each, costs[BASE])
        goal = GOALS.get(size) if name == LOADED else None
        judged = f"  goal at most {goal:g}: {verdict(times <= goal)}" if goal else ""
        print(f"  {name:24} {median(each) * 1e3:8.2f} {times:8.2f}{judged}")


if __name__ == "__main__":
    main()
