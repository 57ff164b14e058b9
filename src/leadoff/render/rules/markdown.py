"""A rule set as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.markdown import code, plain
from leadoff.render.report.markdown import MARK
from leadoff.render.rules.text import NOT_PROVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.render.conditions import ConditionLine
    from leadoff.render.rules.contents import Promise, RuleEntry, RulesPage


def rules_markdown(contents: RulesPage) -> str:
    """The page as a text that ends with a line break."""
    return "\n".join((*_lines(contents), MARK)) + "\n"


def _lines(contents: RulesPage) -> Iterator[str]:
    yield f"# {plain(contents.title)}"
    yield ""
    yield plain(" ".join(contents.deciding))
    yield ""
    for label, headline in contents.outcomes:
        yield f"- **{plain(label)}** {plain(headline)}".rstrip()
    yield ""
    for number, rule in enumerate(contents.rules, 1):
        yield from _rule(number, rule)
    yield from _promises("Assumptions", contents.assumptions)
    yield from _promises("Laws", contents.laws)
    yield from _together(contents)


def _rule(number: int, rule: RuleEntry) -> Iterator[str]:
    origin = f" *({rule.origin})*" if rule.origin else ""
    yield f"## {number}. {plain(rule.title)}{origin}"
    yield ""
    yield f"{code(rule.id)} {plain(rule.effect)} when"
    yield ""
    yield from _conditions(rule.when)
    yield ""
    if rule.quote:
        yield f"> “{plain(rule.quote)}”"
        yield ""
    for label, text in rule.notes:
        yield f"*{label}:* {plain(text)}"
        yield ""


def _conditions(lines: Sequence[ConditionLine]) -> Iterator[str]:
    return (f"{'  ' * line.depth}- {plain(line.text)}" for line in lines)


def _promises(heading: str, promises: Sequence[Promise]) -> Iterator[str]:
    if not promises:
        return
    yield f"## {heading}"
    yield ""
    for each in promises:
        yield f"{code(each.name)} {plain(each.said)} where".strip() if each.name else "Everywhere"
        yield ""
        yield from _conditions(each.when)
        yield ""
        if each.because:
            yield plain(each.because)
            yield ""


def _together(contents: RulesPage) -> Iterator[str]:
    yield "## Which rules can fire together"
    yield ""
    if contents.together is None:
        yield NOT_PROVED
        yield ""
        return
    numbers = range(1, len(contents.rules) + 1)
    yield f"| | rule | {' | '.join(map(str, numbers))} |"
    yield f"|---:|:---|{':---:|' * len(contents.rules)}"
    for number, rule, row in zip(numbers, contents.rules, contents.together, strict=True):
        marks = " | ".join("●" if met else " " for met in row)
        yield f"| {number} | {code(rule.id)} | {marks} |"
    yield ""
