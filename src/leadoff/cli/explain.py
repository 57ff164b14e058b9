"""`leadoff explain`: the manual page of a code, a rule or a fact."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, Rules, one_of


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE|RULE|FACT]", help="A code such as LO305, its name, a rule or a fact."
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the codes of all findings.")] = False,
    rules: Rules = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json|markdown", help="How to print it.")
    ] = "text",
    color: ColorChoice = "auto",
) -> ExitCode:
    """Explain a finding, a rule or a fact.

    \b
    leadoff explain LO305
    leadoff explain few-buyers
    leadoff explain --list
    """
    from leadoff.cli.explaining import Explaining

    explaining = Explaining(
        rules=rules,
        format=one_of("--format", format_, ("text", "json", "markdown")),
        color=one_of("--color", color, ("auto", "always", "never")),
    )
    return explaining.list_codes() if list_ else explaining.explain(name)
