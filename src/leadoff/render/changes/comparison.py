"""Two recommendations side by side, or one above the other on a narrow page."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from leadoff.render.inert import inert
from leadoff.render.page import Page, wrapped
from leadoff.render.wording import Wording

if TYPE_CHECKING:
    from leadoff.advice.comparison import AnswerPair, Comparison, RulePair, RuleSide
    from leadoff.facts.fact import Fact
    from leadoff.render.style import PageStyle
    from leadoff.source.values import Value

_NARROW = 60
_WIDEST_NAME = 28
_OPEN = "-"


class _Row(NamedTuple):
    """A line of the comparison; `differs` is marked."""

    name: str
    left: str
    right: str
    differs: bool


def comparison_text(found: Comparison, names: tuple[str, str], style: PageStyle) -> str:
    """A comparison as text; `names` say what the two sides are, such as the files."""
    return _ComparisonText(found, names, style).text()


class _ComparisonText:
    def __init__(self, found: Comparison, names: tuple[str, str], style: PageStyle) -> None:
        self._found = found
        self._names = (inert(names[0]), inert(names[1]))
        self._page = Page(style)
        self._left = Wording(found.left.rule_file.outcomes)
        self._right = Wording(found.right.rule_file.outcomes)
        self._is_narrow = style.prose < _NARROW

    def text(self) -> str:
        answer, totals = self._answer(), self._totals()
        answers = [_answers_row(each) for each in self._found.answers]
        rules = [self._rule(each) for each in self._found.rules if _is_heard(each)]
        every = [answer, *totals, *answers, *rules]
        self._wide = min(_WIDEST_NAME, max(cell_len(row.name) for row in every)) + 2
        self._head()
        self._rows("", [answer, *totals])
        self._rows("Facts", answers)
        self._rows("Rules that fire", rules)
        self._page.blank()
        differing = sum(row.differs for row in every)
        words = "* differs" if differing else "Nothing differs."
        self._page.prose((words, "dim"), first=2, indent=2)
        return self._page.text()

    def _head(self) -> None:
        """The names of both sides, and of their profiles where there are two."""
        left, right = (inert(each.profile.name or "") for each in self._found)
        titles = ("", "") if left == right else (left, right)
        if self._is_narrow:
            for side, name, title in zip("AB", self._names, titles, strict=True):
                said = f"{name}, {title}" if title else name
                self._page.hanging(f"{side} ", Text(said, "bold"), 2)
            return
        for (one, other), style in ((self._names, "bold"), (titles, "")):
            if one or other:
                self._row(_Row("", one, other, differs=False), style)

    def _answer(self) -> _Row:
        left, right = self._found.conclusions
        said = self._left.conclusion(left), self._right.conclusion(right)
        return _Row("answer", *said, differs=left != right)

    def _totals(self) -> list[_Row]:
        return [
            _Row(
                self._left.outcome(each.outcome),
                _OPEN if each.left is None else f"{each.left:,}",
                _OPEN if each.right is None else f"{each.right:,}",
                differs=each.left != each.right,
            )
            for each in self._found.totals
        ]

    def _rule(self, each: RulePair) -> _Row:
        sides = self._effect(each.left, self._left), self._effect(each.right, self._right)
        return _Row(inert(each.rule.id), *sides, each.differs)

    def _effect(self, side: RuleSide | None, wording: Wording) -> str:
        """What a rule does on one side."""
        if side is None:
            return "no such rule"
        if side.state != "fires":
            return _OPEN if side.state == "does not fire" else side.state
        outcome = wording.outcome(side.rule.outcome)
        if side.rule.effect == "votes":
            return f"{side.rule.points} for {outcome}"
        return f"{side.rule.effect} {outcome}"

    def _rows(self, heading: str, rows: list[_Row]) -> None:
        if not rows:
            return
        self._page.blank()
        if heading:
            self._page.prose((heading, "bold"))
        for row in rows:
            self._row(row, "bold" if row.differs else "")

    def _row(self, row: _Row, style: str) -> None:
        mark = "* " if row.differs else "  "
        if self._is_narrow:
            self._stacked(mark, row, style)
            return
        room = (self._page.style.prose - self._wide - 4) // 2
        columns = [wrapped(row.name, self._wide - 2), wrapped(row.left, room)]
        columns.append(wrapped(row.right, room))
        lines = zip_longest(*columns, fillvalue="")
        for number, (name, left, right) in enumerate(lines):
            self._page.line(
                mark if number == 0 else "  ",
                _padded(name, self._wide),
                (_padded(left, room + 2), style),
                (right, style),
            )

    def _stacked(self, mark: str, row: _Row, style: str) -> None:
        if not row.differs:
            self._page.hanging(mark, Text(f"{row.name}: {row.left}"), 4)
            return
        sides = [f"A {row.left}", f"B {row.right}"]
        on_one_line = f"{row.name}: {sides[0]}  {sides[1]}"
        if cell_len(on_one_line) <= self._page.style.prose - 4:
            self._page.hanging(mark, Text.assemble(f"{row.name}: ", ("  ".join(sides), style)), 4)
            return
        self._page.hanging(mark, Text(row.name), 4)
        for side in sides:
            self._page.hanging("    ", Text(side, style), 6)


def _is_heard(each: RulePair) -> bool:
    """Whether a rule fires or is set aside on one side."""
    sides = (each.left, each.right)
    return any(side is not None and side.state in ("fires", "set aside") for side in sides)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _answers_row(each: AnswerPair) -> _Row:
    left, right = _shown(each.fact, each.left), _shown(each.fact, each.right)
    return _Row(inert(each.fact.name), left, right, each.differs)


def _shown(fact: Fact, value: Value | None) -> str:
    return _OPEN if value is None else inert(fact.shown(value))
