"""Did you mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadoff.diagnostic.nearest import did_you_mean, nearest

WORDS = st.lists(st.text("abc-_", min_size=1, max_size=6), max_size=5)


@pytest.mark.parametrize(
    ("wrong", "allowed", "expected"),
    [
        ("custmer_type", ["customer_type"], "customer_type"),
        ("customer-type", ["customer_type"], "customer_type"),
        ("CUSTOMER_TYPE", ["customer_type"], "customer_type"),
        ("cutsomer_type", ["customer_type"], "customer_type"),
        ("cstmr_type", ["customer_type"], None),
        ("ab", ["ac"], None),
        ("abc", ["abd"], "abd"),
        ("abcd", ["abef"], None),
        ("abcde", ["abcfg"], "abcfg"),
        ("alx", ["all", "alm"], "all"),
        ("alxm", ["abxy", "alym", "alxn"], "alym"),
        ("a", [], None),
    ],
)
def test_the_nearest_name_is_within_two_steps_and_half_its_length(
    wrong: str, allowed: list[str], expected: str | None
) -> None:
    assert nearest(wrong, allowed) == expected


@given(st.text("abc", min_size=5, max_size=9), st.integers(0, 7))
def test_two_neighbours_swapped_are_one_step(name: str, place: int) -> None:
    place %= len(name) - 1
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]

    assert nearest(swapped, [name]) == name


@given(st.text("abc-_", max_size=6), WORDS)
def test_what_is_near_is_allowed(wrong: str, allowed: list[str]) -> None:
    assert nearest(wrong, allowed) in (*allowed, None)


@given(WORDS.filter(bool))
def test_a_name_is_nearest_to_itself(allowed: list[str]) -> None:
    long = [name for name in allowed if len(set(name) - {"-", "_"}) > 0]
    for name in long:
        near = nearest(name, long)

        assert near is not None
        assert near.replace("-", "_") == name.replace("-", "_")


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (["votes"], "did you mean `votes`?"),
        ([], "there is nothing to choose from"),
        (["first"], "write `first`"),
        (["first", "unique"], "one of `first`, `unique`"),
        (["first", "first"], "write `first`"),
        (list("abcdefgh"), "one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`"),
        (list("abcdefghij"), "one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 2 more"),
    ],
)
def test_help_names_the_near_one_or_up_to_eight(allowed: list[str], expected: str) -> None:
    assert did_you_mean("vote", allowed) == expected


def _steps(left: str, right: str) -> int:
    """Damerau-Levenshtein distance as it is defined: over all alignments, by recursion."""
    if not left or not right:
        return len(left) + len(right)
    found = [
        _steps(left[1:], right) + 1,
        _steps(left, right[1:]) + 1,
        _steps(left[1:], right[1:]) + (left[0] != right[0]),
    ]
    i, j = left.find(right[0], 1), right.find(left[0], 1)
    if i > 0 and j > 0:
        found.append(i + j - 1 + _steps(left[i + 1 :], right[j + 1 :]))
    return min(found)


@given(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=5, max_size=5))
def test_near_is_by_the_distance_of_damerau_and_levenshtein(wrong: str, name: str) -> None:
    assert (nearest(wrong, [name]) is not None) == (_steps(wrong, name) <= 2)


def test_of_very_many_names_the_first_are_compared() -> None:
    names = [f"name{number}" for number in range(10_000, 20_000)]

    assert nearest("name1O000", names) == "name10000"
    assert nearest("neem19999", [*names[:9_000], "neem19998"]) is None
