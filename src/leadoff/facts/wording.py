"""`Wording`: how a field of a model is asked for, as metadata of its annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leadoff.facts.fact import Change


class Wording(NamedTuple):
    """Put this in `Annotated[...]` on a field of any pydantic model used with a rule set.

    `question` and `help` are what the interview asks and explains, `unit` is the unit of a number,
    `change` says who can change the fact, `meanings` says what each value of a choice means.
    Without it, a field's title and description are the question and the help.
    """

    question: str
    help: str = ""
    unit: str = ""
    change: Change = "ours"
    meanings: tuple[tuple[str, str], ...] = ()
