"""What a change would do to an answer: before and after, and only what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from leadoff.advice.recommendation import Firing, NotFired, SetAside
from leadoff.analysis.changes.conclusion import conclusion_of
from leadoff.facts.fact import NAME_LABEL
from leadoff.render.changes.flips import all_flips
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.advice.comparison import AnswerPair, Comparison, RulePair, RuleSide
    from leadoff.advice.recommendation import Recommendation
    from leadoff.analysis.changes.flips import Flips
    from leadoff.facts.fact import Fact
    from leadoff.render.style import PageStyle
    from leadoff.source.values import Value

_INDENT = 7


def change_text(found: Comparison, style: PageStyle) -> str:
    """What differs after a change: answers, the result, totals, rules."""
    return _Change(found, style).text()


def all_flips_text(before: Recommendation, found: Flips, style: PageStyle) -> str:
    """Every flip of a profile, under the answer as it is."""
    page, wording = Page(style), Wording(before.rule_file.outcomes)
    now_line(page, before, wording)
    all_flips(page, found, wording)
    return page.text()


def now_line(page: Page, before: Recommendation, wording: Wording) -> None:
    """The answer as it is, with the name of the profile."""
    page.columns(headed(before, wording), inert(before.profile.name or ""))


def headed(found: Recommendation, wording: Wording) -> list[str | tuple[str, str]]:
    """An answer as the head of a report: `SALES FIRST, leaning`."""
    manner = wording.manner(conclusion_of(found.decision))
    label = (inert(found.label).upper(), "bold")
    return [label, f", {manner}"] if manner else [label]


class _Change:
    def __init__(self, found: Comparison, style: PageStyle) -> None:
        self._found = found
        self._page = Page(style)
        self._arrow = style.glyphs.arrow
        self._wording = Wording(found.left.rule_file.outcomes)

    def text(self) -> str:
        self._head()
        self._answers()
        self._totals()
        fires = [each for each in self._found.rules if _fires(each.right) > _fires(each.left)]
        stops = [each for each in self._found.rules if _fires(each.right) < _fires(each.left)]
        self._rules("Starts to fire", fires)
        self._rules("No longer fires", stops)
        return self._page.text()

    def _head(self) -> None:
        """The answers before and after, or the one that stays."""
        left, right = self._found.left, self._found.right
        before, after = self._found.conclusions
        said = headed(left, self._wording)
        if before == after:
            said.append(" as before")
        else:
            said += [f" {self._arrow} ", *headed(right, self._wording)]
        self._page.columns(said, inert(left.profile.name or ""))

    def _answers(self) -> None:
        changed = [each for each in self._found.answers if each.differs]
        lines = [*self._name(), *map(self._answer, changed)]
        self._heading("With these changes" if len(lines) > 1 else "With this change")
        for line in lines:
            self._page.hanging("  ", Text(line), 4)
        if not lines:
            self._page.prose("The profile says all this already.", first=2, indent=2)
        elif not any(each.differs for each in self._found.rules):
            self._page.prose("No rule reacts to this.", first=2, indent=2)

    def _name(self) -> Iterator[str]:
        left, right = self._found.left.profile.name, self._found.right.profile.name
        if left != right:
            yield inert(f"{NAME_LABEL}: {left or 'none'} {self._arrow} {right or 'none'}")

    def _answer(self, each: AnswerPair) -> str:
        before, after = _shown(each.fact, each.left), _shown(each.fact, each.right)
        return inert(f"{each.fact.name}: {before} {self._arrow} {after}")

    def _totals(self) -> None:
        totals = self._found.totals
        if all(each.left == each.right for each in totals):
            return
        names = [self._wording.outcome(each.outcome) for each in totals]
        wide = max(map(cell_len, names)) + 2
        digits = max(len(f"{each.left or 0:,}") for each in totals)
        self._page.blank()
        for name, each in zip(names, totals, strict=True):
            gap = " " * (wide - cell_len(name))
            line = f"  {name}{gap}{each.left or 0:>{digits},}"
            same = each.left == each.right
            after = "" if same else f" {self._arrow} {each.right or 0:,}"
            self._page.prose((line + after, "dim" if same else ""), indent=4)

    def _rules(self, heading: str, pairs: Sequence[RulePair]) -> None:
        if not pairs:
            return
        self._heading(heading)
        for pair in pairs:
            rule = pair.rule
            text = Text(inert(rule.title or rule.id))
            if rule.title:
                text.append(f"  {rule.id}", "dim")
            text.append(f"  for {self._wording.outcome(rule.outcome)}", "dim")
            lead = str(rule.points or self._arrow)
            self._page.hanging(f"{lead:>{_INDENT - 2}}  ", text, _INDENT)
            if pair.right is not None and (reasons := _reasons(pair.right)):
                self._page.list_of(reasons, "dim", _INDENT)

    def _heading(self, heading: str) -> None:
        self._page.blank()
        self._page.prose((heading, "bold"))


def _reasons(side: RuleSide) -> list[str]:
    """Why a rule fires, is set aside, or does not fire."""
    match side.cause:
        case Firing(answers=answers):
            return [inert(str(answer)) for answer in answers]
        case SetAside(by=by):
            return [f"set aside by {inert(rule.id)}" for rule in by]
        case NotFired(needs=needs):
            return [inert(str(need)) for need in needs]


def _fires(side: RuleSide | None) -> bool:
    return side is not None and side.state == "fires"


def _shown(fact: Fact, value: Value | None) -> str:
    return "not answered" if value is None else fact.shown(value)
