"""`leadoff ask`: answers through a pipe, what is kept and where, and the exit codes."""

from __future__ import annotations

import json
import os
import signal
import stat
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from leadoff.cli.files import HeldFile, replace_file
from leadoff.cli.line_input import LineInput
from leadoff.cli.record import Record, journal_of
from leadoff.cli.state import interviews_in, state_folder
from leadoff.engine.rule_set import load_rules
from leadoff.errors import FileError

from .command import ROOT, Done, leadoff
from .test_golden import check

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = str(ROOT / "examples/elsewhere/bike-or-bus.yaml")
CONSULTANCY = "6\n10\n1\n80\n40k\n2\nn\n"
"""Answers to the questions as they come, until nothing can change the result."""


def ask(
    profile: Path | None, typed: str, *options: str, is_terminal: bool = False, **env: str
) -> Done:
    """An interview whose answers come through a pipe."""
    named = [profile.name] if profile is not None else []
    folder = profile.parent if profile is not None else ROOT
    stdin = typed.encode(errors="surrogateescape")
    return leadoff(
        "ask",
        *named,
        "--interactive",
        *options,
        stdin=stdin,
        folder=folder,
        is_terminal=is_terminal,
        **env,
    )


def transcript(done: Done) -> str:
    """What was shown, then what was answered."""
    text = f"{done.err}===\n{done.out}" if done.out else done.err
    # An empty line after the prompt leaves the blank of the prompt at the end of its line.
    return text.replace(f"{ROOT}/", "").replace("> \n", ">\n")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "acme.yaml"


def test_an_interview(profile: Path) -> None:
    done = ask(profile, f"?\n{CONSULTANCY}\n", "--brief")

    assert done.code == 0
    check("ask", transcript(done))
    assert profile.read_text("utf-8") == (
        "# Answers given to `leadoff ask`; `leadoff advise` reads them.\n"
        "customer_type: b2b\nmonths_since_first_sale: 6\ndirect_sales_share: 80\n"
        "alternatives_compared: 10\nyearly_value: 40000\npaying_customers: 2\n"
        "self_serve: false\n"
    )
    assert not journal_of(str(profile)).exists()


EVERYTHING = (
    *("", "lots", "?", "r", "b", "6", "r", "1", "", "b", "8", "0.6", "10", "r", "9", "x", "2", ""),
    *(
        "b2",
        "b",
        "b2d",
        "zz",
        ":U",
        "80",
        "f f",
        "12k",
        "u",
        "r",
        "3",
        "2",
        "c",
        "?",
        ":r",
        "",
        "f",
    ),
)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_every_command_and_every_mistake(profile: Path, columns: int) -> None:
    done = ask(profile, "\n".join(EVERYTHING), "--format", "value", COLUMNS=str(columns))

    assert (done.code, done.out) == (0, "marketing-first\n")
    check(f"ask-everything-at-{columns}", transcript(done))
    assert [line for line in done.err.splitlines() if len(line) > columns] == []


def test_an_interview_about_something_else(profile: Path) -> None:
    done = ask(profile, "?\n4.5\nra\nbi\n?\n11\nfa\nu\n1\n", "--full", "--rules", ELSEWHERE)

    check("ask-elsewhere", transcript(done))
    assert done.code == 130


def test_not_knowing_anything(profile: Path) -> None:
    done = ask(profile, "u\n" * 13, "--brief")

    assert done.code == 0
    check("ask-all-unknown", transcript(done))
    assert leadoff("advise", str(profile), "--format", "value").out == "none\n"


def test_answers_that_contradict_an_assumption(profile: Path) -> None:
    profile.write_text("paying_customers: 3\nyearly_value: 9\n", "utf-8")

    done = ask(profile, "u\n0\nf\n", "--brief", "--unset", "yearly_value")

    check("ask-contradiction", transcript(done))


@pytest.mark.parametrize("columns", [40, 80])
def test_without_a_terminal_the_missing_answers_are_named(tmp_path: Path, columns: int) -> None:
    done = leadoff("ask", COLUMNS=str(columns), XDG_STATE_HOME=str(tmp_path))

    assert (done.code, done.out) == (2, "")
    check(f"ask-missing-at-{columns}", done.err)
    assert list(tmp_path.iterdir()) == []


