"""`leadoff rules`: a rule set as a page to read."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, Force, color_of, one_of


def rules(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A rule file; the shipped one if none.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|markdown|html", help="How to print it.")
    ] = "text",
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write it to a file: .html, .md, .txt."
        ),
    ] = None,
    force: Force = False,
    color: ColorChoice = "auto",
) -> ExitCode:
    """Print a rule set as a page, with every rule in words.

    The page says, too, which rules can fire together.

    \b
    leadoff rules
    leadoff rules my-rules.yaml -o my-rules.html
    """
    from leadoff.cli.describing import Describing
    from leadoff.cli.reports import ReportFile

    describing = Describing(
        one_of("--format", format_, ("text", "markdown", "html")),
        tuple(ReportFile.of(each) for each in output or ()),
        force,
        color_of(color),
    )
    return describing.describe(file)
