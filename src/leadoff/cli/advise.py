"""`leadoff advise`: a recommendation for each profile."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, Rules, one_of


def advise(
    profiles: Annotated[
        list[str], typer.Argument(metavar="PROFILE...", help="Profile files; - is standard input.")
    ],
    rules: Rules = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FACT=VALUE", help="Answer a fact: 40000, 40k, 1.5m, 60%, yes."
        ),
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option("--unset", metavar="FACT", help="Take an answer away.")
    ] = None,
    post_only: Annotated[
        bool, typer.Option("--post-only", help="Leave out the rules that refine the post.")
    ] = False,
    expect: Annotated[
        str | None,
        typer.Option(metavar="OUTCOME", help="Exit with 1 if the answer is another one."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json|value", help="How to print the answer.")
    ] = "text",
    why: Annotated[
        str, typer.Option(metavar="fired|all", help="all: also the rules that did not fire.")
    ] = "fired",
    brief: Annotated[
        bool, typer.Option("--brief", help="The answer and the next step alone.")
    ] = False,
    plan: Annotated[
        str, typer.Option(metavar="next|full|none", help="full: how to do all of it.")
    ] = "next",
    no_plan: Annotated[bool, typer.Option("--no-plan", help="The same as --plan none.")] = False,
    color: ColorChoice = "auto",
) -> ExitCode:
    """Recommend what comes first, with the guidelines and the facts behind it.

    \b
    leadoff advise profile.yaml
    leadoff advise profile.yaml --set yearly_value=40k --why all
    """
    from leadoff.cli.advising import Advising

    advising = Advising(
        rules=rules,
        answers=tuple(set_ or ()),
        removed=tuple(unset or ()),
        post_only=post_only,
        expect=expect,
        format=one_of("--format", format_, ("text", "json", "value")),
        why=one_of("--why", why, ("fired", "all")),
        brief=brief,
        plan="none" if no_plan else one_of("--plan", plan, ("next", "full", "none")),
        color=one_of("--color", color, ("auto", "always", "never")),
    )
    return advising.advise_all(profiles)
