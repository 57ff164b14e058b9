"""Files of cases: what they may say, and what a reader is told who writes something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import pytest
import yaml

from leadoff.cases.find import Loader, cases_beside, find_case_files, rules_beside
from leadoff.cases.parse import Draft
from leadoff.cases.run import run_case
from leadoff.engine.policy import Result
from leadoff.errors import CasesError, FileError, LocatedError

from .examples import FIRST, ROOT, SMALL, VOTES, messages, rules, source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadoff.cases.model import Case, Expected
    from leadoff.engine.rule_set import RuleSet

VOTING = rules(
    f"{VOTES}rules:\n"
    "  - {id: one, when: {p: true}, votes: a, strength: one}\n"
    "  - {id: two, origin: refinement, when: {q: true}, votes: b, strength: two}\n"
)
COLLECTING = rules(
    f"{SMALL}decide: {{by: collect}}\nrules: [{{id: one, when: {{p: true}}, gives: a}}]\n"
)
UNIQUE = rules(
    f"{SMALL}decide: {{by: unique}}\nrules: [{{id: one, when: {{p: true}}, gives: a}}]\n"
)
FIRSTS = rules(f"{FIRST}rules: [{{id: one, when: {{p: true}}, gives: a}}]\n")


def _case(text: str, about: RuleSet = VOTING) -> Case:
    """The case whose keys, but for the name, are a text."""
    (case,) = Draft(source(f"cases: [{{name: it, {text}}}]")).read(about).cases
    return case


def _expected(text: str, about: RuleSet = VOTING) -> Expected:
    return _case(f"profile: {{}}, expect: {{{text}}}", about).expected


def _faults(text: str, about: RuleSet = VOTING) -> list[str]:
    """What is wrong with a text: LINE:COLUMN, the message, the help."""
    found = messages(lambda: Draft(source(text, "x")).read(about))
    return [each.replace("\n  help:", ";").removeprefix("x:") for each in found]


def _fault(expect: str, about: RuleSet = VOTING) -> list[str]:
    """What is wrong with an expectation, without its place."""
    text = f"cases: [{{name: it, profile: {{}}, expect: {{{expect}}}}}]"
    return [each.partition(": ")[2] for each in _faults(text, about)]


def test_a_case_with_everything() -> None:
    case = _case(
        "profile: {name: x, p: true, n: 3}, post_only: true, expect: {outcome: a, firmness: clear, "
        "lean: none, provisional: false, fired: [one], not_fired: [two], totals: {a: 1, b: 0}}"
    )

    assert (case.name, case.post_only) == ("it", True)
    assert (case.profile.name, case.profile.answers) == ("x", {"p": True, "n": 3})
    assert case.expected.result == Result("outcome", "a")
    assert case.expected.totals == (("a", 1), ("b", 0))
    assert case.expected[1:6] == ("clear", "none", False, ("one",), ("two",))


@pytest.mark.parametrize(
    ("text", "about", "result"),
    [
        ("a", VOTING, Result("outcome", "a")),
        ("none", VOTING, Result("none")),
        ("tie", VOTING, Result("tie")),
        ("conflict", UNIQUE, Result("conflict")),
        ("a", COLLECTING, Result("outcomes", outcomes=("a",))),
        ("[b, a]", COLLECTING, Result("outcomes", outcomes=("b", "a"))),
        ("none", COLLECTING, Result("none")),
        ("none", FIRSTS, Result("none")),
    ],
)
def test_an_outcome(text: str, about: RuleSet, result: Result) -> None:
    assert _expected(f"outcome: {text}", about).result == result


def test_an_outcome_called_tie_is_that_outcome() -> None:
    about = rules(
        "leadoff: 1\nprofile: none\nfacts: {p: {kind: flag}}\noutcomes: {tie: {}, b: {}}\n"
        "decide: {by: first}\nrules: [{id: one, when: {p: true}, gives: tie}]\n"
    )

    assert _expected("outcome: tie", about).result == Result("outcome", "tie")


class Fault(TypedDict):
    """A file of cases, and what its reader is told."""

    cases: str
    says: list[str]


FAULTS: list[Fault] = yaml.safe_load(
    (ROOT / "tests" / "examples" / "case-faults.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["cases"])
def test_a_fault(fault: Fault) -> None:
    assert _faults(fault["cases"]) == fault["says"]


@pytest.mark.parametrize(
    ("profile", "expect", "mismatches"),
    [
        ("p: false, q: false", "fired: [], set_aside: [], open: []", []),
        ("p: true", "fired: []", [("fired", "no rule", "one")]),
        ("", "open: []", [("open", "no rule", "one, two")]),
        ("p: true, q: false", "outcome: a", []),
    ],
)
def test_an_empty_list_says_that_there_is_no_such_rule(
    profile: str, expect: str, mismatches: list[tuple[str, str, str]]
) -> None:
    case = _case(f"profile: {{{profile}}}, expect: {{{expect}}}")

    found = run_case(case, VOTING).mismatches

    assert [tuple(each) for each in found] == mismatches
    assert not any(each.is_about_a_rule for each in found)


def test_one_rule_may_be_said_twice_where_both_can_be_so() -> None:
    expected = _expected("not_fired: [one, two], set_aside: [one], open: [two]")

    assert (expected.not_fired, expected.set_aside, expected.open) == (
        ("one", "two"),
        ("one",),
        ("two",),
    )


def test_what_only_votes_have_is_refused_elsewhere() -> None:
    assert _fault("firmness: clear, lean: none, totals: {a: 1}", FIRSTS) == [
        f"error[LO008]: under the policy `first` there is no `{key}` to expect; leave it out"
        for key in ("firmness", "lean", "totals")
    ]


@pytest.mark.parametrize(
    ("about", "word", "words"),
    [
        (FIRSTS, "tie", "`none`"),
        (COLLECTING, "conflict", "`none`"),
        (UNIQUE, "tie", "`none`, `conflict`"),
    ],
)
def test_a_policy_has_its_words_for_no_outcome(about: RuleSet, word: str, words: str) -> None:
    assert _fault(f"outcome: {word}", about) == [
        f"error[LO003]: there is no outcome `{word}`; one of `a`, `b`, `d`, {words}"
    ]


@pytest.mark.parametrize("key", ["fired", "set_aside", "open"])
def test_a_refinement_does_nothing_without_the_refinements(key: str) -> None:
    text = f"cases: [{{name: a, post_only: true, profile: {{}}, expect: {{{key}: [two]}}}}]"

    assert [each.partition("]: ")[2] for each in _faults(text)] == [
        (
            "`two` is a refinement, and `post_only` leaves it out; leave it out here too, or take "
            "`post_only` away"
        )
    ]


def test_a_suspicious_answer_is_a_warning() -> None:
    file = Draft(source("cases: [{name: a, profile: {x: 0.5}, expect: {outcome: none}}]")).read(
        VOTING
    )

    assert [each.message for each in file.warnings] == ["0.5 percent; did you mean 50?"]


RULES = f"{FIRST}rules: [{{id: one, when: {{p: true}}, gives: a}}]\n"
CASES = "cases: [{name: it, profile: {p: true}, expect: {outcome: a}}]\n"


def _loaded(folder: Path, name: str, text: str) -> Callable[[], str]:
    (folder / name).write_text(text, "utf-8")
    return lambda: Loader().load(str(folder / name)).rules.file.source.name


def test_the_rules_are_those_beside_the_cases_those_named_or_the_shipped_ones(
    tmp_path: Path,
) -> None:
    (tmp_path / "r.yaml").write_text(RULES, "utf-8")
    (tmp_path / "in").mkdir()

    beside = _loaded(tmp_path, "r.tests.yaml", CASES)
    named = _loaded(tmp_path / "in", "x.tests.yaml", f"rules: ../r.yaml\n{CASES}")
    shipped = _loaded(
        tmp_path,
        "b.yaml",
        "rules: builtin\ncases: [{name: a, profile: {}, expect: {outcome: none}}]",
    )

    assert beside() == str(tmp_path / "r.yaml")
    assert named() == str(tmp_path / "in" / ".." / "r.yaml")
    assert shipped().endswith("sales-or-marketing.yaml")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "s.tests.yaml",
            CASES,
            (
                "1:1: error[LO007]: there is no rule file `s.yaml` beside this "
                "file; write `rules: FILE`, its path seen from this file"
            ),
        ),
        (
            "s.yaml",
            CASES,
            (
                "1:1: error[LO007]: this file does not say which rules its cases are "
                "about; write `rules: FILE`, its path seen from this file"
            ),
        ),
        (
            "s.tests.yaml",
            f"rules: t.yaml\n{CASES}",
            ("1:8: error[LO003]: there is no rule file `t.yaml`; did you mean `r.yaml`?"),
        ),
        (
            "s.tests.yaml",
            f"rules: no/t.yaml\n{CASES}",
            ("1:8: error[LO003]: there is no rule file `no/t.yaml`; write `r.yaml`"),
        ),
        (
            "s.tests.yaml",
            f"rule: r.yaml\n{CASES}",
            ("1:1: error[LO003]: a file of cases has no key `rule`; did you mean `rules`?"),
        ),
        (
            "s.tests.yaml",
            f"rules: [r.yaml]\n{CASES}",
            ("1:8: error[LO004]: `rules` is text, not a list; write text"),
        ),
        (
            "s.tests.yaml",
            "cases: \xe9".encode("latin-1").decode("latin-1") + "\x00",
            (
                "1:9: "
                "error[LO001]: the control character U+0000 cannot stand in a file; leave it out"
            ),
        ),
    ],
)
def test_without_rules(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / "r.yaml").write_text(RULES, "utf-8")

    found = messages(_loaded(tmp_path, name, text))

    assert [each.replace("\n  help:", ";") for each in found] == [f"{tmp_path / name}:{said}"]


def test_rules_that_are_broken_or_no_file_are_said_so_each_time(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("leadoff: 2\n", "utf-8")
    (tmp_path / "d.yaml").mkdir()
    for name, text in (("r", CASES), ("s", f"rules: r.yaml\n{CASES}"), ("d", CASES)):
        (tmp_path / f"{name}.tests.yaml").write_text(text, "utf-8")
    loader = Loader()

    errors = []
    for name in ("r", "s"):
        with pytest.raises(LocatedError) as raised:
            loader.load(str(tmp_path / f"{name}.tests.yaml"))
        errors.append(raised.value)

    assert errors[0] is errors[1]
    with pytest.raises(FileError, match=r"d\.yaml: error: is a folder, not a file"):
        loader.load(str(tmp_path / "d.tests.yaml"))


def test_bytes_that_are_no_text_are_located(tmp_path: Path) -> None:
    path = tmp_path / "b.tests.yaml"
    path.write_bytes(b"cases:\n  \xff\xfe")

    with pytest.raises(CasesError, match=r"b\.tests\.yaml:2:3: error\[LO001\]"):
        Loader().load(str(path))


def test_files_are_found_below_folders_in_order_and_once(tmp_path: Path) -> None:
    for name in (
        "b/x.tests.yaml",
        "a.tests.yaml",
        "b/a/y.tests.yaml",
        ".venv/z.tests.yaml",
        "n.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    folder = str(tmp_path)

    found = find_case_files([folder, f"{folder}/b", f"{folder}/n.yaml", "-", "missing"])

    names = ["a.tests.yaml", "b/x.tests.yaml", "b/a/y.tests.yaml", "n.yaml"]
    assert found.files == (*(str(tmp_path / name) for name in names), "-", "missing")
    assert found.errors == ()


@pytest.mark.parametrize(
    ("cases", "rules_names", "expected"),
    [
        ("r.tests.yaml", ["r.yaml", "r.yml"], "r.yaml"),
        ("r.tests.yml", ["r.yaml", "r.yml"], "r.yml"),
        ("r.tests.yml", ["r.yaml", "r.json"], "r.yaml"),
        ("r.tests.json", ["r.yml"], "r.yml"),
        ("r.TESTS.YAML", ["r.yaml"], "r.yaml"),
        ("r.tests.yaml", ["s.yaml"], None),
        ("r.yaml", ["r.yml"], None),
    ],
)
def test_the_rules_beside_cases_have_their_name(
    tmp_path: Path, cases: str, rules_names: list[str], expected: str | None
) -> None:
    for name in rules_names:
        (tmp_path / name).touch()
    (tmp_path / cases).touch()

    found = rules_beside(tmp_path / cases)

    assert found == (None if expected is None else tmp_path / expected)
    if expected is not None and cases.islower():
        assert cases_beside(tmp_path / expected) == (tmp_path / cases,)
