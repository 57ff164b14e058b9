"""The command line. `--version` is answered here, before anything slow is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point of the `leadoff` command."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]) and _told_version():
        return
    try:
        from leadoff.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(arguments))


def _told_version() -> bool:
    """Print the version; what can go wrong with that is left to the commands."""
    from leadoff import __version__

    try:
        print(f"leadoff {__version__}", flush=True)
    except OSError:
        return False
    return sys.stdout is not None
