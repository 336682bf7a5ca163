"""Search by words: at the start of a word, regardless of case, accents and hyphens.

In a script that writes no spaces between words, a word may start at every letter.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from leavex_network.errors import ArgumentTypeError
from leavex_network.models.entries import Entry, derived
from leavex_network.text import scripts
from leavex_network.text.folding import fold


class SearchText(NamedTuple):
    """A text prepared for search."""

    letters: str
    """Its letters and digits, folded, in chunks separated by spaces."""
    starts: frozenset[int]
    """The offsets at which a word begins."""


def prepare(text: str) -> SearchText:
    """Return a text prepared for search.

    A hyphen or an apostrophe begins a new word without ending the one before, so that `odus` and
    `xodus` both find `X-odus`. Beside a letter of a script without spaces, a word may begin, too.
    """
    letters: list[str] = []
    starts: set[int] = set()
    for chunk in text.split():
        is_inside = False
        for character in fold(chunk):
            if not character.isalnum():
                is_inside = False
                continue
            is_unspaced = scripts.matches(scripts.WITHOUT_SPACES, character)
            if is_unspaced or not is_inside:
                starts.add(len(letters))
            letters.append(character)
            is_inside = not is_unspaced
        letters.append(" ")
    return SearchText("".join(letters), frozenset(starts))


def words(query: object) -> list[str]:
    """Return the words of a query, folded; a word without letters or digits is kept as it is.

    Omitted are words that occur again, and those that another word begins with: where that word is
    found, they are, too.

    Raises:
        ArgumentTypeError: The query is no string.
    """
    if not isinstance(query, str):
        problem = f"search() takes a string, not {type(query).__name__}"
        raise ArgumentTypeError(f"{problem}; filter() takes lists")
    folded: dict[str, None] = {}
    for word in dict.fromkeys(query.split()):
        folded[prepare(word).letters.rstrip() or word] = None
    # In this order, a word stands directly before those that begin with it.
    ordered = sorted(folded)
    kept = {word for word, next_word in pairwise(ordered) if not next_word.startswith(word)}
    kept.update(ordered[-1:])
    return [word for word in folded if word in kept]


def matches(entry: Entry, words: Iterable[str]) -> bool:
    """Tell whether each word begins a word of the name, the text or the hashtags of an entry."""
    texts = derived(entry, "search", _prepare_entry)
    return all(_have_word(texts, word) for word in words)


def _prepare_entry(entry: Entry) -> tuple[SearchText, ...]:
    return tuple(prepare(text) for text in (entry.name, entry.text, *entry.hashtags))


def _have_word(texts: Iterable[SearchText], word: str) -> bool:
    return any(_has_word(text, word) for text in texts)


def _has_word(text: SearchText, word: str) -> bool:
    first = text.letters.find(word)
    if first in text.starts or first < 0:
        return first >= 0
    # To find it again at every letter would take quadratic time in a text such as "aaaa".
    return any(text.letters.startswith(word, start) for start in text.starts if start > first)
