"""Parts of JSON Schemas, in the words that draft-07 and 2020-12 share.

Editors check a file against a schema while it is written. A schema sees the shape of a file, not
what one part means to another: whether a name is defined, say, is for the parser.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Schema: TypeAlias = dict[str, object]
"""A schema, or a part of one."""

DRAFT: Final = "http://json-schema.org/draft-07/schema#"

NOTHING: Final[Schema] = {"type": "null"}
"""Null: the same as not being there."""

TEXT: Final[Schema] = {"type": "string"}


def document(title: str, description: str, body: Schema) -> Schema:
    """A whole schema."""
    return {"$schema": DRAFT, "title": title, "description": description, **body}


def reference(name: str) -> Schema:
    """A part that stands under `definitions`."""
    return {"$ref": f"#/definitions/{name}"}


def optional(part: Schema, description: str = "") -> Schema:
    """A part that may be null; with words for whoever points at it."""
    words: Schema = {"description": description} if description else {}
    return {**words, "anyOf": [part, NOTHING]}


def described(part: Schema, description: str) -> Schema:
    """A part with words for whoever points at it; a reference would drop what stands beside it."""
    if "$ref" in part:
        return {"description": description, "allOf": [part]}
    return {"description": description, **part}


def mapping(
    properties: dict[str, Schema], required: tuple[str, ...] = (), **more: object
) -> Schema:
    """A mapping with these keys: the required ones, and others that may be null.

    A further key may be there only if it is null, which is the same as not being there.
    """
    found: dict[str, Schema] = {}
    for name, part in properties.items():
        words = str(part.get("description", ""))
        bare = {key: value for key, value in part.items() if key != "description"}
        found[name] = part if name in required else optional(bare, words)
    return {
        "type": "object",
        "properties": found,
        **({"required": list(required)} if required else {}),
        "additionalProperties": NOTHING,
        **more,
    }


def named(value: Schema, names: Schema) -> Schema:
    """A mapping from names to values of one shape, at least one."""
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": names,
        "additionalProperties": optional(value),
    }


def listed(item: Schema, least: int = 1, *, once: bool = False) -> Schema:
    """A list of items of one shape."""
    unique: Schema = {"uniqueItems": True} if once else {}
    return {"type": "array", "minItems": least, "items": item, **unique}


def given(key: str) -> Schema:
    """What holds for a mapping in which a key is there and not null."""
    return {"required": [key], "properties": {key: {"not": NOTHING}}}


def given_one_of(keys: tuple[str, ...]) -> Schema:
    """What holds for a mapping in which exactly one of some keys is there."""
    return {"oneOf": [given(key) for key in keys]}


def without(*keys: str) -> Schema:
    """What holds for a mapping in which none of some keys is there."""
    return {"properties": dict.fromkeys(keys, NOTHING)}


def where(key: str, values: tuple[str, ...], then: Schema, otherwise: Schema) -> Schema:
    """One schema where a key has one of some values, another where it has not."""
    condition: Schema = {"required": [key], "properties": {key: {"enum": list(values)}}}
    return {"if": condition, "then": then, "else": otherwise}
