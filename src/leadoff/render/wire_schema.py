"""JSON Schemas of what leadoff prints as JSON, derived from the types of that output."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Final,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from leadoff.source.json_schema import document, reference

if TYPE_CHECKING:
    from leadoff.source.json_schema import Schema

_SIMPLE: Final[dict[object, str]] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    NoneType: "null",
}


def wire_schema(root: type, format: str) -> Schema:
    """The schema of a `TypedDict` and of those inside it; `format` names and versions it.

    Further keys are allowed: a version may gain some.

    Raises:
        TypeError: a key's type has no form in JSON Schema here.
    """
    definitions: dict[str, Schema] = {}
    _define(root, definitions)
    own = definitions.pop(root.__name__)
    properties = own["properties"]
    if isinstance(properties, dict) and "format" in properties:
        properties["format"] = {"const": format}
    body: Schema = {**own, "definitions": dict(sorted(definitions.items()))}
    return document(format, str(body.pop("description", "")), body)


def _define(declared: type, definitions: dict[str, Schema]) -> None:
    """Put a `TypedDict`, and those inside it, among the definitions."""
    own: Schema = {}
    definitions[declared.__name__] = own
    properties: dict[str, Schema] = {}
    required = []
    for name, hint in get_type_hints(declared, include_extras=True).items():
        needed = get_origin(hint) is not NotRequired
        bare = get_args(hint)[0] if get_origin(hint) in (NotRequired, Required) else hint
        properties[name] = _part(bare, definitions)
        required += [name] if needed else []
    own["description"] = " ".join((declared.__doc__ or "").split())
    own["type"] = "object"
    own["properties"] = properties
    own["required"] = required


def _part(hint: object, definitions: dict[str, Schema]) -> Schema:
    if isinstance(hint, type) and is_typeddict(hint):
        if hint.__name__ not in definitions:
            _define(hint, definitions)
        return reference(hint.__name__)
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        return {"type": "array", "items": _part(arguments[0], definitions)}
    if origin is dict and arguments[0] is str:
        return {"type": "object", "additionalProperties": _part(arguments[1], definitions)}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return {"anyOf": [_part(each, definitions) for each in arguments]}
    raise TypeError(f"{hint!r} has no form in JSON Schema")
