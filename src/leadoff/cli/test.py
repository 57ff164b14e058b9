"""`leadoff test`: run the cases kept beside the rules."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, color_of, one_of


def cases(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...]",
            help="Files of cases, or folders with *.tests.yaml (.yml, .json) in them; by default "
            "this folder.",
        ),
    ] = None,
    only: Annotated[
        str, typer.Option("-k", metavar="TEXT", help="Only cases whose names hold this text.")
    ] = "",
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first case that fails.")
    ] = False,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="What the cases cover, and which to add for the rest."),
    ] = False,
    min_coverage: Annotated[
        str | None,
        typer.Option(
            "--min-coverage", metavar="PERCENT", help="Exit with 1 if the cases cover less."
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|json|junit|github", help="How to print it.")
    ] = "text",
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Also the cases that pass.")
    ] = False,
    color: ColorChoice = "auto",
) -> ExitCode:
    """Run the cases kept beside the rules.

    \b
    leadoff test rules
    leadoff test rules --coverage --min-coverage 90
    """
    from leadoff.cli.testing import Testing, percent

    testing = Testing(
        only=only,
        fail_fast=fail_fast,
        coverage=coverage,
        min_coverage=None if min_coverage is None else percent("--min-coverage", min_coverage),
        format=one_of("--format", format_, ("text", "json", "junit", "github")),
        verbose=verbose,
        color=color_of(color),
    )
    return testing.test_all(paths or ["."])
