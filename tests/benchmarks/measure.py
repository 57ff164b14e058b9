"""Measuring side by side: everyone takes a turn in every round, and ratios stay within a round.

Not run by itself. A neighbour that slows one round down slows everyone in it, so a ratio taken
inside a round holds where the figures it comes from do not. Medians over the rounds are reported.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from statistics import median
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)

Turn = Callable[[int], float]
"""One turn: takes the number of the round, returns the cost (CPU seconds, of one call)."""


def interleave(turns: Mapping[Name, Turn], rounds: int) -> dict[Name, list[float]]:
    """The costs of all rounds by name; every round starts with the next name."""
    names = list(turns)
    costs: dict[Name, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            costs[name].append(turns[name](number))
    return costs


def cpu_seconds(job: Callable[[], object]) -> float:
    """The CPU time of one job in this process, on a heap cleared of what others left."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    job()
    cost = time.process_time() - start
    gc.unfreeze()
    return cost


def ratio(costs: Sequence[float], base: Sequence[float]) -> float:
    """How many times as much as the base: the median of the ratios inside each round."""
    return median(cost / by for cost, by in zip(costs, base, strict=True))


def verdict(reached: bool) -> str:
    """The word for a goal."""
    return "met" if reached else "MISSED"
