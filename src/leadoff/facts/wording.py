"""What the annotation of a model's field says of a fact: its wording and its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Limits:
    """The limits of a number in `Annotated[...]`, which pydantic enforces too.

    It speaks the protocol of `annotated_types.GroupedMetadata` without importing that package
    before pydantic does: the start of the command would pay for it.
    """

    __is_annotated_types_grouped_metadata__: Literal[True] = True

    def __init__(
        self, *, at_least: int | None = None, at_most: int | None = None, above: int | None = None
    ) -> None:
        self.at_least = at_least
        self.at_most = at_most
        self.above = above

    def __iter__(self) -> Iterator[object]:
        """The limits as pydantic reads them."""
        from annotated_types import Ge, Gt, Le

        if self.at_least is not None:
            yield Ge(self.at_least)
        if self.above is not None:
            yield Gt(self.above)
        if self.at_most is not None:
            yield Le(self.at_most)
