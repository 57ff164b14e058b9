"""`BusinessProfile`: the business facts as a pydantic model."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from leadoff.facts.business import BusinessFacts


class BusinessProfile(BusinessFacts, BaseModel):
    """A business as a Python value: frozen, strict, without further fields.

    Every fact is optional; None is "not answered". Raises pydantic's `ValidationError` on a value
    of another type or outside the field's bounds.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
