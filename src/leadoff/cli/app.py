"""The commands put together, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from leadoff.cli.commands import called_in, register
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.help import Group
from leadoff.cli.terminal import STANDARD_OUTPUT, detach, output_closed, page_style, tell, write
from leadoff.errors import (
    AnswerError,
    LeadoffError,
    LocatedError,
    ReaderGoneError,
    UsageError,
    unwritable,
)
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from types import FrameType

_SETTINGS = {"help_option_names": ["-h", "--help"]}


def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.")
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a bug in leadoff.")
    ] = False,
) -> ExitCode | None:
    """Which comes first, sales or marketing? An answer from readable rules, with its reasons.

    \b
    leadoff                           an interview, and its recommendation
    leadoff advise profile.yaml       a recommendation for a business
    leadoff whatif profile.yaml       what would change the answer
    leadoff compare a.yaml b.yaml     two profiles side by side
    leadoff lint rules                what is wrong with rules and profiles, proved
    leadoff test rules                run the cases kept beside the rules
    leadoff explain LO305             what a finding means; rules, facts, plans
    leadoff facts                     what can be said about a business
    leadoff rules                     a rule set as a page to read
    leadoff schema rules              JSON Schema for editors
    leadoff init                      a rule set to start from
    """
    if version:
        from leadoff import __version__

        write(sys.stdout, f"leadoff {__version__}\n")
        raise typer.Exit(ExitCode.DONE)
    if context.invoked_subcommand is not None:
        return None
    from leadoff.cli.line_input import is_interactive

    if is_interactive():
        from leadoff.cli.ask import ask

        return ask()
    write(sys.stderr, context.get_help() + "\n")
    raise typer.Exit(ExitCode.USAGE)


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code. Never raises."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        return _run(arguments)
    except ReaderGoneError:
        return ExitCode.CLOSED_PIPE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except _TerminatedError:
        return ExitCode.TERMINATED
    except LeadoffError as error:
        return _report(error, _command(arguments))
    except Exception as error:  # noqa: BLE001  # the last resort: a bug of ours is one line
        return _bug(error, "--debug" in arguments)


def _run(arguments: list[str]) -> int:
    arguments = [argument for argument in arguments if argument != "--debug"]
    if sys.stdout is None and not {"-h", "--help"}.isdisjoint(arguments):
        raise output_closed()
    try:
        app = _application(called_in(arguments))
        code = app(arguments, prog_name="leadoff", standalone_mode=False)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except SystemExit:
        # How typer ends when the reader of a help text went away.
        detach(sys.stdout)
        return ExitCode.CLOSED_PIPE
    except OSError as error:
        detach(sys.stdout)
        raise unwritable(STANDARD_OUTPUT, error) from None
    except Exception as error:
        # Usage errors belong to typer's copy of click, which has no public name for them.
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):
            context: typer.Context | None = getattr(error, "ctx", None)
            command = context.command_path if context else _command(arguments)
            return _usage(error.format_message(), command)
        raise
    return int(code or ExitCode.DONE)


def _command(arguments: list[str]) -> str:
    """The command that is called, as it is typed."""
    return " ".join(filter(None, ("leadoff", called_in(arguments))))


def _application(called: str | None) -> typer.Typer:
    """The application with the command that is called."""
    app = typer.Typer(
        name="leadoff",
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_SETTINGS,
        no_args_is_help=False,
    )
    app.callback(invoke_without_command=True)(_root)
    register(app, called)
    return app


def _usage(message: str, command: str) -> int:
    lines = f"leadoff: {inert(message)}\nTry `{command} --help` for how to call it.\n"
    return _written(lines, ExitCode.USAGE)


def _report(error: LeadoffError, command: str) -> int:
    if isinstance(error, UsageError):
        return _usage(str(error), command)
    if isinstance(error, LocatedError):
        from leadoff.render.diagnostics import diagnostics_text

        text = diagnostics_text(error.diagnostics, page_style(sys.stderr, "auto", os.environ))
        is_usage = isinstance(error, AnswerError)
        return _written(text, ExitCode.USAGE if is_usage else ExitCode.UNREADABLE)
    return _written(f"{inert(str(error))}\n", ExitCode.UNREADABLE)


def _bug(error: Exception, debug: bool) -> int:
    if debug:
        import traceback

        return _written("".join(traceback.format_exception(error)), ExitCode.OUR_BUG)
    said = inert(f"{type(error).__name__}: {error}")[:200]
    message = f"leadoff: a bug in leadoff, please report it: {said} (--debug shows more)\n"
    return _written(message, ExitCode.OUR_BUG)


def _written(text: str, code: ExitCode) -> int:
    tell(text)
    return code


class _TerminatedError(BaseException):
    """The process was asked to end."""


def _terminated(_number: int, _frame: FrameType | None) -> None:
    raise _TerminatedError
