"""A recommendation as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from leadoff.engine.policy import BALANCED
from leadoff.facts.domain import either
from leadoff.render.flips import few_flips
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.plan import PlanDetail, add_plan
from leadoff.render.style import PageStyle
from leadoff.render.wording import Wording, lowered
from leadoff.source.compose import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.advice.recommendation import Firing, NotFired, Recommendation
    from leadoff.engine.decision import Decision
    from leadoff.engine.evidence import Answer
    from leadoff.engine.policy import Result
    from leadoff.engine.questions import AnswerEffect
    from leadoff.ruleset.model import Rule

Why = Literal["fired", "all"]

_BARS = ("magenta", "cyan", "green", "blue")
_WIDEST_BAR = 40
_INDENT = 7
_LONGEST_ANSWER = 300
_HEADING = "bold"
_QUIET = "dim"


class ReportStyle(NamedTuple):
    """How much of a recommendation is shown, and where."""

    page: PageStyle = PageStyle()
    why: Why = "fired"
    brief: bool = False
    plan: PlanDetail = "next"


def recommendation_text(found: Recommendation, style: ReportStyle, next_command: str) -> str:
    """A recommendation as text; `next_command` is the command to type next."""
    return _Report(found, style).text(next_command)


class _Report:
    def __init__(self, found: Recommendation, style: ReportStyle) -> None:
        self._found = found
        self._style = style
        self._page = Page(style.page)
        self._glyphs = style.page.glyphs
        outcomes = found.rule_file.outcomes
        self._labels = {outcome.id: inert(outcome.label) for outcome in outcomes}
        order = found.rule_file.decide.among
        self._colors = {name: _BARS[place % len(_BARS)] for place, name in enumerate(order)}

    def text(self, next_command: str) -> str:
        found = self._found
        self._head()
        if not self._style.brief:
            self._totals()
            self._why()
            self._set_aside()
            self._post_alone()
        self._open()
        if not self._style.brief and found.flips is not None:
            few_flips(self._page, found.flips, Wording(found.rule_file.outcomes))
        if found.plan is not None and not self._style.brief:
            add_plan(self._page, found.plan, self._style.plan, found.decision.provisional)
        if self._style.why == "all" and not self._style.brief:
            self._not_fired()
        self._page.blank()
        self._page.line((f"{self._glyphs.arrow} ", _QUIET), inert(next_command))
        return self._page.text()

    def _head(self) -> None:
        found = self._found
        label = (inert(found.label).upper(), "bold")
        said = self._manner(found.decision)
        self._page.columns(
            [label, f", {said}"] if said else [label],
            inert(shortened(found.profile.name or "", _LONGEST_ANSWER)),
        )
        if found.headline:
            self._page.prose(inert(found.headline))
        if not self._style.brief:
            self._answers(found.untested, 0)

    def _manner(self, decision: Decision) -> str:
        """How firm an answer is, in words."""
        said = ", ".join(filter(None, (decision.firmness, self._lean(decision))))
        if decision.provisional:
            return f"provisional, {said} so far" if said else "provisional"
        return said

    def _lean(self, decision: Decision) -> str:
        if decision.lean is None:
            return ""
        if decision.lean == BALANCED:
            return BALANCED
        return f"leaning to {lowered(self._labels[decision.lean])}"

    def _totals(self) -> None:
        totals = self._found.decision.totals
        most = max(totals.values(), default=0)
        if most == 0:
            return
        self._page.blank()
        labels = {name: self._page.style.shown(lowered(self._labels[name])) for name in totals}
        wide = max(map(cell_len, labels.values()))
        digits = max(len(f"{points:,}") for points in totals.values())
        room = self._style.page.prose - wide - digits - 6
        bar = max(4, min(_WIDEST_BAR, room))
        for name, points in totals.items():
            filled = max(round(bar * points / most), points > 0)
            gap = " " * (wide - cell_len(labels[name]) + 2)
            leads = "bold" if name == self._found.decision.outcome else ""
            self._page.line(
                ("  " + labels[name] + gap, leads),
                (self._glyphs.full * filled, self._colors[name]),
                (self._glyphs.empty * (bar - filled), _QUIET),
                f"  {points:>{digits},}",
            )

    def _why(self) -> None:
        found = self._found
        against = set(found.outvoted)
        settling = [each for each in found.firings if each.rule.effect == "settles"]
        if found.outcomes and settling:
            self._rules(f"Why {self._result_label()}", [e for e in settling if e not in against])
            votes = [each for each in found.firings if each.rule.effect == "votes"]
            self._rules("The votes, which give the lean", votes)
        elif found.outcomes:
            supporting = [each for each in found.firings if each not in against]
            self._rules(f"Why {self._result_label()}", supporting)
        else:
            self._rules("What fires", found.firings)
        votes_against = found.rule_file.decide.by == "votes" and not settling
        self._rules(
            "Heard, but outvoted" if votes_against else "Fires too, but does not decide",
            [each for each in found.firings if each in against],
        )

    def _result_label(self) -> str:
        return lowered(inert(self._found.label))

    def _rules(self, heading: str, firings: Sequence[Firing]) -> None:
        if not firings:
            return
        self._heading(heading)
        for firing in sorted(firings, key=lambda each: -each.rule.points):
            self._rule(firing.rule, str(firing.rule.points or self._glyphs.arrow))
            self._guideline(firing.rule)
            self._answers(firing.answers)
            self._advice(firing.rule)

    def _heading(self, heading: str) -> None:
        self._page.blank()
        self._page.prose((heading, _HEADING))

    def _rule(self, rule: Rule, lead: str) -> None:
        """The line that names a rule, after its points or a mark."""
        text = Text(inert(rule.title or rule.id))
        if rule.title:
            text.append(f"  {rule.id}", _QUIET)
        if rule.origin == "refinement":
            text.append("  (refinement)", _QUIET)
        self._page.hanging(f"{lead:>{_INDENT - 2}}  ", text, _INDENT)

    def _guideline(self, rule: Rule) -> None:
        """The guideline: in quotation marks only where the words are the post's own."""
        if rule.quote:
            quoted = f"{self._glyphs.open_quote}{inert(rule.quote)}{self._glyphs.close_quote}"
            self._page.prose(quoted, first=_INDENT, indent=_INDENT)
        elif rule.because:
            self._page.prose(inert(rule.because), first=_INDENT, indent=_INDENT)

    def _advice(self, rule: Rule) -> None:
        if rule.advises:
            lead = f"{' ' * _INDENT}{self._glyphs.arrow} "
            self._page.hanging(lead, Text(inert(rule.advises)), len(lead))

    def _answers(self, answers: Sequence[Answer], indent: int = _INDENT) -> None:
        if answers:
            shown = [inert(shortened(str(answer), _LONGEST_ANSWER)) for answer in answers]
            self._page.list_of(shown, _QUIET, indent)

    def _set_aside(self) -> None:
        if not self._found.set_aside:
            return
        self._heading("Set aside by an exception")
        for each in self._found.set_aside:
            self._rule(each.rule, self._glyphs.arrow)
            exceptions = " and ".join(inert(by.title or by.id) for by in each.by)
            self._page.prose(f"Because this fires: {exceptions}.", first=_INDENT, indent=_INDENT)
            self._answers(each.answers)

    def _post_alone(self) -> None:
        post, own = self._found.post_only, self._found.decision
        if post is None:
            return
        same = (post.outcomes, post.kind, post.firmness, post.lean, post.provisional)
        if same == (own.outcomes, own.kind, own.firmness, own.lean, own.provisional):
            return
        said = ", ".join(filter(None, (self._decided(post), self._manner(post))))
        totals = sorted(post.totals.values(), reverse=True)
        points = f" ({' to '.join(f'{points:,}' for points in totals)})" if any(totals) else ""
        self._page.blank()
        self._page.prose(f"The post's guidelines alone say: {said}{points}.")

    def _decided(self, decision: Decision) -> str:
        if decision.outcomes:
            return " and ".join(lowered(self._labels[outcome]) for outcome in decision.outcomes)
        return {"tie": "neither", "none": "nothing"}.get(decision.kind, decision.kind)

    def _open(self) -> None:
        found = self._found
        if not found.decision.provisional:
            if any(each.is_open for each in found.not_fired):
                self._page.blank()
                votes = found.rule_file.decide.by == "votes"
                manner = "; how firm it is may still change" if votes else ""
                self._page.prose(f"No answer still open can change this result{manner}.")
            return
        question = found.next_question
        if question is not None:
            self._heading("Ask this next: it could change the answer")
            asked = inert(question.fact.question or question.fact.name)
            self._page.prose(asked, first=2, indent=2)
            if len(question.effects) > 1:
                self._effects(question.effects)
        elif not found.proved:
            self._page.blank()
            self._page.prose("Not proved within the budget: other answers may change this.")
        if found.open_rules and not self._style.brief:
            self._heading("Rules still open")
            for each in found.open_rules:
                self._unfired(each)

    def _effects(self, effects: Sequence[AnswerEffect]) -> None:
        """What each answer leaves possible: a table, or lines where the answers are long."""
        answers = [self._page.style.shown(inert(effect.answer)) for effect in effects]
        wide = max(map(cell_len, answers))
        is_table = wide <= self._page.style.prose // 3
        for answer, effect in zip(answers, effects, strict=True):
            results = either([self._result(result) for result in effect.results])
            if is_table:
                lead = f"    {answer}{' ' * (wide - cell_len(answer))}  "
                self._page.hanging(lead, Text(results), len("    ") + wide + 2)
            else:
                self._page.hanging("    ", Text(f"{answer}: {results}"), 6)

    def _result(self, result: Result) -> str:
        return Wording(self._found.rule_file.outcomes).noun(result)

    def _not_fired(self) -> None:
        shown = set(self._found.open_rules) if self._found.decision.provisional else set()
        rest = [each for each in self._found.not_fired if each not in shown]
        if rest:
            self._heading("Did not fire")
            for each in rest:
                self._unfired(each)

    def _unfired(self, each: NotFired) -> None:
        rule = each.rule
        self._rule(rule, str(rule.points or self._glyphs.arrow))
        outcome = lowered(self._labels[rule.outcome])
        needs = [inert(str(need)) for need in each.needs]
        if not needs:
            needs = [f"for {outcome}; no answers that the assumptions allow make it fire"]
        lead = ""
        if each.needs and each.is_open:
            lead = f"for {outcome}, for example if" if each.one_of_several else f"for {outcome} if"
        elif each.needs:
            lead = "needs, for example," if each.one_of_several else "needs"
        self._page.list_of(needs, _QUIET, _INDENT, lead)
