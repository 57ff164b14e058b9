"""A test, or a `some`, that can be written in a simpler way that means the same.

What a rule's condition says behind one fact is one test. These have a simpler form: a test that
leaves one value without just naming it, as `[b2b]` and `{is_not: true}` do; a test that leaves all
but one of the values its fact lists, other than by `is_not`; a list that names a value twice;
`none_of` with one value, or beside `is_not`; on a whole number, a limit that excludes its number
where the next one is a multiple of five (`above: 4` is `at_least: 5`, while `below: 500` stays), if
it is alone on its side; a `some` that asks for one of its parts, or for all of them. Tests that
always or never hold are other checks' business.

Why it matters:
    The simpler form says at a glance what the other makes a reader work out.

Avoid:
    when:
      customer_type: [b2b, both]      # that is all but one of three
      deciders: {above: 4}

Prefer:
    when:
      customer_type: {is_not: b2c}
      deciders: {at_least: 5}

Policies:
    votes, first, unique, any, priority, collect
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code
from leadoff.facts.written import written
from leadoff.linter.check import EVERY_POLICY, Check, Claim
from leadoff.linter.finding import Edit, Fix
from leadoff.linter.forms import simpler
from leadoff.ruleset.condition import AllOf, Not, SomeOf, Test
from leadoff.source.json_text import is_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadoff.facts.written import Form
    from leadoff.linter.subject import Subject
    from leadoff.ruleset.condition import Condition


def _find(subject: Subject) -> Iterator[Claim]:
    for rule in subject.file.rules:
        for place, (where, words, text, fixes) in enumerate(_forms(subject, rule.when)):
            yield Claim(
                where.span,
                words,
                f"write `{text}`",
                rules=(rule.id,),
                fixes=fixes,
                key=str(place),
            )


def _forms(
    subject: Subject, condition: Condition
) -> Iterator[tuple[Condition, str, str, tuple[Fix, ...]]]:
    """Each part with a simpler form: what to say, what to write instead, and how."""
    tests = _tests_of_one_fact(subject, condition)
    if tests:
        name = tests[0].fact.name
        form = simpler(tests[0].fact, tests)
        if form is not None:
            words = f"the test of `{name}` has a simpler form"
            yield condition, words, f"{name}: {written(form)}", _fix(subject, condition, form)
        return
    if isinstance(condition, SomeOf) and condition.at_least in (1, len(condition.parts)):
        word = "any" if condition.at_least == 1 else "all"
        yield condition, f"this `some` is an `{word}`", f"{word}: [...]", ()
    if isinstance(condition, Not):
        yield from _forms(subject, condition.part)
    elif not isinstance(condition, Test):
        for part in condition.parts:
            yield from _forms(subject, part)


def _tests_of_one_fact(subject: Subject, condition: Condition) -> Sequence[Test]:
    """The tests that stand behind one key; none for any other condition."""
    if isinstance(condition, Test):
        return [condition]
    if not isinstance(condition, AllOf):
        return []
    tests = [part for part in condition.parts if isinstance(part, Test)]
    if len(tests) < len(condition.parts) or not tests:
        return []
    keys = {subject.layout.fact_of(test.span.start) for test in tests}
    return tests if keys == {condition.span.start} else []


def _fix(subject: Subject, where: Condition, form: Form) -> tuple[Fix, ...]:
    key: int | None = where.span.start
    if isinstance(where, Test) and where.operator not in ("is", "one_of"):
        key = subject.layout.fact_of(where.span.start)
    source = subject.file.source
    span = None if key is None else subject.layout.value_at(key)
    if span is None or "#" in source.text[span.start : span.end]:
        return ()
    value = written(form, in_json=is_json(source))
    is_on_lines = source.text[span.start - 1 : span.start] == ":"
    edit = Edit(span, f" {value}" if is_on_lines else value)
    return (Fix("write the simpler form", True, (edit,)),)


CHECK: Final = Check(
    Code.SIMPLER_FORM,
    "note",
    EVERY_POLICY,
    _find,
    __doc__,
    implied_by=(Code.UNSATISFIABLE_RULE,),
    proves=False,
)
