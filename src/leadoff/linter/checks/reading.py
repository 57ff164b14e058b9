"""Manual pages of what is found while a file is read, before any check looks at what it means."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from leadoff.diagnostic.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

_SYNTAX = """A file that is not YAML or JSON as leadoff reads it.

The language is YAML 1.2 without its traps: no anchors, aliases, tags, merge keys, second documents
or control characters. Files are UTF-8 and at most 2 MiB.

Why it matters:
    Nothing behind such a place can be judged. What two readers of YAML take for different things is
    refused instead of guessed, so a file means the same everywhere.

Avoid:
    when: {deciders: {at_least: 3}
    because: "It takes many

Prefer:
    when: {deciders: {at_least: 3}}
    because: It takes many.

Policies:
    every policy, profiles and configurations too
"""

_DUPLICATE_KEY = """A key that stands twice in one mapping.

Why it matters:
    Most readers of YAML keep the last of the two without a word, so what stands first looks valid
    and does nothing.

Avoid:
    when:
      deciders: {at_least: 3}
      deciders: {at_most: 5}

Prefer:
    when:
      deciders: {at_least: 3, at_most: 5}

Policies:
    every policy, profiles and configurations too
"""

_UNKNOWN_NAME = """A name that means nothing where it stands: a key, a fact, an outcome, a strength.

Why it matters:
    A misspelled name would be passed over, and a rule that should fire would not. The nearest name
    that could be meant is suggested.

Avoid:
    when: {decider: {at_least: 3}}

Prefer:
    when: {deciders: {at_least: 3}}

Policies:
    every policy, profiles and configurations too
"""

_WRONG_TYPE = """A value of another kind than its place needs.

Nothing is converted: `true` is not 1, and "5" is not 5.

Why it matters:
    A number in quotes, or a `yes` for true, is where a person and a reader of YAML disagree.

Avoid:
    when: {self_serve: yes, deciders: "3"}

Prefer:
    when: {self_serve: true, deciders: 3}

Policies:
    every policy, profiles and configurations too
"""

_AMBIGUOUS_NUMBER = """A number that readers of YAML take for different things.

Why it matters:
    `012` is ten to one reader, twelve to another and text to a third; `1_000` and `.5` are numbers
    to some only. Numbers are written as JSON writes them.

Avoid:
    when: {yearly_value: {at_least: 10_000}}

Prefer:
    when: {yearly_value: {at_least: 10000}}

Policies:
    every policy, profiles too
"""

_DUPLICATE_NAME = """A name that is given twice where each must be one thing's own.

Rules and laws share their ids.

Why it matters:
    An answer names the rules it rests on, and `overrides` names the rules it sets aside; both need
    one meaning.

Avoid:
    - {id: b2b, when: {customer_type: b2b}, votes: sales-first, strength: often}
    - {id: b2b, when: {deciders: 1}, votes: marketing-first, strength: might}

Prefer:
    - {id: b2b, when: {customer_type: b2b}, votes: sales-first, strength: often}
    - {id: one-decider, when: {deciders: 1}, votes: marketing-first, strength: might}

Policies:
    every policy
"""

_MISSING_KEY = """A key that must be there and is not.

Why it matters:
    Without it the file says less than a decision needs, and there is no default that everybody
    would expect.

Avoid:
    - id: few-buyers
      votes: sales-first
      strength: might

Prefer:
    - id: few-buyers
      when: {reachable_buyers: {below: 500}}
      votes: sales-first
      strength: might

Policies:
    every policy
"""

_MISPLACED_KEY = """A key that cannot stand where it stands, or that another key excludes.

Why it matters:
    It would have no effect, or contradict the other one. `votes` and `settles` belong to the policy
    `votes`, `gives` to the others.

Avoid:
    decide: {by: first}
    rules:
      - {id: b2b, when: {customer_type: b2b}, votes: sales-first}

Prefer:
    decide: {by: first}
    rules:
      - {id: b2b, when: {customer_type: b2b}, gives: sales-first}

Policies:
    every policy
"""

_OVERRIDE_CYCLE = """Rules that override each other in a circle.

Why it matters:
    Where all of them hold, each would set the next aside, and nothing says where to begin.

Avoid:
    - {id: one, when: {deciders: 1}, votes: sales-first, strength: might, overrides: [two]}
    - {id: two, when: {self_serve: true}, votes: sales-first, strength: might, overrides: [one]}

Prefer:
    - {id: one, when: {deciders: 1}, votes: sales-first, strength: might, overrides: [two]}
    - {id: two, when: {self_serve: true}, votes: sales-first, strength: might}

Policies:
    every policy
"""

_TOO_MANY_TERMS = """A condition that comes to more than 4,096 separate cases.

A case is a combination of values that makes the condition true and in which nothing can be left
out. "Any 8 of 16 flags" has 12,870 of them.

Why it matters:
    Exact answers for profiles with open questions need all cases of a condition. A condition with
    so many is also more than a person can check.

Avoid:
    when:
      some: {at_least: 8, of: [{a1: true}, {a2: true}, {a3: true}]}   # and thirteen more

Prefer:
    when:
      some: {at_least: 2, of: [{a1: true}, {a2: true}, {a3: true}]}

Policies:
    every policy
"""

_BAD_NAME = """A name of a shape that names cannot have.

Names begin with a letter A-Z and have letters, digits, `_`, `.` and `-`, at most 64; those of facts
have letters, digits and `_` only, and are none of the words of conditions.

Why it matters:
    Names appear in commands, links and tables. A narrow shape needs no quotes anywhere.

Avoid:
    - id: few buyers!

Prefer:
    - id: few-buyers

Policies:
    every policy
"""

_FRACTION = """A share below 1 percent that looks typed as a fraction.

The value stands as it is written; this is a warning.

Why it matters:
    Shares are in percent. Who types 0.6 for sixty percent gets the answer for a share of almost
    nothing.

Avoid:
    direct_sales_share: 0.6

Prefer:
    direct_sales_share: 60

Policies:
    profiles only
"""

_EMPTY_PROFILE = """A profile file without a line that answers anything.

It is a profile in which every fact is open; this is a warning. `{}` says the same without one.

Why it matters:
    Nobody means an empty file: the command that was to write it has failed, or what was typed was
    not saved.

Avoid:
    # customer_type: b2b

Prefer:
    customer_type: b2b

Policies:
    profiles only
"""

_CONTRADICTED = """A profile whose own answers contradict an assumption of its rules.

The profile is answered as if the assumption were not there; this is a warning.

Why it matters:
    An assumption names combinations that do not exist, so one of the answers is likely a slip, or
    the assumption is wrong.

Avoid:
    months_since_first_sale: 0
    paying_customers: 5

Prefer:
    months_since_first_sale: 2
    paying_customers: 5

Policies:
    profiles only
"""

_OUT_OF_DOMAIN = """A value that its fact can never have.

Why it matters:
    A test of such a value is true for everybody or for nobody, which is hardly what was meant: the
    unit is another one, or a digit is missing.

Avoid:
    when: {awareness_of_10: {at_least: 30}}

Prefer:
    when: {awareness_of_10: {at_least: 3}}

Policies:
    every policy, profiles too
"""

PAGES: Final[Mapping[Code, str]] = MappingProxyType(
    {
        Code.SYNTAX: _SYNTAX,
        Code.DUPLICATE_KEY: _DUPLICATE_KEY,
        Code.UNKNOWN_NAME: _UNKNOWN_NAME,
        Code.WRONG_TYPE: _WRONG_TYPE,
        Code.AMBIGUOUS_NUMBER: _AMBIGUOUS_NUMBER,
        Code.DUPLICATE_NAME: _DUPLICATE_NAME,
        Code.MISSING_KEY: _MISSING_KEY,
        Code.MISPLACED_KEY: _MISPLACED_KEY,
        Code.OVERRIDE_CYCLE: _OVERRIDE_CYCLE,
        Code.TOO_MANY_TERMS: _TOO_MANY_TERMS,
        Code.BAD_NAME: _BAD_NAME,
        Code.FRACTION_FOR_PERCENT: _FRACTION,
        Code.CONTRADICTED_ASSUMPTION: _CONTRADICTED,
        Code.EMPTY_PROFILE: _EMPTY_PROFILE,
        Code.OUT_OF_DOMAIN: _OUT_OF_DOMAIN,
    }
)
