"""Advising at the command line: files in, recommendations and messages out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from leadoff.advice.advise import advise
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.output import Advice, Output
from leadoff.cli.profiles import profile_at, read_inputs_once, rules_at
from leadoff.cli.told import operand, told_answers, told_profile
from leadoff.errors import FileError, ProfileError
from leadoff.render.commands import Commands

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.advice.recommendation import Recommendation
    from leadoff.engine.rule_set import RuleSet


class Advising(NamedTuple):
    """How `leadoff advise` was called."""

    rules: str | None
    answers: tuple[str, ...]
    removed: tuple[str, ...]
    post_only: bool
    output: Output

    def advise_all(self, paths: Sequence[str]) -> ExitCode:
        """Advise on each profile; a broken one does not keep the others from their answers."""
        read_inputs_once(*paths, self.rules)
        rule_set = rules_at(self.rules)
        self.output.check(rule_set, len(paths))
        broken = False
        advice: list[Advice] = []
        for path in paths:
            try:
                found = self._advise(path, rule_set)
            except (FileError, ProfileError) as error:
                self.output.complain(error)
                broken = True
            else:
                advice.append(
                    Advice(path, found, self._commands(path, found), self._again(path, found))
                )
        code = self.output.deliver(advice, of_several=len(paths) > 1)
        return ExitCode.UNREADABLE if broken else code

    def _advise(self, path: str, rule_set: RuleSet) -> Recommendation:
        return advise(
            profile_at(path, rule_set, self.answers, self.removed),
            rule_set,
            post_only=self.post_only,
            with_flips=self.output.shows_flips,
            with_plan=self.output.shows_plan,
        )

    def _commands(self, path: str, found: Recommendation) -> Commands:
        return Commands(
            self._next_command(path, found),
            shlex.join([*self._words("whatif", path), "--flips", *self._changes(found)]),
            f"{self._again(path, found)} --plan full",
        )

    def _again(self, path: str, found: Recommendation) -> str:
        """The command that gives the same recommendation again."""
        return shlex.join([*self._words("advise", path), *self._changes(found)])

    def _next_command(self, path: str, found: Recommendation) -> str:
        """The command that a reader is likeliest to want next."""
        asked = found.next_question.fact.name if found.next_question is not None else None
        words = [*self._words("advise", path), *self._changes(found, asked)]
        if asked is not None:
            words += ["--set", f"{asked}=..."]
        else:
            words += ["--why", "all"] if self.output.why == "fired" else ["--format", "json"]
        return shlex.join(words)

    def _words(self, name: str, path: str) -> list[str]:
        """The words of a command about a profile under the rules that are used here."""
        words = ["leadoff", name, told_profile(path, redact=self.output.redact)]
        words += ["--rules", operand(self.rules, "RULES")] if self.rules else []
        return words + (["--post-only"] if self.post_only else [])

    def _changes(self, found: Recommendation, asked: str | None = None) -> Iterator[str]:
        """The options that change answers, but for one that takes away what is `asked`."""
        yield from told_answers(self.answers, found.rule_file, redact=self.output.redact)
        for name in self.removed:
            yield from ("--unset", name) if name != asked else ()
