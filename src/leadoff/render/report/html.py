"""A report as one HTML page: no script, no request, nothing unescaped.

The style stands in the page and is allowed by its hash alone; everything else that a page could
load or run is forbidden by the policy in its head.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from leadoff.render.contents import DISCLAIMER
from leadoff.render.report.element import add, element, page
from leadoff.render.report.html_plan import plan_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadoff.render.contents import (
        Ask,
        Changes,
        Contents,
        Entry,
        Given,
        Group,
        Reproduction,
        Total,
    )

_SIDES = 4


def report_html(contents: Contents, reproduce: Reproduction) -> str:
    """The report as a page; `reproduce` says how to get it again."""
    title = ": ".join(filter(None, (contents.name, contents.label)))
    body = element(
        "main",
        _head(contents),
        *_totals(contents.totals),
        element("p", contents.otherwise) if contents.otherwise else None,
        *_next(contents),
        *(_group(group) for group in contents.groups),
        element("p", contents.post_alone) if contents.post_alone else None,
        _changes(contents.changes) if contents.changes else None,
    )
    if contents.plan is not None:
        body.extend(plan_elements(contents.plan, contents.is_provisional))
    body.extend(_end(contents, reproduce))
    return page(title, report_style(), body, element("footer", element("p", DISCLAIMER)))


@cache
def report_style() -> str:
    """The style of every page."""
    return Path(__file__).with_name("report.css").read_text("utf-8")


def _head(contents: Contents) -> Element:
    heading = element("h1", contents.label)
    if contents.manner:
        add(heading, (" ", element("small", contents.manner)))
    return element(
        "header",
        element("p", contents.title),
        heading,
        element("p", contents.name) if contents.name else None,
        _facts(contents.about),
        element("p", contents.headline, class_="lead") if contents.headline else None,
    )


def _totals(totals: tuple[Total, ...]) -> Iterator[Element]:
    if totals:
        rows = [
            element(
                "tr",
                element("th", total.label, scope="row"),
                element("td", _bar(total), class_="bar"),
                element("td", f"{total.points:,}", class_="number"),
                class_="leads" if total.leads else None,
            )
            for total in totals
        ]
        yield element("table", element("tbody", rows), class_="totals", aria_label="Points")


def _bar(total: Total) -> Element:
    """A bar; the number beside it says the same, so it is no content for a screen reader."""
    width = max(round(1000 * total.share), 6 if total.points else 0)
    return element(
        "svg",
        element("rect", width="1000", height="24", class_="track"),
        element("rect", width=str(width), height="24", class_=f"side-{total.side % _SIDES}"),
        viewBox="0 0 1000 24",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _next(contents: Contents) -> Iterator[Element]:
    if contents.certainty:
        yield element("p", contents.certainty)
    if contents.ask is not None:
        yield _ask(contents.ask)


def _ask(ask: Ask) -> Element:
    effects = [element("li", f"{answer}: {results}") for answer, results in ask.effects]
    return element(
        "section",
        element("h2", ask.heading),
        element("p", element("strong", ask.question)),
        element("p", ask.help, class_="soft") if ask.help else None,
        element("ul", effects) if effects else None,
        class_="box",
    )


def _changes(changes: Changes) -> Element:
    leading = [
        element("li", element("strong", answer), element("ul", [element("li", w) for w in ways]))
        for answer, ways in changes.leading
    ]
    return element(
        "section",
        element("h2", "What would change this"),
        element("p", changes.said) if changes.said else None,
        element("ul", leading, class_="changes") if leading else None,
        element("p", changes.more, class_="soft") if changes.more else None,
        class_="box",
    )


def _group(group: Group) -> Element:
    return element(
        "section", element("h2", group.heading), [_card(entry) for entry in group.entries]
    )


def _card(entry: Entry) -> Element:
    heading = element("h3", entry.title)
    if entry.is_refinement:
        add(heading, (" ", element("span", "refinement", class_="tag")))
    said = element("blockquote", f"“{entry.quote}”") if entry.quote else None
    if said is None and entry.because:
        said = element("p", entry.because)
    source = ". ".join(filter(None, (entry.source, entry.note)))
    return element(
        "article",
        element(
            "header",
            heading,
            element("span", _points(entry), class_="points"),
        ),
        element("p", entry.said) if entry.said else None,
        said,
        element("p", entry.lead, class_="soft") if entry.lead else None,
        _facts(entry.facts),
        element("p", f"→ {entry.advises}") if entry.advises else None,
        element("p", source, class_="source") if source else None,
        class_=f"card edge-{entry.side % _SIDES}" if entry.side >= 0 else "card",
    )


def _points(entry: Entry) -> str:
    return f"{entry.points:,} {entry.does}" if entry.points else entry.does


def _facts(facts: tuple[str, ...]) -> Element | None:
    if not facts:
        return None
    return element("ul", [element("li", element("code", fact)) for fact in facts], class_="facts")


def _end(contents: Contents, reproduce: Reproduction) -> Iterator[Element]:
    unfired = contents.unfired
    if unfired.entries:
        summary = element("summary", f"{unfired.heading}: {len(unfired.entries)} rules")
        yield element("details", summary, [_unfired(entry) for entry in unfired.entries])
    if contents.answers:
        rows = [_given(given) for given in contents.answers]
        yield element("h2", "Answers given")
        yield element("table", element("tbody", rows), aria_label="Answers given")
    if contents.unanswered:
        yield element("p", f"Not answered: {', '.join(contents.unanswered)}", class_="soft")
    yield from (element("p", f"Warning: {warning}") for warning in contents.warnings)
    told = [element("li", f"{label}: ", element("code", text)) for label, text in reproduce]
    yield element("details", element("summary", "How to get this again"), element("ul", told))


def _given(given: Given) -> Element:
    kind = "number" if given.is_number else "answer"
    asked = element("th", given.asked, scope="row")
    return element("tr", asked, element("td", given.answer, class_=kind))


def _unfired(entry: Entry) -> Element:
    return element(
        "article",
        element("h3", entry.title),
        element("p", entry.said or entry.lead),
        _facts(entry.facts),
        class_="card",
    )
