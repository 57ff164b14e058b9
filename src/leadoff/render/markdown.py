"""Text in Markdown: it shows as it is, makes no markup, no link and calls nobody.

Everything that is put into Markdown goes through here. GitHub links references and mentions only
after the markup is gone, so that an escape does not keep it from that; a comment between the two
characters that would make one does, and shows nothing.
"""

from __future__ import annotations

import re
from html import escape

from leadoff.render.inert import inert

_SPECIAL = re.compile(r"[\\`*{}\[\]<>|~#!^$&]|(?<![^\W_])_+|_+(?![^\W_])")
_RULE_AT_START = re.compile(r"^([-+=])")
_NUMBER_AT_START = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LINKED = r"(?i)(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|@"
_LINK = re.compile(rf"{_LINKED}|\\#(?=\w)")
_LINK_IN_HTML = re.compile(rf"{_LINKED}|#(?=\w)")
_QUOTED = re.compile(r"`([^`]+)`")
_BACKTICKS = re.compile(r"`+")


def plain(text: str) -> str:
    """A text that shows as it is, wherever text may stand."""
    return _at_start(_escaped(inert(text).strip()))


def code(text: str) -> str:
    """A text as code, whatever is in it; in a table too."""
    text = inert(text)
    if "|" in text:
        # A bar in backticks needs an escape inside a table, and must have none outside of it.
        return f"<code>{_escaped(text)}</code>"
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def message(text: str) -> str:
    """A message: what stands between two backticks in it is shown as code."""
    parts = _QUOTED.split(inert(text).strip())
    shown = [code(part) if place % 2 else _escaped(part) for place, part in enumerate(parts)]
    return _at_start("".join(shown))


def in_html(text: str) -> str:
    """A text that shows as it is inside of HTML, where escapes of Markdown do not hold."""
    return _unlinked(escape(inert(text), quote=False), _LINK_IN_HTML)


def _escaped(text: str) -> str:
    """A text without markup inside a line; an underscore inside a word makes none."""
    shown = _SPECIAL.sub(lambda match: "".join(f"\\{each}" for each in match.group()), text)
    return _unlinked(shown, _LINK)


def _unlinked(shown: str, links: re.Pattern[str]) -> str:
    return links.sub(lambda match: f"{match.group()}<!-- -->", shown)


def _at_start(shown: str) -> str:
    """An escaped text that begins neither a list nor a rule nor a heading."""
    return _NUMBER_AT_START.sub(r"\1\\\2", _RULE_AT_START.sub(r"\\\1", shown))
