"""More whole outputs, byte for byte: other widths, colours, encodings and policies.

`LEADOFF_REGENERATE=1 pytest tests/cli` writes them anew; read them then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .command import leadoff, process
from .test_golden import BUSINESSES, ELSEWHERE, GOLDEN, check

if TYPE_CHECKING:
    from pathlib import Path

CONSULTANCY = ("advise", "examples/consultancy.yaml")
BROKER = ("advise", "examples/insurance-broker.yaml")
STARTED = ("advise", "examples/barely-started.yaml")
FEW_WORDS = {
    "consultancy-why-all": (*CONSULTANCY, "--why", "all"),
    "consultancy-brief": (*CONSULTANCY, "--brief"),
    "consultancy-post-only": (*CONSULTANCY, "--post-only"),
    "consultancy-value": (*CONSULTANCY, "--format", "value"),
    "consultancy-json": (*CONSULTANCY, "--format", "json"),
    "elsewhere-why-all": (*ELSEWHERE, "--why", "all"),
    "elsewhere-json": (*ELSEWHERE, "--format", "json"),
    "every-value": (
        "advise",
        *(f"examples/{name}.yaml" for name in BUSINESSES),
        *("--format", "value"),
    ),
}
POLICY_PROFILES = {
    "votes-tie": ("votes", "a: true\nb: true\nc: false\n"),
    "votes-none": ("votes", "a: false\nb: false\nc: false\n"),
    "votes-clear": ("votes", "a: true\nb: false\nc: true\n"),
    "priority": ("priority", "name: Two speak\na: true\nb: true\nc: false\n"),
    "first": ("first", "name: Two speak\na: true\nb: true\nc: false\n"),
    "any": ("any", "name: Two agree\na: true\nb: false\nc: true\n"),
    "collect-one": ("collect", "a: true\nb: false\nc: false\n"),
}


def _policy_file(folder: Path, policy: str) -> Path:
    """A small rule set under a policy: a and c speak for tea, b for coffee."""
    speaks, strengths = "gives", ""
    if policy == "votes":
        speaks, strengths = "strength: few, votes", "strengths: {few: 10}\n"
    rules = folder / "drinks.yaml"
    rules.write_text(
        "leadoff: 1\ntitle: Tea or coffee?\nprofile: none\n"
        "facts:\n"
        "  a: {kind: flag, question: Is it late?}\n"
        "  b: {kind: flag, question: Did you sleep badly?}\n"
        "  c: {kind: flag, question: Is the machine broken?}\n"
        "outcomes:\n"
        "  tea: {label: Tea, headline: Put the kettle on.}\n"
        "  coffee: {label: Coffee, headline: Grind some beans.}\n"
        f"{strengths}decide: {{by: {policy}}}\nrules:\n"
        f"  - {{id: late, title: It is late, when: {{a: true}}, {speaks}: tea,\n"
        "     because: Coffee keeps you awake.}\n"
        f"  - {{id: tired, title: A bad night, when: {{b: true}}, {speaks}: coffee}}\n"
        f"  - {{id: broken, when: {{c: true}}, {speaks}: tea}}\n",
        "utf-8",
    )
    return rules


@pytest.mark.parametrize("name", FEW_WORDS)
def test_variant(name: str) -> None:
    done = leadoff(*FEW_WORDS[name])

    assert (done.code, done.err) == (0, "")
    check(f"variant-{name}", done.out)


@pytest.mark.parametrize("length", range(50, 66))
def test_the_name_stands_beside_the_answer_only_where_both_fit(length: int) -> None:
    done = leadoff("advise", "examples/cafe.yaml", "--brief", "--set", f"name={'n' * length}")

    lines = done.out.splitlines()[:2]
    beside = len("MARKETING FIRST, clear") + 2 + length <= 80
    assert lines[0].endswith("n" * length if beside else "clear")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("columns", [40, 120])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("provisional", (*STARTED, "--why", "all")),
        ("elsewhere", ELSEWHERE),
        ("facts", ("facts",)),
        ("fact", ("facts", "customer_type")),
        ("settled", ("advise", "examples/device-maker.yaml")),
    ],
)
def test_variant_at_another_width(name: str, arguments: tuple[str, ...], columns: int) -> None:
    done = leadoff(*arguments, COLUMNS=str(columns))

    check(f"variant-{name}-at-{columns}", done.out)
    prose = [line for line in done.out.splitlines() if "leadoff " not in line]
    assert max(map(len, prose)) <= columns


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("provisional", (*BROKER, "--why", "all")),
        ("settled", ("advise", "examples/hr-software.yaml")),
        ("elsewhere", ELSEWHERE),
        ("facts", ("facts", "customer_type")),
    ],
)
def test_variant_in_colour(name: str, arguments: tuple[str, ...]) -> None:
    done = leadoff(*arguments, "--color", "always")

    check(f"variant-{name}-colour", done.out.replace("\x1b", "ESC"))


@pytest.mark.parametrize(("name", "arguments"), [("provisional", BROKER), ("elsewhere", ELSEWHERE)])
def test_variant_where_only_ascii_can_be_shown(name: str, arguments: tuple[str, ...]) -> None:
    done = leadoff(*arguments, encoding="ascii")

    assert done.out.isascii()
    check(f"variant-{name}-ascii", done.out)


@pytest.mark.parametrize("name", POLICY_PROFILES)
def test_answer_under_a_policy(name: str, tmp_path: Path) -> None:
    policy, answers = POLICY_PROFILES[name]
    rules, profile = _policy_file(tmp_path, policy), tmp_path / "profile.yaml"
    profile.write_text(answers, "utf-8")

    done = leadoff("advise", str(profile), "--rules", str(rules))

    assert (done.code, done.err) == (0, "")
    check(f"variant-policy-{name}", done.out.replace(str(tmp_path), "FOLDER"))


@pytest.mark.parametrize("name", ["cafe", "insurance-broker", "device-maker"])
def test_a_process_prints_the_golden_bytes(name: str) -> None:
    done = process("advise", f"examples/{name}.yaml", PYTHONIOENCODING="utf-8")

    assert done.out == (GOLDEN / f"advise-{name}.txt").read_text("utf-8")


def test_a_process_that_may_print_ascii_only_prints_the_golden_bytes() -> None:
    done = process(*CONSULTANCY, PYTHONIOENCODING="ascii")

    assert done.out == (GOLDEN / "advise-ascii.txt").read_text("utf-8")


def test_a_tie_is_said_alike_by_every_command(tmp_path: Path) -> None:
    rules, profile = _policy_file(tmp_path, "votes"), tmp_path / "profile.yaml"
    profile.write_text("a: true\nb: true\nc: false\n", "utf-8")
    given = (str(profile), "--rules", str(rules))

    advised = leadoff("advise", *given, "--brief").out
    changed = leadoff("whatif", *given, "--set", "c=true").out

    assert advised.splitlines()[0] == "LED BY NEITHER, close call"
    assert changed.startswith("LED BY NEITHER, close call → TEA, leaning")


def test_no_golden_line_ends_in_a_blank() -> None:
    blank = [
        f"{path.name}: {line}"
        for path in sorted(GOLDEN.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line != line.rstrip()
    ]

    assert blank == []


def test_what_the_post_alone_says_has_no_points_without_a_vote(tmp_path: Path) -> None:
    rules = _policy_file(tmp_path, "first")
    text = rules.read_text("utf-8").replace("{id: late,", "{id: late, origin: refinement,")
    rules.write_text(text, "utf-8")
    profile = tmp_path / "profile.yaml"
    profile.write_text("a: true\nb: true\nc: false\n", "utf-8")

    done = leadoff("advise", str(profile), "--rules", str(rules))

    assert "The post's guidelines alone say: coffee.\n" in done.out
