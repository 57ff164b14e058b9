"""Options that several commands share, and the check of those that take one of a few words."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar, get_args

import typer

from leadoff.cli.terminal import Color
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.errors import UsageError

Rules = Annotated[
    str | None,
    typer.Option("--rules", metavar="FILE", help="A rule file instead of the shipped one."),
]
Answers = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FACT=VALUE", help="Answer a fact: 40000, 40k, 1.5m, 60%, yes."),
]
Removed = Annotated[
    list[str] | None, typer.Option("--unset", metavar="FACT", help="Take an answer away.")
]
PostOnly = Annotated[
    bool, typer.Option("--post-only", help="Leave out the rules that refine the post.")
]
Full = Annotated[
    bool, typer.Option("--full", help="Ask everything, also what cannot change the result.")
]
OnlyMissing = Annotated[
    bool, typer.Option("--only-missing", help="Stop by itself when the result is certain.")
]
Interactive = Annotated[
    bool | None,
    typer.Option("--interactive/--no-interactive", help="Ask without a terminal, or never ask."),
]
Expected = Annotated[
    str | None, typer.Option(metavar="OUTCOME", help="Exit with 1 if the answer is another one.")
]
FormatChoice = Annotated[
    str,
    typer.Option(
        "--format", metavar="text|json|markdown|html|value", help="How to print the answer."
    ),
]
WhyChoice = Annotated[
    str, typer.Option(metavar="fired|all", help="all: also the rules that did not fire.")
]
Brief = Annotated[bool, typer.Option("--brief", help="The answer and the next step alone.")]
PlanChoice = Annotated[
    str, typer.Option("--plan", metavar="next|full|none", help="full: how to do all of it.")
]
NoPlan = Annotated[bool, typer.Option("--no-plan", help="The same as --plan none.")]
ReportFiles = Annotated[
    list[str] | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write a report too: .html, .md, .json, .txt."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that is no report.")]
Redact = Annotated[
    bool, typer.Option("--redact", help="Leave out the name and what was said in open text.")
]
ColorChoice = Annotated[
    str, typer.Option("--color", metavar="auto|always|never", help="Colour in the output.")
]

_COLORS: Final[tuple[Color, ...]] = get_args(Color)

Word = TypeVar("Word", bound=str)


def one_of(option: str, given: str, allowed: tuple[Word, ...]) -> Word:
    """The given word, if it is one of those an option takes.

    Raises:
        UsageError: it is not.
    """
    for word in allowed:
        if given == word:
            return word
    raise UsageError(f"{option} does not take `{given}`: {did_you_mean(given, allowed)}")


def color_of(given: str) -> Color:
    """When to colour the output, as it was typed.

    Raises:
        UsageError: it is no such word.
    """
    return one_of("--color", given, _COLORS)
