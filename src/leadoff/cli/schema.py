"""`leadoff schema`: JSON Schemas of the files leadoff reads and the JSON it prints."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import Rules
from leadoff.cli.terminal import write


def schema(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help="What to describe; one of those listed above."),
    ],
    rules: Rules = None,
) -> ExitCode:
    """Print a JSON Schema, by which editors check and explain a file.

    \b
    rules            a rule file
    profile          a profile; with --rules for the facts of another rule file
    tests            a file of cases; with --rules for the rules of one rule file
    playbook         a playbook; with --rules for the facts of another rule file
    recommendation   what `advise --format json` prints of a profile
    whatif           what `whatif --format json` prints
    compare          what `compare --format json` prints
    lint             what `lint --format json` prints
    test-report      what `test --format json` prints

    \b
    leadoff schema rules > rules.schema.json
    leadoff schema profile --rules my-rules.yaml
    """
    from leadoff.cli.schemas import schema_text

    write(sys.stdout, schema_text(kind, rules))
    return ExitCode.DONE
