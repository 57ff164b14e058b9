"""Where a message underlines what it is about: wide, long, tabbed and hostile lines."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from .command import Done, leadoff

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (40, 80, 120)
LONG = "x" * 2000
FAULTS = {
    "plain": ("deciders: 0\n", ["0"]),
    "behind wide characters": ('{name: "日本語 한국 👩", deciders: 0}\n', ["0"]),
    "of wide characters": ("日本語: 1\n", ["日本語"]),
    "behind half-width characters": ("{name: ｶﾅ, deciders: 0}\n", ["0"]),
    "behind a combining accent": ("{name: Cafe\u0301, deciders: 0}\n", ["0"]),
    "behind tabs": ("{name: x,\t\tdeciders:\t0,\tindustry: y}\n", ["0"]),
    "at the start of a long line": (f"{{deciders: 0, industry: {LONG}}}\n", ["0"]),
    "in the middle of a long line": (f"{{name: {LONG}, deciders: 0, industry: {LONG}}}\n", ["0"]),
    "at the end of a long line": (f"{{name: {LONG}, deciders: 0}}\n", ["0"]),
    "behind a long wide line": (f"{{name: {'語' * 900}, deciders: 0}}\n", ["0"]),
    "in front of a long wide line": (f"{{deciders: 0, name: {'語' * 900}}}\n", ["0"]),
    "a key on a long line": (f"{{name: {LONG}, deciderz: 1}}\n", ["deciderz"]),
    "several in a line": ("{deciders: 0, awareness_of_10: 11}\n", ["0", "11"]),
    "several lines of a quote": ('deciders: "one\n  or\n  two"\n', ['"one']),
    "several lines of a list": ("deciders: [1,\n  2]\n", ["[1,"]),
    "an escape sequence": ("name: a\x1b[31mb\n", ["�"]),
    "a bell": ("name: a\x07b\n", ["�"]),
    "a C1 control": ("name: a\x9b31mb\n", ["�"]),
    "a hidden direction": ("na\u202eme: a\n", ["�"]),
    "first and second key": ("deciders: 1\ndeciders: 2\n", ["deciders", "deciders"]),
    "far apart keys": ("deciders: 1\n" + "# \n" * 998 + "deciders: 2\n", ["deciders"] * 2),
}


def _columns(line: str) -> list[str]:
    """A line, one entry for each column it takes: a wide character is in two."""
    found: list[str] = []
    for character in line:
        if unicodedata.combining(character):
            found[-1] += character
        else:
            wide = unicodedata.east_asian_width(character) in "WF"
            found += [character, ""] if wide else [character]
    return found


def _snippets(message: str) -> list[tuple[str, str]]:
    """Each line shown from the file, and the line of marks below it."""
    return re.findall(r"^( *\d+ \| .*)\n( +\| +[\^-]+)$", message, re.MULTILINE)


def _underlined(message: str) -> list[str]:
    """What stands over the marks."""
    found = []
    for shown, marks in _snippets(message):
        start, end = len(marks) - len(marks.lstrip(" |")), len(marks)
        found.append("".join(_columns(shown)[start:end]))
    return found


def _advise(profile: str, columns: int = 80) -> Done:
    return leadoff("advise", "-", stdin=profile.encode(), COLUMNS=str(columns))


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_underlined(name: str, columns: int) -> None:
    profile, expected = FAULTS[name]

    assert _underlined(_advise(profile, columns).err) == expected


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", FAULTS)
def test_the_line_shown_fits_the_page(name: str, columns: int) -> None:
    done = _advise(FAULTS[name][0], columns)

    widths = [len(_columns(line)) for pair in _snippets(done.err) for line in pair]
    assert max(widths) <= min(columns, 100)


@pytest.mark.parametrize("columns", WIDTHS)
def test_what_a_terminal_shows_fits_it(columns: int) -> None:
    profile = b"nothing_known: 1\ncustomer_type: companies or organisations\ndeciders: 0\n"
    done = leadoff(
        "advise", "-", stdin=profile, is_terminal=True, COLUMNS=str(columns), NO_COLOR="1"
    )

    assert max(map(len, done.err.splitlines())) <= min(columns, 100)


@pytest.mark.parametrize("columns", WIDTHS)
def test_place_and_code_stay_on_one_line(columns: int, tmp_path: Path) -> None:
    path = tmp_path / "a name that is longer than the page.yaml"
    path.write_text("nothing_known: 1\n", "utf-8")

    done = leadoff("advise", str(path), is_terminal=True, COLUMNS=str(columns), NO_COLOR="1")

    assert done.err.startswith(f"{path}:1:1: error[LO003]:")


@pytest.mark.parametrize("name", ["behind wide characters", "of wide characters"])
def test_the_fault_is_underlined_where_characters_are_spelled_out(name: str) -> None:
    profile, expected = FAULTS[name]

    done = leadoff("advise", "-", stdin=profile.encode(), encoding="ascii")

    assert _underlined(done.err) == [
        word.encode("ascii", "backslashreplace").decode() for word in expected
    ]


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_fault_longer_than_the_page_is_cut(columns: int) -> None:
    done = _advise(f"deciders: {LONG}\n", columns)

    (marked,) = _underlined(done.err)
    assert marked.startswith("xxxx")
    assert marked.endswith("x…")


def test_the_place_of_a_fault_far_into_a_line_is_exact() -> None:
    done = _advise(f"{{name: {LONG}, deciders: 0}}\n")

    assert done.err.startswith("<stdin>:1:2020: error[LO102]: ")


def test_the_place_behind_wide_characters_counts_characters() -> None:
    done = _advise("{name: 日本, deciders: 0}\n")

    assert done.err.startswith("<stdin>:1:22: error[LO102]: ")


def test_a_related_place_is_shown_with_its_own_line() -> None:
    done = _advise("deciders: 1\nname: x\ndeciders: 2\n")

    assert "  = <stdin>:1:1: first here\n1 | deciders: 1\n  | --------\n" in done.err


def test_the_gutter_is_as_wide_as_the_largest_line_number() -> None:
    done = _advise(FAULTS["far apart keys"][0])

    assert "1000 | deciders: 2\n     | ^^^^^^^^\n" in done.err
    assert "   1 | deciders: 1\n     | --------\n" in done.err


def test_related_places_stand_in_their_own_file(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "leadoff: 1\nprofile: none\nfacts: {a: {kind: flag}}\noutcomes: {x: {}, y: {}}\n"
        "decide: {by: any}\nrules:\n"
        "  - {id: one, when: {a: true}, gives: x}\n  - {id: two, when: {a: true}, gives: y}\n",
        "utf-8",
    )

    done = leadoff("advise", "-", "--rules", str(rules), stdin=b"a: true\n")

    assert _underlined(done.err) == ["two", "one"]
    assert done.err.count(f"{rules}:") == 2


@pytest.mark.parametrize(
    ("faults", "summary"),
    [
        (1, "1 error"),
        (2, "2 errors"),
        (100, "100 errors"),
        (101, "101 errors; 1 not shown"),
        (250, "250 errors; 150 not shown"),
    ],
)
def test_the_last_line_counts_the_faults(faults: int, summary: str) -> None:
    done = _advise("".join(f"fact_{number}: 1\n" for number in range(faults)))

    assert done.err.splitlines()[-1] == summary
    assert done.err.count(": error[LO003]: ") == min(faults, 100)


def test_warnings_are_counted_beside_errors() -> None:
    done = _advise("direct_sales_share: 0.5\ndeciders: 0\n")

    assert done.err.endswith("\n1 error, 1 warning\n")


def test_faults_come_in_the_order_of_the_file() -> None:
    done = _advise("zzz: 1\ndeciders: 0\naaa: 1\ncustomer_type: b2d\n")

    assert re.findall(r"^<stdin>:(\d+):", done.err, re.MULTILINE) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(ending: str) -> None:
    done = _advise(ending.join(("name: x", "", "deciders: 0", "")))

    assert done.err.startswith("<stdin>:3:11: ")
    assert "\r" not in done.err


def test_a_mark_in_front_of_a_file_does_not_shift_the_place() -> None:
    done = _advise("\ufeffdeciders: 0\n")

    assert done.err.startswith("<stdin>:1:11: ")
    assert _underlined(done.err) == ["0"]


OVERLAP = """\
leadoff: 1
profile: none
facts: {f: {kind: flag}, g: {kind: flag}}
outcomes: {short: {}, an-outcome-with-a-name-of-some-length: {}}
decide: {by: unique, otherwise: none}
rules:
  - {id: one, when: {f: true}, gives: short}
  - {id: two, when: {g: true}, gives: an-outcome-with-a-name-of-some-length}
"""


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (80, "  |          ^^^ gives `an-outcome-with-a-name-of-some-length`\n"),
        (40, "  |          ^^^\n  = gives `an-outcome-with-a-name-of-some-length`\n"),
    ],
)
def test_what_is_said_of_a_place_stands_beside_it_or_below(
    columns: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(OVERLAP, "utf-8")

    done = leadoff("lint", str(path), "--select", "LO203", COLUMNS=str(columns))

    assert said in done.out
