"""Text in XML documents: any text is allowed in, and none of it becomes markup."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from leadoff.render.inert import inert

_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")
"""What `inert` leaves and no XML document can hold, not even as a reference."""


def xml_attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotation marks."""
    return quoteattr(_allowed(text))


def xml_text(text: str) -> str:
    """A text on one line of an element."""
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    return _NOT_IN_XML.sub(lambda match: f"\\u{{{ord(match.group()):04x}}}", inert(text))
