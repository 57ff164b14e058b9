"""From recommendations to what is printed: the output options that `advise` and `ask` share."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.messages import tell_of
from leadoff.cli.options import color_of, one_of
from leadoff.cli.terminal import Color, page_style, tell, write
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.errors import LocatedError, UsageError
from leadoff.render.inert import inert
from leadoff.render.style import PageStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.advice.recommendation import Recommendation
    from leadoff.cli.reports import ReportFile
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.engine.rule_set import RuleSet
    from leadoff.errors import LeadoffError
    from leadoff.render.commands import Commands
    from leadoff.render.plan import PlanDetail
    from leadoff.render.recommendation import Why

Format = Literal["text", "json", "markdown", "html", "value"]

_NO_OUTCOME = {"none": "none", "neither": "tie", "tie": "tie"}


class Advice(NamedTuple):
    """A recommendation with the name of its profile, and commands about it.

    `commands` are those that a text shows, `again` gives the recommendation once more.
    """

    path: str
    found: Recommendation
    commands: Commands
    again: str


class Output(NamedTuple):
    """How recommendations are printed, and which outcome is expected of them, if any."""

    format: Format = "text"
    why: Why = "fired"
    brief: bool = False
    expect: str | None = None
    color: Color = "auto"
    plan: PlanDetail = "next"
    files: tuple[ReportFile, ...] = ()
    force: bool = False
    redact: bool = False

    @classmethod
    def of(
        cls,
        *,
        format: str,
        why: str,
        brief: bool,
        expect: str | None,
        color: str,
        plan: str,
        files: Sequence[str],
        force: bool,
        redact: bool,
    ) -> Output:
        """The output options as they were typed.

        Raises:
            UsageError: one of them takes other words.
        """
        return cls(
            one_of("--format", format, ("text", "json", "markdown", "html", "value")),
            one_of("--why", why, ("fired", "all")),
            brief,
            expect,
            color_of(color),
            one_of("--plan", plan, ("next", "full", "none")),
            _report_files(files),
            force,
            redact,
        )

    @property
    def shows_flips(self) -> bool:
        """Whether what would change an answer is part of what is printed or written."""
        is_short = self.format == "value" or (self.format == "text" and self.brief)
        return bool(self.files) or not is_short

    @property
    def shows_plan(self) -> bool:
        """Whether the plan is part of what is printed or written."""
        return self.plan != "none" and self.shows_flips

    def check(self, rule_set: RuleSet, profiles: int = 1) -> None:
        """Refuse what cannot be done with some rules and so many profiles.

        Raises:
            UsageError: there is no such outcome to expect, or one file for several reports.
        """
        if self.files and profiles > 1:
            raise UsageError("-o takes the report of one profile: give one profile at a time")
        allowed = [*(outcome.id for outcome in rule_set.file.outcomes), *_NO_OUTCOME]
        if self.expect is not None and self.expect not in allowed:
            help = did_you_mean(self.expect, allowed)
            raise UsageError(f"there is no outcome `{self.expect}` to expect: {help}")

    def deliver(self, advice: Sequence[Advice], *, of_several: bool = False) -> ExitCode:
        """Print recommendations, with what is to be said about them; the exit code.

        `of_several` tells that more than one was asked for, whatever became of the others.
        """
        code = ExitCode.DONE
        answered = []
        for each in advice:
            self.report(each.found.warnings)
            if each.found.conflict is not None:
                conflict = each.found.conflict
                if of_several:
                    # It stands in the rules; only the message can say whose answers they are.
                    message = f"`{each.path}`: {conflict.message}"
                    conflict = conflict._replace(message=message)
                self.report((conflict,))
                code = ExitCode.UNREADABLE
            else:
                shown = each.found.redacted() if self.redact else each.found
                answered.append(each._replace(found=shown))
        self._print(answered, of_several=of_several)
        self._write(answered)
        unmet = [self._is_unmet(each) for each in answered]
        return ExitCode.FINDINGS if any(unmet) and code is ExitCode.DONE else code

    def report(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print located messages."""
        tell_of(diagnostics, self.color)

    def complain(self, error: LeadoffError) -> None:
        """Print what keeps a profile from its answer."""
        if isinstance(error, LocatedError):
            self.report(error.diagnostics)
        else:
            tell(f"{inert(str(error))}\n")

    def _print(self, advice: Sequence[Advice], *, of_several: bool) -> None:
        if advice and self.format == "value":
            write(sys.stdout, "".join(f"{_said(each.found)}\n" for each in advice))
        elif advice or (of_several and self.format == "json"):
            style = page_style(sys.stdout, self.color, os.environ)
            text = self._rendered(advice, self.format, style, as_list=of_several)
            if self.format == "text" and any(each.found.warnings for each in advice):
                self._stand_apart()
            write(sys.stdout, text)

    def _stand_apart(self) -> None:
        """Put a line between messages and the answer where both come to one terminal."""
        streams = (sys.stdout, sys.stderr)
        if all(page_style(stream, self.color, os.environ).is_terminal for stream in streams):
            tell("\n")

    def _write(self, advice: Sequence[Advice]) -> None:
        """Write the reports asked for, and say where they are."""
        for file in self.files if advice else ():
            file.write(self._rendered(advice, file.format, PageStyle()), force=self.force)
            tell(f"{inert(file.path)}: written\n")

    def _rendered(
        self, advice: Sequence[Advice], format: Format, style: PageStyle, *, as_list: bool = False
    ) -> str:
        if format == "json":
            from leadoff.render.json import json_text

            data = [each.found.to_dict() for each in advice]
            return json_text(data if as_list else data[0])
        if format in ("markdown", "html"):
            from leadoff.cli.reports import report_text

            return "\n".join(report_text(each.found, format, each.again) for each in advice)
        return self._text(advice, style)

    def _text(self, advice: Sequence[Advice], page: PageStyle) -> str:
        from leadoff.render.recommendation import ReportStyle, recommendation_text

        style = ReportStyle(page, self.why, self.brief, self.plan)
        texts = []
        for number, each in enumerate(advice, 1):
            text = recommendation_text(each.found, style, each.commands)
            named = f"profile {number}" if self.redact else inert(each.path)
            above = f"{page.glyphs.rule * 2} {named}\n" if len(advice) > 1 else ""
            texts.append(above + text)
        return "\n".join(texts)

    def _is_unmet(self, advice: Advice) -> bool:
        if self.expect is None:
            return False
        result = _said(advice.found)
        if result == _NO_OUTCOME.get(self.expect, self.expect):
            return False
        message = f"{inert(advice.path)}: expected {self.expect}, got {inert(result)}\n"
        tell(message)
        return True


def _said(found: Recommendation) -> str:
    """A result in one word: the id of the outcome, several with commas, or tie or none."""
    return ",".join(found.decision.outcomes) or found.decision.kind


def _report_files(given: Sequence[str]) -> tuple[ReportFile, ...]:
    if not given:
        return ()
    # Imported late: most answers are not written to files.
    from leadoff.cli.reports import ReportFile

    return tuple(map(ReportFile.of, given))
