"""Comments that silence findings: `# leadoff: ignore[LO305] reason`.

One counts for findings on its own line; where it has the line for itself, for those on the next
line that is not a comment. `# leadoff: ignore-file[LO701] reason`, above the first key, counts for
the whole file. What a comment names is exact: a code or the name of a check, never a prefix. A
fault that keeps a file from being read cannot be silenced, and neither can what is said about these
comments themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.diagnostic.nearest import nearest
from leadoff.diagnostic.text import Span, shortened
from leadoff.linter.finding import Edit, Finding, Fix
from leadoff.linter.selection import code_named, near_code, unknown_code
from leadoff.source.comments import comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.diagnostic.message import Severity
    from leadoff.diagnostic.text import SourceText
    from leadoff.linter.document import Document
    from leadoff.source.comments import Comment

_MARK = re.compile(r"#+[ \t]*leadoff:[ \t]*(?P<word>[A-Za-z_-]+)")
_CODES = re.compile(r"[ \t]*\[(?P<codes>[^\]]*)\](?P<reason>.*)")
_WORDS: Final = ("ignore", "ignore-file")
ABOUT_COMMENTS: Final = frozenset(
    (Code.STALE_SUPPRESSION, Code.SUPPRESSION_WITHOUT_REASON, Code.UNKNOWN_CODE)
)
"""The codes of what is said about these comments."""
_EXAMPLE: Final = "write `# leadoff: ignore[CODE] reason`"


class Suppression(NamedTuple):
    """One such comment; `line` is the line it counts for, None for the whole file.

    `codes` are those it names, each with the place of the name.
    """

    comment: Comment
    codes: tuple[tuple[Code, Span], ...]
    has_reason: bool
    line: int | None

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Whether a message is one of those this comment is about."""
        if not any(code is diagnostic.code for code, _ in self.codes):
            return False
        source, span = diagnostic.primary.source, diagnostic.primary.span
        return self.line is None or self.line == source.position(span.start).line


class Suppressions(NamedTuple):
    """The suppressions of one file, and what is wrong with how they are written."""

    source: SourceText
    found: tuple[Suppression, ...]
    faults: tuple[Finding, ...]


def suppressions_in(document: Document) -> Suppressions:
    """The comments of a file that silence findings."""
    source = document.source
    if "leadoff:" not in source.text or document.tree is None:
        return Suppressions(source, (), ())
    reader = _Reader(document)
    found = tuple(filter(None, map(reader.read, comments(source.text, document.tree))))
    return Suppressions(source, found, tuple(reader.faults))


def can_be_silenced(finding: Finding) -> bool:
    """Whether a finding may be left out; not what keeps a file from being checked."""
    return finding.proof != "read" or finding.diagnostic.severity != "error"


def silenced(
    findings: Sequence[Finding], suppressions: Suppressions
) -> tuple[list[Finding], set[tuple[int, Code]]]:
    """The findings that stay, and which suppressions, by place and code, left some out."""
    used: set[tuple[int, Code]] = set()
    kept: list[Finding] = []
    for finding in findings:
        code = finding.diagnostic.code
        by = {
            (place, code)
            for place, each in enumerate(suppressions.found)
            if can_be_silenced(finding) and each.silences(finding.diagnostic)
        }
        used |= by
        if not by:
            kept.append(finding)
    return kept, used


def about_suppressions(
    suppressions: Suppressions, used: set[tuple[int, Code]], judged: frozenset[Code]
) -> Iterator[Finding]:
    """What is to be said of a file's suppressions; stale are those for codes that were judged."""
    yield from suppressions.faults
    for place, each in enumerate(suppressions.found):
        if not each.has_reason:
            yield _without_reason(suppressions.source, each)
        stale = [
            (code, span)
            for code, span in each.codes
            if code in judged and (place, code) not in used
        ]
        if stale:
            yield _stale(suppressions.source, each, stale)


