"""The facts of a rule set as text: the reference for whoever writes a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from leadoff.facts.domain import Choice, either
from leadoff.facts.fact import NAME_LABEL
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.ruleset.condition import facts_in

if TYPE_CHECKING:
    from leadoff.facts.fact import Fact
    from leadoff.render.style import PageStyle
    from leadoff.ruleset.model import RuleFile

_CHANGES = {"ours": "you can change it", "time": "only time changes it", "fixed": "given"}


def facts_text(file: RuleFile, style: PageStyle) -> str:
    """All facts of a rule set, each with its values and its question, and the label."""
    page = Page(style)
    page.prose((inert(file.title or "Facts"), "bold"))
    for fact in file.facts:
        page.blank()
        page.line((fact.name, "bold"))
        page.prose(inert(fact.question), first=2, indent=2)
        page.prose((inert(fact.domain.described), "dim"), first=2, indent=2)
    page.blank()
    page.prose(f"A profile may have a `{NAME_LABEL}` too: a label, which no rule tests.")
    return page.text()


def fact_text(fact: Fact, file: RuleFile, style: PageStyle) -> str:
    """One fact: question, help, values, and the rules that test it."""
    page = Page(style)
    page.line((fact.name, "bold"))
    for words in (fact.question, fact.help):
        if words:
            page.prose(inert(words), first=2, indent=2)
    page.blank()
    values = fact.domain.described
    if isinstance(fact.domain, Choice):
        values = either([f"`{value}`" for value in fact.domain.values])
    page.hanging("  values  ", Text(inert(values)), 10)
    for value, meaning in fact.meanings:
        page.hanging("          ", Text(f"{inert(value)}: {inert(meaning)}"), 12)
    page.hanging("  change  ", Text(_CHANGES[fact.change]), 10)
    rules = [rule.id for rule in file.rules if fact in facts_in(rule.when)]
    page.hanging("  rules   ", Text(", ".join(rules) or "no rule tests it"), 10)
    return page.text()


def label_text(style: PageStyle) -> str:
    """What the label of a profile is, for those who look for it among the facts."""
    page = Page(style)
    page.line((NAME_LABEL, "bold"))
    words = "A label of the profile, no fact: it is shown with the answer, and no rule tests it."
    page.prose(words, first=2, indent=2)
    return page.text()