def test_the_options_that_are_named_give_an_answer() -> None:
    done = leadoff("ask", "--set", "customer_type=b2c", "--set", "alternatives_compared=9")
    named = [line.split()[1] for line in done.err.splitlines() if line.startswith("  --set ")]
    values = {"launching_new_offer=...": "no", "self_serve=...": "no"}
    more = [word for n in named for word in ("--set", n.replace("...", values.get(n, "50")))]
    few = [word.replace("awareness_of_10=50", "awareness_of_10=5") for word in more]

    given = ("--set", "customer_type=b2c", "--set", "alternatives_compared=9")
    assert leadoff("ask", *given, *few, "--format", "value").out == "in-tandem\n"


def test_one_missing_answer_is_one() -> None:
    answers = ("after_dark=no", "distance_km=2", "sky=rain", "degrees=3")
    given = [word for answer in answers for word in ("--set", answer)]

    done = leadoff("ask", "--rules", ELSEWHERE, *given)

    assert done.code == 2
    assert done.err.startswith("error: 1 answer is needed, and there is no terminal to ask on\n")
    assert "--set load=..." in done.err


def test_with_everything_answered_no_terminal_is_needed(profile: Path) -> None:
    done = leadoff("ask", str(profile), "--set", "customer_type=b2c", "--no-interactive")
    assert (done.code, "asking is turned off" in done.err) == (2, True)
    assert list(profile.parent.iterdir()) == []

    facts = ("months_since_first_sale=3", "direct_sales_share=0", "customer_type=b2c")
    given = [word for fact in facts for word in ("--set", fact)]
    done = leadoff("ask", str(profile), *given, "--format", "value")

    assert (done.code, done.out) == (0, "marketing-first\n")
    assert "customer_type: b2c\n" in profile.read_text("utf-8")
    unnamed = leadoff("ask", *given)
    assert unnamed.out.endswith(
        "→ leadoff ask --set months_since_first_sale=3 --set direct_sales_share=0 "
        "--set customer_type=b2c\n"
    )


@pytest.mark.parametrize("typed", ["6\n10\nq\n", "6\n10\n", "6\n10\nr\nq\n", "6\n10\nr\n"])
def test_what_is_left_in_the_middle_goes_on_there(profile: Path, typed: str) -> None:
    left = ask(profile, typed)

    assert left.code == (0 if typed.endswith("q\n") else 130)
    assert left.out == ""
    assert left.err.endswith(f"Your answers are saved; go on with:\n  leadoff ask {profile.name}\n")
    again = ask(profile, "1\n80\n40k\n2\nn\n\n", "--format", "value")
    assert "acme.yaml: 2 answers so far." in again.err
    assert (again.code, again.out) == (0, "sales-first\n")


def test_asking_without_a_terminal_forgets_nothing(profile: Path) -> None:
    ask(profile, "6\nu\nq\n")

    done = leadoff("ask", "acme.yaml", folder=profile.parent)

    assert done.code == 2
    assert "--set customer_type=..." in done.err
    assert "--set alternatives_compared=..." not in done.err
    assert "Question 3 of" in ask(profile, "").err


def test_quitting_at_the_offer(profile: Path) -> None:
    assert ask(profile, "6\n10\n2\nq\n") == ask(profile, "q\n")._replace(err=mock.ANY)
    assert ask(profile, "x\nf\n", "--format", "value").out == "marketing-first\n"


def test_the_command_to_go_on_repeats_the_options(profile: Path) -> None:
    done = ask(profile, "3\nq\n", "--rules", ELSEWHERE, "--full", "--post-only")

    assert done.err.endswith(
        f"\n  leadoff ask {profile.name} --full --rules {ELSEWHERE} --post-only\n"
    )


def test_nothing_said_is_nothing_saved(profile: Path) -> None:
    assert ask(profile, "").err.endswith("Nothing was answered, and nothing is saved.\n")
    assert ask(profile, "q\n").code == 0
    assert list(profile.parent.iterdir()) == []


