"""`RuleSet`: a rule file ready to decide, and how one is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from leadoff.engine.assess import Machine, assess
from leadoff.engine.compiled import compile_rules
from leadoff.engine.decision import Names, Scheme, decision_of, totals_of
from leadoff.engine.match import matcher_of, table_of
from leadoff.engine.overrides import Overrides
from leadoff.engine.policies import policy_of
from leadoff.errors import RuleSetError
from leadoff.facts.annotations import facts_of_annotations, facts_of_model
from leadoff.facts.business import BusinessFacts
from leadoff.facts.profile import Profile, answers_of_model, profile_of_mapping
from leadoff.ruleset.parse import parse_rule_file
from leadoff.source.reading import read_source

if TYPE_CHECKING:
    from os import PathLike

    from pydantic import BaseModel

    from leadoff.engine.assess import Assessment
    from leadoff.engine.decision import Decision
    from leadoff.engine.match import Decide, Given
    from leadoff.facts.fact import Fact
    from leadoff.ruleset.model import Rule, RuleFile


class RuleSet:
    """A rule file with everything that deciding needs; immutable, safe to share."""

    def __init__(self, file: RuleFile, *, post_only: bool = False) -> None:
        """Compile a rule file; with `post_only`, without its refinements.

        Raises:
            RuleSetError: a condition has too many prime terms.
        """
        kept = [
            place
            for place, rule in enumerate(file.rules)
            if not (post_only and rule.origin == "refinement")
        ]
        self.file = file
        self.is_post_only = post_only
        self.rules: tuple[Rule, ...] = tuple(file.rules[place] for place in kept)
        self.machine = Machine(
            compile_rules(file, kept), policy_of(file, self.rules), Overrides(self.rules)
        )
        names = Names(tuple(rule.id for rule in self.rules), file.decide.among)
        self._scheme = Scheme(names, self.machine.policy)
        self._post_only: RuleSet | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that profiles for these rules may answer."""
        return self.file.facts

    @property
    def post_only(self) -> RuleSet:
        """The rules without those of origin `refinement`, and without their overrides."""
        if self.is_post_only:
            return self
        if self._post_only is None:
            self._post_only = RuleSet(self.file, post_only=True)
        return self._post_only

    def profile(self, given: Given) -> Profile:
        """A profile for these rules from a plain mapping or a pydantic model.

        Raises:
            ProfileError: an unknown fact, or a value its fact cannot have.
        """
        if isinstance(given, Profile):
            return given
        answers = given if isinstance(given, Mapping) else answers_of_model(given)
        return profile_of_mapping(answers, self.facts)

    @cached_property
    def decide(self) -> Decide:
        """Decides a profile: a mapping or a model, in which an absent fact or None is not answered.

        `rules.decide(profile)` gives a `Decision`. Made for these rules when first asked for.

        Raises:
            ProfileError: an unknown fact, or a value its fact cannot have.
        """
        table = table_of(self.machine, self.facts, self._scheme)
        return matcher_of(table, self._decided_exactly)

    def _decided_exactly(self, profile: Given) -> Decision:
        return self.decision(self.assess(self.profile(profile)))

    def __getstate__(self) -> dict[str, object]:
        """What a copy takes along, or a pickle for another process: `decide` is made there anew."""
        return {name: value for name, value in vars(self).items() if name != "decide"}

    def assess(self, profile: Profile) -> Assessment:
        """The exact state of every rule for a profile."""
        return assess(self.machine, profile.answers)

    def decision(self, found: Assessment) -> Decision:
        """The decision in an assessment."""
        return decision_of(
            self._scheme,
            found.true,
            found.fired,
            found.verdict,
            totals_of(self._scheme, found.verdict),
            found.result,
            found.provisional,
        )


def load_rules(
    path: str | PathLike[str] | None = None, profile: type[BaseModel] = BusinessFacts
) -> RuleSet:
    """A rule set from a file, by default the shipped one.

    `profile` is the pydantic model whose fields are the facts rules may test, by default the
    business profile; a file that says `profile: none` brings its own.

    Raises:
        FileError: the file cannot be read.
        RuleSetError: the file is wrong; carries every problem with its place.
        ModelError: `profile` is no pydantic model, or a field of it cannot be a fact.
    """
    source, diagnostics = read_source(shipped_rules() if path is None else str(path))
    if diagnostics:
        raise RuleSetError(diagnostics)
    return RuleSet(parse_rule_file(source, profile_facts(profile)))


def profile_facts(model: type[BaseModel]) -> tuple[Fact, ...]:
    """The facts of a profile model; those of the business profile without importing pydantic."""
    if model is BusinessFacts:
        return facts_of_annotations(BusinessFacts)
    return facts_of_model(model)


def shipped_rules() -> str:
    """The path of the rule file that comes with leadoff, installed or in a checkout."""
    from pathlib import Path

    package = Path(__file__).resolve().parent.parent
    name = "sales-or-marketing.yaml"
    installed = package / "rules" / name
    return str(installed if installed.exists() else package.parent.parent / "rules" / name)
