"""Comments that silence findings, and what is said about them."""

from __future__ import annotations

import pytest

from leadoff.diagnostic.code import Code
from leadoff.linter.fixing import fix_document
from leadoff.linter.run import lint_documents
from leadoff.linter.settings import Settings

from .linting import TWO_RULES, crash, document, each_rule, endless, report_of, told

TIE = each_rule(Code.TIE)
GAP = each_rule(Code.GAP)
ONE = "10:9 LO305 the rule `one` is found"
TWO = "15:9 LO305 the rule `two` is found"


def with_comment(comment: str, after: str = "id: one") -> str:
    return TWO_RULES.replace(after, f"{after}  {comment}")


def fixed(text: str, *, unsafe: bool = False) -> str:
    done = fix_document(document(text), Settings(), unsafe=unsafe, checks=(TIE, GAP))
    assert done.refused == ()
    return done.after.source.text


@pytest.mark.parametrize(
    "comment",
    [
        "# leadoff: ignore[LO305] it is meant",
        "# leadoff: ignore[tie] it is meant",
        "#leadoff:ignore[ lo305 ] it is meant",
        "## leadoff: Ignore[Tie]: it is meant",
    ],
)
def test_a_finding_on_the_line_of_a_comment_is_silenced(comment: str) -> None:
    report = report_of(with_comment(comment), TIE)

    assert (told(report), report.ignored) == ([TWO], 1)


def test_a_comment_with_a_line_for_itself_counts_for_the_next_line_that_is_none() -> None:
    above = "  # leadoff: ignore[LO305] it is meant\n  # more\n  - id: one"
    text = TWO_RULES.replace("  - id: one", above)

    assert told(report_of(text, TIE)) == ["17:9 LO305 the rule `two` is found"]


def test_one_comment_silences_several_codes_and_one_alone_of_two() -> None:
    both = with_comment("# leadoff: ignore[LO305, gap] it is meant")
    one = with_comment("# leadoff: ignore[LO305] it is meant")

    assert [line[:2] for line in told(report_of(both, TIE, GAP))] == ["15", "15"]
    assert told(report_of(one, TIE, GAP))[0] == "10:9 LO301 the rule `one` is found"


def test_a_file_is_silenced_above_its_first_key() -> None:
    comment = "# leadoff: ignore-file[LO305] a draft\n"

    report = report_of(comment + TWO_RULES, TIE)

    assert (told(report), report.ignored) == ([], 2)


def test_too_late_for_the_file() -> None:
    text = with_comment("# leadoff: ignore-file[LO305] a draft")

    assert told(report_of(text, TIE)) == [
        ONE,
        "10:14 LO704 `ignore-file` counts above the first key only",
        TWO,
    ]


@pytest.mark.parametrize(
    "line",
    [
        'because: "x # leadoff: ignore[LO305] no comment"',
        "note: |\n      # leadoff: ignore[LO305] no comment",
        "note: x#leadoff:ignore[LO305]",
    ],
)
def test_what_stands_in_a_text_silences_nothing(line: str) -> None:
    text = TWO_RULES.replace(
        "because: It is so.\n    source: here\n  - id: two", f"{line}\n  - id: two"
    )

    assert [each.split()[1] for each in told(report_of(text, TIE))] == ["LO305", "LO305"]


def test_no_ignores() -> None:
    text = with_comment("# leadoff: ignore[LO305]")

    report = report_of(text, TIE, settings=Settings(heeds_ignores=False))

    assert (told(report), report.ignored) == ([ONE, TWO], 0)


def test_a_fault_of_reading_cannot_be_silenced() -> None:
    text = "# leadoff: ignore-file[LO003] no\n" + TWO_RULES.replace("f: true", "g: true")

    assert told(report_of(text, TIE)) == ["12:12 LO003 there is no fact `g`"]


def test_a_warning_about_a_profile_can() -> None:
    text = "direct_sales_share: 0.5  # leadoff: ignore[LO021] half a percent\n"

    report = lint_documents([document(text, "profile.yaml")], Settings())

    assert (told(report), report.ignored) == ([], 1)


