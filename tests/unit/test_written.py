"""Values and tests as a rule file writes them: they read back as the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.ruleset.written import written
from leadoff.source.tree import Scalar
from leadoff.source.values import value_of

from .examples import tree_of

if TYPE_CHECKING:
    from leadoff.ruleset.written import Form

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
        ("é\u2028", '"é\\u2028"', '"\\u00e9\\u2028"'),
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
