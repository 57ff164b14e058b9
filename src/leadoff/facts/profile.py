"""`Profile`: the answers a decision is made from, read from a file, a mapping or a model."""

from __future__ import annotations

import math
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from leadoff.diagnostic.code import Code
from leadoff.diagnostic.message import Collector, Diagnostic, Label, Severity, in_order
from leadoff.diagnostic.nearest import did_you_mean
from leadoff.diagnostic.text import SourceText, Span, shortened
from leadoff.errors import ProfileError
from leadoff.facts.domain import Fault, Number, shown
from leadoff.facts.fact import NAME_LABEL, facts_by_name
from leadoff.source.compose import compose
from leadoff.source.tree import BrokenNode, MappingNode, Scalar
from leadoff.source.values import Ambiguous, Value, is_null, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from leadoff.facts.fact import Fact
    from leadoff.source.tree import Node

# From 4,300 digits on, Python refuses to write a number down.
_LARGEST_BITS = 3_000
_LARGEST_SIZE = 900
MAPPING_NAME = "<profile>"
"""The name a message shows for a profile that is a Python mapping."""


_TOO_LARGE = Fault(
    Code.OUT_OF_DOMAIN,
    "a number of this size cannot be an answer",
    "give a number of a size that occurs",
)


class Profile(NamedTuple):
    """Answers under the names of their facts; a fact that is absent is not answered.

    `places` are where answers stand in a file, `warnings` what was noticed while reading, `file`
    is the name of the file as it was given, None for a mapping.
    """

    answers: Mapping[str, Value]
    name: str | None = None
    places: Mapping[str, Label] = {}
    warnings: tuple[Diagnostic, ...] = ()
    file: str | None = None


def read_profile(
    source: SourceText, facts: tuple[Fact, ...], *, for_other_rules: bool = False
) -> Profile:
    """A profile from the text of a YAML or JSON file.

    A file that was written `for_other_rules` may answer facts that do not exist here, or with
    values they cannot have: such answers are left out, with a warning each.

    Raises:
        ProfileError: with every problem of the text.
    """
    collector = Collector(source)
    tree = compose(source, collector)
    if isinstance(tree, MappingNode):
        profile = _Reader(collector, facts, for_other_rules=for_other_rules).read(tree)
    else:
        help = "write `fact: value` lines"
        if not collector.has_errors and is_null(tree):
            collector.warning(Code.EMPTY_PROFILE, (0, 1), "this profile answers nothing", help)
        elif not collector.has_errors:
            collector.error(Code.SYNTAX, (0, 1), "a profile is a mapping of facts", help)
        profile = Profile({})
    if collector.has_errors:
        raise ProfileError(collector.sorted())
    return profile._replace(warnings=collector.sorted(), file=source.name)


def profile_of_node(tree: MappingNode, facts: tuple[Fact, ...], collector: Collector) -> Profile:
    """A profile that stands inside another file; what is wrong goes to the collector."""
    return _Reader(collector, facts).read(tree)


def profile_of_mapping(answers: Mapping[str, object], facts: tuple[Fact, ...]) -> Profile:
    """A profile from a plain mapping; values by exact type, a float stands for its shortest repr.

    Raises:
        ProfileError: with every problem; places are lines of the mapping written down.
    """
    reader = _MappingReader(answers, facts)
    profile = reader.read()
    if any(each.severity == "error" for each in profile.warnings):
        raise ProfileError(profile.warnings)
    return profile


def answers_of_model(model: BaseModel) -> dict[str, object]:
    """The fields of a pydantic model as a mapping; an Enum member stands for its value.

    Raises:
        TypeError: it is no pydantic model.
    """
    fields = getattr(type(model), "model_fields", None)
    if fields is None:
        raise TypeError(f"a profile is a mapping or a pydantic model, not {type(model).__name__}")
    values = {name: getattr(model, name) for name in fields}
    return {k: v.value if isinstance(v, Enum) else v for k, v in values.items()}


def fraction_warning(fact: Fact, value: Value) -> tuple[str, str] | None:
    """The words of a warning for a share that looks typed as a fraction: 0.6 for 60 percent."""
    is_share = isinstance(fact.domain, Number) and fact.unit == "percent"
    if not is_share or not isinstance(value, Decimal) or not 0 < value < 1:
        return None
    hundredfold = fact.shown(value * 100).removesuffix(" percent")
    return (
        f"{fact.shown(value)}; did you mean {hundredfold}?",
        f"write {hundredfold} for that share",
    )


