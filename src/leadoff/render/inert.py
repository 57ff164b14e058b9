"""Text from files and people made inert: it shows, and commands nothing."""

from __future__ import annotations

import re

_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_WORKFLOW_LINE = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_WORKFLOW_MARK = re.compile(r"##(?=\w*\[)")


def inert(text: str) -> str:
    r"""A text on one line, without anything a terminal obeys.

    Control characters, escape sequences, bidirectional and invisible characters are shown as `\x1b`
    or `\u{202e}`; line breaks and tabs become a space.
    """
    return _ACTIVE.sub(_visible, text)


def inert_line(text: str) -> str:
    """A line of a file, of the same width in characters: what `inert` would spell out is a `?`."""
    return _ACTIVE.sub(lambda match: "\t" if match.group() == "\t" else "�", text)


def without_workflow_commands(text: str) -> str:
    """Output that a build log keeps as text: `::error::` and `##[group]` are broken visibly."""
    return _WORKFLOW_MARK.sub("# #", _WORKFLOW_LINE.sub(r"\1: ", text))


def inert_json(text: str) -> str:
    """JSON in ASCII whose strings hold no workflow command, with the same meaning."""
    return _WORKFLOW_MARK.sub(r"\\u0023#", text)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\t\n\r":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:04x}}}"
