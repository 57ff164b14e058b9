"""Manual pages: what a code means, from the docstring of the check that finds it.

A page is a summary of one sentence, perhaps more of the same, and sections under headings that
stand on a line of their own and end with a colon.
"""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.linter.checks import ALL
from leadoff.linter.checks.housekeeping import PAGES as HOUSEKEEPING
from leadoff.linter.checks.reading import PAGES as READING

if TYPE_CHECKING:
    from leadoff.diagnostic.message import Severity

HEADINGS: Final = ("Why it matters", "Avoid", "Prefer", "Policies")
"""The headings that every page of a check has, in their order."""

EXAMPLES: Final = ("Avoid", "Prefer")
"""The headings under which YAML stands."""

_READ_WITH_A_WARNING: Final = (
    *(Code.FRACTION_FOR_PERCENT, Code.CONTRADICTED_ASSUMPTION, Code.EMPTY_PROFILE),
)
"""What a reader takes as it stands; the rest of what it finds it cannot take."""

_HEADING = re.compile(r"^([A-Z][A-Za-z' ]{2,40}):[ \t]*$", re.MULTILINE)
_LINE_IN_PARAGRAPH = re.compile(r"(?<!\n)\n(?![\n -])")


class Manual(NamedTuple):
    """A manual page. `severity` is the usual one; a finding may be milder where it matters less."""

    code: Code
    severity: Severity
    summary: str
    more: str
    sections: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The page as plain text, a paragraph on a line."""
        parts = [self.summary, self.more]
        parts += [f"{heading}\n{indent(body, '  ')}" for heading, body in self.sections]
        return "\n\n".join(filter(None, parts))

    @property
    def markdown(self) -> str:
        """The page as Markdown, without its title."""
        parts = [self.summary, self.more]
        for heading, body in self.sections:
            shown = f"```yaml\n{body}\n```" if heading in EXAMPLES else body
            parts += [f"### {heading}", shown]
        return "\n\n".join(filter(None, parts))


def manual_of(code: Code) -> Manual | None:
    """The page of a code; None where nothing finds it."""
    for check in ALL:
        if check.code is code:
            return read_manual(code, check.severity, check.page)
    if code in HOUSEKEEPING:
        return read_manual(code, "warning", HOUSEKEEPING[code])
    page = READING.get(code)
    severity: Severity = "warning" if code in _READ_WITH_A_WARNING else "error"
    return None if page is None else read_manual(code, severity, page)


def read_manual(code: Code, severity: Severity, page: str) -> Manual:
    """A page from a docstring."""
    first, *rest = _HEADING.split(cleandoc(page))
    summary, _, more = first.strip().partition("\n\n")
    sections = tuple(
        (heading, _body(heading, text)) for heading, text in zip(rest[::2], rest[1::2], strict=True)
    )
    return Manual(code, severity, _flowing(summary), _flowing(more), sections)


def _body(heading: str, text: str) -> str:
    body = dedent(text).strip("\n ") if heading not in EXAMPLES else dedent(text).strip("\n")
    return body if heading in EXAMPLES else _flowing(body)


def _flowing(text: str) -> str:
    """Prose with each paragraph on one line."""
    return _LINE_IN_PARAGRAPH.sub(" ", text)
