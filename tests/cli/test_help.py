"""`--help` at the width of the terminal."""

from __future__ import annotations

import pytest

from leadoff.cli.commands import COMMANDS
from leadoff.cli.help_page import HelpPage, Row, Section

from .command import leadoff
from .test_golden import check


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_no_wider_than_the_terminal(command: str, columns: int) -> None:
    page = leadoff(*command.split(), "--help", COLUMNS=str(columns)).out

    assert [line for line in page.splitlines() if len(line) > columns] == []
    assert [line for line in page.splitlines() if line[:1] not in {"", " ", *"UAOC"}] == []


@pytest.mark.parametrize("name", ["help", "help-advise", "help-schema"])
def test_help_at_forty_columns(name: str) -> None:
    _, _, command = name.partition("-")

    check(f"{name}-at-40", leadoff(*command.split(), "--help", COLUMNS="40").out)


def test_a_summary_of_a_command_is_one_line_of_eighty_columns_and_never_cut() -> None:
    summaries = leadoff("--help").out.partition("Commands:\n")[2].splitlines()

    assert [line.split()[0] for line in summaries] == list(COMMANDS)
    assert "..." not in leadoff("--help", COLUMNS="40").out.partition("Commands:\n")[2]


def test_help_without_a_command_is_as_wide_as_the_terminal() -> None:
    assert max(map(len, leadoff(COLUMNS="40").err.splitlines())) <= 40


def test_a_long_example_goes_on_as_a_shell_reads_it() -> None:
    example = "leadoff advise profile.yaml --set yearly_value=40k --why all > answer.txt"
    page = HelpPage("leadoff advise", f"Advise.\n\n\b\n{example}", ()).text(40)

    assert page.partition("Advise.\n\n")[2] == (
        "  leadoff advise profile.yaml \\\n"
        "      --set yearly_value=40k \\\n"
        "      --why all > answer.txt"
    )
    joined = page.partition("Advise.")[2].replace("\\\n", "")
    assert joined.split() == example.split()


def test_meanings_stand_beside_the_terms_where_there_is_room_and_else_below() -> None:
    rows = (Row("--rules FILE", "A rule file instead of the shipped one."), Row("--bare", ""))
    page = HelpPage("leadoff", "Advise.", (Section("Options", rows), Section("None", ())))

    assert page.text(60).partition("Options:\n")[2] == (
        "  --rules FILE  A rule file instead of the shipped one.\n  --bare"
    )
    assert page.text(36).partition("Options:\n")[2] == (
        "  --rules FILE\n      A rule file instead of the\n      shipped one.\n  --bare"
    )
