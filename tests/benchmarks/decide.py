"""How long leadoff takes to decide, against other rule engines, for 5 to 5,000 rules.

    pip install -e '.[bench]'
    python -m tests.benchmarks.decide                      all sizes, about a minute
    python -m tests.benchmarks.decide --sizes 5 50         some of them
    python -m tests.benchmarks.decide --ways               also each way to use a rival

One run, CPU time of this process, medians over interleaved rounds; `x` is how many times as long
as leadoff a rival takes, taken inside each round. Every engine gets plain dicts and must first
give the right answers (`workload.answer`) on a sample. Two jobs (`rivals`), four comparisons:

- `outcome`: winner and totals asked of both;
- `outcome + firing ids`: the ids of the rules that fire as well, asked of both: the job the goals
  are about. leadoff gives a sequence that knows its length and what is in it, and writes the ids
  out when they are first read; the rivals' jobs make a list;
- `ids read`: the same, and leadoff writes all of them out too, as a tuple;
- `ids / outcome`: leadoff gives the ids, the rival does not: harder than fair.

Profiles are all different (50,000 of them; a turn takes a part), so nothing is won by remembering
whole profiles.

leadoff checks every value of the profile against its fact; no rival does. A rival counts with
its fastest way of the run, picked anew for each job and size.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median
from types import ModuleType
from typing import NamedTuple

import leadoff
from tests.benchmarks.measure import Turn, cpu_seconds, interleave, ratio, verdict
from tests.benchmarks.rivals import (
    JOBS,
    OUTCOME,
    READ_IDS,
    RIVALS,
    WITH_IDS,
    Engine,
    Raw,
    Rival,
    settle,
)
from tests.benchmarks.workload import (
    SEED,
    Answer,
    Profile,
    Rule,
    answer,
    make_profiles,
    make_rules,
    rule_file,
)

GOALS = {5: 2.0, 50: 2.5, 500: 12.0, 5_000: 50.0}
US = "leadoff"
PROFILES = 50_000
TURN_SECONDS = 0.03
FEWEST_CALLS = 4


class Runner(NamedTuple):
    """Who runs: an engine, the job it does and the way it is used (`""` for leadoff)."""

    engine: str
    job: str
    way: str


Costs = Mapping[Runner, Sequence[float]]
Rivals = Mapping[Rival, ModuleType]
Sample = Sequence[tuple[Profile, Answer]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description="leadoff's decide against other rule engines")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(GOALS), metavar="RULES")
    parser.add_argument("--rounds", type=int, default=9, help="at least 7 (default 9)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--ways", action="store_true", help="print every way, not the fastest")
    options = parser.parse_args(arguments)
    if options.rounds < 7:
        parser.error("fewer than 7 rounds say little")
    rivals = _rivals()
    profiles = make_profiles(PROFILES, options.seed)
    for size in options.sizes:
        costs = _measure(size, options.seed, rivals, profiles, options.rounds)
        if options.ways:
            _print_ways(costs)
        _print_table(costs)
        _print_goal(costs, GOALS.get(size))


def _rivals() -> Rivals:
    """The rivals at hand; a missing one is named."""
    rivals = {}
    for rival in RIVALS:
        module = rival.load()
        if module is None:
            print(f"MISSING, not compared: {rival.name} (pip install {rival.distribution})")
        else:
            rivals[rival] = module
    return rivals


def _measure(
    size: int, seed: int, rivals: Rivals, profiles: Sequence[Profile], rounds: int
) -> Costs:
    """The seconds of one call, by runner and round, for so many rules."""
    rules = make_rules(size, seed)
    checked = profiles[: min(200, max(30, 30_000 // size))]
    sample = [(profile, answer(rules, profile)) for profile in checked]
    fired = mean(len(right.fired) for _, right in sample)
    print(f"\n{size:,} rules, {fired:.1f} fire for a profile on average", flush=True)
    engines = _leadoff(rules) | _engines(rules, rivals)
    for runner, engine in engines.items():
        _check(runner, engine, sample)
    return interleave({name: _turn(each, profiles) for name, each in engines.items()}, rounds)


def _leadoff(rules: Sequence[Rule]) -> dict[Runner, Engine]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rules.yaml")
        path.write_text(rule_file(rules), encoding="utf-8")
        decide = leadoff.load_rules(path).decide

    def outcome_only(profile: Profile) -> Raw:
        decision = decide(profile)
        return decision.outcome, decision.totals, ()

    def with_ids(profile: Profile) -> Raw:
        decision = decide(profile)
        return decision.outcome, decision.totals, decision.fired

    def ids_read(profile: Profile) -> Raw:
        decision = decide(profile)
        return decision.outcome, decision.totals, tuple(decision.fired)

    return {
        Runner(US, OUTCOME, ""): outcome_only,
        Runner(US, WITH_IDS, ""): with_ids,
        Runner(US, READ_IDS, ""): ids_read,
    }


def _engines(rules: Sequence[Rule], rivals: Rivals) -> dict[Runner, Engine]:
    return {
        Runner(rival.title, job, way.name): way.build(module, rules, job)
        for rival, module in rivals.items()
        for way in rival.ways
        for job in way.jobs
    }


def _check(runner: Runner, engine: Engine, sample: Sample) -> None:
    """Stop the run if an engine is wrong: a wrong answer has no speed."""
    for profile, right in sample:
        wanted = right._replace(fired=()) if runner.job == OUTCOME else right
        given = settle(engine(profile))
        if given != wanted:
            raise SystemExit(f"{runner} is wrong:\n  {profile}\n  gave {given}\n  not  {wanted}")


def _turn(engine: Engine, profiles: Sequence[Profile]) -> Turn:
    """A turn of about `TURN_SECONDS`, on the profiles that follow those of the round before."""
    first = cpu_seconds(_calling(engine, profiles[:FEWEST_CALLS])) / FEWEST_CALLS
    calls = max(FEWEST_CALLS, int(TURN_SECONDS / first))

    def turn(number: int) -> float:
        start = number * calls % len(profiles)
        batch = list(islice(cycle(profiles), start, start + calls))
        engine(batch[0])  # brings its data back into the processor's cache
        return cpu_seconds(_calling(engine, batch)) / calls

    return turn


def _calling(engine: Engine, batch: Sequence[Profile]) -> Callable[[], None]:
    def run() -> None:
        for profile in batch:
            engine(profile)

    return run


def _fastest(costs: Costs, job: str) -> dict[str, Runner]:
    """By engine, the runner that did the job fastest."""
    fastest: dict[str, Runner] = {}
    for runner in sorted(costs, key=lambda each: median(costs[each])):
        if runner.job == job:
            fastest.setdefault(runner.engine, runner)
    return fastest


def _print_ways(costs: Costs) -> None:
    for runner, seconds in costs.items():
        who = f"{runner.engine} {runner.way}".strip()
        print(f"  {who:40} {runner.job:22} {median(seconds) * 1e6:10,.2f} us")


def _print_table(costs: Costs) -> None:
    print(f"  {'':26} {OUTCOME:>20} {WITH_IDS:>24} {'ids read':>14} {'ids / outcome':>14}")
    print(f"  {'':26} {'us':>10} {'x':>9} {'us':>14} {'x':>9} {'x':>14} {'x':>14}  fastest ways")
    ours = {runner.job: costs[runner] for runner in costs if runner.engine == US}
    fastest = {job: _fastest(costs, job) for job in JOBS}
    for engine in dict.fromkeys(runner.engine for runner in costs):
        plain, full = (fastest[job][engine] for job in JOBS)
        cells = [f"  {engine:26}"]
        cells.append(f"{_us(costs[plain]):10,.2f} {ratio(costs[plain], ours[OUTCOME]):9,.2f}")
        cells.append(f"{_us(costs[full]):14,.2f} {ratio(costs[full], ours[WITH_IDS]):9,.2f}")
        cells.append(f"{ratio(costs[full], ours[READ_IDS]):14,.2f}")
        if engine != US:
            harder = ratio(costs[plain], ours[WITH_IDS])
            cells.append(f"{harder:14,.2f}  {plain.way} | {full.way}")
        print(" ".join(cells))


def _us(seconds: Sequence[float]) -> float:
    return median(seconds) * 1e6


def _print_goal(costs: Costs, goal: float | None) -> None:
    """Judge the same job for both, against the best of the rivals; ids given, and ids read."""
    fastest = _fastest(costs, WITH_IDS)
    ours = fastest.pop(US)
    if not fastest:
        print("  no rival installed: nothing compared")
        return
    for runner in (ours, ours._replace(job=READ_IDS)):
        times = {engine: ratio(costs[rival], costs[runner]) for engine, rival in fastest.items()}
        best = min(times, key=times.__getitem__)
        said = f"  {runner.job}: {times[best]:.2f} times the best of them ({best})"
        print(said if goal is None else f"{said}, goal {goal:g}: {verdict(times[best] >= goal)}")


if __name__ == "__main__":
    main()
