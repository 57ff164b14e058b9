"""`ReplayError`: what contradicts a proof when it is replayed, as each is before it is told.

It stands alone so that advice, which replays too, starts without the proofs about all profiles.
"""

from __future__ import annotations


class ReplayError(AssertionError):
    """A witness did not do in the engine what a proof says it does: a bug of ours."""
