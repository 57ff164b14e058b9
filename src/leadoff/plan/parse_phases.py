"""The `phases` of a playbook."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.text import Span
from leadoff.facts.domain import Bound, Fault, Number, Range, Whole
from leadoff.plan.model import OWNERS, Handoff, Length, Phase, Step
from leadoff.plan.parse_sayings import sayings
from leadoff.ruleset.parse_condition import parse_when
from leadoff.ruleset.section import Names, Section
from leadoff.source.tree import MappingNode

if TYPE_CHECKING:
    from leadoff.facts.fact import Fact
    from leadoff.plan.model import Item, Owner
    from leadoff.ruleset.parse_facts import FactNames
    from leadoff.source.tree import Node

_KEYS: Final = (
    "title",
    "owner",
    "weeks",
    "entry",
    "exit",
    "measure",
    "handoff",
    "repeats",
    "when",
    "do",
)
_SIDES: Final[tuple[Owner, ...]] = ("marketing", "sales")
"""Whom something can be handed to."""
_NEEDED: Final = {
    "owner": "write `owner: marketing`, sales or both",
    "weeks": "write a number of weeks, or `{at_least: 2, at_most: 4}`",
    "entry": "write what must be there before the phase begins",
    "exit": "write how to see that the phase is done",
    "measure": "write the number to watch",
    "do": "write the ids of the items, in their order",
}
MOST_WEEKS: Final = 520
DAYS: Final = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal(365) / 12}
"""The units of a fact that a length may follow, in days."""


class PhaseReader:
    """Reads the phases, whose steps name items."""

    def __init__(
        self, top: Section, facts: FactNames, items: dict[str, Item], known: Names
    ) -> None:
        self._top = top
        self._facts = facts
        self._items = items
        self._known = known

    def phases(self) -> tuple[dict[str, Phase], Names]:
        """The phases that could be read, and the names of all."""
        entries = self._top.entries("phases", "phases")
        if entries is None:
            return {}, Names((), complete=False)
        names = Names(tuple(key.text for key, _ in entries))
        phases: dict[str, Phase] = {}
        for key, node in entries:
            sound = self._top.check_name(key.text, key.span, "a phase")
            section = self._top.below(node, f"phase `{key.text[:64]}`", _KEYS, "`{title: ...}`")
            phase = self._phase(section, key.text, Span(*key.span), names) if section else None
            if sound and phase is not None:
                phases[key.text] = phase
        return phases, names

    def _phase(self, section: Section, id: str, span: Span, names: Names) -> Phase | None:
        for key, help in _NEEDED.items():
            section.require(key, help)
        owner = section.word("owner", OWNERS, "an owner")
        length = self._length(section)
        handoff = self._handoff(section)
        repeats = section.one_of("repeats", names, "a phase")
        when = parse_when(section, "when", self._facts)
        steps = [self._step(section, node) for node in section.items("do", "items") or ()]
        texts = {key: section.text(key) or "" for key in ("title", "entry", "exit", "measure")}
        if owner is None or length is None or not section.sound:
            return None
        return Phase(
            id=id,
            title=texts["title"] or id,
            owner=owner,
            length=length,
            entry=texts["entry"],
            exit=texts["exit"],
            measure=texts["measure"],
            handoff=handoff,
            repeats=repeats or "",
            when=when,
            steps=tuple(step for step in steps if step is not None),
            span=span,
        )

    def _step(self, section: Section, node: Node) -> Step | None:
        if not isinstance(node, MappingNode):
            name = section.name_among(node, "an item of `do`", self._known, "an item")
            item = self._items.get(name or "")
            return Step(item, item.how, None, Span(*node.span)) if item is not None else None
        keys = ("item", "how", "when")
        step = section.below(node, "an item of `do`", keys, "`{item: ..., how: ...}`")
        if step is None:
            return None
        step.require("item", "write the id of an item")
        name = step.one_of("item", self._known, "an item")
        when = parse_when(step, "when", self._facts)
        how = sayings(step, "how", self._facts)
        item = self._items.get(name or "")
        if item is None or not step.sound:
            section.sound = False
            return None
        return Step(item, how or item.how, when, step.key_span("item"))

    def _handoff(self, section: Section) -> Handoff | None:
        node = section.node("handoff")
        if node is None:
            return None
        below = section.below(node, "`handoff`", ("to", "what"), "`{to: sales, what: ...}`")
        if below is None:
            section.sound = False
            return None
        below.require("to", "write `to: sales` or `to: marketing`")
        below.require("what", "write what is handed over")
        to = below.word("to", _SIDES, "a side")
        what = below.text("what")
        if to is None or what is None:
            section.sound = False
            return None
        return Handoff(to, what)

    def _length(self, section: Section) -> Length | None:
        node = section.node("weeks")
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            weeks = section.whole("weeks", 1, MOST_WEEKS)
            return None if weeks is None else Length(weeks, weeks)
        keys = ("at_least", "at_most", "times", "of")
        below = section.below(node, "`weeks`", keys, "`{at_least: 2, at_most: 4}`")
        length = self._limits(below) if below is not None else None
        if length is None:
            section.sound = False
        return length

    def _limits(self, section: Section) -> Length | None:
        for key in ("at_least", "at_most"):
            section.require(key, f"write `{key}:` and a whole number of weeks")
        low = section.whole("at_least", 1, MOST_WEEKS)
        high = section.whole("at_most", 1, MOST_WEEKS)
        if low is not None and high is not None and low > high:
            message = f"at least {low} and at most {high} weeks leave nothing"
            section.error(Code.OUT_OF_DOMAIN, section.span("at_most"), message, "swap the two")
        times, fact = self._scale(section)
        if low is None or high is None or not section.sound:
            return None
        return Length(low, high, times, fact)

    def _scale(self, section: Section) -> tuple[Decimal | None, Fact | None]:
        """How often a fact that is measured in time goes into the length."""
        if not section.has("times") and not section.has("of"):
            return None, None
        for key, help in (("times", "write a number"), ("of", "write a fact measured in days")):
            section.require(key, help)
        timed = {
            name: fact
            for name, fact in self._facts.facts.items()
            if isinstance(fact.domain, Whole | Number) and fact.unit in DAYS
        }
        name = section.one_of("of", Names(tuple(timed)), "a fact measured in time")
        raw = section.value("times", "a number above 0")
        if raw is None or name is None:
            return None, None
        times = Number(Range(Bound(0, False), Bound(100, True))).admit(raw)
        if isinstance(times, Fault):
            section.error(
                times.code, section.span("times"), f"`times`: {times.message}", times.help
            )
            return None, None
        return times, timed[name]
