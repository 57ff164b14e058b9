"""Every proof is replayed through the engine before it is told."""

from __future__ import annotations


class ReplayError(AssertionError):
    """A witness did not do in the engine what a proof says it does: a bug of ours."""
