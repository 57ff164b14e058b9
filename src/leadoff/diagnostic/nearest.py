"""The nearest known name for one that is not known: "did you mean"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_LISTED = 8
_MOST_COMPARED = 5_000
"""Of more names of about the same length, only the first are compared: the rest would take long."""


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
    letters = frozenset(folded)
    compared = 0
    for name in allowed:
        limit = min(2, (len(name) - 1) // 2)
        if abs(len(name) - len(wrong)) > limit:
            continue
        compared += 1
        if compared > _MOST_COMPARED:
            break
        other = _folded(name)
        if len(letters.symmetric_difference(other)) > 2 * limit:
            continue
        distance = _distance(folded, other, limit)
        if distance <= limit and (best is None or distance < best[0]):
            best = distance, name
    return best[1] if best else None


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_")


def _distance(left: str, right: str, limit: int) -> int:
    """Damerau-Levenshtein distance; any number above the limit where it is above the limit.

    With a limit of at most 2, two swapped characters have at most one other between them. Cells
    further from the diagonal than the limit are above it.
    """
    far = limit + 1
    rows: list[list[int]] = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [far] * (len(right) + 1)
        row[0] = i
        last = rows[-1]
        for j in range(max(1, i - limit), min(len(right), i + limit) + 1):
            b = right[j - 1]
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            for k, m in _SWAPS:
                if i > k and j > m and a == right[j - 1 - m] and left[i - 1 - k] == b:
                    cost = min(cost, rows[i - k - 1][j - m - 1] + k + m - 1)
            row[j] = cost
        if min(row) > limit and min(last) >= limit:
            return far
        rows.append(row)
    return rows[-1][-1]


_SWAPS = ((1, 1), (1, 2), (2, 1))
"""How far apart two swapped characters are in the one text and in the other."""
