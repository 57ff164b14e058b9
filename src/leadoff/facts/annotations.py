"""Facts from the annotated fields of a class: a pydantic model, or the business profile's."""

from __future__ import annotations

import math
import types
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from leadoff.errors import ModelError
from leadoff.facts.domain import Bound, Choice, Flag, Number, OpenText, Range, Whole
from leadoff.facts.fact import NAME_LABEL, Fact
from leadoff.facts.wording import Limits, Wording

if TYPE_CHECKING:
    from annotated_types import BaseMetadata
    from pydantic import BaseModel

    from leadoff.facts.domain import Domain

_NO_WORDING = Wording("")


class _Field(NamedTuple):
    name: str
    type: object
    metadata: tuple[object, ...]
    title: str = ""
    description: str = ""


def facts_of_model(model: type[BaseModel]) -> tuple[Fact, ...]:
    """The facts of any pydantic model, in the order of its fields; `name` is a label, no fact.

    `Literal` or `Enum` of texts is a choice, `bool` a flag, `int` with bounds a whole number,
    `float` and `Decimal` with bounds a number, `str` open text; each may be optional. Validators,
    and lengths or patterns of texts, are not seen: what validators forbid across fields is written
    as assumptions in the rule file.

    Raises:
        ModelError: no pydantic model, a field of another type, or with a constraint that no fact
            can have.
    """
    _check_is_model(model)
    return _facts(
        model.__name__,
        [
            _Field(
                name,
                info.annotation,
                tuple(info.metadata),
                info.title or "",
                info.description or "",
            )
            for name, info in model.model_fields.items()
        ],
    )


def _check_is_model(given: object) -> None:
    # Imported late: whoever gives a model has imported pydantic.
    from pydantic import BaseModel

    if isinstance(given, type) and issubclass(given, BaseModel):
        return
    shown = given.__name__ if isinstance(given, type) else f"an object of {type(given).__name__}"
    raise ModelError(f"{shown} is no pydantic model; give a class that derives from BaseModel")


@cache
def facts_of_annotations(declaration: type) -> tuple[Fact, ...]:
    """The facts of a class that only declares annotated fields, without importing pydantic."""
    hints = get_type_hints(declaration, include_extras=True)
    return _facts(declaration.__name__, [_Field(name, hint, ()) for name, hint in hints.items()])


def _facts(owner: str, fields: list[_Field]) -> tuple[Fact, ...]:
    return tuple(_fact(owner, field) for field in fields if field.name != NAME_LABEL)


def _fact(owner: str, field: _Field) -> Fact:
    bare, metadata = _unwrapped(field.type, field.metadata)
    wording = next((each for each in metadata if isinstance(each, Wording)), _NO_WORDING)
    try:
        domain = _domain(bare, metadata, wording.unit)
    except ModelError as error:
        raise ModelError(f"{owner}.{field.name}: {error}") from None
    return Fact(
        field.name,
        domain,
        wording.question or field.title,
        wording.help or field.description,
        wording.change,
        wording.meanings,
    )


def _unwrapped(hint: object, metadata: tuple[object, ...]) -> tuple[object, tuple[object, ...]]:
    """A type without `Annotated` and `None`, and all its metadata."""
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            for each in more:
                # A `Field(...)` inside a union stands there as a whole, with its own metadata.
                inner = getattr(each, "metadata", None)
                metadata = (*metadata, *inner) if isinstance(inner, list) else (*metadata, each)
        elif get_origin(hint) in (Union, types.UnionType):
            members = [each for each in get_args(hint) if each is not types.NoneType]
            if len(members) != 1:
                return hint, metadata
            hint = members[0]
        else:
            return hint, metadata


def _domain(hint: object, metadata: tuple[object, ...], unit: str) -> Domain:
    if get_origin(hint) is Literal:
        return _choice(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(tuple(member.value for member in hint))
    if hint is bool:
        return Flag()
    if hint is str:
        return OpenText()
    if hint is int:
        return _not_empty(Whole(_range(metadata), unit))
    if hint is float or hint is Decimal:
        return _not_empty(Number(_range(metadata), unit))
    shown = getattr(hint, "__name__", str(hint))
    raise ModelError(
        f"{shown} cannot be a fact; use Literal or Enum of str, bool, int, float, Decimal or str"
    )


def _choice(values: tuple[object, ...]) -> Choice:
    texts = tuple(value for value in values if isinstance(value, str) and value)
    if len(texts) != len(values) or not texts:
        raise ModelError("the values of a choice must be texts that are not empty")
    return Choice(texts)


def _not_empty(domain: Whole | Number) -> Whole | Number:
    if domain.is_empty:
        raise ModelError("its bounds leave no value")
    return domain


def _range(metadata: tuple[object, ...]) -> Range:
    lower: list[Bound] = []
    upper: list[Bound] = []
    for each in metadata:
        if isinstance(each, Limits):
            lower += _bounds(each.at_least, True) + _bounds(each.above, False)
            upper += _bounds(each.at_most, True)
        elif not isinstance(each, Wording):
            more = _range_of_constraint(each)
            lower += [more.lower] if more.lower is not None else []
            upper += [more.upper] if more.upper is not None else []
    return Range(
        max(lower, key=lambda end: (end.value, not end.inclusive), default=None),
        min(upper, key=lambda end: (end.value, end.inclusive), default=None),
    )


def _range_of_constraint(constraint: object) -> Range:
    """The range that a constraint of annotated_types leaves."""
    from annotated_types import BaseMetadata, Ge, Gt, Interval, Le, Lt

    match constraint:
        case Interval():
            return _range(tuple(constraint))
        case Ge(ge):
            return Range(lower=_bound(ge, True))
        case Gt(gt):
            return Range(lower=_bound(gt, False))
        case Le(le):
            return Range(upper=_bound(le, True))
        case Lt(lt):
            return Range(upper=_bound(lt, False))
        case BaseMetadata() if not _is_harmless(constraint):
            raise ModelError(f"the constraint {constraint!r} cannot be part of a fact's range")
    return Range()


def _is_harmless(constraint: BaseMetadata) -> bool:
    """Whether a constraint says no more than facts do anyway: exact types, finite numbers."""
    said = getattr(constraint, "__dict__", {"unknown": True})
    return all(
        name in {"strict", "allow_inf_nan"} for name, value in said.items() if value is not None
    )


def _bounds(value: int | None, inclusive: bool) -> list[Bound]:
    return [] if value is None else [Bound(value, inclusive)]


def _bound(value: object, inclusive: bool) -> Bound:
    if type(value) is int or (isinstance(value, Decimal) and value.is_finite()):
        return Bound(value, inclusive)
    if isinstance(value, float) and math.isfinite(value):
        return Bound(Decimal(repr(value)), inclusive)
    raise ModelError(f"the bound {value!r} is not a number")
