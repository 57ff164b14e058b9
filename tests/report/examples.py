"""Recommendations to report on, some from texts that would rather be something else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

import leadoff
from leadoff.diagnostic.text import SourceText
from leadoff.engine.rule_set import RuleSet
from leadoff.plan.conditions import Conditions
from leadoff.plan.parse import parse_playbook
from leadoff.plan.playbook import ReadyPlaybook
from leadoff.ruleset.parse import parse_rule_file

if TYPE_CHECKING:
    from leadoff import Recommendation

ROOT = Path(__file__).parent.parent.parent
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://example.com/x.png)",
    "http://example.com and www.example.com and a@example.com",
    "a | b | c",
    "`code` and ``more``",
    b"\\u001b[31mred\\u001b[0m".decode("unicode_escape").replace("\x1b", "<1b>"),
    "--> <!-- -->",
    "# heading",
    "1. one",
    "- list",
    "***bold*** __bold__ ~~gone~~",
    "&lt;b&gt; &amp;amp; &#60;",
    "$x$ $$y$$",
    "=cmd()",
    "::error::x ##[group]",
    "\\[x\\](y) \\",
    "a  \nb",
)


@cache
def recommendation(path: str) -> Recommendation:
    """The recommendation for a profile of the repository."""
    return leadoff.advise(yaml.safe_load((ROOT / path).read_text("utf-8")))


def hostile_recommendation(text: str) -> Recommendation:
    """A recommendation in which every text of a person is this one."""
    quoted = json.dumps(text, ensure_ascii=False)
    rules = f"""\
leadoff: 1
title: {quoted}
profile: none
facts:
  p: {{kind: flag, question: {quoted}, help: {quoted}}}
  q: {{kind: flag, question: {quoted}}}
  t: {{kind: text, question: {quoted}}}
outcomes: {{a: {{label: {quoted}, headline: {quoted}}}, b: {{label: {quoted}}}}}
strengths: {{s: 2, w: 3}}
decide: {{by: votes}}
rules:
  - {{id: r, title: {quoted}, when: {{p: true}}, votes: a, strength: s, quote: {quoted},
     because: {quoted}, source: {quoted}, note: {quoted}, advises: {quoted}}}
  - {{id: v, title: {quoted}, when: {{t: {quoted}}}, votes: a, strength: s, because: {quoted}}}
  - {{id: w, title: {quoted}, when: {{q: true}}, votes: b, strength: w, because: {quoted}}}
  - {{id: x, title: {quoted}, when: {{p: false}}, votes: b, strength: w, because: {quoted}}}
"""
    rule_set = RuleSet(parse_rule_file(SourceText(text, rules), ()))
    found = leadoff.advise({"name": text, "p": True, "t": text}, rule_set)
    playbook = parse_playbook(SourceText(text, _hostile_playbook(quoted)), rule_set.file)
    ready = ReadyPlaybook(playbook, Conditions(playbook, rule_set.file))
    plan = ready.plan("a", found.profile, [each.rule for each in found.firings], ("a", "b"))
    return found._replace(plan=plan)


def _hostile_playbook(quoted: str) -> str:
    return f"""\
leadoff-playbook: 1
title: {quoted}
items:
  i: {{kind: activity, owner: both, title: {quoted}, quote: {quoted}, source: {quoted}, serves: [r],
      how: [{quoted}, {{when: {{q: true}}, say: {quoted}}}]}}
  j: {{kind: practice, owner: sales, origin: post, title: {quoted}, source: {quoted}}}
phases:
  p: {{title: {quoted}, owner: both, weeks: 1, entry: {quoted}, exit: {quoted}, measure: {quoted},
      handoff: {{to: sales, what: {quoted}}}, do: [i, j]}}
  s: {{title: {quoted}, owner: sales, weeks: 2, entry: {quoted}, exit: {quoted}, measure: {quoted},
      repeats: p, when: {{q: true}}, do: [i]}}
plans: {{a: {{monday: [{quoted}], phases: [p, [s]]}}, b: {{phases: [p]}}}}
"""
