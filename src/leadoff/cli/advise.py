"""`leadoff advise`: a recommendation for each profile."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import (
    Answers,
    Brief,
    ColorChoice,
    Expected,
    Force,
    FormatChoice,
    NoPlan,
    PlanChoice,
    PostOnly,
    Redact,
    Removed,
    ReportFiles,
    Rules,
    WhyChoice,
)


def advise(
    profiles: Annotated[
        list[str], typer.Argument(metavar="PROFILE...", help="Profile files; - is standard input.")
    ],
    rules: Rules = None,
    set_: Answers = None,
    unset: Removed = None,
    post_only: PostOnly = False,
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
    """Recommend what comes first, and why.

    \b
    leadoff advise profile.yaml
    leadoff advise profile.yaml --set yearly_value=40k --why all
    """
    from leadoff.cli.advising import Advising
    from leadoff.cli.output import Output

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
    advising = Advising(rules, tuple(set_ or ()), tuple(unset or ()), post_only, chosen)
    return advising.advise_all(profiles)
