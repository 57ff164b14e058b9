"""Values in YAML: plain where every reader takes them for what they are, in quotes elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.facts.written import in_quotes, written, written_list
from leadoff.source.tree import Scalar
from leadoff.source.values import value_of

from .examples import tree_of

if TYPE_CHECKING:
    from leadoff.facts.written import Form
    from leadoff.source.values import Value

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("b2b", "b2b"),
        ("plant managers", "plant managers"),
        ("plain words (2)", "plain words (2)"),
        ("12", '"12"'),
        ("12:30", '"12:30"'),
        ("a: b", '"a: b"'),
        ("- a", '"- a"'),
        ("a  b", '"a  b"'),
        ("a # b", '"a # b"'),
        ("it's", '"it\'s"'),
        ('say "hi"\n', '"say \\"hi\\"\\n"'),
        ("K\u00f6ln \U0001f375", '"K\u00f6ln \U0001f375"'),
        ("\u202eevil\ufeff", '"\\u202eevil\\ufeff"'),
        ("in\u200bvisi\u00a0ble", '"in\\u200bvisi\\u00a0ble"'),
        (True, "true"),
        (3, "3"),
        (Decimal("0.50"), "0.5"),
        (Decimal("1E+40"), "1E+40"),
        (10**40, "1" + "0" * 40),
    ],
)
def test_a_value_is_written_plainly_where_that_is_exact(value: Value, shown: str) -> None:
    assert written(value) == shown
    assert _read(shown) == value


@pytest.mark.parametrize("word", ["No", "y", "ON", "off", "True", "null", "None", "always"])
def test_a_word_that_some_reader_takes_for_something_else_is_in_quotes(word: str) -> None:
    assert written(word) == f'"{word}"'
    assert _read(written(word)) == word


def test_a_list() -> None:
    assert written_list(["a", "no", 3, True]) == '[a, "no", 3, true]'


@given(TEXTS)
def test_any_text_reads_back_as_it_is(text: str) -> None:
    assert _read(written(text)) == _read(in_quotes(text)) == text


HIDDEN = "\u00a0\u00ad\u2028\ue000\ufeff\ufffe\U0001f600\U000e0001"


@given(st.text(st.sampled_from(f"ab 1.-:#'\"\\\\\n\t{{[,`é{HIDDEN}")), st.booleans())
def test_a_text_reads_back(text: str, in_json: bool) -> None:
    tree = tree_of(written(text, in_json=in_json), "r.json" if in_json else "r.yaml")

    assert isinstance(tree, Scalar)
    assert value_of(tree) == text


@pytest.mark.parametrize(
    ("form", "in_yaml", "in_json"),
    [
        ("b2b", "b2b", '"b2b"'),
        ("no", '"no"', '"no"'),
        ("é\u2028", '"é\\u2028"', '"é\\u2028"'),
        (True, "true", "true"),
        (12, "12", "12"),
        (Decimal("0.50"), "0.5", "0.5"),
        (("a", "1"), '[a, "1"]', '["a", "1"]'),
        ({"at_least": 5, "is_not": 7}, "{at_least: 5, is_not: 7}", '{"at_least": 5, "is_not": 7}'),
        ({"none_of": (5, 7)}, "{none_of: [5, 7]}", '{"none_of": [5, 7]}'),
    ],
)
def test_a_form_is_written_on_one_line(form: Form, in_yaml: str, in_json: str) -> None:
    assert written(form) == in_yaml
    assert written(form, in_json=True) == in_json


def test_a_number_that_would_be_too_long_has_an_exponent() -> None:
    number = Decimal(f"1.{'3' * 55}e-30")

    assert written(number) == f"1.{'3' * 55}E-30"
    assert value_of(Scalar(written(number), True, 0, 0)) == number


def _read(text: str) -> Value | None:
    tree = tree_of(text)
    assert isinstance(tree, Scalar)
    value = value_of(tree)
    assert isinstance(value, str | int | Decimal)
    return value
