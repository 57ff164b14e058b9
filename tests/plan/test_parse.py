"""Reading a playbook: every fault with its place, and what to write instead."""

from __future__ import annotations

import pytest

from leadoff.errors import PlaybookError

from .examples import PLAYBOOK, playbook


def faults(text: str) -> list[str]:
    with pytest.raises(PlaybookError) as raised:
        playbook(text)
    return [str(each) for each in raised.value.diagnostics]


def changed(old: str, new: str) -> list[str]:
    assert old in PLAYBOOK
    return faults(PLAYBOOK.replace(old, new, 1))


def test_a_playbook_is_read() -> None:
    found = playbook()

    assert [item.id for item in found.items] == ["boots", "coat", "talk"]
    assert [outline.answer for outline in found.outlines] == ["walk", "ride"]


FAULTS = [
    ("leadoff-playbook: 1", "leadoff-playbook: 2",
     ("playbook:1:19: error[LO102]: `leadoff-playbook`: 2 is outside the allowed values\n"
     "  help: write 1")),
    ("leadoff-playbook: 1\n", "",
     ("playbook:1:1: error[LO007]: a playbook needs the key `leadoff-playbook`\n"
     "  help: write `leadoff-playbook: 1`, the version of the format")),
    ("kind: practice", "kind: practise",
     ("playbook:10:16: error[LO003]: there is no kind `practise`\n"
     "  help: did you mean `practice`?")),
    ("talk: {kind: practice, owner: both}", "talk: {owner: both}",
     ("playbook:10:10: error[LO007]: item `talk` needs the key `kind`\n"
     "  help: write `kind: activity` or `kind: practice`")),
    ("serves: [near]", "serves: [neat]",
     "playbook:3:95: error[LO003]: there is no rule `neat`\n  help: did you mean `near`?"),
    ("do: [talk]", "do: [tale]",
     "playbook:14:23: error[LO003]: there is no item `tale`\n  help: did you mean `talk`?"),
    ("entry: now, ", "",
     ("playbook:13:6: error[LO007]: phase `start` needs the key `entry`\n"
     "  help: write what must be there before the phase begins")),
    ("of: distance", "of: sky",
     ("playbook:18:29: error[LO003]: there is no fact measured in time `sky`\n"
     "  help: write `distance`")),
    ("times: 1.5", "times: 0",
     ("playbook:18:20: error[LO102]: `times`: 0 is outside the allowed values\n"
     "  help: write a number above 0 and up to 100")),
    ("at_least: 2, at_most: 9", "at_least: 9, at_most: 2",
     ("playbook:18:61: error[LO102]: at least 9 and at most 2 weeks leave nothing\n"
     "  help: swap the two")),
    ("weeks: 3", "weeks: soon",
     ("playbook:25:35: error[LO004]: `weeks`: `soon` is not a number\n"
     "  help: write a whole number from 1 to 520")),
    ("to: marketing", "to: both",
     ("playbook:22:19: error[LO003]: there is no side `both`\n"
     "  help: one of `marketing`, `sales`")),
    ("what: The map.", "what: 7",
     'playbook:22:36: error[LO004]: `what` is text, not 7\n  help: put it in quotes: "7"'),
    ("repeats: start", "repeats: rest",
     ("playbook:29:13: error[LO003]: phase `go` repeats from `rest`, which is not before it\n"
     "  help: name a phase of this plan at or before it")),
    ("when: {rain: true}}]", "when: {rian: true}}]",
     "playbook:24:37: error[LO003]: there is no fact `rian`\n  help: did you mean `rain`?"),
    ("  ride: {phases", "  rode: {phases",
     "playbook:30:3: error[LO003]: there is no outcome `rode`\n  help: did you mean `ride`?"),
    ("phases: [start, go, rest]", "phases: [start, go, start]",
     ("playbook:29:25: error[LO006]: `start` stands here a second time, after line 29\n"
     "  help: keep one of the two")),
    ("say: Look again.", "sag: Look again.",
     ("playbook:28:45: error[LO003]: an item of `monday` has no key `sag`\n"
     "  help: did you mean `say`?")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_fault_is_shown_where_it_stands(old: str, new: str, message: str) -> None:
    assert changed(old, new)[0] == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "playbook:1:1: error[LO001]: this playbook is empty"),
        ("[a]", "playbook:1:1: error[LO001]: a playbook is a mapping"),
        ("? [a]\n: b", "playbook:1:3: error[LO001]: a key must be text"),
    ],
)
def test_what_is_no_playbook_is_refused(text: str, message: str) -> None:
    assert faults(text)[0].startswith(message)


def test_an_order_of_one_item_promises_nothing() -> None:
    assert faults(PLAYBOOK + "before: [{order: [boots]}]\n") == [
        (
            "playbook:31:18: error[LO007]: `order` needs two items at least\n"
            "  help: write what begins first, and what begins after it"
        )
    ]


def test_all_faults_are_reported_together() -> None:
    text = PLAYBOOK.replace("kind: practice", "kind: x").replace("do: [talk]", "do: 5")

    assert len(faults(text)) == 2
