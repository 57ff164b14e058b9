"""Workflow commands: what GitHub Actions reads out of a build log and shows on lines of a file.

They are written with the guard of the log off, so everything they quote is made harmless here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AnnotationKind: TypeAlias = Literal["error", "warning", "notice"]

MOST_ANNOTATIONS: Final = 10
"""How many annotations of a kind GitHub shows of one step; more would be lost silently."""


def annotation(kind: AnnotationKind, properties: Mapping[str, str], lines: Iterable[str]) -> str:
    """The command for an annotation; properties such as `file` and `line` say where it stands."""
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {written}::{'%0A'.join(map(_data, lines))}"


def _data(text: str) -> str:
    """A text as the message of a command; `##[` is a command wherever it stands."""
    return inert(text).replace("%", "%25").replace("##", "#%23")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