def test_answers_given_as_options_are_not_asked_for_and_saved(profile: Path) -> None:
    profile.write_text("# mine\ncustomer_type: b2b\ndeciders: 3\n", "utf-8")

    done = ask(
        profile,
        "q\n",
        *("--set", "months_since_first_sale=6", "--set", "name=Acme", "--unset", "deciders"),
    )

    assert "3 answers" not in done.err
    assert "2 answers so far" in done.err
    assert profile.read_text("utf-8") == (
        "# mine\ncustomer_type: b2b\ndeciders: null\nname: Acme\nmonths_since_first_sale: 6\n"
    )


def test_only_what_is_missing(profile: Path) -> None:
    done = ask(profile, "6\n10\n2\n", "--only-missing", "--format", "value")

    assert (done.code, done.out) == (0, "marketing-first\n")
    assert "No answer still open" not in done.err
    assert "Question" not in ask(profile, "", "--only-missing").err


def test_full_and_only_missing_exclude_each_other(profile: Path) -> None:
    done = ask(profile, "", "--only-missing", "--full")

    assert (done.code, done.out) == (2, "")


def test_a_full_interview_says_when_the_result_is_certain(profile: Path) -> None:
    done = ask(profile, "6\n10\n2\nu\n", "--full")

    assert "The result is certain from here on: marketing first." in done.err
    assert "This cannot change the result, only how firm it is" in done.err


def test_a_share_typed_as_a_fraction_is_doubted(profile: Path) -> None:
    done = ask(profile, "40\n0.6\n", "--brief")

    assert "Noted: 0.6 percent; did you mean 60? b to correct it" in done.err


def test_a_line_that_is_no_text_is_asked_for_again(profile: Path) -> None:
    done = ask(profile, "\udcff\n6\nq\n")

    assert "this line is not text; type it again" in done.err
    assert "months_since_first_sale: 6" in profile.read_text("utf-8")


def test_expect_is_checked_at_the_end(profile: Path) -> None:
    typed = "6\n10\n2\n\n"

    assert ask(profile, typed, "--expect", "sales-first").code == 1
    assert ask(profile, "", "--expect", "nonsense").code == 2


@pytest.mark.parametrize("where", ["profile", "rules"])
def test_standard_input_is_for_the_answers(where: str) -> None:
    done = leadoff("ask", "-") if where == "profile" else leadoff("ask", "--rules", "-")

    assert done.code == 2
    assert "standard input" in done.err


def test_a_second_interview_about_a_profile_is_refused(profile: Path) -> None:
    first = Record.opened(str(profile), load_rules().facts)
    try:
        done = ask(profile, "6\n")
    finally:
        first.close()

    assert (done.code, done.out) == (3, "")
    assert done.err == f"{profile.name}: error: another interview is going on about this profile\n"
    assert ask(profile, "6\nq\n").code == 0


def test_a_profile_for_other_rules_keeps_every_answer(profile: Path) -> None:
    before = "older_fact: 7 # seven\ncustomer_type: b3b\ndeciders: 3\n"
    profile.write_text(before, "utf-8")

    done = ask(profile, "6\n10\n2\n\n", "--format", "value")

    assert done.err.count("warning[") == 2
    assert "1 answer so far" in done.err
    assert done.err.endswith(f"The same answer again:\n  leadoff ask {profile.name}\n")
    assert profile.read_text("utf-8").startswith(
        "older_fact: 7 # seven\ncustomer_type: b2c\ndeciders: 3\n"
    )


def test_what_an_interview_for_other_rules_said_is_kept(profile: Path) -> None:
    ask(profile, "3\n1\nq\n", "--rules", ELSEWHERE)
    journal = journal_of(str(profile))
    journal.write_text('{"fact": "degrees", "answer": 4}\n{"torn', "utf-8")

    done = ask(profile, "6\nq\n")

    assert "acme.yaml: the answer to `degrees` does not fit these rules; it is kept\n" in done.err
    assert "the last line of .acme.yaml.answers was cut off" in done.err
    assert "degrees: 4\n" in profile.read_text("utf-8")
    assert "distance_km: 3\n" in profile.read_text("utf-8")


