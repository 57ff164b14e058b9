"""What is said where answers are missing and nobody can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from leadoff.render.inert import inert
from leadoff.render.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.facts.fact import Fact
    from leadoff.render.style import PageStyle

_LEAST_BESIDE = 24


def missing_text(facts: Sequence[Fact], why_not_asked: str, style: PageStyle) -> str:
    """The answers that are missing, each as the option that gives it."""
    page = Page(style)
    count = len(facts)
    needed = "1 answer is needed" if count == 1 else f"up to {count} answers are needed"
    page.prose(("error", "bold red"), f": {needed}, and {why_not_asked}")
    wide = max(len(fact.name) for fact in facts) + len("  --set =...  ")
    for fact in facts:
        option = f"  --set {fact.name}=..."
        domain = Text(inert(fact.domain.described))
        if style.prose - wide < _LEAST_BESIDE:
            page.line(option)
            page.hanging("      ", domain, 6)
        else:
            page.hanging(option.ljust(wide), domain, wide)
    help = "or give a profile that answers them, or add `--interactive` to answer through a pipe"
    page.prose("  help: ", help, indent=8)
    return page.text()
