"""An interview against a plain dict: answer, back, jump, don't know, quit, kill, resume, edit.

Whatever is done in whatever order, the files hold what the dict holds. The files are read here by
other code than the product's: PyYAML and the json module.
"""

from __future__ import annotations

import io
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from unittest import mock

import yaml
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from leadoff.cli.conversation import Conversation
from leadoff.cli.record import Record, journal_of
from leadoff.interview.progress import Progress
from leadoff.render.style import PageStyle
from tests.unit.examples import VOTES, rules

if TYPE_CHECKING:
    from leadoff.source.values import Value

RULES = rules(
    VOTES
    + """\
assume: [{that: {not: {p: true, q: false}}, because: Who has p has q.}]
rules:
  - {id: r1, when: {p: true, n: {at_least: 3}}, votes: a, strength: ten}
  - {id: r2, when: {any: [{q: true}, {x: {below: 50}}]}, votes: b, strength: two}
  - {id: r3, when: {c: red, t: yes}, votes: b, strength: ten}
"""
)
ANSWERS: dict[str, tuple[tuple[str, Value], ...]] = {
    "p": (("1", True), ("n", False)),
    "q": (("ye", True), ("2", False)),
    "n": (("0", 0), ("9", 9), ("3", 3)),
    "x": (("40%", Decimal(40)), ("0.25", Decimal("0.25")), ("99.5", Decimal("99.5"))),
    "c": (("1", "red"), ("gr", "green")),
    "t": (("yes", "yes"), ("a: b # c", "a: b # c"), ('"u"', "u")),
}
HEAD = "# Written by Ann.\nname: Acme  # the label\nolder: [1, 2]  # of other rules\n"


class _KilledError(BaseException):
    """The process is gone: nothing more of it runs."""


class Machine(RuleBasedStateMachine):
    """The model: what was answered, what is not known, what was said since the last saving."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "acme.yaml"
        self.answers: dict[str, Value] = {}
        self.unknown: set[str] = set()
        self.unsaved: set[str] = set()
        self.by_hand = False

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(by_hand=st.booleans())
    def begin(self, by_hand: bool) -> None:
        self.by_hand = by_hand
        if by_hand:
            self.path.write_text(HEAD, "utf-8")

    @rule(seed=st.integers(0, 2**32), full=st.booleans())
    def interview(self, seed: int, full: bool) -> None:
        with mock.patch("os.fsync"):  # no power fails here, and disks are slow
            self._interview(seed, full=full)

    def _interview(self, seed: int, *, full: bool) -> None:
        record = Record.opened(str(self.path), RULES.facts)
        found = record.merged
        assert found.answers == self.answers
        assert found.unknown == self.unknown
        started = Progress.continued(found.answers, found.unknown, found.order)
        screen = io.StringIO()
        person = _Person(self, Random(seed), screen)
        with mock.patch("sys.stderr", screen), mock.patch("sys.stdin", io.StringIO()):
            talk = Conversation(RULES, record, "full" if full else "result", PageStyle())
            try:
                with mock.patch.object(talk._input, "line", person.line):
                    ending = talk.hold(started)
            except _KilledError:
                record._held.close()
                return
        record.save(is_finished=ending == "finished")
        record.close(is_left=ending != "finished")
        self.unsaved = set()
        if ending == "finished":
            self.unknown = set()

    @rule(name=st.sampled_from(sorted(ANSWERS)), place=st.integers(0, 2))
    def edit_the_file(self, name: str, place: int) -> None:
        """A person writes an answer into the file, if the journal does not say another."""
        if name in self.unsaved or not self.path.exists():
            return
        values = [value for _, value in ANSWERS[name]]
        value = values[place % len(values)]
        lines = self.path.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        shown = str(value) if isinstance(value, Decimal) else json.dumps(value)
        self.path.write_text("\n".join([*kept, f"{name}: {shown} # by hand", ""]), "utf-8")
        self.answers[name] = value
        self.unknown.discard(name)

    @rule()
    def tear_the_journal(self) -> None:
        """A power failure leaves half of a line that was never confirmed."""
        with journal_of(str(self.path)).open("ab") as file:
            file.write(b'{"fact": "p", "ans')

    @invariant()
    def the_files_hold_what_the_dict_holds(self) -> None:
        said = self._file()
        journal = journal_of(str(self.path))
        lines = journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []
        entries = [json.loads(line, parse_float=Decimal) for line in lines]
        saved = [n for n, entry in enumerate(entries) if "saved" in entry]
        for entry in entries[saved[-1] + 1 if saved else 0 :]:
            said[entry["fact"]] = entry.get("answer")
        assert {k: v for k, v in said.items() if v is not None} == self.answers

    @invariant()
    def what_a_person_wrote_stays(self) -> None:
        if self.by_hand:
            assert self.path.read_text("utf-8").startswith(HEAD)

    def _file(self) -> dict[str, Any]:
        if not self.path.exists():
            return {}
        # The base loader gives text, whose exact value the answer's type then tells.
        found = yaml.load(self.path.read_text("utf-8"), yaml.BaseLoader) or {}
        typed = yaml.safe_load(self.path.read_text("utf-8")) or {}
        said = {name: typed[name] for name in found if name in ANSWERS}
        if said.get("x") is not None:
            said["x"] = Decimal(found["x"])
        return said


class _Person:
    """Answers one interview: draws what to type, and keeps the model up with it."""

    def __init__(self, machine: Machine, chance: Random, screen: io.StringIO) -> None:
        self._machine = machine
        self._chance = chance
        self._screen = screen
        self._fact = ""
        self._actions: list[str] = []

    def line(self, _prompt: str) -> str:
        """What to type next: where this is, the last heading on the screen says."""
        shown = self._screen.getvalue().splitlines()
        self._screen.truncate(0)
        self._screen.seek(0)
        for place, line in enumerate(shown):
            if line.startswith("Question "):
                self._actions = [
                    *["answer"] * 8,
                    "u",
                    "u",
                    "b",
                    "b",
                    "r",
                    "r",
                    "q",
                    "f",
                    "kill",
                    "?",
                ]
                self._fact = shown[place + 1]
            elif line.startswith("  Enter keeps ["):
                self._actions += ["keep"] * 5
            elif line.startswith("Your answers so far"):
                count = sum(" = " in line for line in shown[place:])
                self._actions = ["", "99", "q", *map(str, range(1, count + 1))]
            elif line.startswith("No answer still open"):
                self._actions = ["", "q", "x", *"cccbbbrrr"]
        return self._typed(self._chance.choice(self._actions), self._fact)

    def _typed(self, action: str, fact: str) -> str:
        machine = self._machine
        if action == "answer":
            text, value = self._chance.choice(ANSWERS[fact])
            machine.answers[fact] = value
            machine.unknown.discard(fact)
            machine.unsaved.add(fact)
            return text
        if action == "u":
            machine.answers.pop(fact, None)
            machine.unknown.add(fact)
            machine.unsaved.add(fact)
        if action == "kill":
            raise _KilledError
        return "" if action == "keep" else action


TestInterview = Machine.TestCase
TestInterview.settings = settings(
    max_examples=100,
    stateful_step_count=10,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
)
