"""Explaining at the command line: a name in, its manual pages out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.profiles import rules_at
from leadoff.cli.terminal import Color, page_style, write
from leadoff.diagnostic.code import Code
from leadoff.diagnostic.nearest import did_you_mean, nearest
from leadoff.errors import FileError, PlaybookError, UsageError
from leadoff.linter.manual import manual_of
from leadoff.linter.selection import code_named
from leadoff.plan.playbook import playbook_of
from leadoff.render.explain import markdown as explain_markdown
from leadoff.render.explain import text as explain
from leadoff.render.explain.topic import (
    CodeTopic,
    FactTopic,
    ItemTopic,
    PhaseTopic,
    RuleTopic,
    Topic,
    phases_of,
)
from leadoff.render.explain.wire import list_dict, topic_dict
from leadoff.render.json import json_text

if TYPE_CHECKING:
    from leadoff.plan.model import Playbook
    from leadoff.ruleset.model import RuleFile


class Explaining(NamedTuple):
    """How `leadoff explain` was called."""

    rules: str | None
    format: Literal["text", "json", "markdown"]
    color: Color

    def explain(self, name: str | None) -> ExitCode:
        """Explain all that a name names: a code, and a rule and a fact of the rules.

        Raises:
            UsageError: it names nothing.
        """
        if name is None:
            raise UsageError(
                "explain needs a code, a rule, a fact or a part of a plan; --list shows the codes"
            )
        topics = self._topics(name)
        if self.format == "json":
            data = [topic_dict(topic) for topic in topics]
            write(sys.stdout, json_text(data[0] if len(data) == 1 else data))
        elif self.format == "markdown":
            write(sys.stdout, "\n".join(map(explain_markdown.topic_markdown, topics)))
        else:
            style = page_style(sys.stdout, self.color, os.environ)
            write(sys.stdout, "\n".join(explain.topic_text(topic, style) for topic in topics))
        return ExitCode.DONE

    def list_codes(self) -> ExitCode:
        """List all codes, each with its name and what it means in a sentence."""
        manuals = [manual for code in Code if (manual := manual_of(code)) is not None]
        if self.format == "json":
            write(sys.stdout, json_text(list_dict(manuals)))
        elif self.format == "markdown":
            write(sys.stdout, explain_markdown.list_markdown(manuals))
        else:
            style = page_style(sys.stdout, self.color, os.environ)
            write(sys.stdout, explain.list_text(manuals, style))
        return ExitCode.DONE

    def _topics(self, name: str) -> list[Topic]:
        code = code_named(name)
        manual = manual_of(code) if code is not None else None
        found: list[Topic] = [CodeTopic(manual)] if manual is not None else []
        if found and self.rules is None:
            # A code needs no rules, and a broken rule file must not hide its page.
            return found
        rule_set = rules_at(self.rules)
        file = rule_set.file
        found += [RuleTopic(rule, file) for rule in file.rules if rule.id == name]
        found += [FactTopic(fact, file) for fact in file.facts if fact.name == name]
        try:
            ready = playbook_of(rule_set)
        except (FileError, PlaybookError):
            # A broken playbook hides its own parts alone.
            if not found:
                raise
            return found
        playbook = ready.playbook if ready is not None else None
        found += _parts(name, playbook)
        if not found:
            help = _nearest(name, file, playbook)
            raise UsageError(f"there is nothing called `{name}` to explain: {help}")
        return found


def _parts(name: str, playbook: Playbook | None) -> list[Topic]:
    """What a name names in a playbook."""
    if playbook is None:
        return []
    items = [ItemTopic(item, playbook) for item in playbook.items if item.id == name]
    phases = [PhaseTopic(phase, playbook) for phase in phases_of(playbook) if phase.id == name]
    return [*items, *phases]


def _nearest(name: str, file: RuleFile, playbook: Playbook | None) -> str:
    known = [code.title for code in Code]
    known += [code.value for code in Code]
    known += [rule.id for rule in file.rules]
    known += [fact.name for fact in file.facts]
    if playbook is not None:
        known += [item.id for item in playbook.items]
        known += [phase.id for phase in phases_of(playbook)]
    if nearest(name, known) is None:
        return "`leadoff explain --list` shows the codes, `leadoff facts` the facts"
    return did_you_mean(name, known)