def test_a_stale_comment_is_a_finding_and_deleted() -> None:
    text = with_comment("# leadoff: ignore[LO303] it was")

    assert "10:32 LO702 there is no `LO303` here to leave out" in told(report_of(text, TIE))
    assert fixed(text) == TWO_RULES


def test_a_stale_comment_goes_with_its_line() -> None:
    comment = "  # leadoff: ignore[LO303] it was\n"
    for ending in ("\n", "\r\n"):
        text = TWO_RULES.replace("  - id: one", f"{comment}  - id: one").replace("\n", ending)

        assert fixed(text) == TWO_RULES.replace("\n", ending)


def test_of_several_codes_the_stale_ones_are_taken_out() -> None:
    text = with_comment("# leadoff: ignore[LO303, LO305, LO306] it is meant")

    assert fixed(text) == with_comment("# leadoff: ignore[LO305] it is meant")


def test_a_code_that_was_not_judged_is_not_stale() -> None:
    text = with_comment("# leadoff: ignore[LO303] it is meant")
    code = Code.UNREACHABLE_OUTCOME
    ignored = Settings(ignore=frozenset((code,)))
    after_one = with_comment("# leadoff: ignore[LO303] it is meant", "id: two")

    assert told(report_of(text, TIE, settings=ignored)) == [ONE, TWO]
    assert not any("LO702" in line for line in told(report_of(after_one, endless(code))))
    assert not any("LO702" in line for line in told(report_of(after_one, crash(code))))


def test_stale_comments_are_found_though_only_they_are_selected() -> None:
    text = with_comment("# leadoff: ignore[LO303] it was").replace(
        "id: two", "id: two  # leadoff: ignore[LO305] it is meant"
    )
    settings = Settings(select=frozenset((Code.STALE_SUPPRESSION,)))

    assert told(report_of(text, TIE, settings=settings)) == [
        "10:32 LO702 there is no `LO303` here to leave out"
    ]


def test_comments_of_a_broken_file_are_not_called_stale() -> None:
    text = with_comment("# leadoff: ignore[LO303] it was").replace("f: true", "g: true")

    assert told(report_of(text)) == ["11:12 LO003 there is no fact `g`"]


def test_a_comment_without_a_reason_works_and_is_a_finding() -> None:
    text = with_comment("# leadoff: ignore[LO305] --")

    assert told(report_of(text, TIE)) == [
        "10:14 LO703 this leaves out findings without saying why",
        TWO,
    ]
    assert fixed(text) == text
    assert fixed(text, unsafe=True) == TWO_RULES


@pytest.mark.parametrize(
    ("comment", "column", "message", "help"),
    [
        ("# leadoff: ignore", 14, "`ignore` does not say what to leave out", "write `# leadoff: "),
        (
            "# leadoff: ignore[]",
            14,
            "`ignore` does not say what to leave out",
            "write `# leadoff: ",
        ),
        ("# leadoff: ignore[LO3] x", 32, "there is no code `LO3`", "`leadoff explain --list`"),
        ("# leadoff: ignore[LO3O5] x", 32, "there is no code `LO3O5`", "did you mean `LO305`?"),
        ("# leadoff: ignore[tei] x", 32, "there is no code `tei`", "did you mean `tie`?"),
        ("# leadoff: ignore[LO703]", 32, "`LO703` cannot be silenced by a comment", "mend it"),
        ("# leadoff: ingore[tie] x", 25, "`ingore` is no word of such a comment", "did you mean "),
    ],
)
def test_a_comment_that_names_nothing(comment: str, column: int, message: str, help: str) -> None:
    report = report_of(with_comment(comment))

    assert told(report) == [f"10:{column} LO704 {message}"]
    assert report.findings[0].finding.diagnostic.help.startswith(help)


@pytest.mark.parametrize(
    "comment", ["# leadoff: our rules", "# see leadoff: ignore", "# ignore[x]"]
)
def test_another_comment_is_none_of_these(comment: str) -> None:
    assert told(report_of(with_comment(comment))) == []


def test_a_misspelled_name_is_mended() -> None:
    assert fixed(with_comment("# leadoff: ignore[tei] x")) == with_comment(
        "# leadoff: ignore[tie] x"
    )
