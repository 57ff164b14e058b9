"""`overrides`: every id names a rule, and nothing overrides itself in a circle."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeAlias

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.diagnostic.message import Collector
    from leadoff.ruleset.model import Law, Rule
    from leadoff.ruleset.parse_rules import ParsedRule

_Steps: TypeAlias = dict[int, dict[int, None]]
"""The rules that each rule overrides, by their places in the file."""


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
                help = collector.suggestion(span, name, ids)
                collector.error(Code.UNKNOWN_NAME, span, message, help)
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
    steps = {
        place: dict.fromkeys(ids[name] for name, _ in rule.overrides if name in ids)
        for place, rule in enumerate(parsed)
    }
    for circle in _circles(steps):
        path = [parsed[place] for place in circle]
        rule = path[0]
        said = " overrides ".join(f"`{each.id}`" for each in (*path, rule))
        related = [(each.overrides_key, f"`{each.id}` overrides here") for each in path[1:]]
        message = f"rules override each other in a circle: {said}"
        help = "take one of the steps away"
        if len(path) == 1:
            message, help = f"the rule `{rule.id}` overrides itself", "take it out of this list"
        collector.error(Code.OVERRIDE_CYCLE, rule.overrides_key, message, help, related)


def _circles(steps: _Steps) -> Iterator[list[int]]:
    """The shortest circle of each rule that is the first in the file of some circle.

    What cannot be on a circle is taken away before each search, so that long chains cost little.
    """
    back: _Steps = {place: {} for place in steps}
    for place, overridden in steps.items():
        for each in overridden:
            back[each][place] = None
    loose = [place for place in steps if not steps[place] or not back[place]]
    for start in tuple(steps):
        _take_away(loose, steps, back)
        if start in steps:
            if circle := _shortest_circle(start, steps):
                yield circle
            loose = [start]


def _take_away(loose: list[int], steps: _Steps, back: _Steps) -> None:
    """Take rules away, and with them each rule that then overrides none, or that none overrides."""
    while loose:
        place = loose.pop()
        for there, here in ((steps, back), (back, steps)):
            for each in there.pop(place, ()):
                here[each].pop(place, None)
                if not here[each]:
                    loose.append(each)


def _shortest_circle(start: int, steps: _Steps) -> list[int]:
    """The shortest way from a rule back to itself; empty if there is none."""
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
            if step not in came_from:
                came_from[step] = place
                queue.append(step)
    return []
