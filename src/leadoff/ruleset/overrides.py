"""`overrides`: every id names a rule, and nothing overrides itself in a circle."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.source.compose import shortened

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Collector
    from leadoff.ruleset.model import Law, Rule
    from leadoff.ruleset.parse_rules import ParsedRule


def with_overrides(
    collector: Collector, parsed: tuple[ParsedRule, ...], laws: tuple[Law, ...], complete: bool
) -> tuple[Rule, ...]:
    """The rules with their overrides; unknown ids and circles are reported.

    `complete` is false where a rule could not be read as far as its id.
    """
    ids = {rule.id: place for place, rule in enumerate(parsed)}
    law_ids = {law.id for law in laws}
    for rule in parsed:
        for name, span in rule.overrides:
            if name in law_ids:
                message = f"`{name}` is a law, and only rules can be set aside"
                collector.error(Code.UNKNOWN_NAME, span, message, "name a rule")
            elif name not in ids and complete:
                message = f"there is no rule `{shortened(name)}`"
                collector.error(Code.UNKNOWN_NAME, span, message, did_you_mean(name, ids))
    _report_circles(collector, parsed, ids)
    return tuple(
        each.rule._replace(overrides=tuple(name for name, _ in each.overrides))
        for each in parsed
        if each.rule is not None
    )


def _report_circles(
    collector: Collector, parsed: tuple[ParsedRule, ...], ids: dict[str, int]
) -> None:
    """Report each circle once, at its first rule in the file."""
    if not any(rule.overrides for rule in parsed):
        return
    steps = [[ids[name] for name, _ in rule.overrides if name in ids] for rule in parsed]
    for start, rule in enumerate(parsed):
        circle = _shortest_circle(start, steps)
        if circle:
            path = [parsed[place] for place in circle]
            said = " overrides ".join(f"`{each.id}`" for each in (*path, rule))
            related = [(each.overrides_key, f"`{each.id}` overrides here") for each in path[1:]]
            message = f"rules override each other in a circle: {said}"
            help = "take one of the steps away"
            if len(path) == 1:
                message, help = f"the rule `{rule.id}` overrides itself", "take it out of this list"
            collector.error(Code.OVERRIDE_CYCLE, rule.overrides_key, message, help, related)


def _shortest_circle(start: int, steps: list[list[int]]) -> list[int]:
    """The shortest way from a rule back to itself over rules that stand later in the file."""
    came_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        place = queue.popleft()
        for step in steps[place]:
            if step == start:
                circle = [place]
                while circle[-1] != start:
                    circle.append(came_from[circle[-1]])
                return circle[::-1]
            if step > start and step not in came_from:
                came_from[step] = place
                queue.append(step)
    return []
