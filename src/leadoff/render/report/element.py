"""HTML as a tree: what is put into it is text and is escaped when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from xml.etree.ElementTree import Element, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable

GENERATOR: Final = "leadoff"
"""What a page names as its maker, by which a later one knows that it may replace it."""

Content: TypeAlias = "str | Element | Iterable[str | Element] | None"


def element(tag: str, /, *contents: Content, **attributes: str | None) -> Element:
    """An element with contents and attributes; None is left out, `class_` is `class`."""
    made = Element(
        tag,
        {
            key.rstrip("_").replace("_", "-"): value
            for key, value in attributes.items()
            if value is not None
        },
    )
    for content in contents:
        add(made, content)
    return made


def add(parent: Element, content: Content) -> None:
    """Append text or elements to an element."""
    if content is None:
        return
    if isinstance(content, Element):
        parent.append(content)
    elif isinstance(content, str):
        if len(parent):
            last = parent[-1]
            last.tail = (last.tail or "") + content
        else:
            parent.text = (parent.text or "") + content
    else:
        for each in content:
            add(parent, each)


def page(title: str, style: str, *contents: Content) -> str:
    """A whole page with its own style and a policy that allows nothing else."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=GENERATOR),
        element("title", title),
        element("style", style),
    )
    whole = element("html", head, element("body", *contents), lang="en")
    return f"<!doctype html>\n{tostring(whole, encoding='unicode', method='html')}\n"
