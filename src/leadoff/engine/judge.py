"""Judges: what a walk or a search is asked to find out, and when it may leave a branch.

A judge sees the score of free rules, the rules whose condition is true and those that are true or
may become it; it says what is certain, or None while further answers decide. What it says is always
right; None may come too often, but not where it is known of every rule whether its condition holds.
A judge of yes or no is also what a search through complete profiles looks for: one of which it says
yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from leadoff.engine.overrides import Overrides
    from leadoff.engine.policy import Policy, Result, Score

Found = TypeVar("Found")
Found_co = TypeVar("Found_co", covariant=True)


class Judge(Protocol[Found_co]):
    """What a walk or a search is asked."""

    @property
    def free(self) -> int:
        """The rules that only add to the score: the walk need not remember them one by one."""
        ...

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        ...

    def certain(self, score: Score, true: int, possible: int) -> Found_co | None:
        """What is certain whatever is answered next. Never None if `true` is `possible`."""
        ...

    def idle(self, true: int, possible: int) -> int:
        """Rules whose conditions no longer matter."""
        ...


@runtime_checkable
class Narrowing(Protocol[Found_co]):
    """A judge that can also tell which scores end alike."""

    def narrowed(
        self, score: Score, true: int, possible: int
    ) -> tuple[Found_co | None, Score, int]:
        """What is certain, one score for all those that end alike, and the rules that are idle.

        To ask again without the idle rules must give the same.
        """
        ...


class Plain(Generic[Found]):
    """What judges share for which no rule is free, or which never find one idle."""

    free = 0

    def added(self, score: Score, rules: int) -> Score:
        """Nothing: no rule is free."""
        return score

    def idle(self, true: int, possible: int) -> int:
        """None."""
        return 0


class Deciding:
    """Asks for the result."""

    def __init__(self, policy: Policy, overrides: Overrides) -> None:
        self._policy = policy.for_walk()
        self._overrides = overrides
        self.free = policy.free

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._policy.added(score, rules)

    def narrowed(self, score: Score, true: int, possible: int) -> tuple[Result | None, Score, int]:
        """The result once no answer can change it, else what still matters."""
        sure, maybe = self._overrides.bounds(true, possible)
        return self._policy.narrowed(score, sure, maybe, true | possible)

    def certain(self, score: Score, true: int, possible: int) -> Result | None:
        """The result, once no answer can change it."""
        sure, maybe = self._overrides.bounds(true, possible)
        return self._policy.settled(score, sure, maybe)

    def idle(self, true: int, possible: int) -> int:
        """Rules whose conditions no longer matter."""
        sure, _ = self._overrides.bounds(true, possible)
        return self._policy.idle(sure)


class Contrasting(Plain[bool]):
    """Asks whether a rule fires where the result without it is another one."""

    def __init__(self, policy: Policy, overrides: Overrides, rule: int) -> None:
        self._policy = policy.for_walk()
        self._overrides = overrides
        self._rule = 1 << rule
        self.free = policy.free & ~self._rule

    def added(self, score: Score, rules: int) -> Score:
        """A score with more free rules."""
        return self._policy.added(score, rules)

    def narrowed(self, score: Score, true: int, possible: int) -> tuple[bool | None, Score, int]:
        """The answer once it is certain, else what still matters, with the rule and without it."""
        idle = 0
        while True:
            found = self.certain(score, true, possible & ~idle)
            if found is not None:
                return found, score, 0
            score, beaten = self._policy.alike(score, (true | possible) & ~idle)
            if not beaten:
                return None, score, idle
            idle |= beaten

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """True where it fires and makes a difference, False where it cannot any more."""
        sure, maybe = self._overrides.bounds(true, possible)
        if not maybe & self._rule:
            return False
        result = self._policy.settled(score, sure, maybe)
        rest = self._overrides.bounds(true & ~self._rule, possible & ~self._rule)
        without = self._policy.settled(score, *rest)
        if result is None or without is None:
            return None
        if result == without:
            return False
        return True if sure & self._rule else None


class Holding(Plain[bool]):
    """Asks whether one rule's condition is true."""

    def __init__(self, rule: int) -> None:
        self._rule = 1 << rule

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether the condition is true, once that is certain."""
        if true & self._rule:
            return True
        return None if possible & self._rule else False


class Fires(Plain[bool]):
    """Asks whether some rules fire and others do not, overrides included; both are masks."""

    def __init__(self, overrides: Overrides, fire: int, quiet: int = 0) -> None:
        self._overrides = overrides
        self._fire = fire
        self._quiet = quiet

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """Whether they do, once that is certain."""
        sure, maybe = self._overrides.bounds(true, possible)
        if self._fire & ~maybe or sure & self._quiet:
            return False
        return None if self._fire & ~sure or maybe & self._quiet else True


class Existing(Plain[bool]):
    """Asks nothing of the rules: is there a way at all that the assumptions allow?"""

    def certain(self, score: Score, true: int, possible: int) -> bool | None:
        """True: every way that is left will do."""
        return True
