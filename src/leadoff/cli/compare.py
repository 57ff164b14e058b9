"""`leadoff compare`: two profiles, or one profile under two rule files."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, PostOnly, Rules, color_of, one_of


def compare(
    profile: Annotated[
        str, typer.Argument(metavar="A", help="A profile file; - is standard input.")
    ],
    other: Annotated[
        str | None, typer.Argument(metavar="[B]", help="A second profile, for the same rules.")
    ] = None,
    rules: Rules = None,
    rules_b: Annotated[
        str | None,
        typer.Option("--rules-b", metavar="FILE", help="A second rule file, for one profile."),
    ] = None,
    post_only: PostOnly = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print the comparison.")
    ] = "text",
    color: ColorChoice = "auto",
) -> ExitCode:
    """Put two profiles side by side, or one under two rule files.

    \b
    leadoff compare cafe.yaml consultancy.yaml
    leadoff compare cafe.yaml --rules-b our-rules.yaml
    """
    from leadoff.cli.comparing import Comparing

    asked = Comparing(
        rules=rules,
        rules_b=rules_b,
        post_only=post_only,
        format=one_of("--format", format_, ("text", "json")),
        color=color_of(color),
    )
    return asked.show(profile, other)
