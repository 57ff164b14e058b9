"""The `rules`, `laws` and `assume` sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.diagnostic.text import Span
from leadoff.ruleset.model import EFFECTS, ORIGINS, Assumption, Law, Rule, Strength
from leadoff.ruleset.parse_conditional import Conditional
from leadoff.ruleset.section import Names, Section
from leadoff.source.tree import MappingNode, Scalar
from leadoff.source.values import is_null

if TYPE_CHECKING:
    from leadoff.ruleset.model import Effect, PolicyName
    from leadoff.ruleset.parse_facts import FactNames
    from leadoff.source.tree import Node

_TEXTS: Final = ("title", "quote", "because", "source", "note", "advises")
RULE_KEYS: Final = (
    "id",
    "title",
    "origin",
    "when",
    *EFFECTS,
    "strength",
    "overrides",
    "quote",
    "because",
    "source",
    "note",
    "advises",
)
_RULE: Final = Conditional(
    "when",
    RULE_KEYS,
    "`- id: a-name`, and `when` and what it does below it",
    "write the condition under which the rule fires, or `always`",
)
_LAW: Final = Conditional(
    "when",
    ("id", "when", "never", "always", "because"),
    "`- id: a-name`, and `when` and `never` or `always` below it",
    "write the condition under which the law holds, or `always`",
)
_ASSUMPTION: Final = Conditional(
    "that", ("that", "because"), "`- that: {not: ...}`", "write `- that: {not: ...}`"
)


class Context(NamedTuple):
    """What the rules of a file may refer to. `policy` is None where `decide` is broken."""

    facts: FactNames
    outcomes: Names
    among: Names
    strengths: dict[str, Strength | None]
    strengths_complete: bool
    policy: PolicyName | None


class ParsedRule(NamedTuple):
    """A rule as far as it could be read, with the places of what it overrides."""

    id: str
    rule: Rule | None
    overrides_key: Span
    overrides: tuple[tuple[str, Span], ...]


class RuleReader:
    """Reads rules and laws, which share one name space."""

    def __init__(self, top: Section, context: Context) -> None:
        self._top = top
        self._context = context
        self._ids: dict[str, Span] = {}
        self.knows_all_ids = True
        """Whether every rule and law could be read as far as its id."""

    def rules(self) -> tuple[ParsedRule, ...]:
        """The rules of the file, with their overrides not yet resolved."""
        items = self._top.items("rules", "rules") or ()
        parsed = [self._rule(item, f"rule {i}") for i, item in enumerate(items, 1)]
        return tuple(rule for rule in parsed if rule is not None)

    def laws(self) -> tuple[Law, ...]:
        """The laws of the file."""
        items = self._top.items("laws", "laws") or ()
        parsed = [self._law(item, f"law {i}") for i, item in enumerate(items, 1)]
        return tuple(law for law in parsed if law is not None)

    def assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions of the file."""
        items = self._top.items("assume", "assumptions") or ()
        parsed = [self._assumption(item, f"assumption {i}") for i, item in enumerate(items, 1)]
        return tuple(assumption for assumption in parsed if assumption is not None)

    def _assumption(self, node: Node, what: str) -> Assumption | None:
        section = _ASSUMPTION.section(self._top, node, what, self._context.facts)
        if section is None:
            return None
        that = _ASSUMPTION.condition(section, self._context.facts)
        because = section.text("because") or ""
        return Assumption(that, because, section.key_span("that")) if that is not None else None

    def _law(self, node: Node, what: str) -> Law | None:
        section = self._named(node, what, _LAW)
        if section is None:
            return None
        id = self._id(section)
        when = _LAW.condition(section, self._context.facts)
        present = [key for key in ("never", "always") if section.has(key)]
        if not present and section.lacks("never", "always"):
            section.require("never", "write `never: OUTCOME` or `always: OUTCOME`")
        if len(present) == 2:
            self._excludes(section, "never", "always")
        found = [section.one_of(key, self._context.outcomes, "an outcome") for key in present]
        because = section.text("because") or ""
        if id is None or when is None or not section.sound or not found or found[0] is None:
            return None
        kind: Literal["never", "always"] = "never" if present[0] == "never" else "always"
        when_span = section.key_span("when")
        return Law(id, when, kind, found[0], because, section.span("id"), when_span)

    def _rule(self, node: Node, what: str) -> ParsedRule | None:
        section = self._named(node, what, _RULE)
        if section is None:
            return None
        id = self._id(section)
        when = _RULE.condition(section, self._context.facts)
        effect = self._effect(section)
        strength = self._strength(section, effect)
        outcome = self._outcome(section, effect)
        origin = section.word("origin", ORIGINS, "an origin")
        texts = {key: section.text(key) or "" for key in _TEXTS}
        overrides = self._overrides(section)
        if id is None:
            return None
        rule = None
        if section.sound and when is not None and effect is not None and outcome is not None:
            rule = Rule(
                id=id,
                when=when,
                effect=effect,
                outcome=outcome,
                strength=strength,
                span=section.span("id"),
                when_span=section.key_span("when"),
                title=texts["title"],
                origin=origin,
                quote=texts["quote"],
                because=texts["because"],
                source=texts["source"],
                note=texts["note"],
                advises=texts["advises"],
            )
        return ParsedRule(id, rule, section.key_span("overrides"), overrides)

    def _named(self, node: Node, what: str, kind: Conditional) -> Section | None:
        """The section of a rule or law, called by its id where it has one."""
        if not isinstance(node, MappingNode):
            self.knows_all_ids = False
        if isinstance(node, MappingNode):
            for key, value in node.entries:
                if key.text != "id" or not isinstance(value, Scalar) or is_null(value):
                    continue
                if value.text.isprintable():
                    what = f"{what.split(maxsplit=1)[0]} `{value.text[:64]}`"
        return kind.section(self._top, node, what, self._context.facts)

    def _id(self, section: Section) -> str | None:
        section.require("id", "write `id: a-name`")
        id = section.identifier("id", "a rule or law")
        if id is None:
            self.knows_all_ids = False
            return None
        span = section.span("id")
        if id in self._ids:
            # Laws are read after the rules, wherever they stand.
            first, second = sorted((self._ids[id], span))
            line = section.collector.source.position(first.start).line
            message = f"the id `{id}` is used a second time, after line {line}"
            help, related = "choose another id", [(first, "first here")]
            section.error(Code.DUPLICATE_NAME, second, message, help, related)
            return None
        self._ids[id] = span
        return id

    def _effect(self, section: Section) -> Effect | None:
        """The one key that says what the rule does, if the policy allows it."""
        policy = self._context.policy
        present = [key for key in EFFECTS if section.has(key)]
        allowed: tuple[Effect, ...] = EFFECTS
        if policy is not None:
            allowed = ("votes", "settles") if policy == "votes" else ("gives",)
        wrong = [key for key in present if key not in allowed]
        for key in wrong:
            message = f"`{key}` cannot stand under the policy `{policy}`"
            help = f"write {' or '.join(f'`{each}`' for each in allowed)}"
            section.error(Code.MISPLACED_KEY, section.key_span(key), message, help)
        if wrong:
            return None
        if not present:
            if section.lacks(*EFFECTS):
                forms = " or ".join(f"`{each}: OUTCOME`" for each in allowed)
                section.require(allowed[0], f"write {forms}")
            return None
        if len(present) > 1:
            self._excludes(section, *present)
            return None
        return present[0]

    def _excludes(self, section: Section, *keys: str) -> None:
        first, second, *_ = sorted(keys, key=lambda key: section.key_span(key).start)
        message = f"`{first}` and `{second}` exclude each other"
        related = [(section.key_span(first), f"`{first}` here")]
        span = section.key_span(second)
        section.error(Code.MISPLACED_KEY, span, message, "keep one of the two", related)

    def _outcome(self, section: Section, effect: Effect | None) -> str | None:
        if effect is None:
            return None
        outcome = section.one_of(effect, self._context.outcomes, "an outcome")
        among = self._context.among
        if effect == "votes" and outcome is not None and outcome not in among.known:
            if among.complete:
                message = f"`{outcome}` takes no part in the vote"
                help = f"add it to `among`, or write {did_you_mean('', among.known)}"
                section.error(Code.UNKNOWN_NAME, section.span(effect), message, help)
            return None
        return outcome

    def _strength(self, section: Section, effect: Effect | None) -> Strength | None:
        policy = self._context.policy
        if section.has("strength") and policy not in ("votes", None):
            message = f"`strength` cannot stand under the policy `{policy}`"
            span = section.key_span("strength")
            section.error(Code.MISPLACED_KEY, span, message, "leave it out")
            return None
        if effect == "votes":
            section.require("strength", "write the name of a strength")
        known = Names(self._context.strengths, self._context.strengths_complete)
        if section.has("strength") and known.complete and not known.known:
            message = "this file defines no strengths"
            help = "define them, as in `strengths: {strong: 80}`"
            section.error(Code.UNKNOWN_NAME, section.span("strength"), message, help)
            return None
        name = section.one_of("strength", known, "a strength")
        if name is None:
            return None
        strength = self._context.strengths[name]
        if strength is None:
            section.sound = False
        return strength

    def _overrides(self, section: Section) -> tuple[tuple[str, Span], ...]:
        if not section.has("overrides"):
            return ()
        found: dict[str, Span] = {}
        for item in section.items("overrides", "rule ids") or ():
            id = section.text_of(item, "an item of `overrides`", "the id of a rule")
            if id is not None:
                section.once(id, Span(*item.span), found)
        return tuple(found.items())
