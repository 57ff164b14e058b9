"""`RuleSet`: a rule file ready to decide, and how one is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leadoff.engine.assess import Machine, assess
from leadoff.engine.compiled import compile_rules
from leadoff.engine.decision import Names, Scheme, decision_of
from leadoff.engine.match import Matcher
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
        self._matcher = Matcher(self.machine, file.facts, self._scheme)
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

    def profile(self, given: Mapping[str, object] | BaseModel | Profile) -> Profile:
        """A profile for these rules from a plain mapping or a pydantic model.

        Raises:
            ProfileError: an unknown fact, or a value its fact cannot have.
        """
        if isinstance(given, Profile):
            return given
        answers = given if isinstance(given, Mapping) else answers_of_model(given)
        return profile_of_mapping(answers, self.facts)

    def decide(self, profile: Mapping[str, object] | BaseModel | Profile) -> Decision:
        """The decision for a profile; a fact that is absent or None is not answered.

        Raises:
            ProfileError: an unknown fact, or a value its fact cannot have.
        """
        matched = self._matcher.decide(profile) if type(profile) is dict else None
        return matched or self.decision(self.assess(self.profile(profile)))

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
            found.result,
            provisional=found.provisional,
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
        ModelError: a field of the model cannot be a fact.
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
