"""A rule file from its text: the top level, outcomes, strengths and the decision policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector
from leadoff.diagnostic.nearest import nearest
from leadoff.diagnostic.text import Span
from leadoff.errors import RuleSetError
from leadoff.facts.fact import NAME_LABEL
from leadoff.ruleset.model import POLICIES, Decide, Outcome, RuleFile, Strength
from leadoff.ruleset.overrides import with_overrides
from leadoff.ruleset.parse_facts import parse_facts
from leadoff.ruleset.parse_rules import Context, RuleReader
from leadoff.ruleset.section import Names, Section
from leadoff.source.compose import compose
from leadoff.source.tree import MappingNode

if TYPE_CHECKING:
    from leadoff.diagnostic.text import SourceText
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import PolicyName

FORMAT: Final = 1
TOP_KEYS: Final = (
    "leadoff",
    "title",
    "profile",
    "facts",
    "outcomes",
    "strengths",
    "decide",
    "assume",
    "rules",
    "laws",
    "playbook",
)
VOTE_KEYS: Final = ("among", "clear", "close", "enough", "tie")
DECIDE_KEYS: Final = ("by", *VOTE_KEYS, "otherwise", "no_answer")
NOT_OUTCOMES: Final = ("none", "neither")
MOST_POINTS: Final = 1_000_000_000
_CLEAR, _CLOSE, _ENOUGH = 40, 15, 0
_EXAMPLE: Final = "begin with `leadoff: 1`, `outcomes:`, `decide:` and `rules:`"


def parse_rule_file(source: SourceText, profile_facts: tuple[Fact, ...]) -> RuleFile:
    """A rule file from its text; `profile_facts` are those of the profile model.

    Raises:
        RuleSetError: with every problem of the text.
    """
    collector = Collector(source)
    tree = compose(source, collector)
    rule_file = None
    if isinstance(tree, MappingNode) and _is_profile(tree, profile_facts):
        message = "this is a profile, not a rule file"
        help = "give it without `--rules`, or name a file that begins with `leadoff: 1`"
        collector.error(Code.UNKNOWN_NAME, tree.entries[0][0].span, message, help)
    elif isinstance(tree, MappingNode):
        top = Section(collector, tree, "a rule file", TOP_KEYS, missing_at=(0, 1))
        rule_file = _parse_top(top, profile_facts)
    elif not collector.has_errors:
        what = "this rule file is empty" if tree is None else "a rule file is a mapping"
        collector.error(Code.SYNTAX, (0, 1), what, _EXAMPLE)
    if rule_file is None or collector.has_errors:
        raise RuleSetError(collector.sorted())
    return rule_file


def _is_profile(tree: MappingNode, profile_facts: tuple[Fact, ...]) -> bool:
    """Whether a mapping has facts for keys and none of a rule file, not even a misspelled one."""
    known = {NAME_LABEL, *(fact.name for fact in profile_facts)}
    keys = [key.text for key, _ in tree.entries]
    others = [key for key in keys if key not in known]
    return len(others) < len(keys) and not any(nearest(key, TOP_KEYS) for key in others)


def _parse_top(top: Section, profile_facts: tuple[Fact, ...]) -> RuleFile | None:
    _parse_format(top)
    for key in ("outcomes", "decide", "rules"):
        top.require(key, f"write `{key}:`")
    own_profile = top.one_of("profile", Names(("business", "none")), "a profile") == "none"
    if own_profile and not top.has("facts"):
        top.require("facts", "a rule file with `profile: none` defines its own facts")
    facts = parse_facts(top, () if own_profile else profile_facts)
    if (top.has("profile") and not top.sound) or (own_profile and not top.has("facts")):
        facts.complete = facts.complete and top.has("facts")
    outcomes, outcome_names = _parse_outcomes(top)
    strengths, strengths_complete = _parse_strengths(top)
    decide, among, policy = _parse_decide(top, outcome_names)
    context = Context(facts, outcome_names, among, strengths, strengths_complete, policy)
    reader = RuleReader(top, context)
    assumptions = reader.assumptions()
    parsed = reader.rules()
    laws = reader.laws()
    rules = with_overrides(top.collector, parsed, laws, reader.knows_all_ids)
    title, playbook = top.text("title") or "", top.text("playbook") or ""
    if decide is None:
        return None
    return RuleFile(
        source=top.collector.source,
        title=title,
        facts=tuple(facts.facts.values()),
        outcomes=outcomes,
        strengths=tuple(strength for strength in strengths.values() if strength is not None),
        decide=decide,
        assumptions=assumptions,
        rules=rules,
        laws=laws,
        playbook=playbook,
        own_facts=tuple(facts.own.items()),
        playbook_span=top.span("playbook"),
    )


def _parse_format(top: Section) -> None:
    if top.require("leadoff", f"write `leadoff: {FORMAT}`, the version of the format"):
        given = top.whole("leadoff", 1)
        if given is not None and given != FORMAT:
            message = f"this is format {given}, and only format {FORMAT} is known"
            top.error(
                Code.OUT_OF_DOMAIN, top.span("leadoff"), message, f"write `leadoff: {FORMAT}`"
            )


def _parse_outcomes(top: Section) -> tuple[tuple[Outcome, ...], Names]:
    entries = top.entries("outcomes", "outcomes")
    if entries is None:
        return (), Names((), complete=False)
    outcomes: list[Outcome] = []
    for key, node in entries:
        sound = top.check_name(key.text, key.span, "an outcome")
        if key.text in NOT_OUTCOMES:
            message = f"`{key.text}` cannot name an outcome"
            top.error(Code.BAD_NAME, key.span, message, "it says that there is no outcome")
            sound = False
        section = top.below(
            node, f"outcome `{key.text[:64]}`", ("label", "headline"), "`{label: ...}`"
        )
        label = section.text("label") if section else None
        headline = section.text("headline") if section else None
        if sound and section:
            outcomes.append(Outcome(key.text, label or key.text, headline or "", Span(*key.span)))
    return tuple(outcomes), Names(dict.fromkeys(key.text for key, _ in entries))


def _parse_strengths(top: Section) -> tuple[dict[str, Strength | None], bool]:
    if not top.has("strengths"):
        return {}, True
    entries = top.entries("strengths", "strengths")
    node = top.node("strengths")
    if entries is None or not isinstance(node, MappingNode):
        return {}, False
    names = [key.text for key, _ in entries]
    section = Section(top.collector, node, "`strengths`", names)
    strengths: dict[str, Strength | None] = {}
    for key, _ in entries:
        sound = section.check_name(key.text, key.span, "a strength")
        points = section.whole(key.text, 1, MOST_POINTS)
        strengths[key.text] = Strength(key.text, points) if sound and points is not None else None
    return strengths, True


def _parse_decide(top: Section, outcomes: Names) -> tuple[Decide | None, Names, PolicyName | None]:
    node = top.node("decide")
    section = top.below(node, "`decide`", DECIDE_KEYS, "`decide: {by: votes}`") if node else None
    if section is None:
        return None, Names((), complete=False), None
    section.require("by", "write `by: votes`, first, unique, any, priority or collect")
    policy = section.word("by", POLICIES, "a policy")
    if policy not in ("votes", None):
        for key in VOTE_KEYS:
            if section.has(key):
                message = f"`{key}` cannot stand under the policy `{policy}`"
                help = "leave it out; it belongs to `by: votes`"
                section.error(Code.MISPLACED_KEY, section.key_span(key), message, help)
    votes = policy in ("votes", None)
    among = _parse_among(section, outcomes) if votes else outcomes
    clear, close, enough = _parse_margins(section) if votes else (0, 0, 0)
    tie = section.one_of("tie", Names(("neither",)), "a way to break ties")
    allowed = Names((*outcomes.known, "none"), outcomes.complete)
    otherwise = section.one_of("otherwise", allowed, "an outcome")
    no_answer = section.text("no_answer") or ""
    if policy is None:
        return None, among, None
    decide = Decide(
        by=policy,
        among=tuple(among.known) if votes else (),
        clear=clear,
        close=close,
        enough=enough,
        otherwise=None if otherwise == "none" else otherwise,
        no_answer=no_answer,
        says_tie=tie is not None,
        says_none=otherwise == "none",
        span=top.key_span("decide"),
    )
    return decide, among, policy


def _parse_among(section: Section, outcomes: Names) -> Names:
    if not section.has("among"):
        if len(outcomes.known) == 1 and outcomes.complete and section.has("by") and section.sound:
            message = "a vote needs at least two outcomes"
            help = "define another outcome, or decide by `first`"
            section.error(Code.MISSING_KEY, section.span("by"), message, help)
        return outcomes
    items = section.items("among", "outcomes")
    was_sound = section.sound
    names = section.names("among", outcomes, "an outcome") if items else None
    if names is None:
        return Names((), complete=False)
    if len(names) < 2 and was_sound and section.sound:
        message = "a vote needs at least two outcomes"
        section.error(Code.MISSING_KEY, section.span("among"), message, "name another one")
    return Names(dict.fromkeys(names), section.sound)


def _parse_margins(section: Section) -> tuple[int, int, int]:
    """`clear`, `close` and `enough`, with their defaults."""
    clear, close = section.whole("clear", 0, 100), section.whole("close", 0, 100)
    enough = section.whole("enough", 0)
    broken = any(
        section.has(key) and value is None for key, value in (("clear", clear), ("close", close))
    )
    clear = _CLEAR if clear is None else clear
    close = _CLOSE if close is None else close
    if close > clear and not broken:
        given = [key for key in ("clear", "close") if section.has(key)]
        later = max(given, key=lambda key: section.key_span(key).start)
        message = f"`close` is {close}, above `clear`, which is {clear}"
        section.error(Code.OUT_OF_DOMAIN, section.span(later), message, "keep close below clear")
    return clear, close, _ENOUGH if enough is None else enough