class _Reader:
    """Reads the comments of one file."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        self._first_key = document.tree.start if document.tree is not None else 0
        self.faults: list[Finding] = []

    def read(self, comment: Comment) -> Suppression | None:
        mark = _MARK.match(comment.text)
        if mark is None:
            return None
        word = mark["word"].casefold()
        if word not in _WORDS:
            self._misspelled(comment, mark)
            return None
        parts = _CODES.match(comment.text, mark.end())
        if parts is None or not parts["codes"].strip():
            message = f"`{word}` does not say what to leave out"
            self._fault(comment, comment.span, message, _EXAMPLE)
            return None
        whole_file = word == "ignore-file"
        if whole_file and comment.span.start > self._first_key:
            message = "`ignore-file` counts above the first key only"
            self._fault(comment, comment.span, message, "move it up, or write `ignore`")
            return None
        codes = tuple(self._codes(comment, parts))
        has_reason = bool(re.search(r"\w", parts["reason"]))
        line = None if whole_file else self._line(comment)
        return Suppression(comment, codes, has_reason, line) if codes else None

    def _codes(self, comment: Comment, parts: re.Match[str]) -> Iterator[tuple[Code, Span]]:
        for match in re.finditer(r"[^\s,]+", parts["codes"]):
            start = comment.span.start + parts.start("codes") + match.start()
            span = Span(start, start + len(match.group()))
            code = code_named(match.group())
            if code in ABOUT_COMMENTS:
                message = f"`{shortened(match.group())}` cannot be silenced by a comment"
                self._fault(comment, span, message, "mend it, or use `--ignore`")
                continue
            if code is not None:
                yield code, span
                continue
            word = match.group()
            near = near_code(word)
            fixes = (Fix(f"write `{near}`", True, (Edit(span, near),)),) if near else ()
            message = f"there is no code `{shortened(word)}`"
            self._fault(comment, span, message, unknown_code(word), fixes)

    def _line(self, comment: Comment) -> int:
        """The line a comment counts for: its own, or the next that is not a comment."""
        line = self._source.position(comment.span.start).line
        if not comment.alone:
            return line
        last = self._source.position(len(self._source.text)).line
        for below in range(line + 1, last + 1):
            text = self._source.line(below).strip()
            if not text.startswith("#"):
                return below
        return line

    def _misspelled(self, comment: Comment, mark: re.Match[str]) -> None:
        near = nearest(mark["word"], _WORDS)
        if near is None:
            return
        start = comment.span.start + mark.start("word")
        span = Span(start, start + len(mark["word"]))
        fixes = (Fix(f"write `{near}`", True, (Edit(span, near),)),)
        message = f"`{shortened(mark['word'])}` is no word of such a comment"
        self._fault(comment, span, message, f"did you mean `{near}`?", fixes)

    def _fault(
        self, comment: Comment, span: Span, message: str, help: str, fixes: tuple[Fix, ...] = ()
    ) -> None:
        self.faults.append(
            _about(self._source, Code.UNKNOWN_CODE, "warning", span, message, help, fixes)
        )


def _stale(source: SourceText, each: Suppression, stale: list[tuple[Code, Span]]) -> Finding:
    names = " and ".join(f"`{code.value}`" for code, _ in stale)
    what = f"there is no {names} here to leave out"
    kept = [
        source.text[span.start : span.end] for code, span in each.codes if (code, span) not in stale
    ]
    if kept:
        inside = Span(each.codes[0][1].start, each.codes[-1][1].end)
        fix = Fix(f"take {names} out of the brackets", True, (Edit(inside, ", ".join(kept)),))
    else:
        fix = Fix("delete the comment", True, (Edit(_whole(source, each.comment), ""),))
    span = Span(stale[0][1].start, stale[-1][1].end)
    help = "delete it, so that the finding is seen if it comes back"
    return _about(source, Code.STALE_SUPPRESSION, "warning", span, what, help, (fix,))


def _without_reason(source: SourceText, each: Suppression) -> Finding:
    message = "this leaves out findings without saying why"
    help = "write the reason behind the bracket"
    span = each.comment.span
    fix = Fix("delete the comment", False, (Edit(_whole(source, each.comment), ""),))
    code = Code.SUPPRESSION_WITHOUT_REASON
    return _about(source, code, "warning", span, message, help, (fix,))


def _about(
    source: SourceText,
    code: Code,
    severity: Severity,
    span: Span,
    message: str,
    help: str,
    fixes: tuple[Fix, ...],
) -> Finding:
    said = Diagnostic(severity, code, message, Label(source, span), help)
    key = " ".join(source.text[span.start : span.end].split())
    return Finding(said, "read", fixes=fixes, key=key)


def _whole(source: SourceText, comment: Comment) -> Span:
    """A comment with the blanks before it; with its line, where it has one for itself."""
    text, (start, end) = source.text, comment.span
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if comment.alone:
        if text.startswith("\r\n", end):
            end += 2
        elif end < len(text):
            end += 1
    return Span(start, end)
