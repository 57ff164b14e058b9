"""The options of `leadoff lint`, each with its help."""

from __future__ import annotations

from typing import Annotated

import typer

_CODES = "CODE[,CODE...]"

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH...]", help="Files, folders, or -; by default this folder."),
]
ProfileRules = Annotated[
    str | None,
    typer.Option("--rules", metavar="FILE", help="The rules that all profiles belong to."),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar=_CODES, help="Report these alone: LO305, LO3, tie."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar=_CODES, help="Leave these out.")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="error|warning|note|never",
        help="Exit with 1 for findings as severe as this; by default warning.",
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="full, concise, json, github, junit, sarif or markdown; by default full, and in "
        "GitHub Actions annotations and the job's summary too.",
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "-o", "--output", metavar="[FORMAT:]FILE", help="Write a report to a file, too; repeatable."
    ),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Count findings by code instead of showing them.")
]
BaselineFile = Annotated[
    str | None,
    typer.Option("--baseline", metavar="FILE", help="Leave out the findings this file holds."),
]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Write what is found now to the baseline.")
]
NoIgnores = Annotated[
    bool, typer.Option("--no-ignores", help="Heed no comment that silences findings.")
]
DoFix = Annotated[
    bool, typer.Option("--fix", help="Mend what can be mended without changing any decision.")
]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="With --fix or --diff, mend what changes some, too.")
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would write, and write nothing.")
]
Config = Annotated[
    str | None,
    typer.Option(
        "--config", metavar="FILE", help="A configuration instead of the nearest leadoff.yaml."
    ),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Read no configuration.")]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with 0 whatever the findings are.")
]
