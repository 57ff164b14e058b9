"""The command line. `--version` is answered here, before anything slow is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point of the `leadoff` command."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]) and sys.stdout is not None:
        from leadoff import __version__

        arguments = []
        try:
            print(f"leadoff {__version__}", flush=True)
            return
        except OSError:
            arguments = sys.argv[1:]
    try:
        from leadoff.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(arguments))
