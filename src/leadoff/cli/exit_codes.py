"""What the command's exit code says. None depends on what is recommended."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    """Done, whatever the advice."""
    FINDINGS = 1
    """Findings, a case that failed, too little covered, or an `--expect` that was not met."""
    USAGE = 2
    """Called in a way the command does not know, or answers are missing and nobody can be asked."""
    UNREADABLE = 3
    """Input or output could not be read, understood or written; nothing to lint or test."""
    OUR_BUG = 70
    """Something in leadoff is wrong; `--debug` shows the traceback."""
    INTERRUPTED = 130
    """Ctrl-C."""
    TERMINATED = 143
    """Asked to end."""
    CLOSED_PIPE = 141
    """The reader of the output went away."""
