"""A rule set as one HTML page, made like a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.render.report.element import add, element, page
from leadoff.render.report.html import report_style
from leadoff.render.rules.text import NOT_PROVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from leadoff.render.conditions import ConditionLine
    from leadoff.render.rules.contents import Promise, RuleEntry, RulesPage

_SIDES = 4


def rules_html(contents: RulesPage) -> str:
    """The page."""
    outcomes = [
        element("li", element("strong", label), f" {headline}" if headline else None)
        for label, headline in contents.outcomes
    ]
    body = element(
        "main",
        element("header", element("h1", contents.title)),
        element("p", " ".join(contents.deciding)),
        element("ul", outcomes),
        element("h2", "The rules"),
        [_rule(number, rule) for number, rule in enumerate(contents.rules, 1)],
        _promises("Assumptions", contents.assumptions),
        _promises("Laws", contents.laws),
        _together(contents),
    )
    return page(contents.title, report_style(), body)


def _rule(number: int, rule: RuleEntry) -> Element:
    heading = element("h3", f"{number}. {rule.title}")
    if rule.origin == "refinement":
        add(heading, (" ", element("span", "refinement", class_="tag")))
    notes = [
        each for label, text in rule.notes for each in (element("dt", label), element("dd", text))
    ]
    return element(
        "article",
        element("header", heading, element("code", rule.id)),
        element("p", element("strong", rule.effect), " when"),
        _conditions(rule.when),
        element("blockquote", f"“{rule.quote}”") if rule.quote else None,
        element("dl", notes, class_="notes") if notes else None,
        class_=f"card edge-{rule.side % _SIDES}" if rule.side >= 0 else "card",
    )


def _conditions(lines: Sequence[ConditionLine]) -> Element:
    """Lines as lists in lists."""
    outer = element("ul", class_="conditions")
    stack = [outer]
    for line in lines:
        while len(stack) > line.depth + 1:
            stack.pop()
        while len(stack) < line.depth + 1:
            inner = element("ul")
            stack[-1][-1].append(inner)
            stack.append(inner)
        stack[-1].append(element("li", line.text))
    return outer


def _promises(heading: str, promises: Sequence[Promise]) -> Iterator[Element]:
    if promises:
        yield element("h2", heading)
        for each in promises:
            yield element(
                "article",
                element("header", element("h3", each.name)) if each.name else None,
                _conditions(each.when),
                element("p", element("strong", each.said)),
                element("p", each.because) if each.because else None,
                class_="card",
            )


def _together(contents: RulesPage) -> Iterator[Element]:
    yield element("h2", "Which rules can fire together")
    if contents.together is None:
        yield element("p", NOT_PROVED)
        return
    numbers = range(1, len(contents.rules) + 1)
    head = element(
        "tr",
        element("td"),
        [
            element("th", str(number), scope="col", aria_label=rule.id)
            for number, rule in zip(numbers, contents.rules, strict=True)
        ],
    )
    rows = [
        element(
            "tr",
            element("th", f"{number} ", element("code", rule.id), scope="row"),
            [element("td", "●" if met else "", class_="met" if met else None) for met in row],
        )
        for number, rule, row in zip(numbers, contents.rules, contents.together, strict=True)
    ]
    table = element("table", element("thead", head), element("tbody", rows), class_="together")
    yield element(
        "div",
        table,
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Which rules can fire together",
    )
