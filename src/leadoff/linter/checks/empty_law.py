"""A law whose `when` no profile meets.

No complete profile that the assumptions allow meets the condition under which the law holds.

Why it matters:
    The law is kept whatever the rules say, so it protects nothing. Often two of its conditions
    exclude each other, or an assumption excludes them.

Avoid:
    laws:
      - id: small-firms-talk
        when: {seats: {at_least: 10, at_most: 5}}
        always: sales

Prefer:
    laws:
      - id: small-firms-talk
        when: {seats: {at_most: 5}}
        always: sales

Policies:
    every policy
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.claims import proved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.subject import Subject


def _find(subject: Subject) -> Iterator[Claim]:
    """Each law that applies to nothing."""
    laws = subject.file.laws

    def look(place: int) -> Iterator[Claim]:
        law = laws[place]
        if subject.results.applying(place) is None:
            yield Claim(
                law.span,
                f"the law `{law.id}` says nothing: no profile meets its `when`",
                "widen its `when`, or take the law out",
                related=((law.when_span, "never holds"),),
                rules=(law.id,),
            )

    return proved(subject, [law.id for law in laws], look)


CHECK: Final = Check(Code.EMPTY_LAW, "warning", EVERY_POLICY, _find, __doc__)
