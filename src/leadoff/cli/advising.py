"""Advising at the command line: files in, recommendations and messages out."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.advice.advise import advise
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.terminal import Color, page_style, tell, write
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.engine.rule_set import load_rule_file, shipped_rules
from leadoff.errors import FileError, LeadoffError, LocatedError, ProfileError, UsageError
from leadoff.facts.profile import read_profile
from leadoff.render.inert import inert, inert_json
from leadoff.source.reading import STANDARD_INPUT, read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.advice.recommendation import Recommendation
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.engine.rule_set import RuleSet
    from leadoff.render.recommendation import Why

_NO_OUTCOME = {"none": "none", "neither": "tie"}


class Advising(NamedTuple):
    """How `leadoff advise` was called."""

    rules: str | None
    answers: tuple[str, ...]
    removed: tuple[str, ...]
    post_only: bool
    expect: str | None
    format: Literal["text", "json", "value"]
    why: Why
    brief: bool
    color: Color

    def advise_all(self, paths: Sequence[str]) -> ExitCode:
        """Advise on each profile; a broken one does not keep the others from their answers."""
        if [*paths, self.rules].count(STANDARD_INPUT) > 1:
            raise UsageError("standard input can be read only once")
        rule_set, warnings = load_rule_file(shipped_rules() if self.rules is None else self.rules)
        self._check_expected(rule_set)
        self._report(warnings)
        code = ExitCode.DONE
        found: list[tuple[str, Recommendation]] = []
        for path in paths:
            try:
                found.append((path, self._advise(path, rule_set)))
            except (FileError, ProfileError) as error:
                self._complain(error)
                code = ExitCode.UNREADABLE
        answered = []
        for path, recommendation in found:
            self._report(recommendation.warnings)
            if recommendation.conflict is not None:
                self._report((recommendation.conflict,))
                code = ExitCode.UNREADABLE
            else:
                answered.append((path, recommendation))
        self._print(answered)
        unmet = [self._is_unmet(path, each) for path, each in answered]
        return ExitCode.FINDINGS if any(unmet) and code is ExitCode.DONE else code

    def _advise(self, path: str, rule_set: RuleSet) -> Recommendation:
        source, diagnostics = read_source(path)
        if diagnostics:
            raise ProfileError(diagnostics)
        profile = read_profile(source, rule_set.facts)
        if self.answers or self.removed:
            from leadoff.facts.typed import with_typed_answers

            profile = with_typed_answers(profile, rule_set.facts, self.answers, self.removed)
        return advise(profile, rule_set, post_only=self.post_only)

    def _print(self, found: Sequence[tuple[str, Recommendation]]) -> None:
        if not found:
            return
        if self.format == "json":
            import json

            data = [each.to_dict() for _, each in found]
            shown = data[0] if len(data) == 1 else data
            text = json.dumps(shown, indent=2, sort_keys=True, allow_nan=False)
            write(sys.stdout, f"{inert_json(text)}\n")
        elif self.format == "value":
            values = (_said(each) for _, each in found)
            write(sys.stdout, "".join(f"{value}\n" for value in values))
        else:
            text = self._text(found)
            if any(each.warnings for _, each in found):
                self._stand_apart()
            write(sys.stdout, text)

    def _text(self, found: Sequence[tuple[str, Recommendation]]) -> str:
        from leadoff.render.recommendation import ReportStyle, recommendation_text

        page = page_style(sys.stdout, self.color, os.environ)
        style = ReportStyle(page, self.why, self.brief)
        texts = []
        for path, each in found:
            text = recommendation_text(each, style, self._next_command(path, each))
            above = f"{page.glyphs.rule * 2} {inert(path)}\n" if len(found) > 1 else ""
            texts.append(above + text)
        return "\n".join(texts)

    def _next_command(self, path: str, found: Recommendation) -> str:
        """The command that a reader is likeliest to want next."""
        words = ["leadoff", "advise", _operand(path, "PROFILE")]
        words += ["--rules", _operand(self.rules, "RULES")] if self.rules else []
        words += ["--post-only"] if self.post_only else []
        for answer in self.answers:
            words += ["--set", answer]
        asked = found.next_question.fact.name if found.next_question is not None else None
        for name in self.removed:
            words += ["--unset", name] if name != asked else []
        if asked is not None:
            words += ["--set", f"{asked}=..."]
        else:
            words += ["--why", "all"] if self.why == "fired" else ["--format", "json"]
        return shlex.join(words)

    def _check_expected(self, rule_set: RuleSet) -> None:
        allowed = [*(outcome.id for outcome in rule_set.file.outcomes), *_NO_OUTCOME]
        if self.expect is not None and self.expect not in allowed:
            help = did_you_mean(self.expect, allowed)
            raise UsageError(f"there is no outcome `{self.expect}` to expect: {help}")

    def _is_unmet(self, path: str, found: Recommendation) -> bool:
        if self.expect is None:
            return False
        result = _said(found)
        if result == _NO_OUTCOME.get(self.expect, self.expect):
            return False
        tell(f"{inert(path)}: expected {self.expect}, got {inert(result)}\n")
        return True

    def _report(self, diagnostics: Sequence[Diagnostic]) -> None:
        if diagnostics:
            from leadoff.render.diagnostics import diagnostics_text

            style = page_style(sys.stderr, self.color, os.environ)
            tell(diagnostics_text(diagnostics, style))

    def _stand_apart(self) -> None:
        """Put a line between messages and the answer where both come to one terminal."""
        streams = (sys.stdout, sys.stderr)
        if all(page_style(stream, self.color, os.environ).is_terminal for stream in streams):
            tell("\n")

    def _complain(self, error: LeadoffError) -> None:
        if isinstance(error, LocatedError):
            self._report(error.diagnostics)
        else:
            tell(f"{inert(str(error))}\n")


def _operand(path: str, placeholder: str) -> str:
    """A file for a command to copy; what was read from standard input is gone by then."""
    if path == STANDARD_INPUT:
        return placeholder
    return f"./{path}" if path.startswith("-") else path


def _said(found: Recommendation) -> str:
    """A result in one word: the id of the outcome, several with commas, or tie or none."""
    return ",".join(found.decision.outcomes) or found.decision.kind
