"""A small rule file and playbooks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.plan.conditions import Conditions
from leadoff.plan.parse import parse_playbook
from leadoff.plan.playbook import ReadyPlaybook
from leadoff.ruleset.parse import parse_rule_file

if TYPE_CHECKING:
    from leadoff.plan.model import Playbook

RULES = """\
leadoff: 1
profile: none
facts:
  rain: {kind: flag}
  distance: {kind: whole, unit: days, range: {at_least: 0, at_most: 100}}
  sky: {kind: choice, values: [red, grey, blue]}
outcomes: {walk: {}, ride: {}}
strengths: {one: 1, two: 2}
decide: {by: votes, tie: neither}
rules:
  - {id: wet, when: {rain: true}, votes: ride, strength: two}
  - {id: near, when: {distance: {below: 10}}, votes: walk, strength: one}
  - {id: red, when: {sky: red}, votes: walk, strength: one}
assume:
  - that: {not: {all: [{rain: true}, {sky: blue}]}}
"""

PLAYBOOK = """\
leadoff-playbook: 1
items:
  boots: {kind: activity, owner: sales, origin: post, title: Boots, how: Lace them., serves: [near]}
  coat:
    kind: activity
    owner: marketing
    how:
      - Take it.
      - {when: {rain: true}, say: Close it.}
  talk: {kind: practice, owner: both}
phases:
  start:
    {title: Start, owner: both, weeks: {at_least: 1, at_most: 2}, entry: now, exit: then,
     measure: m, do: [talk]}
  go:
    title: Go
    owner: sales
    weeks: {times: 1.5, of: distance, at_least: 2, at_most: 9}
    entry: e
    exit: x
    measure: m
    handoff: {to: marketing, what: The map.}
    repeats: start
    do: [boots, {item: coat, when: {rain: true}}]
  rest: {owner: marketing, weeks: 3, entry: e, exit: x, measure: m, do: [coat]}
plans:
  walk:
    monday: [Look out., {when: {sky: grey}, say: Look again.}]
    phases: [start, go, rest]
  ride: {phases: [start, [go, rest]]}
"""


def rule_set(text: str = RULES) -> RuleSet:
    """The rule set of a text."""
    return RuleSet(parse_rule_file(SourceText("rules", text), ()))


def playbook(text: str = PLAYBOOK) -> Playbook:
    """The playbook of a text, for the small rule file."""
    return parse_playbook(SourceText("playbook", text), rule_set().file)


def ready(text: str = PLAYBOOK) -> ReadyPlaybook:
    """The playbook of a text with its conditions."""
    found = playbook(text)
    return ReadyPlaybook(found, Conditions(found, rule_set().file))
