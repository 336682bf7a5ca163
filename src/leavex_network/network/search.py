"""Search as a reader expects it: words, at the start of a word, whatever their case, accents and hyphens."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from leavex_network.text.characters import fold


class Searchable(NamedTuple):
    """A text made ready: its letters and digits alone, in chunks between spaces, and where a word may start."""

    letters: str
    starts: frozenset[int]


@lru_cache(maxsize=10_000)
def searchable(text: str) -> Searchable:
    """Return the text made ready; a hyphen or an apostrophe starts a new word, and does not end the one before.

    So `odus` and `xodus` both find `X-odus`.
    """
    letters: list[str] = []
    starts: set[int] = set()
    for chunk in text.split():
        inside = False
        for character in fold(chunk):
            if character.isalnum():
                if not inside:
                    starts.add(len(letters))
                letters.append(character)
            inside = character.isalnum()
        letters.append(" ")
    return Searchable("".join(letters), frozenset(starts))


def words(query: str) -> list[str]:
    """Return the words of a query, each as its letters and digits alone; a word without any is kept as what it is."""
    return [searchable(word).letters.rstrip() or word for word in query.split()]


def matches(texts: Iterable[str], query: Iterable[str]) -> bool:
    """Tell whether every word of the query begins a word of one of the texts."""
    ready = [searchable(text) for text in texts]
    return all(any(_begins(word, text) for text in ready) for word in query)


def _begins(word: str, text: Searchable) -> bool:
    place = text.letters.find(word)
    while place >= 0:
        if place in text.starts:
            return True
        place = text.letters.find(word, place + 1)
    return False
