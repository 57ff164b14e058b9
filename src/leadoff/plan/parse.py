"""A playbook from its text, for the rule file that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.text import Span
from leadoff.errors import PlaybookError
from leadoff.plan.model import (
    ITEM_KINDS,
    OWNERS,
    PLACES,
    Item,
    Order,
    Outline,
    Phase,
    Playbook,
    Standing,
)
from leadoff.plan.parse_phases import PhaseReader
from leadoff.plan.parse_sayings import sayings
from leadoff.ruleset.model import ORIGINS
from leadoff.ruleset.parse_facts import FactNames
from leadoff.ruleset.section import Names, Section
from leadoff.source.compose import compose
from leadoff.source.tree import ListNode, MappingNode

if TYPE_CHECKING:
    from leadoff.diagnostic.text import SourceText
    from leadoff.ruleset.model import RuleFile
    from leadoff.source.tree import Node

FORMAT: Final = 1
FORMAT_KEY: Final = "leadoff-playbook"
WITHOUT_OUTCOME: Final = ("none", "neither")
"""Answers that name no outcome: nothing fires, and a tie."""

_TOP_KEYS: Final = (FORMAT_KEY, "title", "items", "phases", "plans", "before", "always")
_ITEM_KEYS: Final = ("kind", "title", "owner", "origin", "quote", "source", "how", "serves")
_EXAMPLE: Final = "begin with `leadoff-playbook: 1`, `items:`, `phases:` and `plans:`"


def parse_playbook(source: SourceText, rules: RuleFile) -> Playbook:
    """A playbook for the outcomes, facts and rules of a rule file.

    Raises:
        PlaybookError: with every problem of the text.
    """
    collector = Collector(source)
    tree = compose(source, collector)
    playbook = None
    if isinstance(tree, MappingNode):
        top = Section(collector, tree, "a playbook", _TOP_KEYS, missing_at=(0, 1))
        playbook = _Reader(top, rules).playbook()
    elif not collector.has_errors:
        what = "this playbook is empty" if tree is None else "a playbook is a mapping"
        collector.error(Code.SYNTAX, (0, 1), what, _EXAMPLE)
    if playbook is None or collector.has_errors:
        raise PlaybookError(collector.sorted())
    return playbook


class _Reader:
    def __init__(self, top: Section, rules: RuleFile) -> None:
        self._top = top
        self._rules = rules
        self._facts = FactNames(rules.facts)

    def playbook(self) -> Playbook | None:
        top = self._top
        if top.require(FORMAT_KEY, f"write `{FORMAT_KEY}: {FORMAT}`, the version of the format"):
            top.whole(FORMAT_KEY, FORMAT, FORMAT)
        for key in ("items", "phases", "plans"):
            top.require(key, f"write `{key}:`")
        items, item_names = self._items()
        reader = PhaseReader(top, self._facts, items, item_names)
        phases, phase_names = reader.phases()
        return Playbook(
            source=top.collector.source,
            title=top.text("title") or "",
            items=tuple(items.values()),
            outlines=self._outlines(phases, phase_names),
            orders=self._orders(item_names),
            standings=self._standings(item_names),
            plans_span=top.key_span("plans"),
        )

    def _items(self) -> tuple[dict[str, Item], Names]:
        entries = self._top.entries("items", "items")
        if entries is None:
            return {}, Names((), complete=False)
        items: dict[str, Item] = {}
        for key, node in entries:
            sound = self._top.check_name(key.text, key.span, "an item")
            section = self._top.below(node, f"item `{key.text[:64]}`", _ITEM_KEYS, "`{kind: ...}`")
            item = self._item(section, key.text, Span(*key.span)) if section is not None else None
            if sound and item is not None:
                items[key.text] = item
        return items, Names(tuple(key.text for key, _ in entries))

    def _item(self, section: Section, id: str, span: Span) -> Item | None:
        section.require("kind", "write `kind: activity` or `kind: practice`")
        section.require("owner", "write `owner: marketing`, sales or both")
        kind = section.word("kind", ITEM_KINDS, "a kind")
        owner = section.word("owner", OWNERS, "an owner")
        origin = section.word("origin", ORIGINS, "an origin")
        known = Names(tuple(rule.id for rule in self._rules.rules))
        serves = section.names("serves", known, "a rule") if section.has("serves") else ()
        how = sayings(section, "how", self._facts)
        texts = {key: section.text(key) or "" for key in ("title", "quote", "source")}
        if kind is None or owner is None or not section.sound:
            return None
        return Item(
            id=id,
            kind=kind,
            title=texts["title"] or id,
            owner=owner,
            origin=origin or "refinement",
            quote=texts["quote"],
            source=texts["source"],
            how=how,
            serves=serves or (),
            span=span,
        )

    def _outlines(self, phases: dict[str, Phase], names: Names) -> tuple[Outline, ...]:
        entries = self._top.entries("plans", "plans") or ()
        known = (*(outcome.id for outcome in self._rules.outcomes), *WITHOUT_OUTCOME)
        outlines: list[Outline] = []
        for key, node in entries:
            answer = self._top.name_among(key, "a key of `plans`", Names(known), "an outcome")
            what = f"the plan for `{key.text[:64]}`"
            section = self._top.below(node, what, ("monday", "phases"), "`{phases: [...]}`")
            if section is None:
                continue
            section.require("phases", "write the ids of its phases in their order")
            monday = sayings(section, "monday", self._facts)
            stages = self._stages(section, phases, names)
            if answer is not None:
                outlines.append(Outline(answer, monday, stages, Span(*key.span)))
        return tuple(outlines)

    def _stages(
        self, section: Section, phases: dict[str, Phase], names: Names
    ) -> tuple[tuple[Phase, ...], ...]:
        found: dict[str, Span] = {}
        stages = []
        is_whole = True
        for node in section.items("phases", "phase ids") or ():
            tracks = node.items if isinstance(node, ListNode) else (node,)
            named = [self._phase_name(section, track, names, found) for track in tracks]
            is_whole = is_whole and all(name in phases for name in named)
            stage = tuple(phases[name] for name in named if name in phases)
            if stage:
                stages.append(stage)
        if is_whole:
            self._check_repeats(section, stages)
        return tuple(stages)

    def _phase_name(
        self, section: Section, node: Node, names: Names, found: dict[str, Span]
    ) -> str | None:
        name = section.name_among(node, "an item of `phases`", names, "a phase")
        if name is not None:
            section.once(name, Span(*node.span), found)
        return name

    def _check_repeats(self, section: Section, stages: list[tuple[Phase, ...]]) -> None:
        """A phase repeats from one at or before it in the same plan."""
        before: set[str] = set()
        for stage in stages:
            before |= {phase.id for phase in stage}
            for phase in stage:
                if phase.repeats and phase.repeats not in before:
                    message = (
                        f"phase `{phase.id}` repeats from `{phase.repeats}`, which is not before it"
                    )
                    help = "name a phase of this plan at or before it"
                    related = [(phase.span, f"`{phase.id}` is defined here")]
                    section.error(Code.UNKNOWN_NAME, section.span("phases"), message, help, related)

    def _orders(self, items: Names) -> tuple[Order, ...]:
        orders: list[Order] = []
        for node in self._promises("before"):
            section = self._top.below(node, "an order", ("order", "because"), "`{order: [...]}`")
            if section is None:
                continue
            section.require("order", "write the ids of items, each to begin before the next")
            names = section.names("order", items, "an item")
            if names is not None and len(names) == 1 and section.sound:
                message = "`order` needs two items at least"
                help = "write what begins first, and what begins after it"
                section.error(Code.MISSING_KEY, section.span("order"), message, help)
            if names is not None and section.sound:
                orders.append(
                    Order(names, section.text("because") or "", section.key_span("order"))
                )
        return tuple(orders)

    def _standings(self, items: Names) -> tuple[Standing, ...]:
        standings: list[Standing] = []
        for node in self._promises("always"):
            keys = ("items", "stand", "because")
            section = self._top.below(node, "a promise", keys, "`{items: [...], stand: ...}`")
            if section is None:
                continue
            section.require("items", "write the ids of items")
            section.require("stand", f"write one of {', '.join(PLACES)}")
            names = section.names("items", items, "an item")
            place = section.word("stand", PLACES, "a place")
            because = section.text("because") or ""
            if names is not None and place is not None and section.sound:
                span = section.key_span("items")
                standings.append(Standing(names, place, because, span))
        return tuple(standings)

    def _promises(self, key: str) -> tuple[Node, ...]:
        return self._top.items(key, "promises") or () if self._top.has(key) else ()