def test_a_line_of_the_journal_that_is_none_is_told_and_left(profile: Path) -> None:
    journal_of(str(profile)).write_text('nonsense\n{"fact": "deciders", "answer": 4}\n', "utf-8")

    done = ask(profile, "q\n")

    assert "line 1 of .acme.yaml.answers cannot be read and is left out\n" in done.err
    assert "deciders: 4\n" in profile.read_text("utf-8")


def test_a_broken_profile_is_refused_before_the_first_question(profile: Path) -> None:
    profile.write_text("customer_type: [b2b\n", "utf-8")

    done = ask(profile, "6\n")

    assert (done.code, done.out) == (3, "")
    assert "Question" not in done.err
    assert list(profile.parent.iterdir()) == [profile]


def test_a_profile_that_cannot_be_edited_leaves_the_answers_in_the_journal(profile: Path) -> None:
    profile.write_text("--- # mine\n  ? deciders\n  : 3\n", "utf-8")

    done = ask(profile, "6\n10\n2\n\n", "--format", "value")

    assert (done.code, done.out) == (3, "marketing-first\n")
    assert "cannot be changed without touching more than the answers; they are kept in" in done.err
    assert '"months_since_first_sale", "answer": 6' in journal_of(str(profile)).read_text("utf-8")
    assert profile.read_text("utf-8") == "--- # mine\n  ? deciders\n  : 3\n"


def test_a_folder_that_is_not_there_is_told_before_the_first_question(tmp_path: Path) -> None:
    done = leadoff("ask", str(tmp_path / "nowhere" / "acme.yaml"), "--interactive", stdin=b"6\n")

    assert (done.code, done.out) == (3, "")
    assert done.err.endswith("cannot be written: no such file or directory\n")


def test_a_link_to_a_profile_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"\xef\xbb\xbfdeciders: 3\r\n")
    target.chmod(0o640)
    link.symlink_to(target)

    ask(link, "6\nq\n")

    assert link.is_symlink()
    assert target.read_bytes() == (b"\xef\xbb\xbfdeciders: 3\r\nmonths_since_first_sale: 6\r\n")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_json_profiles_stay_json(tmp_path: Path) -> None:
    profile = tmp_path / "acme.json"
    profile.write_text('{"deciders": 3}', "utf-8")

    ask(profile, "6\nq\n")

    assert json.loads(profile.read_text("utf-8")) == {"deciders": 3, "months_since_first_sale": 6}


def test_interrupting_saves(profile: Path) -> None:
    def typed() -> Iterator[str]:
        yield "6"
        raise KeyboardInterrupt

    lines = typed()
    with mock.patch.object(LineInput, "line", side_effect=lines):
        done = ask(profile, "")

    assert done.code == 130
    assert done.err.endswith(f"Your answers are saved; go on with:\n  leadoff ask {profile.name}\n")
    assert "months_since_first_sale: 6\n" in profile.read_text("utf-8")


def test_being_ended_keeps_the_journal(profile: Path) -> None:
    def typed() -> Iterator[str]:
        yield "6"
        os.kill(os.getpid(), signal.SIGTERM)
        yield "10"

    lines = typed()
    with mock.patch.object(LineInput, "line", side_effect=lines):
        done = ask(profile, "")

    assert done.code == 143
    assert "1 answer so far" in ask(profile, "").err


# Interviews for which no profile is named.


def test_an_unnamed_interview_is_kept_in_the_state_folder(tmp_path: Path) -> None:
    done = ask(None, "6\n10\n2\n\n", XDG_STATE_HOME=str(tmp_path))
    kept = tmp_path / "leadoff" / "interview-1.yaml"

    assert (done.code, done.out.splitlines()[-1]) == (0, f"→ leadoff advise {kept}")
    assert list(kept.parent.iterdir()) == [kept]
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    ask(None, "6\nq\n", XDG_STATE_HOME=str(tmp_path))
    assert (tmp_path / "leadoff" / "interview-2.yaml").exists()
    # Through a pipe nobody can choose: it begins anew.
    ask(None, "6\nq\n", XDG_STATE_HOME=str(tmp_path))
    assert (tmp_path / "leadoff" / "interview-3.yaml").exists()


