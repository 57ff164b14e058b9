"""Commands that show their help as wide as the terminal is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from leadoff.cli.terminal import page_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    # Typer's copy of click has no public name; older releases of typer bring click itself.
    from typer._click import Context

    from leadoff.cli.help_page import Row

_NOT_CUT = 1000


class Command(TyperCommand):
    """A command with its help."""

    def get_help(self, ctx: Context) -> str:
        """The help of the command."""
        return _help(self, ctx, ())


class Group(TyperGroup):
    """The commands together, with the help that lists them."""

    def get_help(self, ctx: Context) -> str:
        """The help of all commands."""
        return _help(self, ctx, [self._row(ctx, name) for name in self.list_commands(ctx)])

    def _row(self, ctx: Context, name: str) -> Row:
        from leadoff.cli.help_page import Row

        command = self.get_command(ctx, name)
        return Row(name, command.get_short_help_str(_NOT_CUT) if command is not None else "")


def _help(command: TyperCommand | TyperGroup, ctx: Context, commands: Sequence[Row]) -> str:
    from leadoff.cli.help_page import HelpPage, Row, Section

    rows: dict[str, list[Row]] = {"argument": [], "option": []}
    for parameter in command.get_params(ctx):
        if (record := parameter.get_help_record(ctx)) is not None:
            rows[parameter.param_type_name].append(Row(*record))
    page = HelpPage(
        " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)]),
        command.help or "",
        (
            Section("Arguments", tuple(rows["argument"])),
            Section("Options", tuple(rows["option"])),
            Section("Commands", tuple(commands)),
        ),
    )
    return page.text(page_style(sys.stdout, "never", os.environ).width)
