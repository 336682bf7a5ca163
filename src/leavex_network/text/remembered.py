"""Characters for which a predicate was found to hold, so that most texts are checked at once."""

from collections.abc import Callable

_MOST = 5_000
"""The number of characters that are remembered: more than the texts of most networks have."""


class Remembered:
    """A predicate of single characters that remembers for which it holds."""

    __slots__ = ("_holds", "_predicate")

    def __init__(self, predicate: Callable[[str], bool]) -> None:
        self._predicate = predicate
        self._holds: set[str] = set()

    def holds_for_all(self, text: str) -> bool:
        """Return whether the predicate holds for each character of a text."""
        if self._holds.issuperset(text):
            return True
        new = set(text) - self._holds
        if not all(map(self._predicate, new)):
            return False
        if len(self._holds) + len(new) <= _MOST:
            self._holds |= new
        return True
