"""Where an interview stands: what was answered, in which order, and what is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadoff.source.values import Value


class Progress(NamedTuple):
    """An interview so far. Immutable: each step gives a new one.

    `order` are the facts answered or passed, each once, in the order in which that first happened;
    `place` is the question being asked: a place in `order` where one is asked again, its length
    where the next new one is.
    """

    answers: Mapping[str, Value] = {}
    unknown: frozenset[str] = frozenset()
    """The facts to which the answer was "don't know": open, and not asked a second time."""
    order: tuple[str, ...] = ()
    place: int = 0
    returns_to: int | None = None
    """After a jump, the place to come back to."""
    is_forward: bool = True
    """Whether the last step led forward: then answers that no rule uses are not asked again."""
    goes_on: bool = False
    """Whether to ask on although the result is certain."""
    has_begun: bool = False
    """Whether anything was said in this interview, not only in one it continues."""
    is_ended: bool = False

    @classmethod
    def continued(
        cls, answers: Mapping[str, Value], unknown: frozenset[str], order: tuple[str, ...]
    ) -> Progress:
        """The progress that earlier answers make: the next question is a new one."""
        return cls(answers, unknown, order, len(order))

    def answered(self, fact: str, value: Value) -> Progress:
        """After an answer to the question being asked; it takes the place of an earlier one."""
        answers = {**self.answers, fact: value}
        return self._said(fact, answers, self.unknown - {fact})

    def passed(self, fact: str) -> Progress:
        """After "don't know"; an earlier answer is taken away."""
        answers = {name: value for name, value in self.answers.items() if name != fact}
        return self._said(fact, answers, self.unknown | {fact})

    def kept(self) -> Progress:
        """After the earlier answer was left as it is."""
        return self._moved(self.place + 1)

    def back(self) -> Progress:
        """At the question before; after a jump, where the jump began; at the first, the same."""
        before = max(self.place - 1, 0)
        place = before if self.returns_to is None else self.returns_to
        return self._replace(place=place, returns_to=None, is_forward=False, has_begun=True)

    def jumped(self, fact: str) -> Progress:
        """At a question answered or passed before; its answer leads back here."""
        here = self.place if self.returns_to is None else self.returns_to
        place = self.order.index(fact)
        return self._replace(place=place, returns_to=here, is_forward=False, has_begun=True)

    def going_on(self) -> Progress:
        """With the questions that cannot change the result, too."""
        return self._replace(goes_on=True, has_begun=True)

    def ended(self) -> Progress:
        """Finished, whatever is open."""
        return self._replace(is_ended=True, has_begun=True)

    def _said(self, fact: str, answers: Mapping[str, Value], unknown: frozenset[str]) -> Progress:
        moved = self._moved(self.place + 1)
        order = self.order if fact in self.order else (*self.order, fact)
        return moved._replace(answers=answers, unknown=unknown, order=order)

    def _moved(self, place: int) -> Progress:
        if self.returns_to is not None:
            place = self.returns_to
        return self._replace(place=place, returns_to=None, is_forward=True, has_begun=True)
