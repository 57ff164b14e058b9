"""`leadoff whatif`: what a change would do to the answer, and which changes would turn it."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, PostOnly, Rules, color_of, one_of


def whatif(
    profile: Annotated[
        str, typer.Argument(metavar="PROFILE", help="A profile file; - is standard input.")
    ],
    rules: Rules = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FACT=VALUE", help="Try another answer: 40k, 60%, yes."),
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option("--unset", metavar="FACT", help="Try without an answer.")
    ] = None,
    flips: Annotated[
        bool,
        typer.Option(
            "--flips", help="List the smallest changes that turn the answer; the default."
        ),
    ] = False,
    sweep: Annotated[
        str | None,
        typer.Option(metavar="FACT[=A..B]", help="Show the answer along one fact: deciders=1..9."),
    ] = None,
    post_only: PostOnly = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print the answer.")
    ] = "text",
    color: ColorChoice = "auto",
) -> ExitCode:
    """See what a change does to the answer, or which changes turn it.

    \b
    leadoff whatif profile.yaml
    leadoff whatif profile.yaml --set paying_customers=12
    leadoff whatif profile.yaml --sweep yearly_value=1k..50k
    """
    from leadoff.cli.changing import WhatIf

    asked = WhatIf(
        rules=rules,
        answers=tuple(set_ or ()),
        removed=tuple(unset or ()),
        flips=flips,
        sweep=sweep,
        post_only=post_only,
        format=one_of("--format", format_, ("text", "json")),
        color=color_of(color),
    )
    return asked.show(profile)