class _Reader:
    """Reads one mapping node; what is wrong goes to the collector."""

    def __init__(
        self, collector: Collector, facts: tuple[Fact, ...], *, for_other_rules: bool = False
    ) -> None:
        self._collector = collector
        self._misfit = collector.warning if for_other_rules else collector.error
        self._facts = facts_by_name(facts)
        self._answers: dict[str, Value] = {}
        self._places: dict[str, Label] = {}
        self._name: str | None = None

    def read(self, tree: MappingNode) -> Profile:
        keys = {key.text: key for key, _ in tree.entries}
        if "leadoff" in keys and "rules" in keys and "leadoff" not in self._facts:
            message = "this is a rule file, not a profile"
            help = "give it with `--rules`, and a profile beside it"
            self._collector.error(Code.UNKNOWN_NAME, keys["leadoff"].span, message, help)
            return Profile({})
        for key, node in tree.entries:
            if key.text in self._facts:
                self._answer(self._facts[key.text], node)
            elif key.text == NAME_LABEL:
                self._name = self._label(node)
            else:
                self._unknown(key, is_empty=is_null(node))
        return Profile(self._answers, self._name, self._places)

    def _unknown(self, key: Scalar, *, is_empty: bool) -> None:
        """Report a fact that does not exist; without a value it says nothing and is left out."""
        message = f"there is no fact `{shortened(key.text)}`"
        help = self._collector.suggestion(key.span, key.text, [*self._facts, NAME_LABEL])
        report = self._collector.warning if is_empty else self._misfit
        report(Code.UNKNOWN_NAME, key.span, message, help)

    def _label(self, node: Node) -> str | None:
        raw = self._raw(node, NAME_LABEL, "text")
        if raw is None or (isinstance(raw, str) and raw):
            return raw
        message = f"`{NAME_LABEL}` is a text, not {shown(raw)}"
        help = f'put it in quotes: "{shown(raw)}"'
        if raw == "":
            message, help = f"`{NAME_LABEL}` is empty", "write a name, or leave it out"
        self._collector.error(Code.WRONG_TYPE, node.span, message, help)
        return None

    def _raw(self, node: Node, name: str, needed: str) -> Value | None:
        """The value of a scalar; None where it is null, or refused and reported."""
        if isinstance(node, BrokenNode):
            return None
        if not isinstance(node, Scalar):
            message = f"`{name}` needs one value"
            self._collector.error(Code.WRONG_TYPE, node.span, message, f"write {needed}")
            return None
        raw = value_of(node)
        if isinstance(raw, Ambiguous):
            self._collector.error(Code.AMBIGUOUS_NUMBER, node.span, *raw)
            return None
        return raw

    def _answer(self, fact: Fact, node: Node) -> None:
        needed = "" if isinstance(node, Scalar) else fact.domain.described
        raw = self._raw(node, fact.name, needed)
        if raw is None:
            return
        value = fact.domain.admit(raw)
        if isinstance(value, Fault):
            message = f"`{fact.name}`: {value.message}"
            self._misfit(value.code, node.span, message, value.help)
            return
        if warning := fraction_warning(fact, value):
            self._collector.warning(Code.FRACTION_FOR_PERCENT, node.span, *warning)
        self._answers[fact.name] = value
        self._places[fact.name] = Label(self._collector.source, Span(*node.span))


class _MappingReader:
    """Reads a Python mapping; messages point into the mapping written down line by line."""

    def __init__(self, answers: Mapping[str, object], facts: tuple[Fact, ...]) -> None:
        self._given = answers
        self._facts = facts_by_name(facts)
        self._diagnostics: list[Diagnostic] = []
        self._source: SourceText | None = None

    def read(self) -> Profile:
        answers: dict[str, Value] = {}
        name: str | None = None
        for key, given in self._given.items():
            if key == NAME_LABEL:
                name = self._label(given)
            elif key not in self._facts:
                message = f"there is no fact `{shortened(str(key))}`"
                help = did_you_mean(str(key), [*self._facts, NAME_LABEL])
                severity: Severity = "warning" if given is None else "error"
                self._report(severity, Code.UNKNOWN_NAME, key, message, help)
            elif given is not None:
                value = self._value(self._facts[key], given)
                if value is not None:
                    answers[key] = value
        return Profile(answers, name, {}, in_order(self._diagnostics))

    def _label(self, given: object) -> str | None:
        if given is None or (type(given) is str and given):
            return given
        message, help = "`name` is a text", "give a str"
        if given == "":
            message, help = "`name` is empty", "give a name, or leave it out"
        self._report("error", Code.WRONG_TYPE, NAME_LABEL, message, help)
        return None

    def _value(self, fact: Fact, given: object) -> Value | None:
        raw = plain_value(given)
        value = fact.domain.admit(raw) if not isinstance(raw, Fault) else raw
        if isinstance(value, Fault):
            message = f"`{fact.name}`: {value.message}"
            self._report("error", value.code, fact.name, message, value.help)
            return None
        if warning := fraction_warning(fact, value):
            self._report("warning", Code.FRACTION_FOR_PERCENT, fact.name, *warning)
        return value

    def _report(self, severity: Severity, code: Code, key: object, message: str, help: str) -> None:
        if self._source is None:
            lines = (f"{k}: {_written(v)}" for k, v in self._given.items())
            self._source = SourceText(MAPPING_NAME, "\n".join(shortened(x, 200) for x in lines))
        line = list(self._given).index(key)  # type: ignore[arg-type]  # any key may be there
        starts = [0]
        for text in self._source.text.split("\n"):
            starts.append(starts[-1] + len(text) + 1)
        span = Span(starts[line], starts[line + 1] - 1)
        self._diagnostics.append(
            Diagnostic(severity, code, message, Label(self._source, span), help)
        )


def _written(given: object) -> str:
    """Any value on one line, for a message."""
    try:
        return repr(given).replace("\n", " ")
    except Exception:  # noqa: BLE001  # the repr of a foreign object may do anything
        return object.__repr__(given)


def plain_value(given: object) -> Value | Fault:
    """A Python value as a fact's value, by its exact type."""
    if type(given) is bool or type(given) is str:
        return given
    if type(given) is int:
        return given if given.bit_length() <= _LARGEST_BITS else _TOO_LARGE
    if type(given) is float:
        return Decimal(repr(given)) if math.isfinite(given) else _not_finite(given)
    if type(given) is Decimal:
        if not given.is_finite():
            return _not_finite(given)
        return given if abs(given.adjusted()) < _LARGEST_SIZE else _TOO_LARGE
    message = f"a value of type {type(given).__name__} cannot be an answer"
    return Fault(Code.WRONG_TYPE, message, "give a bool, int, float, Decimal or str")


def _not_finite(given: float | Decimal) -> Fault:
    return Fault(Code.OUT_OF_DOMAIN, f"{given} is not a number", "give a finite number")
