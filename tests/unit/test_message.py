"""Located messages: how one reads, and in what order several stand."""

from __future__ import annotations

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector, Diagnostic, Label, in_order
from leadoff.diagnostic.text import SourceText, Span
from leadoff.errors import RuleSetError

TEXT = SourceText("rules.yaml", "a: 1\nb: 2\n")


def message(start: int, code: Code = Code.SYNTAX, text: str = "wrong") -> Diagnostic:
    return Diagnostic("error", code, text, Label(TEXT, Span(start, start + 1)))


def test_a_message_reads_file_line_column_severity_code() -> None:
    assert str(message(8)) == "rules.yaml:2:4: error[LO001]: wrong"


def test_help_stands_on_a_line_of_its_own() -> None:
    assert str(message(0)._replace(help="write it")) == (
        "rules.yaml:1:1: error[LO001]: wrong\n  help: write it"
    )


def test_messages_stand_by_file_place_code_and_words() -> None:
    other = SourceText("a.yaml", "")
    first = Diagnostic("warning", Code.SYNTAX, "z", Label(other, Span(0, 1)))
    second, third = message(0, text="b"), message(0, Code.WRONG_TYPE, "a")
    fourth, fifth = message(5, text="a"), message(5, text="b")

    assert in_order([fifth, third, fourth, second, first]) == (first, second, third, fourth, fifth)


def test_a_collector_keeps_errors_and_warnings() -> None:
    collector = Collector(TEXT)
    collector.warning(Code.FRACTION_FOR_PERCENT, (8, 9), "small", "write more")
    collector.error(Code.SYNTAX, (0, 1), "wrong", related=[((5, 6), "first here")])

    assert [str(each) for each in collector.sorted()] == [
        "rules.yaml:1:1: error[LO001]: wrong",
        "rules.yaml:2:4: warning[LO021]: small\n  help: write more",
    ]
    assert collector.sorted()[0].related == (Label(TEXT, Span(5, 6), "first here"),)


def test_warnings_are_no_errors() -> None:
    collector = Collector(TEXT)
    collector.warning(Code.FRACTION_FOR_PERCENT, (8, 9), "small")

    assert not collector.has_errors


def test_one_error_is_an_error() -> None:
    collector = Collector(TEXT)
    collector.warning(Code.FRACTION_FOR_PERCENT, (8, 9), "small")
    collector.error(Code.SYNTAX, (0, 1), "wrong")

    assert collector.has_errors


def test_a_located_error_says_all_its_messages() -> None:
    assert (
        str(RuleSetError((message(0), message(5))))
        == "rules.yaml:1:1: error[LO001]: wrong\nrules.yaml:2:1: error[LO001]: wrong"
    )


def test_no_two_codes_are_the_same() -> None:
    assert len({code.value for code in Code}) == len({code.title for code in Code}) == len(Code)


def test_a_code_has_a_title() -> None:
    assert (Code.TOO_MANY_TERMS.value, Code.TOO_MANY_TERMS.title) == ("LO010", "too-many-terms")


def test_behind_a_hundred_messages_nothing_is_suggested() -> None:
    collector = Collector(SourceText("rules.yaml", "x" * 300))
    for place in range(1, 101):
        collector.error(Code.SYNTAX, (place, place + 1), "wrong")

    assert collector.suggestion((101, 102), "nmae", ["name"]) == ""
    assert collector.suggestion((0, 1), "nmae", ["name"]) == "did you mean `name`?"
