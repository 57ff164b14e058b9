"""Answers as people type them: `40k`, `1.5m`, `60%`, `yes`. Files are read strictly instead."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector, Label
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.diagnostic.text import SourceText, Span
from leadoff.errors import AnswerError
from leadoff.facts.domain import DIGITS, NO, YES, ZEROS, Choice, Fault, Flag, Number, Whole, shown
from leadoff.facts.fact import NAME_LABEL, Fact, facts_by_name
from leadoff.facts.profile import Profile, fraction_warning
from leadoff.source.values import LARGEST_EXPONENT, LONGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.diagnostic.message import Diagnostic
    from leadoff.source.values import Value

_AMOUNT = re.compile(
    rf"(?P<digits>{DIGITS})(?:[eE](?P<exponent>[+-]?[0-9]{{1,3}}))?\s*(?P<suffix>[kKmM%]?)",
    re.ASCII,
)

_EXAMPLE = 40_000


def typed_value(fact: Fact, text: str) -> Value | Fault:
    """The value of a fact for what somebody typed."""
    text = text.strip()
    domain = fact.domain
    if isinstance(domain, Flag):
        return _typed_flag(text)
    if isinstance(domain, Whole | Number):
        amount = _amount(_without_unit(fact, text), allow_percent=fact.unit == "percent")
        if isinstance(amount, Fault):
            fits = domain.range.holds(_EXAMPLE)
            help = f"{amount.help}; {domain.described}" if fits else f"write {domain.described}"
            return amount._replace(help=help)
        if isinstance(domain, Whole) and amount == amount.to_integral_value():
            return domain.admit(int(amount))
        return domain.admit(amount)
    if isinstance(domain, Choice) and text not in domain.values:
        alike = [value for value in domain.values if value.casefold() == text.casefold()]
        return alike[0] if len(alike) == 1 else domain.admit(text)
    return domain.admit(text)


def with_typed_answers(
    profile: Profile, facts: tuple[Fact, ...], answers: Sequence[str], removed: Sequence[str]
) -> Profile:
    """A profile with answers typed as `fact=value` put in, and others taken away.

    Raises:
        AnswerError: with everything that is wrong with them.
    """
    if not answers and not removed:
        return profile
    typed = _TypedAnswers(profile, facts)
    given = {answer.partition("=")[0].strip() for answer in answers}
    for name in removed:
        typed.remove(name, is_given=name in given)
    for answer in answers:
        typed.put(answer)
    return typed.profile()


class _TypedAnswers:
    def __init__(self, profile: Profile, facts: tuple[Fact, ...]) -> None:
        self._before = profile
        self._facts = facts_by_name(facts)
        self._answers = dict(profile.answers)
        self._places = dict(profile.places)
        self._name = profile.name
        self._changed: set[str] = set()
        self._diagnostics: list[Diagnostic] = []

    def remove(self, name: str, *, is_given: bool) -> None:
        """Take an answer away; one that is not there is no fault, one that is given too is."""
        collector = Collector(SourceText("--unset", name))
        if name != NAME_LABEL and name not in self._facts:
            self._unknown(collector, name)
        elif is_given:
            message = f"`{name}` is also given with `--set`"
            collector.error(Code.DUPLICATE_NAME, (0, len(name)), message, "leave one of them out")
            self._diagnostics += collector.diagnostics
        elif name == NAME_LABEL:
            self._name = None
        else:
            self._answers.pop(name, None)
            self._places.pop(name, None)
            self._changed.add(name)

    def put(self, answer: str) -> None:
        """Put an answer of the form `fact=value` in."""
        collector = Collector(SourceText("--set", answer))
        name, equals, text = answer.partition("=")
        name = name.strip()
        span = (len(answer) - len(text), max(len(answer), len(answer) - len(text) + 1))
        if not equals:
            message = f"{shown(answer)} is no answer"
            collector.error(Code.SYNTAX, (0, len(answer)), message, "write FACT=VALUE")
        elif name == NAME_LABEL:
            self._name = text.strip() or None
        elif name not in self._facts:
            return self._unknown(collector, name)
        else:
            self._put_value(collector, self._facts[name], text, span)
        self._diagnostics += collector.diagnostics
        return None

    def _put_value(
        self, collector: Collector, fact: Fact, text: str, span: tuple[int, int]
    ) -> None:
        value = typed_value(fact, text)
        if isinstance(value, Fault):
            message = f"`{fact.name}`: {value.message}"
            collector.error(value.code, span, message, value.help)
            return
        if warning := fraction_warning(fact, value):
            collector.warning(Code.FRACTION_FOR_PERCENT, span, *warning)
        self._answers[fact.name] = value
        self._places[fact.name] = Label(collector.source, Span(*span))
        self._changed.add(fact.name)

    def _unknown(self, collector: Collector, name: str) -> None:
        message = f"there is no fact {shown(name)}" if name else "no fact is named here"
        help = did_you_mean(name, [*self._facts, NAME_LABEL])
        collector.error(Code.UNKNOWN_NAME, (0, max(len(name), 1)), message, help)
        self._diagnostics += collector.diagnostics

    def profile(self) -> Profile:
        """The profile as it is now; warnings about answers that were replaced are gone.

        Raises:
            AnswerError: something was wrong.
        """
        if any(each.severity == "error" for each in self._diagnostics):
            raise AnswerError(tuple(self._diagnostics))
        replaced = {self._before.places.get(name) for name in self._changed}
        kept = [each for each in self._before.warnings if each.primary not in replaced]
        warnings = (*kept, *self._diagnostics)
        return Profile(self._answers, self._name, self._places, warnings, self._before.file)


def _typed_flag(text: str) -> Value | Fault:
    if text.casefold() in (*YES, "true"):
        return True
    if text.casefold() in (*NO, "false"):
        return False
    return Fault(Code.WRONG_TYPE, f"{shown(text)} is neither yes nor no", "write yes or no")


def _without_unit(fact: Fact, text: str) -> str:
    """What stands in front of the unit of a fact: what is shown as `60 months` is typed so too."""
    for unit in {fact.unit, fact.unit_of_one} - {""}:
        start = text[: -len(unit)]
        if start.endswith(" ") and text[len(start) :].casefold() == unit.casefold():
            return start.rstrip()
    return text


def _amount(text: str, *, allow_percent: bool) -> Decimal | Fault:
    match = _AMOUNT.fullmatch(text.removeprefix("$").strip())
    help = f"write a number such as {_EXAMPLE}, 40k or 1.5m"
    if match is None or len(text) > LONGEST_NUMBER:
        return Fault(Code.WRONG_TYPE, f"{shown(text)} is not a number", help)
    suffix, exponent = match["suffix"].lower(), int(match["exponent"] or 0)
    if suffix == "%" and not allow_percent:
        return Fault(Code.WRONG_TYPE, f"{shown(text)} is a share, which this is not", help)
    if abs(exponent) > LARGEST_EXPONENT:
        return Fault(Code.AMBIGUOUS_NUMBER, f"{shown(text)} is of no size that occurs", help)
    digits = match["digits"].replace(",", "")
    return Decimal(f"{digits}e{exponent + ZEROS.get(suffix, 0)}")