@pytest.mark.parametrize(("choice", "number"), [("", 1), ("n", 2), ("x", 1)])
def test_on_a_terminal_an_unfinished_one_is_offered(
    tmp_path: Path, choice: str, number: int
) -> None:
    ask(None, "6\nq\n", XDG_STATE_HOME=str(tmp_path))
    with mock.patch("leadoff.cli.state.LineInput") as reader:
        reader.return_value.is_terminal = True
        reader.return_value.line.return_value = choice
        done = ask(None, "10\nq\n", XDG_STATE_HOME=str(tmp_path))

    assert "An interview with 1 answer was left before its end.\n" in done.err
    assert ("It is kept:" in done.err) == (choice == "n")
    assert done.err.endswith("go on with:\n  leadoff ask\n")
    kept = tmp_path / "leadoff" / f"interview-{number}.yaml"
    assert kept.exists()
    assert interviews_in(tmp_path / "leadoff").unfinished == kept


def test_two_unnamed_interviews_at_once_are_two(tmp_path: Path) -> None:
    folder = tmp_path / "leadoff"
    folder.mkdir()
    first = Record.opened(str(folder / "interview-1.yaml"), load_rules().facts)
    try:
        ask(None, "6\nq\n", XDG_STATE_HOME=str(tmp_path))
        assert (folder / "interview-2.yaml").exists()
    finally:
        first.close()


def test_two_unnamed_interviews_that_take_the_same_number_are_two(tmp_path: Path) -> None:
    folder = tmp_path / "leadoff"
    found = interviews_in(folder)
    first = Record.opened(str(found.new), load_rules().facts)
    try:
        with mock.patch(
            "leadoff.cli.state.interviews_in",
            side_effect=[found, interviews_in(folder)],
        ):
            ask(None, "6\nq\n", XDG_STATE_HOME=str(tmp_path))
        assert (folder / "interview-2.yaml").exists()
    finally:
        first.close()


def test_the_state_folder() -> None:
    home = Path.home() / ".local" / "state" / "leadoff"

    assert state_folder({}) == state_folder({"XDG_STATE_HOME": "relative"}) == home
    assert state_folder({"XDG_STATE_HOME": "/s"}) == Path("/s/leadoff")


def test_a_state_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "leadoff").write_text("a file", "utf-8")

    done = ask(None, "", XDG_STATE_HOME=str(tmp_path))

    assert (done.code, done.err) == (
        3,
        f"{tmp_path}/leadoff: error: cannot be written: file exists\n",
    )


# Files.


def test_a_file_that_cannot_be_replaced_keeps_its_content(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old", "utf-8")
    for call in ("fsync", "fdopen"):
        with (
            mock.patch(f"leadoff.cli.files.os.{call}", side_effect=OSError(28, "No space left")),
            pytest.raises(FileError, match="cannot be written: no space left"),
        ):
            replace_file(path, b"new")
        assert path.read_text("utf-8") == "old"
        assert list(tmp_path.iterdir()) == [path]


def test_an_answer_that_cannot_be_recorded_ends_the_interview(profile: Path) -> None:
    with mock.patch("leadoff.cli.files.os.write", side_effect=OSError(28, "No space left")):
        done = ask(profile, "6\n10\n")

    assert (done.code, done.out) == (3, "")
    assert done.err.count("Question") == 1
    assert done.err.endswith("cannot be written: no space left\n")


def test_a_held_file_that_was_removed_meanwhile_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with mock.patch("leadoff.cli.files._is_there", side_effect=[False, True]):
        held = HeldFile.opened(path)

    assert held is not None
    held.close(remove=True)
    held = HeldFile.opened(path)
    assert held is not None
    path.unlink()
    held.close(remove=True)


def test_help_names_the_commands() -> None:
    assert "leadoff ask acme.yaml > acme.md" in leadoff("ask", "--help").out
    assert (ROOT / "examples").is_dir()
