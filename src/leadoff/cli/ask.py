"""`leadoff ask`: an interview, one question at a time, and the recommendation at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import (
    Answers,
    Brief,
    ColorChoice,
    Expected,
    Force,
    FormatChoice,
    Full,
    Interactive,
    NoPlan,
    OnlyMissing,
    PlanChoice,
    PostOnly,
    Redact,
    Removed,
    ReportFiles,
    Rules,
    WhyChoice,
)
from leadoff.errors import UsageError

if TYPE_CHECKING:
    from leadoff.interview.moment import Extent


def ask(
    profile: Annotated[
        str | None,
        typer.Argument(metavar="[PROFILE]", help="A profile file: made, or gone on with."),
    ] = None,
    rules: Rules = None,
    set_: Answers = None,
    unset: Removed = None,
    full: Full = False,
    only_missing: OnlyMissing = False,
    post_only: PostOnly = False,
    interactive: Interactive = None,
    expect: Expected = None,
    format_: FormatChoice = "text",
    why: WhyChoice = "fired",
    brief: Brief = False,
    plan: PlanChoice = "next",
    no_plan: NoPlan = False,
    output: ReportFiles = None,
    force: Force = False,
    redact: Redact = False,
    color: ColorChoice = "auto",
) -> ExitCode:
    """Ask the questions that matter, then recommend what comes first.

    \b
    leadoff ask
    leadoff ask acme.yaml > acme.md
    """
    from leadoff.cli.asking import Asking
    from leadoff.cli.output import Output

    if full and only_missing:
        raise UsageError("--full and --only-missing exclude each other")
    extent: Extent = "full" if full else "missing" if only_missing else "result"
    chosen = Output.of(
        format=format_,
        why=why,
        brief=brief,
        expect=expect,
        color=color,
        plan="none" if no_plan else plan,
        files=output or (),
        force=force,
        redact=redact,
    )
    answers, removed = tuple(set_ or ()), tuple(unset or ())
    return Asking(profile, rules, answers, removed, post_only, extent, interactive, chosen).ask()
