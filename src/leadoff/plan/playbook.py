"""The playbook that a rule file names: found beside it and read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Diagnostic, Label
from leadoff.errors import FileError, PlaybookError
from leadoff.plan.conditions import Conditions
from leadoff.plan.parse import parse_playbook
from leadoff.plan.planning import plan_of
from leadoff.source.reading import read_source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from leadoff.engine.rule_set import RuleSet
    from leadoff.facts.profile import Profile
    from leadoff.plan.model import Playbook
    from leadoff.plan.planning import Plan
    from leadoff.ruleset.model import Rule


class ReadyPlaybook(NamedTuple):
    """A playbook with its conditions compiled under the rule file that names it."""

    playbook: Playbook
    conditions: Conditions

    def plan(
        self, answer: str, profile: Profile, fired: Collection[Rule], possible: Iterable[str] = ()
    ) -> Plan | None:
        """The plan for an answer (an outcome, `none` or `neither`), None where there is none.

        `possible` are the answers that the open facts still allow.
        """
        outline = self.playbook.outline(answer)
        if outline is None:
            return None
        others = [other for each in possible if (other := self.playbook.outline(each))]
        judged = self.conditions.for_profile(profile)
        return plan_of(outline, self.playbook, profile, judged, fired, others)


@lru_cache(maxsize=8)
def playbook_of(rules: RuleSet) -> ReadyPlaybook | None:
    """The playbook of some rules, None where their file names none.

    A relative path is taken from the folder of the rule file.

    Raises:
        PlaybookError: it cannot be read, or is wrong; carries every problem with its place.
    """
    file = rules.file
    if not file.playbook:
        return None
    try:
        source, diagnostics = read_source(str(Path(file.source.name).parent / file.playbook))
    except FileError as error:
        message = f"the playbook `{file.playbook}` cannot be read: {error.reason}"
        help = "a path begins at the folder of the rule file"
        label = Label(file.source, file.playbook_span)
        unread = Diagnostic("error", Code.UNKNOWN_NAME, message, label, help)
        raise PlaybookError((unread,)) from error
    if diagnostics:
        raise PlaybookError(diagnostics)
    playbook = parse_playbook(source, file)
    return ReadyPlaybook(playbook, Conditions(playbook, file))
