"""`Fact`: one named, typed input, with the words in which it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from leadoff.facts.domain import Number, Whole, format_number

if TYPE_CHECKING:
    from leadoff.facts.domain import Domain
    from leadoff.source.values import Value

Change = Literal["ours", "time", "fixed"]
"""Who can change a fact: the one who answers, time alone, or nobody."""
CHANGES: Final[tuple[Change, ...]] = get_args(Change)

_ONE = {
    "US dollars": "US dollar",
    "buyers": "buyer",
    "customers": "customer",
    "days": "day",
    "hours": "hour",
    "kilometres": "kilometre",
    "minutes": "minute",
    "months": "month",
    "orders": "order",
    "other options": "other option",
    "people": "person",
    "weeks": "week",
    "years": "year",
}
"""Units of which there may be one. Others stay as they are written: English is not guessed."""

NAME_LABEL = "name"
"""The key of a profile that names it; a label, never a fact a rule may test."""


class Fact(NamedTuple):
    """A fact: its domain and its wording. Empty wording means that none was given."""

    name: str
    domain: Domain
    question: str = ""
    help: str = ""
    change: Change = "ours"
    meanings: tuple[tuple[str, str], ...] = ()
    """For a choice: what a value means, for those values that say it."""

    @property
    def unit(self) -> str:
        """The unit of its numbers, empty where there is none."""
        return self.domain.unit if isinstance(self.domain, Whole | Number) else ""

    @property
    def unit_of_one(self) -> str:
        """The unit of the number 1."""
        return _ONE.get(self.unit, self.unit)

    def shown(self, value: Value) -> str:
        """A value of this fact for a reader, with thousands separated and the unit."""
        figure = self.figure(value)
        if isinstance(value, bool | str) or not self.unit:
            return figure
        return f"{figure} {self.unit_of_one if value == 1 else self.unit}"

    def figure(self, value: Value) -> str:
        """A value as it is shown, without the unit."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return value
        whole, point, fraction = format_number(value).partition(".")
        if whole.lstrip("-").isdigit() and whole != "-0":
            whole = f"{int(whole):,}"
        return f"{whole}{point}{fraction}"


def said(fact: Fact, value: Value) -> str:
    """A value beside the name of its fact, which often says the unit already."""
    names_unit = bool(fact.unit) and fact.unit in fact.name.split("_")
    return fact.figure(value) if names_unit else fact.shown(value)


def facts_by_name(facts: tuple[Fact, ...]) -> dict[str, Fact]:
    """The facts under their names, in their order."""
    return {fact.name: fact for fact in facts}
