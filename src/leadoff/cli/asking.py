"""Asking at the command line: an interview about one profile, then its recommendation."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from leadoff.advice.advise import advise
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.line_input import is_interactive
from leadoff.cli.output import Advice, Output
from leadoff.cli.profiles import rules_at
from leadoff.cli.record import Record
from leadoff.cli.state import open_unnamed
from leadoff.cli.terminal import page_style, write
from leadoff.cli.told import PROFILE, told_answers, told_profile
from leadoff.errors import FileError, UsageError
from leadoff.facts.fact import NAME_LABEL
from leadoff.facts.profile import Profile
from leadoff.facts.typed import with_typed_answers
from leadoff.interview.journal import Said
from leadoff.interview.missing import missing_answers
from leadoff.interview.progress import Progress
from leadoff.render.commands import Commands
from leadoff.render.inert import inert
from leadoff.render.missing import missing_text
from leadoff.source.reading import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.engine.rule_set import RuleSet
    from leadoff.interview.moment import Extent
    from leadoff.ruleset.model import RuleFile
    from leadoff.source.values import Value

_NO_TERMINAL = "there is no terminal to ask on"


class Asking(NamedTuple):
    """How `leadoff ask` was called. `interactive` is None where the streams tell."""

    path: str | None
    rules: str | None
    answers: tuple[str, ...]
    removed: tuple[str, ...]
    post_only: bool
    extent: Extent
    interactive: bool | None
    output: Output

    def ask(self) -> ExitCode:
        """Interview, record, and recommend.

        Raises:
            LeadoffError: a file is wrong, or held by another interview; or the call is.
        """
        if STANDARD_INPUT in (self.path, self.rules):
            raise UsageError("an interview needs standard input for its answers; name a file")
        rule_set = rules_at(self.rules, post_only=self.post_only)
        self.output.check(rule_set)
        if self._asks:
            return self._interview(rule_set, self._opened(rule_set))
        if self.path is None:
            return self._recommend_at_once(rule_set, None)
        return self._recommend_at_once(rule_set, Record.opened(self.path, rule_set.facts))

    @property
    def _asks(self) -> bool:
        return is_interactive() if self.interactive is None else self.interactive

    def _opened(self, rule_set: RuleSet) -> Record:
        if self.path is not None:
            return Record.opened(self.path, rule_set.facts)
        return open_unnamed(rule_set.facts)

    def _interview(self, rule_set: RuleSet, record: Record) -> ExitCode:
        """Ask one question after another, and recommend at the end."""
        from leadoff.cli.conversation import Conversation

        is_left = True
        try:
            self._report(record)
            start = self._start(rule_set, record)
            self._record(record, start)
            style = page_style(sys.stderr, self.output.color, os.environ)
            ending = Conversation(rule_set, record, self.extent, style).hold(_progress(record))
            if ending == "finished":
                is_left = False
                if sys.stdout is not None and sys.stdout.isatty():
                    write(sys.stderr, "\n")
                return self._finish(rule_set, record)
            record.save(is_finished=False)
            self._tell_how_to_go_on(record)
            return ExitCode.DONE if ending == "quit" else ExitCode.INTERRUPTED
        finally:
            record.close(is_left=is_left)

    def _recommend_at_once(self, rule_set: RuleSet, record: Record | None) -> ExitCode:
        """Recommend if no answer is missing; else say which are."""
        is_left = True
        try:
            if record is not None:
                self._report(record)
            start = self._start(rule_set, record)
            unknown = record.merged.unknown if record is not None else frozenset()
            progress = Progress(start.answers, unknown - set(start.answers))
            missing = missing_answers(rule_set, progress, self.extent)
            if missing:
                reason = "asking is turned off" if self.interactive is False else _NO_TERMINAL
                style = page_style(sys.stderr, self.output.color, os.environ)
                write(sys.stderr, missing_text(missing, reason, style))
                return ExitCode.USAGE
            if record is None:
                return self._deliver(rule_set, start, None)
            self._record(record, start)
            is_left = False
            return self._finish(rule_set, record)
        finally:
            if record is not None:
                record.close(is_left=is_left)

    def _start(self, rule_set: RuleSet, record: Record | None) -> Profile:
        """What the profile, its journal and the options say together."""
        profile = Profile({})
        if record is not None:
            found = record.merged
            profile = Profile(found.answers, found.name, record.profile.places)
        start = with_typed_answers(profile, rule_set.facts, self.answers, self.removed)
        self.output.report(start.warnings)
        return start

    def _record(self, record: Record, start: Profile) -> None:
        """Put what the options say into the journal."""
        before = _with_name(record.merged.answers, record.merged.name)
        after = _with_name(start.answers, start.name)
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                record.say(Said(name, after.get(name)))

    def _finish(self, rule_set: RuleSet, record: Record) -> ExitCode:
        """Save and recommend; that an answer cannot be saved does not keep the advice back."""
        unsaved: FileError | None = None
        try:
            record.save()
        except FileError as error:
            unsaved = error
        found = record.merged
        profile = Profile(found.answers, found.name, record.profile.places)
        code = self._deliver(rule_set, profile, record)
        if unsaved is not None:
            raise unsaved
        self._tell_where(record)
        return code

    def _deliver(self, rule_set: RuleSet, profile: Profile, record: Record | None) -> ExitCode:
        output = self.output
        found = advise(
            profile, rule_set, with_flips=output.shows_flips, with_plan=output.shows_plan
        )
        path = record.path if record is not None else "<answers>"
        again = self._again(record, found.rule_file)
        flips = self._flips_command(record, found.rule_file)
        commands = Commands(again, flips, f"{again} --plan full")
        return self.output.deliver([Advice(path, found, commands, again)])

    def _again(self, record: Record | None, file: RuleFile) -> str:
        """The command that gives the same recommendation again."""
        redact = self.output.redact
        if record is None:
            return self._command("ask", None, *told_answers(self.answers, file, redact=redact))
        command = "advise" if record.fits else "ask"
        return self._command(command, told_profile(record.path, redact=redact))

    def _flips_command(self, record: Record | None, file: RuleFile) -> str:
        """The command that lists all that would change the answer."""
        redact = self.output.redact
        if record is None or not record.fits:
            answers = told_answers(self.answers, file, redact=redact)
            return self._command("whatif", PROFILE, "--flips", *answers)
        return self._command("whatif", told_profile(record.path, redact=redact), "--flips")

    def _command(self, command: str, path: str | None, *more: str) -> str:
        words = ["leadoff", command, *([path] if path is not None else []), *more]
        words += ["--rules", self.rules] if self.rules else []
        words += ["--post-only"] if self.post_only else []
        return shlex.join(words)

    def _report(self, record: Record) -> None:
        """Say what is noticed about the profile and its journal."""
        self.output.report(record.profile.warnings)
        for note in record.notes:
            write(sys.stderr, f"{inert(record.path)}: {inert(note)}\n")

    def _tell_where(self, record: Record) -> None:
        write(sys.stderr, f"\nYour answers are saved in {inert(record.path)}\n")
        if self.output.format != "text":
            again = self._command("advise" if record.fits else "ask", record.path)
            write(sys.stderr, f"The same answer again:\n  {inert(again)}\n")

    def _tell_how_to_go_on(self, record: Record) -> None:
        if not record.merged.order:
            write(sys.stderr, "Nothing was answered, and nothing is saved.\n")
            return
        extent = {"full": ["--full"], "missing": ["--only-missing"], "result": []}[self.extent]
        command = self._command("ask", self.path, *extent)
        write(sys.stderr, f"Your answers are saved; go on with:\n  {inert(command)}\n")


def _progress(record: Record) -> Progress:
    found = record.merged
    return Progress.continued(found.answers, found.unknown, found.order)


def _with_name(answers: Mapping[str, Value], name: str | None) -> dict[str, Value | None]:
    return {**({NAME_LABEL: name} if name is not None else {}), **answers}
