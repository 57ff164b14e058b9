"""`leadoff init`: a rule set to start from."""

from __future__ import annotations

from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode


def init(
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help="Where to put it; made if it is not there.")
    ] = ".",
) -> ExitCode:
    """Write a rule set to start from, and what goes with it.

    That is cases, editor schemas, a CI workflow and a commit hook. Files that are there already
    are left as they are.

    \b
    leadoff init
    leadoff init decisions
    """
    from leadoff.cli.starting import start_in

    return start_in(folder)
