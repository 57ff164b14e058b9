"""`Diagnostic`: one located message, and the place where messages are collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.diagnostic.nearest import did_you_mean
from leadoff.diagnostic.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadoff.diagnostic.code import Code
    from leadoff.diagnostic.text import SourceText

Severity = Literal["error", "warning", "note"]

MOST_MESSAGES = 100
"""The most messages one run reports about one file."""


class Label(NamedTuple):
    """A place in a text and a few words about it, in lower case, without a final stop."""

    source: SourceText
    span: Span
    text: str = ""


class Diagnostic(NamedTuple):
    """What is wrong at one place: `message` says it, `help` says what to write instead.

    Both are lower case without a final stop, with the user's own text in backticks. `related` are
    the other places that a reader needs to see.
    """

    severity: Severity
    code: Code
    message: str
    primary: Label
    help: str = ""
    related: tuple[Label, ...] = ()

    @property
    def location(self) -> str:
        """`FILE:LINE:COL` of the primary place."""
        line, column = self.primary.source.position(self.primary.span.start)
        return f"{self.primary.source.name}:{line}:{column}"

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity}[{self.code.value}]: {self.message}"
        return f"{line}\n  help: {self.help}" if self.help else line


class Collector:
    """Collects what is wrong with one text, so that one run can report all of it."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._last_shown: int | None = None

    def error(
        self,
        code: Code,
        span: tuple[int, int],
        message: str,
        help: str = "",
        related: Iterable[tuple[tuple[int, int], str]] = (),
    ) -> None:
        """Collect an error at `span`; `related` are further spans of the same text with words."""
        self._add("error", code, span, message, help, related)

    def suggestion(self, span: tuple[int, int], wrong: str, allowed: Iterable[str]) -> str:
        """The help for a wrong name at `span`, see `did_you_mean`; empty where nobody sees it."""
        return "" if self.is_full_before(span) else did_you_mean(wrong, allowed)

    def is_full_before(self, span: tuple[int, int]) -> bool:
        """Whether so many messages stand before a place that none about it is shown."""
        if self._last_shown is None and len(self.diagnostics) >= MOST_MESSAGES:
            self._last_shown = max(each.primary.span.start for each in self.diagnostics)
        return self._last_shown is not None and span[0] > self._last_shown

    def warning(self, code: Code, span: tuple[int, int], message: str, help: str = "") -> None:
        """Collect a warning at `span`."""
        self._add("warning", code, span, message, help, ())

    def _add(
        self,
        severity: Severity,
        code: Code,
        span: tuple[int, int],
        message: str,
        help: str,
        related: Iterable[tuple[tuple[int, int], str]],
    ) -> None:
        labels = tuple(Label(self.source, Span(*place), text) for place, text in related)
        primary = Label(self.source, Span(*span))
        self.diagnostics.append(Diagnostic(severity, code, message, primary, help, labels))

    @property
    def has_errors(self) -> bool:
        """Whether an error, not only warnings, was collected."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """What was collected, by position, then code, then words."""
        return in_order(self.diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The messages by file, position, code and words: the same input gives the same bytes."""
    return tuple(
        sorted(
            diagnostics,
            key=lambda each: (
                each.primary.source.name,
                each.primary.span.start,
                each.code.value,
                each.message,
            ),
        )
    )
