"""The interview as text: questions, what is at stake in them, and the answers so far.

Everything is said in lines that stay as they are, and nothing by colour alone: it reads the same
in a log, on a narrow page and through a screen reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from leadoff.facts.domain import Choice, Flag, OpenText, either
from leadoff.facts.fact import said
from leadoff.interview.reply import numbered, options_of
from leadoff.render.inert import inert
from leadoff.render.page import Page
from leadoff.render.wording import Wording, lowered
from leadoff.render.words import counted

if TYPE_CHECKING:
    from leadoff.engine.policy import Result
    from leadoff.facts.fact import Fact
    from leadoff.interview.contradiction import Contradiction
    from leadoff.interview.moment import Ask, Offer
    from leadoff.interview.progress import Progress
    from leadoff.interview.stakes import Stakes
    from leadoff.render.style import PageStyle
    from leadoff.ruleset.model import Effect, RuleFile
    from leadoff.source.values import Value

PROMPT = "> "
NOT_KNOWN = "don't know"

_QUIET = "dim"
_COMMANDS = (
    "u don't know",
    "? why it matters",
    "b back",
    "r review",
    "f finish",
    "q save and quit",
)
_RECORD = "No rule depends on this. It is for your records, and for what is planned with them."
_EFFECTS: dict[Effect, str] = {"votes": "speaks for", "settles": "settles", "gives": "gives"}


class Earlier(NamedTuple):
    """An answer given before, as it is reviewed; None is "don't know"."""

    fact: Fact
    value: Value | None
    is_used: bool


class QuestionWriter:
    """Writes what an interview says, for one rule file and one place to show it."""

    def __init__(self, file: RuleFile, style: PageStyle) -> None:
        self._file = file
        self._style = style

    def opening(self, answered: int, path: str | None) -> str:
        """What is said before the first question."""
        page = Page(self._style)
        page.prose((inert(self._file.title or "Questions"), "bold"))
        if answered and path is not None:
            count = counted(answered, "answer")
            page.prose(f"Going on with {inert(path)}: {count} so far.")
        return page.text()

    def question(self, ask: Ask, earlier: str | None) -> str:
        """A question with what may be typed; `earlier` is the answer that Enter keeps."""
        page = self._begun()
        page.prose((f"Question {ask.number} of at most {max(ask.most, ask.number)}", _QUIET))
        page.prose((inert(ask.fact.question or ask.fact.name), "bold"))
        if ask.purpose == "firmness":
            words = f"This cannot change the result, only {self._changing}."
            page.prose((words, _QUIET), first=2, indent=2)
        elif ask.purpose == "record":
            page.prose((_RECORD, _QUIET), first=2, indent=2)
        self._options(page, ask.fact)
        self._hint(page, ask.fact, earlier)
        return page.text()

    def hint(self, fact: Fact, earlier: str | None) -> str:
        """What may be typed at a question."""
        page = Page(self._style)
        self._hint(page, fact, earlier)
        return page.text()

    def stakes(self, fact: Fact, stakes: Stakes) -> str:
        """Why a question matters."""
        page = Page(self._style)
        if fact.help:
            page.prose(inert(fact.help), first=2, indent=2)
        self._effects(page, stakes)
        if stakes.rules:
            page.prose("Rules that depend on it:", first=2, indent=2)
        for rule, wanted in stakes.rules:
            outcome = lowered(inert(self._file.outcome(rule.outcome).label))
            named = f"{inert(rule.title)} ({rule.id})" if rule.title else rule.id
            words = f"{named}: {inert(either(wanted))} {_EFFECTS[rule.effect]} {outcome}"
            page.hanging("    ", Text(words), 6)
        page.prose((f"In a profile this is `{fact.name}`.", _QUIET), first=2, indent=2)
        return page.text()

    def offer(self, offer: Offer, result: Result) -> str:
        """That the result is certain, and what one can do now."""
        page = self._begun()
        words = f"No answer still open can change the result ({self._result(result)})."
        page.prose((words, "bold"))
        if offer.left:
            left = counted(offer.left, "question")
            page.prose(f"{left} left, which may still change {self._changing}.")
        self._offered(page, offer)
        return page.text()

    def offer_hint(self, offer: Offer) -> str:
        """What one can do once the result is certain."""
        page = Page(self._style)
        self._offered(page, offer)
        return page.text()

    def certain(self, result: Result) -> str:
        """A line for an interview that goes on although the result is certain."""
        return self._line(f"The result is certain from here on: {self._result(result)}.")

    def unknown(self) -> str:
        """That only what is not known could change the result."""
        words = "Only what you do not know could still change the result, so it stays provisional."
        page = self._begun()
        page.prose(words)
        return page.text()

    def review(self, earlier: list[Earlier]) -> str:
        """The answers so far with a number each."""
        page = self._begun()
        page.prose(("Your answers so far", "bold"))
        wide = len(str(len(earlier)))
        for number, (fact, value, is_used) in enumerate(earlier, 1):
            shown = NOT_KNOWN if value is None else inert(said(fact, value))
            note = "" if is_used else "  (unused: no rule depends on it now)"
            page.hanging(f"  {number:>{wide}}  ", Text(f"{fact.name} = {shown}{note}"), wide + 6)
        self._review_hint(page, len(earlier))
        return page.text()

    def review_hint(self, count: int) -> str:
        """What may be typed at the review."""
        page = Page(self._style)
        self._review_hint(page, count)
        return page.text()

    def contradiction(self, found: Contradiction, progress: Progress) -> str:
        """That answers contradict an assumption of the rules."""
        answers = " and ".join(
            f"{fact.name} = {inert(said(fact, progress.answers[fact.name]))}"
            for fact in found.facts
        )
        reason = inert(found.assumption.because.rstrip("."))
        assumed = (
            f"an assumption of the rules: {reason}" if reason else "an assumption of the rules"
        )
        return self._line(
            f"{answers}: this contradicts {assumed}. Correct one with r, or leave it."
        )

    def mistake(self, message: str) -> str:
        """What is wrong with something typed, in one line."""
        return self._line(message)

    def noted(self, fact: Fact, value: Value | None, doubt: str) -> str:
        """An answer as it was understood."""
        shown = NOT_KNOWN if value is None else fact.shown(value)
        return self._line(f"Noted: {shown}" if not doubt else f"Noted: {doubt} b to correct it")

    def _offered(self, page: Page, offer: Offer) -> None:
        more = ["c to answer them anyway"] if offer.left else []
        words = ["Enter to see it", *more, "b back", "r review", "q save and quit"]
        page.list_of(words, _QUIET, 2)

    def _review_hint(self, page: Page, count: int) -> None:
        words = [f"{numbered(count)} to answer that again", "Enter to go back", "q save and quit"]
        page.list_of(words, _QUIET, 2)

    @property
    def _changing(self) -> str:
        """What answers may change where the result is certain."""
        is_vote = self._file.decide.by == "votes"
        return "how firm it is, where it leans and the totals" if is_vote else "which rules fire"

    def _begun(self) -> Page:
        """A page that begins with an empty line, apart from what stands above."""
        page = Page(self._style)
        page.line("")
        return page

    def _line(self, words: str) -> str:
        page = Page(self._style)
        page.prose(inert(words), first=2, indent=2)
        return page.text()

    def _options(self, page: Page, fact: Fact) -> None:
        options = options_of(fact)
        meanings = dict(fact.meanings)
        wide = len(str(len(options)))
        for number, value in enumerate(options, 1):
            shown = inert(fact.shown(value))
            meaning = meanings.get(value) if isinstance(value, str) else None
            words = f"{shown}: {inert(meaning)}" if meaning else shown
            page.hanging(f"  {number:>{wide}}  ", Text(words), wide + 4)

    def _hint(self, page: Page, fact: Fact, earlier: str | None) -> None:
        if earlier is not None:
            page.prose(f"Enter keeps [{inert(earlier)}]", first=2, indent=2)
        page.prose(inert(_accepted(fact)), first=2, indent=2)
        page.list_of(_COMMANDS, _QUIET, 2)

    def _effects(self, page: Page, stakes: Stakes) -> None:
        if stakes.certain is not None:
            words = f"Whatever you answer here, the result is {self._result(stakes.certain)}."
            page.prose(words, first=2, indent=2)
        elif not stakes.effects:
            if not stakes.proved:
                words = "What an answer leaves possible was not proved within the budget."
                page.prose(words, first=2, indent=2)
        elif len(stakes.effects) == 1:
            results = self._results(stakes.effects[0].results)
            words = f"Alone, no answer here rules anything out: {results} stay possible."
            page.prose(words, first=2, indent=2)
        else:
            page.prose("What your answer would leave possible:", first=2, indent=2)
            for effect in stakes.effects:
                words = f"{inert(effect.answer)}: {self._results(effect.results)}"
                page.hanging("    ", Text(words), 6)

    def _results(self, results: tuple[Result, ...]) -> str:
        return either([self._result(each) for each in results])

    def _result(self, result: Result) -> str:
        return Wording(self._file.outcomes).noun(result)


def _accepted(fact: Fact) -> str:
    if isinstance(fact.domain, Choice):
        return f"type {numbered(len(fact.domain.values))} or the first letters"
    if isinstance(fact.domain, Flag):
        return "type 1 or 2, y or n"
    if isinstance(fact.domain, OpenText):
        return "type any text"
    return f"type {fact.domain.described}"
