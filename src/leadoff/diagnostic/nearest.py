"""The nearest known name for one that is not known: "did you mean"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_LISTED = 8


def did_you_mean(wrong: str, allowed: Iterable[str]) -> str:
    """Words of help for an unknown name: the nearest allowed one, else up to eight to choose from.

    Near is a Damerau-Levenshtein distance of at most 2 that is under half the allowed name's
    length, ignoring case and the difference between `-` and `_`.
    """
    names = list(dict.fromkeys(allowed))
    near = nearest(wrong, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not names:
        return "there is nothing to choose from"
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_LISTED])
    rest = len(names) - _MOST_LISTED
    if rest > 0:
        return f"one of {shown} and {rest} more"
    return f"one of {shown}" if len(names) > 1 else f"write {shown}"


def nearest(wrong: str, allowed: Iterable[str]) -> str | None:
    """The allowed name nearest to `wrong`, the first of equally near ones; None if none is near."""
    best: tuple[int, str] | None = None
    folded = _folded(wrong)
    for name in allowed:
        limit = min(2, (len(name) - 1) // 2)
        if abs(len(name) - len(wrong)) > limit:
            continue
        distance = _distance(folded, _folded(name))
        if distance <= limit and (best is None or distance < best[0]):
            best = distance, name
    return best[1] if best else None


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_")


def _distance(left: str, right: str) -> int:
    """Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
