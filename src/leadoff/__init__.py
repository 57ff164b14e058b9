"""Which comes first, sales or marketing? An answer from readable rules, with its reasons.

    >>> import leadoff
    >>> rules = leadoff.load_rules()
    >>> rules.decide({"customer_type": "b2c", "alternatives_compared": 12}).outcome
    'marketing-first'

Nothing here prints or exits. Each name is imported when it is first used, so that importing the
package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leadoff.advice.advise import advise
    from leadoff.advice.recommendation import Recommendation
    from leadoff.diagnostic.message import Diagnostic
    from leadoff.engine.decision import Decision
    from leadoff.engine.rule_set import RuleSet, load_rules
    from leadoff.errors import (
        FileError,
        LeadoffError,
        ModelError,
        PlaybookError,
        ProfileError,
        RuleSetError,
    )
    from leadoff.facts.business_profile import BusinessProfile
    from leadoff.facts.wording import Wording
    from leadoff.linter.report import LintReport
    from leadoff.linter.run import lint

__version__ = "0.1.0"

_HOMES = {
    "BusinessProfile": "leadoff.facts.business_profile",
    "Decision": "leadoff.engine.decision",
    "Diagnostic": "leadoff.diagnostic.message",
    "FileError": "leadoff.errors",
    "LeadoffError": "leadoff.errors",
    "LintReport": "leadoff.linter.report",
    "ModelError": "leadoff.errors",
    "PlaybookError": "leadoff.errors",
    "ProfileError": "leadoff.errors",
    "Recommendation": "leadoff.advice.recommendation",
    "RuleSet": "leadoff.engine.rule_set",
    "RuleSetError": "leadoff.errors",
    "Wording": "leadoff.facts.wording",
    "advise": "leadoff.advice.advise",
    "lint": "leadoff.linter.run",
    "load_rules": "leadoff.engine.rule_set",
}

__all__ = [
    "BusinessProfile",
    "Decision",
    "Diagnostic",
    "FileError",
    "LeadoffError",
    "LintReport",
    "ModelError",
    "PlaybookError",
    "ProfileError",
    "Recommendation",
    "RuleSet",
    "RuleSetError",
    "Wording",
    "advise",
    "lint",
    "load_rules",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'leadoff' has no attribute '{name}'")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
