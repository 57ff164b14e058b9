"""Any pydantic model as the profile: each field a fact, or an error that names the field."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Optional

import pytest
from annotated_types import Interval
from pydantic import BaseModel, Field, NonNegativeInt, conint, create_model

from leadoff.errors import ModelError
from leadoff.facts.annotations import facts_of_annotations, facts_of_model
from leadoff.facts.business import BusinessFacts
from leadoff.facts.business_profile import BusinessProfile
from leadoff.facts.domain import Bound, Choice, Domain, Flag, Number, OpenText, Range, Whole
from leadoff.facts.fact import Fact
from leadoff.facts.wording import Limits, Wording


class Colour(Enum):
    RED = "red"
    GREEN = "green"


class Size(StrEnum):
    SMALL = "s"
    LARGE = "l"


class Count(Enum):
    ONE = 1


def fact_of(annotation: Any, **field: Any) -> Fact:
    """The fact of a model's only field."""
    model = create_model("Model", x=(annotation, Field(None, **field)))
    (fact,) = facts_of_model(model)
    return fact


FROM_0 = Bound(0, True)
DOMAINS: dict[str, tuple[object, Domain]] = {
    "Literal": (Literal["b2b", "b2c"], Choice(("b2b", "b2c"))),
    "Enum": (Colour, Choice(("red", "green"))),
    "StrEnum": (Size, Choice(("s", "l"))),
    "bool": (bool, Flag()),
    "str": (str, OpenText()),
    "int": (int, Whole()),
    "float": (float, Number()),
    "Decimal": (Decimal, Number()),
    "X | None": (bool | None, Flag()),
    "Optional": (Optional[Size], Choice(("s", "l"))),  # noqa: UP045
    "None first": (None | int, Whole()),
    "Annotated in None": (Annotated[int, Interval(ge=0)] | None, Whole(Range(FROM_0))),
    "None in Annotated": (Annotated[int | None, Field(ge=0)], Whole(Range(FROM_0))),
    "ge and lt": (
        Annotated[int, Field(ge=0, lt=9)],
        Whole(Range(FROM_0, Bound(9, False))),
    ),
    "gt and le": (
        Annotated[float, Field(gt=0.1, le=1)],
        Number(Range(Bound(Decimal("0.1"), False), Bound(1, True))),
    ),
    "Decimal bound": (
        Annotated[Decimal, Field(le=Decimal("2.50"))],
        Number(Range(upper=Bound(Decimal("2.5"), True))),
    ),
    "conint": (conint(gt=0, le=5), Whole(Range(Bound(0, False), Bound(5, True)))),
    "NonNegativeInt": (NonNegativeInt, Whole(Range(FROM_0))),
    "Interval": (
        Annotated[int, Interval(ge=0, lt=9)],
        Whole(Range(FROM_0, Bound(9, False))),
    ),
    "Limits": (
        Annotated[int, Limits(above=0, at_most=9)],
        Whole(Range(Bound(0, False), Bound(9, True))),
    ),
    "two lower ends": (
        Annotated[int, Field(ge=3), Field(gt=3), Field(ge=1)],
        Whole(Range(Bound(3, False))),
    ),
    "two upper ends": (
        Annotated[int, Field(le=3), Field(lt=3), Field(le=9)],
        Whole(Range(upper=Bound(3, False))),
    ),
    "what is not about the range": (
        Annotated[float, Field(allow_inf_nan=False), "a remark"],
        Number(),
    ),
}


@pytest.mark.parametrize("case", DOMAINS.values(), ids=DOMAINS.keys())
def test_the_domain_of_a_field(case: tuple[object, Domain]) -> None:
    annotation, domain = case

    assert fact_of(annotation).domain == domain


ONLY = "cannot be a fact; use Literal or Enum of str, bool, int, float, Decimal or str"
TEXTS = "the values of a choice must be texts that are not empty"
WRONG: dict[str, tuple[object, str]] = {
    "list": (list[str], f"list {ONLY}"),
    "dict": (dict, f"dict {ONLY}"),
    "Any": (Any, f"Any {ONLY}"),
    "bytes": (bytes | None, f"bytes {ONLY}"),
    "two types": (str | int, f"str | int {ONLY}"),
    "None alone": (None, f"NoneType {ONLY}"),
    "Literal of numbers": (Literal[1, 2], TEXTS),
    "Literal of an empty text": (Literal["a", ""], TEXTS),
    "Enum of numbers": (Count, TEXTS),
    "empty bounds": (Annotated[int, Field(gt=1, lt=2)], "its bounds leave no value"),
    "empty bounds of a float": (
        Annotated[float, Field(ge=2, le=1)],
        "its bounds leave no value",
    ),
    "multiple_of": (
        Annotated[int, Field(multiple_of=5)],
        "the constraint MultipleOf(multiple_of=5) cannot be part of a fact's range",
    ),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
def test_another_field_is_an_error_that_names_it(case: tuple[object, str]) -> None:
    annotation, message = case

    with pytest.raises(ModelError) as raised:
        fact_of(annotation)

    assert str(raised.value) == f"Model.x: {message}"


def test_a_bound_that_is_no_number() -> None:
    class Model:
        x: Annotated[int, Interval(ge="a")]

    with pytest.raises(ModelError) as raised:
        facts_of_annotations(Model)

    assert str(raised.value) == "Model.x: the bound 'a' is not a number"


def test_an_enum_without_members_is_no_choice() -> None:
    class Nothing(Enum):
        pass

    class Model:
        x: Nothing

    Model.__annotations__["x"] = Nothing

    with pytest.raises(ModelError, match=TEXTS):
        facts_of_annotations(Model)


WORDING = Wording("How many?", "Count them.", "items", "time", (("a", "b"),))


def test_wording_says_how_a_fact_is_asked() -> None:
    assert fact_of(Annotated[int | None, WORDING]) == Fact(
        "x", Whole(unit="items"), "How many?", "Count them.", "time", (("a", "b"),)
    )


def test_title_and_description_are_question_and_help_without_wording() -> None:
    assert fact_of(bool, title="Is it?", description="Say so.") == Fact(
        "x", Flag(), "Is it?", "Say so."
    )


def test_wording_goes_before_title_and_description() -> None:
    fact = fact_of(Annotated[int, WORDING], title="Is it?", description="Say so.")

    assert (fact.question, fact.help) == ("How many?", "Count them.")


def test_a_field_without_words_has_none() -> None:
    assert fact_of(bool) == Fact("x", Flag())


def test_facts_stand_in_the_order_of_the_fields_without_the_label() -> None:
    class Model(BaseModel):
        second: bool
        name: str
        first: bool

    assert [fact.name for fact in facts_of_model(Model)] == ["second", "first"]


def test_the_business_facts_are_those_of_the_business_profile() -> None:
    assert facts_of_annotations(BusinessFacts) == facts_of_model(BusinessProfile)


def test_pydantic_enforces_the_limits_of_the_business_profile() -> None:
    assert BusinessProfile(deciders=50, yearly_value=0.5).deciders == 50
    for wrong in ({"deciders": 0}, {"deciders": 51}, {"yearly_value": 0.0}, {"deciders": True}):
        with pytest.raises(ValueError, match="1 validation error for BusinessProfile"):
            BusinessProfile(**wrong)


def test_every_business_fact_has_question_and_help() -> None:
    assert [fact.name for fact in facts_of_annotations(BusinessFacts) if not fact.question] == []
    assert [fact.name for fact in facts_of_annotations(BusinessFacts) if not fact.help] == []
