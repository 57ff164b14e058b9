"""`leadoff explain`: the manual page of a code, a rule, a fact, or a part of a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, Rules, color_of, one_of


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A code such as LO305, its name, a rule, a fact, or an item or phase of a plan.",
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the codes of all findings.")] = False,
    rules: Rules = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json|markdown", help="How to print it.")
    ] = "text",
    color: ColorChoice = "auto",
) -> ExitCode:
    """Explain a finding, a rule, a fact, or a part of a plan.

    \b
    leadoff explain LO305
    leadoff explain few-buyers
    leadoff explain lead-scoring
    leadoff explain --list
    """
    from leadoff.cli.explaining import Explaining

    explaining = Explaining(
        rules=rules,
        format=one_of("--format", format_, ("text", "json", "markdown")),
        color=color_of(color),
    )
    return explaining.list_codes() if list_ else explaining.explain(name)
