"""Profiles that people wrote keep their comments, order and layout when an answer changes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.facts.domain import OpenText
from leadoff.facts.fact import Fact
from leadoff.facts.profile import read_profile
from leadoff.facts.written import written
from leadoff.interview.profile_text import (
    UneditableError,
    edited_text,
    new_profile_text,
)

from .examples import flag, number, source, whole

if TYPE_CHECKING:
    from leadoff.source.values import Value

FACTS = (flag("p"), flag("q"), whole("n"), number("x"), Fact("t", OpenText()))

VALUES: dict[str, st.SearchStrategy[Value]] = {
    "p": st.booleans(),
    "q": st.booleans(),
    "n": st.integers(-(10**30), 10**30),
    "x": st.decimals(-(10**9), 10**9, places=4)
    | st.integers(-9, 9).map(lambda n: Decimal(10) ** n),
    "t": st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1),
}
CHANGES = st.fixed_dictionaries({}, optional={k: v | st.none() for k, v in VALUES.items()})


def edited(text: str, changes: dict[str, Value | None], name: str = "acme.yaml") -> str:
    return edited_text(source(text, name), changes)


def answers(text: str, name: str = "acme.yaml") -> dict[str, Value]:
    return dict(read_profile(source(text, name), FACTS, for_other_rules=True).answers)


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("n: 3\n", {"n": 4}, "n: 4\n"),
        ("n: 3   # ten?\np: true\n", {"n": 44}, "n: 44   # ten?\np: true\n"),
        ("# head\nn: 3", {"p": True}, "# head\nn: 3\np: true"),
        ("n: 3 # c\n# tail\n", {"p": True}, "n: 3 # c\np: true\n# tail\n"),
        ("n: 3\r\np: true\r\n", {"q": False}, "n: 3\r\np: true\r\nq: false\r\n"),
        ("n:\n", {"n": 4}, "n: 4\n"),
        ("n:  # open\np: true\n", {"n": 4}, "n: 4  # open\np: true\n"),
        ("n: null # open\n", {"n": 4}, "n: 4 # open\n"),
        ("n: ~\n", {"n": 4}, "n: 4\n"),
        ("n: 3 # why\n", {"n": None}, "n: null # why\n"),
        ("n: 3\n", {"p": None}, "n: 3\n"),
        ("  n: 3\n  p: true\n", {"q": True}, "  n: 3\n  p: true\n  q: true\n"),
        ("---\nn: 3\n...\n", {"q": True}, "---\nn: 3\nq: true\n...\n"),
        ('"n": 3\n', {"n": 4}, '"n": 4\n'),
        ("t: 'it''s'\n", {"t": "so"}, "t: so\n"),
        ("t: |\n  two\n  lines\nn: 3\n", {"t": "one", "p": True}, "t: one\nn: 3\np: true\n"),
        ("n: 3\nt: |\n  two\n  lines\n", {"p": True}, "n: 3\nt: |\n  two\n  lines\np: true\n"),
        ("n: 3\nt: two\n  lines\n# end\n", {"p": True}, "n: 3\nt: two\n  lines\np: true\n# end\n"),
        ("old: [1, 2]\n", {"p": True}, "old: [1, 2]\np: true\n"),
        ("", {"n": 3}, "n: 3\n"),
        ("# nothing yet\n", {"n": 3}, "# nothing yet\nn: 3\n"),
        ("# nothing yet", {"n": 3}, "# nothing yet\nn: 3\n"),
        ("---\n", {"n": 3}, "---\nn: 3\n"),
        ("{n: 3}\n", {"n": 4, "t": "a: b"}, '{n: 4, t: "a: b"}\n'),
        ("{n: 3, p: }\n", {"p": True}, "{n: 3, p: true}\n"),
        ("{}\n", {"n": 4, "p": True}, '{"n": 4, "p": true}\n'),
        ('{"n": 3}\n', {"t": "yes", "p": False}, '{"n": 3, "t": "yes", "p": false}\n'),
        ('{\n  "n": 3\n}\n', {"p": True}, '{\n  "n": 3,\n  "p": true\n}\n'),
    ],
)
def test_changes(text: str, changes: dict[str, Value | None], after: str) -> None:
    assert edited(text, changes) == after


def test_json_stays_json() -> None:
    text = edited(
        '{"n": 3, "t": "x"}', {"t": "a \u2028 \x85 \U0001f600", "x": Decimal("0.5")}, "acme.json"
    )

    assert json.loads(text) == {"n": 3, "t": "a \u2028 \x85 \U0001f600", "x": 0.5}
    assert edited("{}", {"n": 3}, "acme.json") == '{"n": 3}'


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("3\n", {"n": 3}),
        ("[n]\n", {"n": 3}),
        ("null\n", {"n": 3}),
        ("--- {n: 3}\nx\n", {"n": 4}),
        ("n: [1]\n", {"n": 4}),
        ("n: {a: 1}\n", {"n": 4}),
        ("n: 1\nn: 2\n", {"n": 4}),
        ("? n\n: 3\n", {"p": True}),
        ("--- n: 3\n", {"p": True}),
    ],
)
def test_what_cannot_be_edited_safely_is_refused(
    text: str, changes: dict[str, Value | None]
) -> None:
    with pytest.raises(UneditableError):
        edited(text, changes)


@given(CHANGES, CHANGES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data())
def test_an_edited_profile_says_what_is_intended_and_keeps_its_comments(
    before: dict[str, Value | None],
    changes: dict[str, Value | None],
    line_end: str,
    ends: bool,
    data: st.DataObject,
) -> None:
    lines = ["# head", "unknown: {a: [1, x]}  # kept"]
    for name, value in before.items():
        if data.draw(st.booleans()):
            lines.append(f"# about {name}")
        shown = data.draw(st.sampled_from(["", "~", "null"])) if value is None else written(value)
        lines.append(f"{name}: {shown}".rstrip() + data.draw(st.sampled_from(["", "   # so"])))
    lines.append("# tail")
    text = line_end.join(lines) + (line_end if ends else "")

    after = edited_text(source(text, "acme.yaml"), changes)

    wanted = {**before, **changes}
    assert answers(after) == {name: value for name, value in wanted.items() if value is not None}
    comments = [line.partition("#")[2] for line in lines if "#" in line]
    assert [c for c in comments if c not in after] == []
    assert after.count("unknown: {a: [1, x]}  # kept") == 1


@given(CHANGES, CHANGES, st.sampled_from([None, 2]))
def test_an_edited_json_profile_says_what_is_intended(
    before: dict[str, Value | None], changes: dict[str, Value | None], indent: int | None
) -> None:
    plain = {k: str(v) if isinstance(v, Decimal) else v for k, v in before.items() if k != "x"}
    text = json.dumps(plain, indent=indent)

    after = edited_text(source(text, "acme.json"), changes)

    json.loads(after)
    wanted = {**plain, **changes}
    found = answers(after, "acme.json")
    assert found == {name: value for name, value in wanted.items() if value is not None}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_a_new_profile_reads_back_exactly(new: dict[str, Value]) -> None:
    found = answers(new_profile_text(new))

    assert found == new
    assert [type(value) for value in found.values()] == [type(new[name]) for name in found]
