"""`leadoff facts`: what can be said about a business."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, Rules, color_of
from leadoff.cli.terminal import page_style, write
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.errors import UsageError


def facts(
    fact: Annotated[
        str | None, typer.Argument(metavar="[FACT]", help="One fact, with its help.")
    ] = None,
    rules: Rules = None,
    color: ColorChoice = "auto",
) -> ExitCode:
    """List the facts a profile may answer, or explain one of them.

    \b
    leadoff facts
    leadoff facts direct_sales_share
    """
    from leadoff.cli.profiles import rules_at
    from leadoff.facts.fact import NAME_LABEL, facts_by_name
    from leadoff.render.facts import fact_text, facts_text, label_text

    chosen = color_of(color)
    style = page_style(sys.stdout, chosen, os.environ)
    rule_set = rules_at(rules)
    known = facts_by_name(rule_set.facts)
    if fact is None:
        write(sys.stdout, facts_text(rule_set.file, style))
    elif fact in known:
        write(sys.stdout, fact_text(known[fact], rule_set.file, style))
    elif fact == NAME_LABEL:
        write(sys.stdout, label_text(style))
    else:
        help = did_you_mean(fact, [*known, NAME_LABEL])
        raise UsageError(f"there is no fact `{fact}`: {help}")
    return ExitCode.DONE
