"""The interview held in lines: what is typed becomes progress, and each answer is recorded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from leadoff.cli.line_input import LineInput, UnreadableLineError
from leadoff.cli.terminal import write
from leadoff.facts.fact import facts_by_name
from leadoff.interview.contradiction import contradictions
from leadoff.interview.journal import Said, Unknown
from leadoff.interview.moment import Finish, Offer, is_used, next_step
from leadoff.interview.reply import Answered, Empty, Mistaken, command_in, read_reply
from leadoff.interview.stakes import stakes_of
from leadoff.render.question import NOT_KNOWN, PROMPT, Earlier, QuestionWriter

if TYPE_CHECKING:
    from leadoff.cli.record import Record
    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.fact import Fact
    from leadoff.interview.contradiction import Contradiction
    from leadoff.interview.moment import Ask, Extent, Step
    from leadoff.interview.progress import Progress
    from leadoff.interview.reply import Command
    from leadoff.render.style import PageStyle

Ending = Literal["finished", "quit", "interrupted"]


class _LeftError(Exception):
    """The interview is left before its end."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending = ending


class Conversation:
    """One interview with the person at the other end of the standard streams."""

    def __init__(self, rule_set: RuleSet, record: Record, extent: Extent, style: PageStyle) -> None:
        self._rule_set = rule_set
        self._record = record
        self._extent = extent
        self._writer = QuestionWriter(rule_set.file, style)
        self._input = LineInput()
        self._facts = facts_by_name(rule_set.facts)
        self._told_certain = False
        self._contradicted: tuple[Contradiction, ...] = ()

    def hold(self, progress: Progress) -> Ending:
        """Ask until nothing is left or the person leaves. What is said is recorded at once.

        Raises:
            FileError: an answer cannot be recorded; the earlier ones are.
        """
        self._say(self._writer.opening(len(progress.answers), self._record.path))
        try:
            while True:
                step = next_step(self._rule_set, progress, self._extent)
                self._tell_contradictions(step)
                if isinstance(step.moment, Finish):
                    if step.moment.reason == "unknown":
                        self._say(self._writer.unknown())
                    return "finished"
                if isinstance(step.moment, Offer):
                    progress = self._offered(step.moment, step)
                else:
                    progress = self._asked(step.moment, step)
        except _LeftError as left:
            return left.ending
        except KeyboardInterrupt:
            write(sys.stderr, "\n")
            return "interrupted"

    def _asked(self, ask: Ask, step: Step) -> Progress:
        """The progress after one question."""
        progress, fact = step.progress, ask.fact
        if ask.purpose in ("firmness", "record") and not self._told_certain:
            self._told_certain = True
            if not step.found.provisional:
                self._say(self._writer.certain(step.found.result))
        earlier = self._earlier(progress, ask)
        self._say(self._writer.question(ask, earlier))
        while True:
            text = self._line()
            reply = read_reply(fact, text)
            if isinstance(reply, Mistaken):
                self._say(self._writer.mistake(reply.message))
            elif isinstance(reply, Empty):
                if earlier is not None:
                    return progress.kept()
                self._say(self._writer.hint(fact, earlier))
            elif isinstance(reply, Answered):
                self._record.say(Said(fact.name, reply.value))
                plain = fact.figure(reply.value)
                if reply.doubt or plain != text.strip():
                    self._say(self._writer.noted(fact, reply.value, reply.doubt))
                return progress.answered(fact.name, reply.value)
            elif (after := self._commanded(reply.command, progress, fact)) is not None:
                return after

    def _commanded(self, command: Command, progress: Progress, fact: Fact) -> Progress | None:
        """The progress after a command at a question; None where the question stays."""
        if command == "unknown":
            self._record.say(Unknown(fact.name))
            return progress.passed(fact.name)
        if command == "why":
            self._say(self._writer.stakes(fact, stakes_of(self._rule_set, progress, fact)))
            return None
        if command == "finish":
            return progress.ended()
        return self._moved(command, progress)

    def _moved(self, command: Command, progress: Progress) -> Progress | None:
        """The progress after a command known everywhere; None where nothing moves."""
        if command == "quit":
            raise _LeftError("quit")
        if not progress.order:
            self._say(self._writer.mistake("this is the first question"))
            return None
        if command == "review":
            return self._reviewed(progress)
        before = progress.back()
        if before.place == progress.place:
            self._say(self._writer.mistake("this is the first question"))
            return None
        return before

    def _offered(self, offer: Offer, step: Step) -> Progress:
        """The progress after the offer to stop, the result being certain."""
        self._told_certain = True
        self._say(self._writer.offer(offer, step.found.result))
        letters = "brqfc" if offer.left else "brqf"
        while True:
            try:
                text = self._line()
            except _LeftError:
                if self._input.is_terminal:
                    raise
                # Whoever sends answers through a pipe need not send this one.
                return step.progress.ended()
            if not text.strip():
                return step.progress.ended()
            command = command_in(text, letters)
            if command == "on":
                return step.progress.going_on()
            if command == "finish":
                return step.progress.ended()
            if command is None:
                self._say(self._writer.offer_hint(offer))
            elif (after := self._moved(command, step.progress)) is not None:
                return after

    def _reviewed(self, progress: Progress) -> Progress:
        """The progress after the answers so far were shown: at one of them, or where it was."""
        earlier = [self._shown(progress, name) for name in progress.order]
        self._say(self._writer.review(earlier))
        while True:
            text = self._line().strip()
            if not text or command_in(text, "br"):
                return progress
            if command_in(text, "q"):
                raise _LeftError("quit")
            if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= len(earlier):
                return progress.jumped(progress.order[int(text[:9]) - 1])
            self._say(self._writer.review_hint(len(earlier)))

    def _shown(self, progress: Progress, name: str) -> Earlier:
        used = is_used(self._rule_set, progress, name)
        return Earlier(self._facts[name], progress.answers.get(name), used)

    def _earlier(self, progress: Progress, ask: Ask) -> str | None:
        """The earlier answer to a question that is asked again, in words."""
        if ask.purpose is not None:
            return None
        value = progress.answers.get(ask.fact.name)
        return NOT_KNOWN if value is None else ask.fact.shown(value)

    def _tell_contradictions(self, step: Step) -> None:
        """Say which assumptions the last answer contradicts."""
        found = contradictions(self._rule_set, step.progress, step.found)
        for each in found:
            if each not in self._contradicted:
                self._say(self._writer.contradiction(each, step.progress))
        self._contradicted = found

    def _line(self) -> str:
        """The next line."""
        while True:
            try:
                line = self._input.line(PROMPT)
            except UnreadableLineError:
                self._say(self._writer.mistake("this line is not text; type it again"))
                continue
            if line is None:
                write(sys.stderr, "\n")
                raise _LeftError("interrupted")
            return line

    def _say(self, text: str) -> None:
        write(sys.stderr, text)
