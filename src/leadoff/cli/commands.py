"""The register of commands. A command line needs the one it calls; help needs them all.

Only what is called is imported and its options read: all of them together would take as long as an
answer does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from leadoff.cli.help import Command

if TYPE_CHECKING:
    import typer

COMMANDS: Final = {
    "ask": "leadoff.cli.ask:ask",
    "advise": "leadoff.cli.advise:advise",
    "whatif": "leadoff.cli.whatif:whatif",
    "compare": "leadoff.cli.compare:compare",
    "lint": "leadoff.cli.lint:lint",
    "test": "leadoff.cli.test:cases",
    "explain": "leadoff.cli.explain:explain",
    "facts": "leadoff.cli.facts:facts",
    "rules": "leadoff.cli.rules:rules",
    "schema": "leadoff.cli.schema:schema",
    "init": "leadoff.cli.init:init",
}
"""Each command, in the order of the help, with its function."""


def called_in(arguments: list[str]) -> str | None:
    """The command that a command line calls, None if its first word names none."""
    first = next((word for word in arguments if not word.startswith("-")), None)
    return first if first in COMMANDS else None


def register(app: typer.Typer, called: str | None) -> None:
    """Add the called command to an application, or all where none is called."""
    for name, place in COMMANDS.items():
        if called in (None, name):
            module, _, function = place.partition(":")
            app.command(name, cls=Command)(getattr(import_module(module), function))
