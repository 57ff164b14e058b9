"""`Profiles`: all complete profiles of a rule set, as cells, and what each of them comes to.

The compiled form here has the conditions of laws beside those of rules and assumptions, so that
one search can look for a profile where a rule fires, where a law applies, or both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.analysis.regions.space import Space
from leadoff.analysis.replay import ReplayError
from leadoff.analysis.results.prospect import prospect_of
from leadoff.analysis.witness import ordinary_cells, profile_at, replayed
from leadoff.engine.compiled import compile_rules
from leadoff.engine.masks import bits
from leadoff.ruleset.model import Assumption

if TYPE_CHECKING:
    from leadoff.analysis.regions.space import Point
    from leadoff.analysis.witness import Witness
    from leadoff.engine.policy import Result, Verdict
    from leadoff.engine.rule_set import RuleSet


class Profiles:
    """The complete profiles of a rule set.

    `required` are the conditions that every profile there is meets: the assumptions, as a mask of
    conditions. Conditions are numbered as in `Compiled`: rules, assumptions, then laws.
    """

    def __init__(self, rule_set: RuleSet) -> None:
        file = rule_set.file
        laws = tuple(Assumption(law.when, "", law.when_span) for law in file.laws)
        ids = {rule.id for rule in rule_set.rules}
        kept = [place for place, rule in enumerate(file.rules) if rule.id in ids]
        self.rule_set = rule_set
        self.compiled = compile_rules(file._replace(assumptions=(*file.assumptions, *laws)), kept)
        self.policy = rule_set.machine.policy
        self.overrides = rule_set.machine.overrides
        self.prospect = prospect_of(file._replace(rules=rule_set.rules))
        self.space = Space.of_compiled(self.compiled)
        self.ordinary = ordinary_cells(rule_set.machine.compiled)
        self.rules = self.compiled.rules
        self.every_rule = self.compiled.every_rule
        assumptions = len(file.assumptions)
        self.required = ((1 << assumptions) - 1) << self.rules
        self.laws = tuple(1 << (self.rules + assumptions + place) for place in range(len(laws)))

    def conditions(self, cells: Point) -> int:
        """The conditions that hold for a profile."""
        return self.space.holding(cells)

    def verdict(self, conditions: int) -> Verdict:
        """What the rules among some conditions that hold come to."""
        return self.policy.verdict(self.fired(conditions))

    def result(self, conditions: int) -> Result:
        """The result where some conditions hold."""
        return self.verdict(conditions).result

    def fired(self, conditions: int) -> int:
        """The rules that fire where some conditions hold."""
        return self.overrides.fired(conditions & self.every_rule)

    def under(self, rule: int) -> int:
        """The rules that a rule overrides, with those that these override, and so on."""
        places = {each.id: place for place, each in enumerate(self.rule_set.rules)}
        under, rest = 0, [rule]
        while rest:
            for name in self.rule_set.rules[rest.pop()].overrides:
                if name in places and not under >> places[name] & 1:
                    under |= 1 << places[name]
                    rest.append(places[name])
        return under

    def witness(self, cells: Point) -> Witness:
        """A profile with its values, decided by the engine as it was here.

        Raises:
            ReplayError: it was not.
        """
        witness = profile_at(self.rule_set, cells)
        found = replayed(self.rule_set, witness)
        conditions = self.conditions(cells)
        result, totals = self.verdict(conditions)
        said = (found.kind, found.outcome, tuple(found.totals.values()), tuple(found.fired))
        fired = tuple(self.rule_set.rules[place].id for place in bits(self.fired(conditions)))
        if said != (result.kind, result.outcome, totals, fired) or self.required & ~conditions:
            raise ReplayError(f"{dict(witness)} gives {found}, not {result}")
        return witness
